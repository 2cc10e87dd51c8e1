"""The settings of a case are changed by one at a time, and never by half."""

import datetime as dt
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.case_folder import read_settings
from pipeline.store.settings import settings_changed


def test_a_case_without_settings_gets_them(tmp_path):
    with settings_changed(tmp_path) as table:
        table["window"] = [dt.date(2025, 9, 1), dt.date(2025, 12, 19)]
    assert read_settings(tmp_path).window == (dt.date(2025, 9, 1), dt.date(2025, 12, 19))


def test_what_others_wrote_stays(tmp_path):
    (tmp_path / "case.toml").write_text('as_of = 2025-12-19\n[school]\nname = "Elm"\n[[events]]\ndate = 2025-10-01\n'
                                        'kind = "sent"\n[files]\n"plan" = "a.pdf"\n', "utf-8")
    before = tomllib.loads((tmp_path / "case.toml").read_text("utf-8"))
    with settings_changed(tmp_path) as table:
        table["as_of"] = dt.date(2026, 1, 5)
    assert tomllib.loads((tmp_path / "case.toml").read_text("utf-8")) == {**before, "as_of": dt.date(2026, 1, 5)}


def test_two_who_change_at_once_lose_nothing(tmp_path):
    def add(number):
        with settings_changed(tmp_path) as table:
            table.setdefault("events", []).append({"date": dt.date(2025, 1, 1), "kind": "sent", "words": str(number)})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert {event.words for event in read_settings(tmp_path).events} == {str(number) for number in range(40)}


def test_a_change_that_fails_changes_nothing(tmp_path):
    with settings_changed(tmp_path) as table:
        table["as_of"] = dt.date(2026, 1, 5)
    with pytest.raises(ZeroDivisionError), settings_changed(tmp_path) as table:
        table["as_of"] = 1 / 0
    assert read_settings(tmp_path).as_of == dt.date(2026, 1, 5)
