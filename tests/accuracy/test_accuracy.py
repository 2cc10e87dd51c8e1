"""The scorecard is a ratchet with names: nothing that was read right may be read wrong."""

import pytest

from tests.accuracy.__main__ import our_plans, our_statements
from tests.accuracy.marks import ASKED, RIGHT, SILENT
from tests.accuracy.notation import written
from tests.accuracy.plan import Gold, Item, plan_marks
from tests.accuracy.scorecard import agreed, changed, unknown
from tests.accuracy.statement import statement_marks

WEEKLY = {"sessions": 2, "session_minutes": 30, "per": "week"}
ITEM = Item("F1", "Reading practice with a teaching assistant.", {"how_often": "Weekly"}, ["2 x 30 min / week"], page=3)
READ = {"text": "Reading practice with a teaching assistant.", "schedules": [WEEKLY], "page": 3}


def test_nothing_was_lost_since_the_agreed_scorecard():
    assert not changed(agreed(), our_statements() | our_plans())[1]


def test_a_loss_is_not_netted_against_a_gain():
    before = {"a": {"mode": RIGHT}, "b": {"mode": SILENT}}
    gains, losses = changed(before, {"a": {"mode": ASKED}, "b": {"mode": RIGHT}})
    assert len(gains) == len(losses) == 1


def test_a_wrong_reading_on_which_nobody_is_asked_any_more_is_a_loss():
    assert changed({"a": {"mode": ASKED}}, {"a": {"mode": SILENT}})[1]


def test_an_item_that_is_not_there_is_a_loss_though_its_case_is_new():
    assert changed({}, {"p, not there: x": {"extra": SILENT}})[1]
    assert changed({"p, not there: x": {"extra": SILENT}}, {})[0]


def test_a_new_case_is_neither_a_gain_nor_a_loss():
    assert changed({}, {"a": {"mode": SILENT}}) == ([], [])
    assert unknown({}, {"a": {"mode": SILENT}}) == ["a"]


@pytest.mark.parametrize(
    ("schedule", "line"),
    [
        (WEEKLY, "2 x 30 min / week"),
        ({"sessions": 1.0, "session_minutes": 45.0, "per": "week"}, "45 min / week"),
        ({"total_minutes": 60, "per": "day", "bound": "range", "range_max": 90}, "60 min / day, to 90"),
        ({"sessions": 3, "per": "term", "bound": "at_least"}, "3 times / term, at_least"),
        ({"total_minutes": 50, "per": "week", "duration_weeks": 12}, "50 min / week, for 12 weeks"),
        ({"session_minutes": 20}, "each 20 min / ?"),
        ({"interval_minutes": 45}, "every 45 min / ?"),
    ],
)
def test_an_amount_in_the_json_of_any_reader_is_written_in_one_way(schedule, line):
    assert written(schedule) == line


@pytest.mark.parametrize(
    ("label", "answer", "marks"),
    [
        ({"reads": ["2 x 30 min / week"]}, {"schedules": [WEEKLY]}, {"amounts": RIGHT, "not to ask": RIGHT}),
        ({"reads": ["2 x 30 min / week"]}, {}, {"amounts": SILENT}),
        ({"reads": ["30 min / week"]}, {"schedules": [WEEKLY], "review": ["?"]}, {"amounts": ASKED}),
        ({"reads": [], "asks": ["blank"]}, {"schedules": [WEEKLY]}, {"no amount": SILENT, "to ask": SILENT}),
        ({"provision": False}, {"provision": False, "schedules": [WEEKLY]}, {"no amount": RIGHT, "not to ask": RIGHT}),
        ({"mode": "none"}, {"mode": None, "review": ["?"]}, {"mode": RIGHT, "not to ask": ASKED}),
        ({"flags": ["regular"]}, {"vague_terms": ["Regular"]}, {"vague: regular": RIGHT, "not to ask": RIGHT}),
        ({"no_flags": ["may"]}, {"vague_terms": ["may"]}, {"not vague: may": SILENT}),
    ],
)
def test_each_labelled_field_has_its_mark(label, answer, marks):
    assert statement_marks(label, answer) == marks


def plan(*provisions, **particulars):
    gold = Gold("p", {"child_name": "Kit Lyle"}, [ITEM], ["By July he will read for 20 minutes."])
    return plan_marks(gold, {"provisions": provisions, "plan": particulars})


def test_a_plan_that_is_read_as_it_stands():
    assert plan(READ, child_name="KIT LYLE") == {
        "p F1": {"found": RIGHT, "item amounts": RIGHT, "page": RIGHT},
        "p, outside F: By July he will read for 20 minutes.": {"leak": RIGHT},
        "p, particulars": {"particulars: child_name": RIGHT},
    }


def test_what_is_lost_misread_taken_over_or_made_up_is_told_apart():
    assert plan()["p F1"] == {"found": SILENT, "item amounts": SILENT}
    assert plan({**READ, "schedules": [], "review": ["?"]})["p F1"]["item amounts"] == ASKED
    assert plan({**READ, "page": 4})["p F1"]["page"] == SILENT
    taken = plan({"text": "By July he will read for 20 minutes.", "schedules": []})
    assert taken["p, outside F: By July he will read for 20 minutes."] == {"leak": SILENT}
    assert taken["p, not there: By July he will read for 20 minutes."] == {"extra": SILENT}


def test_only_section_f_counts():
    assert plan({**READ, "section": "H2"})["p F1"]["found"] == SILENT
