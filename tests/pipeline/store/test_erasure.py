"""An erasure begins with the key and is finished whatever happens; of the case only that there was one is left."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from models.errors import KeyGone, NoSuchCase
from pipeline.store import lines, nouns
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.erasure import ERASED
from pipeline.store.keys import case_keys
from pipeline.store.nouns import Store
from tests.stopped import Machine, Stopped

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
DAY = NOW.date()


def stop(*_given, **_named):
    raise Stopped


def desk(folder):
    """A desk, one case of which is to be erased and one is not."""
    cases = Cases(Database(f"sqlite:///{folder / 'sectionf.db'}"), Store(folder / "cases"))
    for name in ("Nell", "Kit"):
        case = cases.add(name, NOW)
        cases.store.put_content(case.id, "report", name.encode())
        with cases.store.opened(case.id):
            (cases.store.papers(case.id) / f"{name}.txt").write_text(name, "utf-8")
    by_name = {case.name: case.id for case in cases.all()}
    return cases, by_name["Nell"], by_name["Kit"]


def assert_erased(cases, nell, kit):
    assert [case.id for case in cases.all()] == [kit]
    assert (cases.store.all(), cases.store.keys.all()) == ([kit], [kit])
    assert cases.store.content(kit, "report") == b"Kit"
    with pytest.raises(KeyGone):
        cases.store.keys.get(nell)
    (stone,) = cases.erased.all()
    assert stone.day == DAY
    assert nell not in (cases.store.folder.parent / ERASED).read_text("utf-8")


def test_all_of_a_case_goes_and_nothing_of_another(tmp_path):
    cases, nell, kit = desk(tmp_path)
    copy = shutil.copytree(cases.store.folder, tmp_path / "copy")
    cases.erase(nell, DAY)
    assert_erased(cases, nell, kit)
    with pytest.raises(NoSuchCase):
        cases.erase(nell, DAY)
    with pytest.raises(KeyGone, match="A case that was erased stays erased"):
        Store(Path(copy), cases.store.keys).content(nell, "report")


def test_not_even_its_id_is_left_in_the_files_of_the_list(tmp_path):
    cases, nell, kit = desk(tmp_path)
    cases.erase(nell, DAY)
    left = b"".join(path.read_bytes() for path in tmp_path.glob("sectionf.db*"))
    assert (nell.encode() in left, kit.encode() in left) == (False, True)


def test_the_key_goes_first(tmp_path, monkeypatch):
    cases, nell, kit = desk(tmp_path)
    monkeypatch.setattr(nouns.shutil, "rmtree", stop)
    with pytest.raises(Stopped):
        cases.erase(nell, DAY)
    assert cases.store.folder_of(nell).exists()
    with pytest.raises(KeyGone):
        cases.store.content(nell, "report")
    monkeypatch.undo()
    cases.put_right()
    assert_erased(cases, nell, kit)


def test_stopped_at_any_moment_it_is_finished_by_the_next_start_or_was_never_begun(tmp_path, monkeypatch):
    machine = Machine(monkeypatch, (lines.os, "write"), (case_keys, "destroyed"), (Path, "unlink"), (os, "fsync"),
                      (nouns.shutil, "rmtree"), (nouns.shutil.os, "unlink"), (nouns.shutil.os, "rmdir"))
    outcomes = set()
    for moment in range(1, 100):
        (tmp_path / str(moment)).mkdir()
        cases, nell, kit = desk(tmp_path / str(moment))
        try:
            with machine.stopping_at(moment):
                cases.erase(nell, DAY)
            break
        except Stopped:
            cases.put_right()
            outcomes.add(begun := bool(cases.erased.all()))
            if begun:
                assert_erased(cases, nell, kit)
            else:
                assert cases.store.content(nell, "report") == b"Nell"
    assert outcomes == {True, False}
    assert moment > 8
