"""The server looks once a day which cases are to be erased, at its start and on every new day after it."""

import datetime as dt
import time

import pytest

from flows import keeping
from flows.keeping import Keeping
from models.record import HERE, What
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record

ADDED = dt.datetime(2025, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def cases(tmp_path):
    made = Cases(Database(f"sqlite:///{tmp_path / 'sectionf.db'}"), Store(tmp_path / "cases"))
    case_id = made.add("Nell", ADDED).id
    for what, day in ((What.WARNED, (2025, 12, 11)), (What.WARNED_LAST, (2026, 1, 3))):
        Record(tmp_path).add(Deed(HERE, what, case_id), dt.datetime(*day, 12, tzinfo=dt.UTC))
    return made


def test_on_the_day_it_ends_the_check_and_erases(cases, monkeypatch):
    monkeypatch.setattr(keeping, "SECONDS", 0.05)
    now, ended = [dt.datetime(2026, 1, 9, 12, tzinfo=dt.UTC)], []
    running = Keeping(cases, lambda: now[0], ended.append, team=False)
    running.open()
    try:
        (case,) = cases.all()
        now[0] += dt.timedelta(days=1)
        for _ in range(200):
            if not cases.all():
                break
            time.sleep(0.05)
        assert cases.all() == []
        assert ended == [case.id]
    finally:
        running.close()


def test_what_cannot_be_done_now_is_tried_again(cases, monkeypatch, caplog):
    now = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)
    running = Keeping(cases, lambda: now, lambda _case: None, team=False)

    def full(*_given, **_named):
        raise OSError(28, "No space left on device")
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "erase_what_is_due", full)
        running.look()
    assert len(cases.all()) == 1
    assert "Nell" not in caplog.text
    running.look()
    assert cases.all() == []
