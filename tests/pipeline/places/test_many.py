"""Many cases in one store: looked at several at a time, and left alone where the store is away."""

import datetime as dt
import time

import fsspec
import pytest

from models.batch import Elsewhere, Looked, Outcome
from models.errors import ConnectionLost
from pipeline import batch
from pipeline.batch import all_settled, check_that_its_store_answers, take_in
from pipeline.desk.endings import end
from pipeline.places import patience
from pipeline.places.at_hand import Look
from pipeline.steps import Ending
from pipeline.store.nouns import Store

DAY = dt.date(2025, 12, 19)
MANY = 48
WAIT = 0.02
"""Seconds until a store that is far away answers."""
LOST = Ending(kind=ConnectionLost.__name__, what="the connection was lost.")


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(patience, "WAITS", (0, 0))
    return Store(tmp_path / "store")


@pytest.fixture
def names(store):
    """Cases that were looked at before, and look the same; only the first has been changed."""
    cases = [Elsewhere(name=str(number), folder=f"memory://far/{number}", out=f"memory://out/{number}")
             for number in range(MANY)]
    found = [take_in(store, case) for case in cases]
    for number, name in enumerate(found):
        told = batch._look_key(Look(str(number if number else "before"), sure=True), DAY)
        store.put(name, batch.LOOK, Looked(outcome=Outcome.UNCHANGED, sure=True), told)
    return found


def slowly(case):
    time.sleep(WAIT)
    return Look(case.name, sure=True)


def away(*_, **__):
    raise OSError


def test_they_are_looked_at_several_at_a_time_and_told_in_their_order(store, names, monkeypatch):
    began, most = [], []

    def look(case):
        began.append(case)
        most.append(len(began))
        found = slowly(case)
        began.remove(case)
        return found

    monkeypatch.setattr(batch, "look_at", look)
    stands = [None, *[Outcome.UNCHANGED] * (MANY - 1)]
    assert list(all_settled(store, names, DAY)) == list(zip(names, stands, strict=True))
    assert 4 <= max(most) <= batch.LOOKS_AT_ONCE


def test_a_store_that_is_away_ends_the_looks_with_one_stop(store, names, monkeypatch):
    asked = []
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "ls", lambda *_, **__: asked.append(1) or away())
    with pytest.raises(ConnectionLost, match="memory://"):
        list(all_settled(store, names, DAY))
    assert len(asked) < MANY * (len(patience.WAITS) + 1), "the others are not asked any more"


def test_a_case_that_was_lost_is_a_matter_of_its_own_where_the_store_answers(store, names, monkeypatch):
    end(store, names[0], LOST)
    check_that_its_store_answers(store, names[0])
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "ls", away)
    check_that_its_store_answers(store, names[1])
    with pytest.raises(ConnectionLost, match="memory://"):
        check_that_its_store_answers(store, names[0])
