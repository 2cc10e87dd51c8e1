"""What to ask for, worked by hand: each ask in words, what it could settle, and nothing that could not matter."""

import pytest

from tests.pipeline.scenario import found

WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
THERAPY = {"id": "F1", "text": "Speech and language therapy once a week.", "who": "Speech and language therapist",
           "schedules": [WEEKLY]}
SLOT = {"day": "tue", "at": "10:00-10:45", "label": "SaLT"}
TUESDAYS = [f"2025-{day}" for day in ("09-09", "09-16", "09-23", "09-30", "10-07", "10-14", "10-21", "11-04", "11-11",
                                      "11-18", "11-25", "12-02", "12-09", "12-16")]
HELD = {"label": "SaLT", "minutes": 45}
LOG = "log.csv says nothing of those days"
NONE = "none that could be used was supplied"


def asks(story, number=0):
    return [(ask.kind.value, ": ".join(filter(None, (ask.words, ask.reason))), ask.sessions, ask.minutes)
            for ask in found(story).findings[number].would_change]


def therapy(*rows, **more):
    return {"provisions": [THERAPY], "slots": [SLOT], "rows": list(rows), **more}


def test_three_tuesdays_in_a_row_are_one_ask():
    silent = ("2025-11-04", "2025-11-11", "2025-11-18")
    told = [day for day in TUESDAYS if day not in silent]
    assert asks(therapy({"dates": told, **HELD})) == [
        ("record", f"the record of the 3 Tuesdays from 4 to 18 November 2025: {LOG}", 3, 135)]


def test_days_that_a_log_does_not_reach_are_asked_for_apart():
    told = [day for day in TUESDAYS if day < "2025-12" and day != "2025-10-14"]
    assert asks(therapy({"dates": told, **HELD})) == [
        ("record", "the log of the 3 Tuesdays from 2 to 16 December 2025: log.csv does not reach those days", 3, 135),
        ("record", "the record of Tuesday 14 October 2025: log.csv says nothing of that day", 1, 45)]


def test_without_a_log_all_of_it_is_one_ask():
    assert asks({"provisions": [THERAPY], "slots": [SLOT]}) == [
        ("record", f"a log of the 14 Tuesdays from 9 September to 16 December 2025: {NONE}", 14, 630)]


def test_without_a_timetable_weeks_are_asked_for_and_the_timetable():
    assert asks({"provisions": [THERAPY]}) == [
        ("record", f"a log of the 15 weeks of 1 September to 15 December 2025: {NONE}", 15, 675),
        ("timetable", f"a timetable that shows when it takes place: {NONE}", None, None)]


def test_lengths_are_asked_for_together():
    rows = [{"dates": [day for day in TUESDAYS if day not in ("2025-11-04", "2025-11-11")], **HELD},
            {"dates": ["2025-11-04", "2025-11-11"], "label": "SaLT"}]
    story = therapy(*rows)
    story["slots"][0] = SLOT | {"at": "10:00-10:45"}
    assert found(story).findings[0].status == "met"
    assert asks(story) == [("length", "how long each of the sessions of 4 and 11 November 2025 lasted", 2, 90)]


def test_a_contradiction_is_asked_about():
    told = [day for day in TUESDAYS if day != "2025-11-04"]
    rows = [{"dates": told, **HELD}, {"dates": ["2025-11-04"], **HELD},
            {"dates": ["2025-11-04"], "label": "SaLT", "outcome": "not_delivered", "file": "diary.csv",
             "reliability": "parent_observation"}]
    assert asks(therapy(*rows)) == [
        ("conflict", "which record of Tuesday 4 November 2025 is right; one says that the session took place, another "
                     "that it did not", 1, 45)]


def test_a_label_that_may_be_either_is_asked_about_for_both():
    story = {"provisions": [
        {"id": f"F{number}", "text": text, "schedules": [WEEKLY]}
        for number, text in ((3, "A reading programme."), (7, "A spelling programme."))],
        "rows": [{"dates": TUESDAYS[:6], "label": "Literacy", "minutes": 45}]}
    for number in (0, 1):
        words = [words for kind, words, _, minutes in asks(story, number) if kind == "label" and minutes == 270]
        assert words == ["which of F3 and F7 the label “Literacy” belongs to"]


def test_the_register_is_asked_for_where_all_that_is_missing_rests_on_it():
    rows = [{"dates": TUESDAYS[1:], **HELD}, {"dates": TUESDAYS[:1], "label": "SaLT", "outcome": "not_delivered"}]
    assert asks(therapy(*rows)) == [
        ("register", "the register of Tuesday 9 September 2025: was the child in school when the session was not "
                     "held?", 1, None)]
    present = [{"dates": TUESDAYS[:1], "codes": ["/", "\\"]}]
    assert asks(therapy(*rows, marks=present)) == []


@pytest.mark.parametrize("rows", [
    [{"dates": TUESDAYS, **HELD}],
    [{"dates": TUESDAYS[1:], **HELD}, {"dates": TUESDAYS[:1], "label": "SaLT", "minutes": 20}],
])
def test_nothing_is_asked_for_where_nothing_could_change(rows):
    assert asks(therapy(*rows)) == []


def test_nothing_is_asked_for_what_cannot_be_measured():
    assert asks({"provisions": [THERAPY | {"schedules": []}]}) == []


def test_a_pool_without_days_asks_for_the_notes_of_visits():
    pool = {"total_minutes": 360, "per": "term"}
    assert asks({"provisions": [THERAPY | {"schedules": [pool]}]}) == [
        ("record", "the log or the notes of visits, 3 September to 18 December 2025: the records show less than was "
                   "due", None, 360)]
