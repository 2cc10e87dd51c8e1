"""A store in clear, from before there was sealing, is sealed; stopped at any moment, the next start loses nothing."""

import datetime as dt
import json
from pathlib import Path

import pytest

from models.case import Contact
from models.diary import Note
from pipeline.store import whole_file
from pipeline.store.notes import notes
from pipeline.store.nouns import Store
from pipeline.store.sealed import sealed_folder, sealing_up
from pipeline.store.sealed.sealing_up import sealed_up
from tests.stopped import Machine, Stopped

CASE = "a" * 32
PERSON = Contact(name="Marmaduke Ashworth")
NOTE = Note(at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC), by="Ann", words="Marmaduke was at home")
PAPERS = {"plan Marmaduke.txt": "Speech therapy for Marmaduke", "case.toml": 'as_of = 2026-01-05\n',
          "diary.jsonl": "{}\n"}
RESULTS = {"report.html": "Marmaduke", "letters/R4.docx": "Dear Marmaduke"}


@pytest.fixture
def store(tmp_path):
    return in_clear(tmp_path)


def in_clear(place):
    """A store as it was kept before."""
    folder = place / "cases" / CASE
    for part, files in (("papers", PAPERS), ("results", RESULTS)):
        for name, words in files.items():
            (folder / part / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / part / name).write_text(words, "utf-8")
    (folder / "sender.json").write_text(f"key\n{PERSON.model_dump_json()}", "utf-8")
    (folder / "notes.jsonl").write_text(f"{NOTE.model_dump_json()}\n", "utf-8")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "page.webp").write_bytes(b"Marmaduke")
    (folder / "progress.txt").write_text("1\nReading the plan\n", "utf-8")
    (place / "incoming" / "1").mkdir(parents=True)
    (place / "incoming" / "1" / "0.csv").write_text("Marmaduke", "utf-8")
    return Store(place / "cases")


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def assert_sealed(store):
    for path in store.folder.parent.rglob("*"):
        assert "Marmaduke" not in path.name
        assert not path.is_file() or b"Marmaduke" not in path.read_bytes()
    assert (store.key(CASE, "sender"), store.get(CASE, "sender", Contact)) == ("key", PERSON)
    assert notes(store, CASE) == (NOTE,)
    with store.opened(CASE):
        assert (files(store.papers(CASE)), files(store.results(CASE))) == (PAPERS, RESULTS)
    assert (store.folder_of(CASE) / "progress.txt").exists()


def test_all_of_it_is_sealed_and_nothing_is_lost(store):
    sealed_up(store)
    assert_sealed(store)
    sealed_up(store)
    assert_sealed(store)


def test_stopped_at_any_moment_the_next_start_loses_nothing(tmp_path, monkeypatch):
    machine = Machine(monkeypatch, (whole_file.os, "fsync"), (Path, "unlink"), (Path, "rename"), (Path, "replace"),
                      (sealed_folder, "seal_file"), (sealing_up.shutil, "rmtree"), (sealing_up.shutil.os, "unlink"),
                      (sealing_up.shutil.os, "rmdir"))
    for moment in range(1, 400):
        store = in_clear(tmp_path / str(moment))
        try:
            with machine.stopping_at(moment):
                sealed_up(store)
            break
        except Stopped:
            sealed_up(store)
            assert_sealed(store)
    assert moment > 20, "each stopped a step later than the one before, until one came through"


def test_a_case_that_is_sealed_is_left_as_it_is(store):
    sealed_up(store)
    before = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    sealed_up(store)
    assert {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()} == before
    assert json.loads(store.content(CASE, "sender").partition(b"\n")[2])["name"] == PERSON.name
