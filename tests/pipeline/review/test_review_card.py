"""What is put before a person together: the same words, or other words that are read the same; never what differs."""

import datetime as dt

import pytest

from extractors.statement import read_statement
from models.provision import Plan, PlanReading, Provision
from models.review import Action
from models.source import Document, Quote
from pipeline.review.card import Show, alike, chosen, next_after
from pipeline.review.desk import Desk

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
TEXTS = (
    "Speech therapy for 30 minutes each week from a speech and language therapist.",
    "Speech therapy for 30  minutes each WEEK from a speech and language therapist.",
    "Each week a speech and language therapist gives speech therapy for 30 minutes.",
    "Speech therapy for 45 minutes each week from a speech and language therapist.",
    "A quiet room.",
)


@pytest.fixture
def desk(tmp_path):
    provisions = []
    for number, text in enumerate(TEXTS, 1):
        read = read_statement(text)
        told = {field: getattr(read, field) for field in type(read).model_fields}
        provisions.append(Provision(**told, id=f"F{number}", quote=Quote(text=text, page=number)))
    reading = PlanReading(plan=Plan(), source=Document(file="plan.txt", sha256="0", pages=9),
                          provisions=tuple(provisions))
    made = Desk(tmp_path / "decisions.jsonl", "Ruth", [], reading=reading)
    made.lay_out(every=True)
    return made


def item(desk, name):
    return next(one for one in desk.queue if one.provision.id == name)


def names(items):
    return sorted(one.provision.id for one in items)


def test_the_same_words_and_the_same_reading_are_alike(desk):
    assert names(alike(desk, item(desk, "F1"))) == ["F2", "F3"]
    assert names(alike(desk, item(desk, "F4"))) == []


def test_what_somebody_has_decided_about_is_not_offered_again(desk):
    desk.keep(desk.decision(item(desk, "F2"), Action.ACCEPT, NOON))
    assert names(alike(desk, item(desk, "F1"))) == ["F3"]
    assert alike(desk, item(desk, "F2")) == []


def test_the_next_is_the_next_in_the_queue_and_none_at_the_end(desk):
    among = chosen(desk, Show.OPEN)
    order = [one.about for one in desk.queue]
    walked, about = [], ""
    while (following := next_after(desk, among, about)) is not None:
        about = following.about
        walked.append(about)
    assert walked == order


FOUND = [("45 minutes", ["F4"]), ("f5", ["F5"]), ("QUIET room", ["F5"]), ("zzz", [])]


@pytest.mark.parametrize(("words", "found"), FOUND)
def test_words_and_numbers_are_found(desk, words, found):
    assert names(chosen(desk, Show.ALL, words)) == found
