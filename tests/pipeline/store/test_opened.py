"""A case that is open is in clear in one private place; changes are sealed, and at the end nothing is left there."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.errors import KeyGone, NotAsSealed
from pipeline.store import working
from pipeline.store.nouns import Store
from pipeline.store.opened import NotOpen, working_folder

WORDS = "Speech therapy for Marmaduke"
KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.store import working
from pipeline.store.nouns import Store
working.MEMORY, working.ENOUGH = Path(sys.argv[2]), 0
store, case_id = Store(Path(sys.argv[1])), sys.argv[3]
with store.opened(case_id):
    papers = store.papers(case_id)
    (papers / "confirmed.txt").write_text("confirmed")
    store.seal(case_id)
    (papers / "plan.txt").write_text("half of")
    print("now", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def memory(tmp_path, monkeypatch):
    (tmp_path / "memory").mkdir()
    monkeypatch.setattr(working, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(working, "ENOUGH", 0)
    return tmp_path / "memory"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cases")


@pytest.fixture
def case_id(store):
    """A case with a plan."""
    made = store.new()
    put(store, made, "plan.txt", WORDS)
    return made


def put(store, case_id, name, words):
    with store.opened(case_id):
        path = store.papers(case_id) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, "utf-8")


def held(store, case_id):
    with store.opened(case_id):
        folder = store.papers(case_id)
        return {path.relative_to(folder).as_posix(): path.read_text("utf-8")
                for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def in_clear(folder):
    return [path for path in folder.rglob("*") if path.is_file() and (
        b"Marmaduke" in path.read_bytes() or "Marmaduke" in path.name)]


def test_what_was_put_in_is_there_again_and_nowhere_in_clear(store, case_id, tmp_path):
    put(store, case_id, "letters/To Marmaduke’s school.txt", WORDS)
    assert not in_clear(tmp_path)
    assert held(store, case_id) == {"plan.txt": WORDS, "letters/To Marmaduke’s school.txt": WORDS}
    with store.opened(case_id):
        assert len(in_clear(tmp_path)) == 0, "nothing is opened that nobody asks for"
        store.papers(case_id)
        assert len(in_clear(tmp_path)) == 3, "and then the two papers, and the list of them"
    assert not in_clear(tmp_path)


def test_papers_are_there_for_whoever_has_opened_the_case(store, case_id):
    with pytest.raises(NotOpen):
        store.papers(case_id)
    with store.opened(case_id), store.opened(case_id):
        assert store.papers(case_id) == working_folder(store.folder_of(case_id)) / "papers"
    with pytest.raises(NotOpen):
        store.papers(case_id)


def test_a_change_is_sealed_before_the_one_who_made_it_goes_on(store, case_id):
    with store.opened(case_id):
        before = store.sealed_folder(case_id, "papers").listing()
        put(store, case_id, "plan.txt", "Another plan")
        now = store.sealed_folder(case_id, "papers").listing()
        assert before.files["plan.txt"].sealed != now.files["plan.txt"].sealed
        shutil.rmtree(working_folder(store.folder_of(case_id)) / "papers")       # as a power cut would
    store.folder_of(case_id).joinpath("papers.sealed", "list.sealed").read_bytes()


def test_of_what_fails_half_way_nothing_is_sealed(store, case_id):
    with store.opened(case_id):
        before = store.sealed_folder(case_id, "papers").listing()
    with pytest.raises(OSError, match="full"), store.opened(case_id):
        (store.papers(case_id) / "plan.txt").write_text("half of", "utf-8")
        raise OSError("the disk is full")
    assert store.sealed_folder(case_id, "papers").listing() == before


def test_what_was_not_changed_is_not_sealed_again(store, case_id):
    put(store, case_id, "log.csv", "Date")
    before = store.sealed_folder(case_id, "papers").listing().files
    held(store, case_id)
    put(store, case_id, "log.csv", "Date,Minutes")
    now = store.sealed_folder(case_id, "papers").listing().files
    assert (before["plan.txt"].sealed, before["log.csv"].sealed != now["log.csv"].sealed) == (
        now["plan.txt"].sealed, True)
    assert len(list((store.folder_of(case_id) / "papers.sealed").iterdir())) == 3


def test_a_change_of_the_same_length_in_the_same_moment_is_not_missed(store, case_id):
    for number in range(60):
        put(store, case_id, "plan.txt", f"{number:08}")
        with store.opened(case_id):
            (store.papers(case_id) / "plan.txt").write_text(f"{number:07}x", "utf-8")
            store.seal(case_id)
            with (store.papers(case_id) / "plan.txt").open("r+") as file:
                file.write(f"{number:07}y")
        assert held(store, case_id)["plan.txt"] == f"{number:07}y"


def test_what_is_removed_is_gone_from_what_is_sealed(store, case_id):
    with store.opened(case_id):
        (store.papers(case_id) / "plan.txt").unlink()
    assert held(store, case_id) == {}
    assert len(list((store.folder_of(case_id) / "papers.sealed").iterdir())) == 1


def test_many_at_once_lose_nothing(store, case_id, tmp_path):
    def add(number):
        put(store, case_id, f"{number}.txt", str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    assert held(store, case_id) == {"plan.txt": WORDS, **{f"{number}.txt": str(number) for number in range(60)}}
    assert not in_clear(tmp_path)


def test_another_process_that_is_killed_loses_what_was_not_sealed_and_nothing_else(store, case_id, memory, tmp_path):
    command = [sys.executable, "-c", KILLED, str(store.folder), str(memory), case_id]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"now\n"
    with store.opened(case_id):     # everybody at work on a case sees the same
        assert (store.papers(case_id) / "confirmed.txt").read_text("utf-8") == "confirmed"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    working.sweep()
    assert not list(working.place().iterdir())
    assert held(store, case_id)["confirmed.txt"] == "confirmed"


@pytest.mark.parametrize("kind", ["noun", "paper", "list"])
def test_a_changed_byte_is_said_and_what_can_be_done(store, case_id, kind):
    store.put_content(case_id, "report", b"nothing")
    folder = store.folder_of(case_id)
    path = {"noun": folder / "report.sealed", "list": folder / "papers.sealed" / "list.sealed",
            "paper": next(one for one in (folder / "papers.sealed").iterdir() if one.name != "list.sealed")}[kind]
    sealed = bytearray(path.read_bytes())
    sealed[-1] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(NotAsSealed, match="Restore the case from a backup"):
        (lambda: store.content(case_id, "report") if kind == "noun" else held(store, case_id))()
    assert not list(working.place().rglob("plan.txt"))


def test_nothing_of_one_case_can_stand_in_for_another(store, case_id):
    other = store.new()
    put(store, other, "plan.txt", "Of another child")
    for name in ("report", "evidence"):
        store.put_content(case_id, name, b"of the one")
        store.put_content(other, name, b"of the other")
    folder, elsewhere = store.folder_of(case_id), store.folder_of(other)
    shutil.copy(elsewhere / "report.sealed", folder / "report.sealed")
    shutil.copy(folder / "evidence.sealed", folder / "summary.sealed")
    for name in ("report", "summary"):
        with pytest.raises(NotAsSealed):
            store.content(case_id, name)
    shutil.rmtree(folder / "papers.sealed")
    shutil.copytree(elsewhere / "papers.sealed", folder / "papers.sealed")
    with pytest.raises(NotAsSealed):
        held(store, case_id)


def test_a_copy_without_the_keys_opens_nothing(store, case_id, tmp_path):
    shutil.copytree(store.folder, tmp_path / "copy" / "cases")
    copy = Store(tmp_path / "copy" / "cases")
    with pytest.raises(KeyGone, match="no key any more"):
        held(copy, case_id)
    copy.make(case_id)      # and a key of one's own does not help
    with pytest.raises(NotAsSealed):
        held(copy, case_id)


def test_of_a_case_that_is_erased_while_it_is_open_nothing_comes_back(store, case_id, tmp_path):
    with store.opened(case_id):
        papers = store.papers(case_id)
        store.forget(case_id)
        papers.mkdir(parents=True)
        (papers / "late.txt").write_text(WORDS, "utf-8")
    assert not in_clear(tmp_path)
    assert not store.folder_of(case_id).exists()
    assert not list(working.place().iterdir())


def test_only_the_owner_can_look_into_what_is_open(store, case_id):
    with store.opened(case_id):
        papers: Path = store.papers(case_id)
        assert {folder.stat().st_mode & 0o777 for folder in (papers, papers.parent, papers.parent.parent)} == {0o700}
