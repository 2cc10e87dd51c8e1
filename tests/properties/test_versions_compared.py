"""Two versions of a plan: what only moved, was renumbered, split or joined is never called removed or weaker."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from models.comparison import Paper, Verdict
from models.provision import Plan, PlanReading
from models.source import Document
from pipeline.comparing.compare import compared
from tests.comparison_cases import item

TEXTS = (
    "One 45-minute session of individual speech and language therapy each week from a qualified therapist.",
    "A teaching assistant will carry out the speech programme for 15 minutes each day.",
    "A speech and language therapist will spend 6 hours a year on writing the programme and training staff.",
    "30 minutes of direct occupational therapy each half term, delivered by an occupational therapist.",
    "A daily sensory circuit of 10 minutes, led by a teaching assistant.",
    "20 hours per week of support from a teaching assistant in lessons.",
    "10 hours per week of individual support from a teaching assistant at unstructured times.",
    "A social skills group of no more than four pupils, once a week for 40 minutes, led by an ELSA.",
    "One 30-minute ELSA session each fortnight.",
    "Three 20-minute sessions a week of phonics teaching with a teaching assistant.",
    "Three 20-minute sessions a week of number work with a teaching assistant.",
    "All staff will receive training in autism awareness every year.",
    "All staff will receive training in Makaton signing every year.",
    "A radio aid will be provided and used in all lessons.",
    "A sloping board for written work.",
    "Access to a quiet room when she is anxious.",
)
PLANS = st.lists(st.sampled_from(TEXTS), min_size=3, max_size=9, unique=True)


@cache
def read(text):
    return item("X", text)


def plan(texts):
    provisions = tuple(read(text).model_copy(update={"id": f"F{number}"}) for number, text in enumerate(texts, 1))
    return PlanReading(plan=Plan(), source=Document(file="plan.pdf", sha256="0" * 64, pages=9), provisions=provisions)


def told(before, now):
    """The verdict on each text of the earlier version, and the texts called added."""
    lines = compared(plan(now), plan(before).provisions, Paper.VERSION, "earlier.pdf").lines
    return ({line.other.text: line.verdict for line in lines if line.other},
            {line.plan.text for line in lines if line.verdict is Verdict.ADDED})


@given(PLANS, st.randoms(use_true_random=False))
def test_items_that_moved_and_were_renumbered_are_the_same(texts, random):
    moved = random.sample(texts, len(texts))
    verdicts, added = told(texts, moved)
    assert set(verdicts.values()) == {Verdict.SAME}
    assert added == set()


@given(PLANS, st.randoms(use_true_random=False))
def test_two_items_joined_into_one_are_the_same(texts, random):
    one, other, *rest = random.sample(texts, len(texts))
    now = [*rest, f"{one} {other}"]
    verdicts, added = told(texts, random.sample(now, len(now)))
    assert set(verdicts.values()) == {Verdict.SAME}
    assert added == set()


@given(PLANS, st.randoms(use_true_random=False))
def test_an_item_split_in_two_is_the_same(texts, random):
    one, other, *rest = random.sample(texts, len(texts))
    verdicts, added = told([*rest, f"{one} {other}"], random.sample(texts, len(texts)))
    assert set(verdicts.values()) == {Verdict.SAME}
    assert added == set()


@given(PLANS, st.randoms(use_true_random=False))
def test_what_was_removed_is_said_and_nothing_else_is(texts, random):
    gone, *rest = random.sample(texts, len(texts))
    verdicts, added = told(texts, rest)
    assert verdicts.pop(gone) in (Verdict.MISSING, Verdict.UNSURE)
    assert set(verdicts.values()) == {Verdict.SAME}
    assert added == set()


@given(PLANS, st.randoms(use_true_random=False))
def test_what_was_added_is_said_and_changes_nothing_else(texts, random):
    new, *rest = random.sample(texts, len(texts))
    verdicts, added = told(rest, random.sample(texts, len(texts)))
    assert set(verdicts.values()) == {Verdict.SAME}
    assert added == {new}


@given(PLANS, st.randoms(use_true_random=False))
def test_a_lower_amount_is_never_the_same_and_hides_nothing_else(texts, random):
    numbers = {"45-minute": "20-minute", "30 minutes": "10 minutes", "20 hours": "12 hours", "40 minutes": "20 minutes",
               "15 minutes": "5 minutes"}
    changed = {text: text.replace(old, new) for text in texts for old, new in numbers.items() if old in text}
    now = [changed.get(text, text) for text in texts]
    verdicts, added = told(texts, random.sample(now, len(now)))
    assert {verdict for text, verdict in verdicts.items() if text in changed} <= {Verdict.LESS, Verdict.UNSURE}
    assert {verdict for text, verdict in verdicts.items() if text not in changed} <= {Verdict.SAME}
    assert added == set()
