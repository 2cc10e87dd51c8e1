"""Two wordings of one item: in what respects the second asks for less, for more, or less plainly."""

import pytest

from extractors.statement import read_statement
from models.comparison import Paper, Verdict
from models.provision import Plan, PlanReading, Provision
from models.source import Document, Quote
from pipeline.comparing.compare import compared
from pipeline.comparing.differences import differences

THERAPY = ("45 minutes of direct individual speech and language therapy each week "
           "from a qualified speech and language therapist")
CASES = [
    (THERAPY, THERAPY, {}),
    (THERAPY, THERAPY.replace("45", "30"), {"minutes": "less"}),
    (THERAPY, THERAPY.replace("45", "60"), {"minutes": "more"}),
    (THERAPY, THERAPY.replace("each week", "each half term"), {"minutes": "less", "sessions": "less"}),
    (THERAPY, THERAPY.replace("45 minutes", "Up to 45 minutes"), {"minutes": "less", "vague_terms": "vaguer"}),
    (THERAPY, THERAPY.replace("45 minutes", "At least 45 minutes"), {"minutes": "more"}),
    (THERAPY, THERAPY.replace("a qualified", "a"), {"qualified": "less"}),
    (THERAPY, THERAPY.replace("a qualified speech and language therapist", "a teaching assistant"),
     {"adult": "less", "qualified": "less"}),
    (THERAPY, THERAPY.replace("direct individual", "direct group"), {"mode": "less"}),
    (THERAPY, THERAPY.replace("45 minutes of direct individual", "direct individual"),
     {"minutes": "vaguer"}),
    ("Counselling for 30 minutes each week", "Counselling as needed", {"amount": "vaguer", "vague_terms": "vaguer"}),
    (THERAPY, THERAPY.replace(" from a qualified speech and language therapist", ""), {"adult": "vaguer"}),
    ("30 minutes of counselling each week", "1 hour of counselling each fortnight", {"sessions": "unsure"}),
    ("Counselling, 2 sessions of 30 minutes a week", "Counselling, 4 sessions of 15 minutes a week",
     {"sessions": "more"}),
    ("Counselling, 3 sessions of 20 minutes a week", "Counselling, 1 session of 60 minutes a week",
     {"sessions": "less"}),
    ("Counselling once a week", "Counselling once a fortnight", {"sessions": "less"}),
    ("20 minutes of counselling each week", "80 minutes of counselling each month", {"minutes": "unsure"}),
    ("Social skills in a group of up to four, 30 minutes weekly",
     "Social skills in a group of up to eight, 30 minutes weekly", {"group": "less"}),
    ("One hour of direct occupational therapy each term", "One hour of indirect occupational therapy each term",
     {"contact": "less", "mode": "less"}),
]


@pytest.mark.parametrize(("before", "now", "told"), CASES)
def test_what_differs(before, now, told):
    found = differences(read_statement(before), read_statement(now))
    assert {one.aspect: one.verdict.value for one in found} == told


def item(number, text):
    reading = read_statement(text)
    return Provision(**{name: getattr(reading, name) for name in type(reading).model_fields}, id=number,
                     quote=Quote(text=text))


def beside(recommended, planned):
    plan = PlanReading(plan=Plan(), source=Document(file="plan.pdf", sha256="0" * 64, pages=9),
                       provisions=tuple(item(f"F{place}", text) for place, text in enumerate(planned, 1)))
    other = [item(f"R{place}", text) for place, text in enumerate(recommended, 1)]
    found = {line.other.id: line.verdict for line in compared(plan, other, Paper.REPORT, "report.pdf").lines}
    return [found[one.id] for one in other]


def test_what_points_both_ways_is_for_a_person():
    less_time_alone = THERAPY.replace("45", "30")
    assert beside([THERAPY.replace("individual", "group")], [less_time_alone]) == [Verdict.UNSURE]


def test_items_without_an_amount_are_the_same_by_their_words_only():
    assert beside(["Access to a sloping board"], ["Access to a tablet computer"]) == [Verdict.MISSING]
    assert beside(["A sloping board for all written work"], ["A board"]) == [Verdict.UNSURE]
    assert beside(["Access to a sloping board"], ["Access to a sloping board."]) == [Verdict.SAME]


def test_where_two_items_may_be_meant_neither_is_called_weaker():
    assert beside(["Counselling for 30 minutes each week"], [
        "Counselling for 20 minutes each week", "Counselling for 40 minutes each week"]) == [Verdict.UNSURE]


def test_words_that_state_neither_an_amount_nor_an_adult_are_not_called_missing():
    assert beside(["Maya has a language disorder."], ["Counselling for 20 minutes each week"]) == [Verdict.UNSURE]


def test_a_doubtful_reading_alleges_nothing():
    assert beside([THERAPY], ["30 minutes of speech and language therapy from a therapist"]) == [Verdict.UNSURE]


def test_another_therapy_in_the_same_words_is_not_taken_for_a_weaker_one():
    other = THERAPY.replace("45", "30").replace("speech and language therap", "occupational therap")
    assert beside([THERAPY], [other])[0] in (Verdict.UNSURE, Verdict.MISSING)


def test_of_two_recommendations_for_one_item_the_one_that_is_met_leaves_the_other_missing():
    training = "Counselling for her anger in the summer holidays for 3 hours"
    assert beside(["Counselling for 30 minutes each week", training], ["Counselling for 30 minutes each week"]) == [
        Verdict.SAME, Verdict.MISSING]
