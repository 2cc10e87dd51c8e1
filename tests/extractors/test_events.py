"""A list of events says what was sent, received, met about and decided, and how it went."""

import datetime as dt

import pytest

from extractors.events import kind_of_event, milestones_of, post_of, read_events, route_of
from models.case import Event, EventKind, Milestone, Post
from models.doubt import Severity
from models.errors import UnusableEvidence

MET, GOT, SENT, CALL, HAPPENED = (EventKind(kind) for kind in ("meeting", "received", "sent", "call", "happened"))


def read(text, folder):
    path = folder / "events.csv"
    path.write_text(text, "utf-8")
    return read_events(path)


def test_a_list_is_read_with_route_milestone_method_and_time(tmp_path):
    events, doubts = read(
        "Date,Kind,Route,What,Method,Time\n"
        "01/12/2025,sent,R4,Letter to the director,email,16:59\n"
        "24/11/2025,meeting,,Annual review at school,,\n"
        "15/12/2025,received,R5,Complaint acknowledged,post,\n"
        "16/12/2025,sent,,Section 42 letter again,1st class,4.30\n", tmp_path)
    assert not doubts
    review, first, acknowledged, again = events
    assert (review.kind, review.milestone) == (MET, Milestone.REVIEW_MEETING)
    assert (first.route, first.post, first.at) == ("R4", Post.EMAIL, dt.time(16, 59))
    assert (acknowledged.route, acknowledged.milestone) == ("R5", Milestone.ACKNOWLEDGED)
    assert (again.route, again.post, again.at) == ("R4", Post.FIRST_CLASS, None)


@pytest.mark.parametrize(("asked", "expected", "codes"), [
    ("17/12/2025", dt.date(2025, 12, 17), []), ("17 December 2025", dt.date(2025, 12, 17), []), ("", None, []),
    ("soon", None, ["event_reply_by"]), ("30/11/2025", None, ["event_reply_by"]),
    ("01/12/2025", None, ["event_reply_by"])])
def test_the_day_by_which_an_answer_was_asked_for(asked, expected, codes, tmp_path):
    events, doubts = read(f"Date,Kind,Route,What,Reply by\n01/12/2025,sent,R4,Letter,{asked}\n", tmp_path)
    assert events[0].reply_by == expected
    assert [doubt.code for doubt in doubts] == codes


@pytest.mark.parametrize(("time", "expected"), [
    ("16:59", dt.time(16, 59)), ("5.30pm", dt.time(17, 30)), ("09:15", dt.time(9, 15)), ("9.15 am", dt.time(9, 15)),
    ("4.30", None), ("7:15", None), ("", None), ("evening", None)])
def test_an_hour_that_can_mean_two_is_not_known(time, expected, tmp_path):
    events, _ = read(f"Date,Kind,What,Method,Time\n01/12/2025,sent,Letter,email,{time}\n", tmp_path)
    assert events[0].at == expected


@pytest.mark.parametrize(("words", "kind", "expected"), [
    ("Annual review meeting", MET, Milestone.REVIEW_MEETING),
    ("Emergency review held", HAPPENED, Milestone.REVIEW_MEETING),
    ("Council's decision not to amend the plan", GOT, Milestone.DECISION_NOT_TO_AMEND),
    ("LA will amend the plan", GOT, Milestone.DECISION_TO_AMEND),
    ("Letter: cease to maintain", GOT, Milestone.DECISION_TO_CEASE),
    ("Amendment notice with changes", GOT, Milestone.AMENDMENT_NOTICE),
    ("Proposed amended plan", GOT, Milestone.AMENDMENT_NOTICE),
    ("Draft EHCP arrived", GOT, Milestone.DRAFT_PLAN),
    ("Amended final plan", GOT, Milestone.FINAL_PLAN),
    ("Final EHCP", GOT, Milestone.FINAL_PLAN),
    ("Mediation certificate", GOT, Milestone.MEDIATION_CERTIFICATE),
    ("Mediation with LA officer", MET, Milestone.MEDIATION_MEETING),
    ("Request for mediation", SENT, Milestone.MEDIATION_REQUEST),
    ("SEND35 form", SENT, Milestone.TRIBUNAL_APPEAL),
    ("Tribunal order", GOT, Milestone.TRIBUNAL_ORDER),
    ("Tribunal order, Section I only", GOT, Milestone.TRIBUNAL_ORDER_PLACEMENT),
    ("1:1 withdrawn", HAPPENED, Milestone.PROVISION_REMOVED),
    ("Permanently excluded", GOT, Milestone.PERMANENT_EXCLUSION),
    ("SAR refused", GOT, Milestone.RECORDS_REFUSED),
    ("Letter before claim", SENT, Milestone.PRE_ACTION_LETTER),
    ("Freedom of Information", SENT, Milestone.FOI_REQUEST),
    ("Automatic reply", GOT, Milestone.ACKNOWLEDGED),
])
def test_what_an_event_was(words, kind, expected):
    assert milestones_of(words, kind) == (expected,)


@pytest.mark.parametrize(("words", "kind"), [
    ("Annual review booked for 3 May", MET), ("Annual review postponed", MET), ("Annual review", SENT),
    ("Asked for a final plan", SENT), ("Final plan still not received", GOT), ("Draft plan overdue", CALL),
    ("Chased amendment notice", GOT), ("Talk about the tribunal", CALL), ("Reply from SENCO", GOT),
    ("Coffee morning", MET), ("Mediation certificate", SENT), ("Invited to annual review", MET),
])
def test_what_only_speaks_of_it_is_none(words, kind):
    assert milestones_of(words, kind) == ()


@pytest.mark.parametrize("words", ["Draft plan and final plan", "Final plan with an amendment notice"])
def test_what_could_be_two_things_is_asked_about_and_starts_no_period(words, tmp_path):
    events, doubts = read(f"Date,Kind,What\n01/12/2025,received,{words}\n", tmp_path)
    assert events[0].milestone is None
    assert [doubt.code for doubt in doubts] == ["event_meaning"]


def test_a_row_that_cannot_be_read_is_a_doubt(tmp_path):
    events, doubts = read("Date,Kind,What\n31/02/2025,sent,Letter\n01/12/2025,hm,Letter\n", tmp_path)
    assert not events
    assert [doubt.code for doubt in doubts] == ["event_row", "event_row"]


def test_letters_of_which_nothing_says_the_step_are_named_once(tmp_path):
    rows = "".join(f"0{day}/12/2025,sent,Letter\n" for day in range(1, 9))
    events, doubts = read(f"Date,Kind,What\n{rows}", tmp_path)
    assert len(events) == 8
    assert [(doubt.code, doubt.severity) for doubt in doubts] == [("event_route", Severity.NOTE)]
    assert doubts[0].place.endswith("events.csv, row 7 and 2 more")


def test_a_route_is_known_in_small_letters():
    assert Event(date=dt.date(2025, 12, 1), kind=SENT, route=" r4 ").route == "R4"


def test_a_file_without_such_a_list_stops(tmp_path):
    with pytest.raises(UnusableEvidence):
        read("a,b\n1,2\n", tmp_path)


def test_words_of_letters():
    assert kind_of_event("Decision") is HAPPENED
    assert post_of("by hand") is Post.BY_HAND
    assert route_of("s42 letter and subject access request") is None
