"""What a person says of a label or of initials is kept, counts for the whole case, and is shown as theirs."""

import datetime as dt

import pytest

from models.case import Case
from models.doubt import MATCHING, Severity
from models.review import Action, Decision, Named, Placed
from pipeline.case import compared
from pipeline.review.decisions import append, read_decisions
from pipeline.review.lay_over import lay_over, with_what_was_said
from pipeline.review.shape import fingerprints
from pipeline.review.standing import Standing, open_doubts, standing
from tests.pipeline.scenario import plan_reading, records
from tests.pipeline.scenario import provision as item

NOON = dt.datetime(2025, 12, 1, 12, tzinfo=dt.UTC)
WEEKLY = {"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}
DAYS = ["2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01"]
STORY = {"provisions": [{"id": "F1", "text": "A reading programme.", "schedules": [WEEKLY]},
                        {"id": "F2", "text": "A spelling programme.", "schedules": [WEEKLY]}],
         "rows": [{"dates": DAYS, "label": "Literacy", "staff": "KB", "minutes": 30},
                  {"dates": ["2025-10-08"], "label": "Zumba", "staff": "KB", "minutes": 30}]}


@pytest.fixture
def reading():
    return plan_reading(STORY)


@pytest.fixture
def place(reading):
    def placed(label, name="", **fields):
        print_ = fingerprints(reading)[name] if name else ""
        return Placed(label=label, provision=print_, provision_id=name, by="Ruth", at=NOON, **fields)
    return placed


def checked(reading, decisions=(), story=STORY):
    """What a check of the story says, with decisions."""
    window = (dt.date(2025, 9, 3), dt.date(2025, 10, 24))
    case = Case(id="x", plan="plan.pdf", as_of=window[1], window=window)
    return compared(case, lay_over(reading, decisions), records(story))


def counted(report, name):
    return sum(len(finding.evidence) for finding in report.findings if finding.provision_id == name)


def codes(report):
    return {doubt.code for doubt in report.warnings if doubt.field == MATCHING}


def test_left_alone_it_may_belong_to_either_and_counts_for_none(reading):
    report = checked(reading)
    assert "ambiguous_label" in codes(report)
    assert (counted(report, "F1"), counted(report, "F2")) == (0, 0)


@pytest.mark.parametrize("name", ["F1", "F2"])
def test_a_label_that_was_placed_counts_there_and_the_report_says_who_said_so(reading, place, name):
    report = checked(reading, [place("Literacy", name)])
    assert "ambiguous_label" not in codes(report)
    assert counted(report, name) == len(DAYS)
    (note,) = [doubt for finding in report.findings for doubt in finding.doubts if doubt.code == "placed_by_hand"]
    assert note.severity is Severity.NOTE
    assert note.reason == f'"Literacy" belongs to {name}: decided by Ruth on 1 December 2025.'
    (shown,) = [finding for finding in report.findings if finding.provision_id == name]
    assert note.reason in {line.words for line in shown.why}


def test_a_label_goes_where_a_person_says_whatever_its_words_say(reading, place):
    report = checked(reading, [place("zumba", "F1")])
    assert counted(report, "F1") == 1


def test_a_label_may_belong_to_nothing_in_the_plan(reading, place):
    report = checked(reading, [place("Literacy")])
    assert counted(report, "F1") == counted(report, "F2") == 0
    assert {spare.reason for spare in report.unmatched if spare.text == "Literacy"} == {
        "a person said that it belongs to nothing in the plan"}
    assert all(finding.shortfall_minutes == finding.due.minutes[0] for finding in report.findings)


def test_the_last_word_counts_and_can_be_taken_back(reading, place):
    first, last = place("Literacy", "F1"), place("LITERACY", "F2")
    assert counted(checked(reading, [first, last]), "F2") == len(DAYS)
    undo = Decision(provision=last.about, provision_id="", action=Action.UNDO, by="Ruth", at=NOON)
    assert counted(checked(reading, [first, last, undo]), "F1") == len(DAYS)
    assert checked(reading, [first, undo]) == checked(reading)


def test_it_falls_away_when_the_words_of_the_provision_change(reading, place):
    said = place("Literacy", "F1")
    changed = reading.model_copy(update={"provisions": (item({"id": "F1", "text": "A phonics programme."}),)})
    assert lay_over(changed, [said]).placements == ()


def test_one_of_several_amounts_can_be_named(place):
    story = {"provisions": [{"id": "F1", "text": "Physiotherapy for an hour each week and an hour each fortnight.",
                             "schedules": [{"total_minutes": 60, "sessions": 1, "per": "week"},
                                           {"total_minutes": 60, "sessions": 1, "per": "fortnight"}]}],
             "rows": [{"dates": DAYS[:2], "label": "Physio", "minutes": 60}]}
    plan = plan_reading(story)
    said = Placed(label="Physio", provision=fingerprints(plan)["F1"], provision_id="F1", schedule=1, by="R", at=NOON)
    report = checked(plan, [said], story)
    assert "ambiguous_schedule" not in codes(report)
    assert {finding.schedule for finding in report.findings if finding.evidence} == {1}


def test_initials_get_the_role_that_a_person_gives_them(reading):
    report = checked(reading, [Named(initials="KB", stands_for="Mrs Bright (TA)", by="Ruth", at=NOON)])
    assert (checked(reading).staff, report.staff) == ({"KB": ""}, {"KB": "ta"})


def test_a_persons_key_goes_before_that_of_the_papers(reading):
    told = records(STORY).model_copy(update={"staff_key": {"KB": "HLTA"}})
    said = lay_over(reading, [Named(initials="KB", stands_for="TA", by="Ruth", at=NOON)])
    assert with_what_was_said(told, said).staff_key == {"KB": "TA"}


def test_accepting_how_the_words_are_read_leaves_the_question_which_records_belong_to_them(reading):
    accept = Decision(provision=fingerprints(reading)["F1"], provision_id="F1", action=Action.ACCEPT, by="R", at=NOON)
    report = checked(reading, [accept])
    told = report.reading.provisions[0]
    assert {doubt.code for doubt in open_doubts(report, told)} == {"ambiguous_label"}
    assert standing(report, told) is Standing.DOUBTFUL


def test_both_settled_is_checked(reading, place):
    accept = Decision(provision=fingerprints(reading)["F1"], provision_id="F1", action=Action.ACCEPT, by="R", at=NOON)
    report = checked(reading, [accept, place("Literacy", "F1")])
    assert standing(report, report.reading.provisions[0]) is Standing.ACCEPTED


def test_all_kinds_of_decisions_come_back_as_they_were_appended(reading, place, tmp_path):
    made = (place("Literacy", "F1"), place("Zumba"), Named(initials="KB", stands_for="TA", by="Ruth", at=NOON),
            Decision(provision="x", provision_id="F1", action=Action.ACCEPT, by="Ruth", at=NOON))
    for decision in made:
        append(tmp_path / "decisions.jsonl", decision)
    assert read_decisions(tmp_path / "decisions.jsonl") == made
