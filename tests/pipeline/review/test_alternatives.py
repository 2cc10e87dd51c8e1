"""The readings that a doubt names are readings that can be taken with one key, and each shows what it comes to."""

import tomllib
from importlib import resources

import pytest

from extractors.statement import read_statement
from models.provision import Provision
from models.source import Quote
from pipeline.review.alternatives import alternatives
from pipeline.rules import rules


def item(text, **columns):
    read = read_statement(text, columns)
    told = {field: getattr(read, field) for field in type(read).model_fields}
    return Provision(**told, id="F1", quote=Quote(text=text), columns=columns)


def amounts(choice):
    return [(one.sessions, one.session_minutes, one.total_minutes, one.per and one.per.value)
            for one in choice.reading.schedules]


CASES = [
    ("Two hour sessions each week.", {}, "two_hour_sessions", [[(1, 120, 120, "week")], [(2, 60, 120, "week")]]),
    ("Training for staff, 2 hours.", {}, "one_off", [[(None, None, 120, "once")], [(None, None, 120, "year")]]),
    ("Teaching assistant support for 25 hours a day.", {}, "over_day",
     [[(None, None, 1500, "week")], [(None, None, 1500, "day")]]),
    ("Speech therapy for 30 minutes each week.", {"how_often": "45 minutes each week"}, "columns_disagree",
     [[(None, None, 45, "week")], [(1, 30, 30, "week")]]),
]


@pytest.mark.parametrize(("text", "columns", "code", "wanted"), CASES, ids=[case[2] for case in CASES])
def test_each_reading_is_what_its_words_say(text, columns, code, wanted):
    one = item(text, **columns)
    assert code in [doubt.code for doubt in one.review]
    named = next(doubt.alternatives for doubt in one.review if doubt.code == code)
    offered = {choice.words: choice for choice in alternatives(one)}
    assert [amounts(offered[words]) for words in named] == wanted


def test_what_only_a_person_can_say_has_no_reading_of_ours():
    one = item("One visit from the educational psychologist.")
    assert [bool(choice.edits) for choice in alternatives(one)
            if choice.words in ("once in all", "once in each term or year")] == [True, False]


def test_of_several_amounts_none_is_changed_by_a_rule():
    one = item("Two hour sessions each week. 20 minutes each day with a mentor.")
    named = [choice for choice in alternatives(one) if choice.words == "that many sessions of one hour"]
    assert [choice.edits for choice in named] == [{}]


@pytest.mark.parametrize("code", rules("alternatives")["readings"])
def test_every_rule_is_about_the_readings_of_a_doubt(code):
    doubts = {}
    for name in ("doubts", "plan_doubts"):
        path = resources.files("extractors.vocabulary") / f"{name}.toml"
        doubts |= tomllib.loads(path.read_text("utf-8"))
    assert len(rules("alternatives")["readings"][code]) == len(doubts[code]["alternatives"])
