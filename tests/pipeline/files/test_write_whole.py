"""Whatever happens while results are written, the old ones stand there whole, or the new ones do."""

import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.errors import OutputFailed
from pipeline.files import swap, whole
from pipeline.files.swap import recover
from pipeline.files.whole import fingerprint, replaced

FILES = ("report.docx", "findings.json", "letters/R1.docx")


def fill(folder, words):
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(words, "utf-8")


def words_in(folder):
    return {(folder / name).read_text("utf-8") for name in FILES}


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    with replaced(folder) as new:
        fill(new, "old")
    (folder / "decisions.jsonl").write_text("{}\n", "utf-8")
    return folder


def test_results_take_the_place_of_the_old_ones_and_other_files_stay(out, tmp_path):
    (out / "letters" / "my notes.txt").write_text("mine", "utf-8")
    with replaced(out) as new:
        fill(new, "new")
    assert words_in(out) == {"new"}
    assert (out / "decisions.jsonl").read_text("utf-8") == "{}\n"
    assert (out / "letters" / "my notes.txt").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_outdated_goes(out):
    with replaced(out, outdated={"letters/R1.docx": fingerprint(out / "letters" / "R1.docx")}) as new:
        (new / "report.docx").write_text("new", "utf-8")
    assert not (out / "letters" / "R1.docx").exists()
    assert (out / "findings.json").read_text("utf-8") == "old"


@pytest.mark.parametrize("stays", [False, True])
def test_a_draft_that_somebody_worked_on_is_kept_under_a_name_that_says_so(out, monkeypatch, stays):
    if stays:
        monkeypatch.chdir(out)
    name, ours = "letters/R1.docx", fingerprint(out / "letters" / "R1.docx")
    for mine in ("mine", "mine again"):
        (out / name).write_text(mine, "utf-8")
        with replaced(out, outdated={name: ours}) as new:
            fill(new, "new")
    letters = {path.name: path.read_text("utf-8") for path in (out / "letters").iterdir()}
    assert letters == {
        "R1.docx": "new", "R1 (changed by hand).docx": "mine", "R1 (changed by hand 2).docx": "mine again",
    }


def test_results_are_for_their_owner_alone(out):
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


@pytest.mark.parametrize("after", range(len(FILES) + 1))
def test_a_failure_at_any_file_leaves_the_old_results(out, tmp_path, after):
    with pytest.raises(OutputFailed, match="no space left"), replaced(out) as new:
        for name in FILES[:after]:
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text("new", "utf-8")
        raise OSError(28, "No space left on device")
    assert words_in(out) == {"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("step", ["_keep_changed", "_bring_along", "_flush", "swapped"])
def test_a_failure_at_any_later_step_leaves_the_old_results(out, monkeypatch, step):
    def fail(*_arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(whole, step, fail)
    with pytest.raises(OutputFailed), replaced(out) as new:
        fill(new, "new")
    assert words_in(out) == {"old"}


def test_any_other_exception_leaves_the_old_results_too(out):
    with pytest.raises(KeyboardInterrupt), replaced(out) as new:
        fill(new, "new")
        raise KeyboardInterrupt
    assert words_in(out) == {"old"}


@pytest.mark.parametrize("failing", [1, 2])
def test_where_names_cannot_be_exchanged_a_failed_rename_leaves_the_old_results(out, monkeypatch, failing):
    monkeypatch.setattr(swap, "_exchanged", lambda *_names: False)
    rename, calls = type(out).rename, []

    def fail_once(self, target):
        calls.append(target)
        if len(calls) == failing:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    with pytest.raises(OutputFailed), replaced(out) as new:
        fill(new, "new")
        monkeypatch.setattr(type(out), "rename", fail_once)
    assert words_in(out) == {"old"}


def test_a_crash_between_two_renames_is_put_right_by_the_next_run(out, tmp_path):
    shutil.move(out, tmp_path / ".out.old")
    recover(out)
    assert words_in(out) == {"old"}


def test_a_decision_made_while_results_are_written_is_kept(out):
    with replaced(out) as new:
        fill(new, "new")
    with (out / "decisions.jsonl").open("a") as decisions, replaced(out) as new:
        fill(new, "newer")
        whole._bring_along(out, new, ())
        decisions.write("{}\n")
    assert (out / "decisions.jsonl").read_text("utf-8") == "{}\n{}\n"


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(OutputFailed, match="out: a file of this name"), replaced(tmp_path / "out"):
        pass


def test_results_are_written_into_the_folder_that_one_is_in(out, monkeypatch):
    monkeypatch.chdir(out)
    (out / "letters" / "R4.docx").write_text("old", "utf-8")
    with replaced(Path(), outdated={"letters/R4.docx": fingerprint(out / "letters" / "R4.docx"), "gone": ""}) as new:
        fill(new, "new")
    assert not (out / "letters" / "R4.docx").exists()
    assert words_in(out) == {"new"}
    assert sorted(path.name for path in out.iterdir()) == ["decisions.jsonl", "findings.json", "letters", "report.docx"]


def test_a_failure_before_the_last_step_leaves_the_folder_that_one_is_in_as_it_was(out, monkeypatch):
    monkeypatch.chdir(out)
    with pytest.raises(OutputFailed), replaced(out) as new:
        fill(new, "new")
        raise OSError(28, "No space left on device")
    assert words_in(out) == {"old"}
    assert {path.name for path in out.iterdir()} == {"decisions.jsonl", *(Path(name).parts[0] for name in FILES)}


@pytest.mark.parametrize("done", range(len(FILES)))
def test_a_crash_in_the_last_step_is_made_good_by_the_next_run(out, monkeypatch, done):
    monkeypatch.chdir(out)
    replace, calls = Path.replace, []

    def crash(self, target):
        calls.append(target)
        if len(calls) > done:
            raise KeyboardInterrupt
        return replace(self, target)

    with pytest.raises(KeyboardInterrupt), replaced(out) as new:
        fill(new, "new")
        monkeypatch.setattr(Path, "replace", crash)
    monkeypatch.undo()
    recover(out)
    assert words_in(out) == {"new"}
    assert not (out / swap.READY).exists()


@pytest.mark.parametrize("left", [(), ("letters",)])
def test_a_crash_while_the_emptied_folder_is_removed_is_made_good_by_the_next_run(out, left):
    for name in ("", *left):
        (out / swap.READY / name).mkdir()
    recover(out)
    assert words_in(out) == {"old"}
    assert not (out / swap.READY).exists()


WRITES_FOR_EVER = """
import itertools, pathlib, sys
from pipeline.files.whole import replaced
for number in itertools.count():
    with replaced(pathlib.Path(sys.argv[1])) as new:
        for name in range(20):
            (new / f"{name}.txt").write_text(str(number))
    print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.003, 0.007, 0.011])
def test_a_run_that_is_killed_leaves_one_whole_set(tmp_path, wait):
    out = tmp_path / "out"
    command = [sys.executable, "-c", WRITES_FOR_EVER, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as run:
        for _ in range(3):
            run.stdout.readline()
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
    assert len({path.read_text("utf-8") for path in out.iterdir()}) == 1
    assert len(list(out.iterdir())) == 20
    recover(out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
