"""A command that takes too long, too much memory, or breaks off is ended and its file named; others are left alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from extractors import limits
from extractors.watched import reading
from flows.supervised import Ended, supervised
from tests.doors.commands import KIT, process

SLEEPS = """
import sys, time
from flows.supervised import supervised
def work():
    print("ready", flush=True)
    time.sleep(60)
    return 0
print(supervised(work, None))
"""


def forever() -> int:
    with reading("log.pdf"):
        while True:
            time.sleep(0.01)


def greedy() -> int:
    with reading("log.xlsx"):
        held = [bytearray(1 << 30) for _ in range(64)]
        return len(held)


def aborts() -> int:
    with reading("log.xls"):
        os.abort()


def reads_and_goes_on() -> int:
    with reading("log.pdf"):
        pass
    time.sleep(0.7)
    return 3


@pytest.mark.parametrize(("work", "seconds", "ended"), [
    (lambda: 0, 60.0, Ended(0)), (lambda: 3, None, Ended(3)), (reads_and_goes_on, 60.0, Ended(3)),
    (forever, 0.3, Ended(1, "time", "log.pdf")), (greedy, 60.0, Ended(1, "memory", "log.xlsx")),
    (aborts, 60.0, Ended(1, "broken", "log.xls"))], ids=lambda given: getattr(given, "__name__", None))
def test_how_it_ends(work: Callable[[], int], seconds: float | None, ended: Ended) -> None:
    assert supervised(work, seconds) == ended


def test_a_file_has_a_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.all_limits()["work"], "file_seconds", {"most": 0})
    assert supervised(forever, None) == Ended(1, "time", "log.pdf")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_goes_on_when_the_one_who_waits_is_gone(sign: int) -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, text=True) as asked:
        assert asked.stdout.readline() == "ready\n"
        asked.send_signal(sign)
        began = time.monotonic()
        asked.stdout.read()         # its end is the end of everything that holds it
        assert time.monotonic() - began < 20


def test_the_command_says_at_which_file_it_was_ended(tmp_path) -> None:
    (tmp_path / "plan.txt").write_text("SECTION F\n" + "Section F\n" * 500_000)
    done = process("extract", tmp_path / "plan.txt", SECTIONF_CASE_SECONDS="0.01")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("sectionf: ")
    assert "it took longer than one case may, and was ended. Print the pages" in done.stderr


@pytest.mark.parametrize("command", [["extract"], ["parse"], ["compare", KIT / "plan.txt"], ["check", "--out", "out"]],
                         ids=lambda command: command[0])
def test_no_command_waits_at_a_pipe_for_ever(command, tmp_path) -> None:
    os.mkfifo(tmp_path / "plan.pdf")
    done = process(*command, tmp_path / "plan.pdf", SECTIONF_CASE_SECONDS="60")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "sectionf: plan.pdf: this is a pipe and no file. Give the file itself.\n"


def test_a_command_that_is_not_ended_says_what_it_says_alone() -> None:
    done = process("extract", KIT / "plan.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("4 provisions; 0 need a person to look.\n")
