"""Ctrl+C or a kill in the middle of a batch: nothing torn, nothing left over, and the next run goes on."""

import os
import signal
import sqlite3
import time

import pytest

from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.processes import descendants, gone

pytestmark = pytest.mark.flow
NAMES = ("one", "slow", "three", "two")
SLEEPS = """
import multiprocessing, sys, time

def accident(event, what):
    if event == "open" and str(what[0]).endswith("slow/log.csv") and multiprocessing.parent_process():
        time.sleep(1000)

sys.addaudithook(accident)
"""


def until_one_is_left(caseload):
    """Start a batch, and give it when all of its cases have ended but one, which sleeps."""
    running = caseload.start(**caseload.hooked(SLEEPS))
    until = time.monotonic() + 150
    while len(list(caseload.out.glob("*/report.html"))) < len(NAMES) - 1:
        assert running.poll() is None and time.monotonic() < until, running.communicate(timeout=5)
        time.sleep(0.05)
    return running


def test_ctrl_c_waits_for_no_case_and_the_next_run_goes_on(server, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    running = until_one_is_left(caseload)
    others = descendants(running.pid)
    running.send_signal(signal.SIGINT)
    said, complained = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "")
    assert complained.endswith("Start the same command again to go on: what is done stays done.\n")
    assert complained.startswith("sectionf: Stopped by you;") and complained.count("\n") == 1
    assert not gone(others)
    assert not list(caseload.out.rglob("could-not-be-checked.txt")), "nothing is held against the case under way"
    status, said, _ = caseload.run()
    assert (status, sum(counts(said).values())) == (0, len(NAMES))
    assert counts(said)["unchanged"] >= len(NAMES) - 2
    written = [contents(caseload.out / name) for name in NAMES]
    assert written == [written[0]] * len(NAMES)


@pytest.mark.slow
def test_a_killed_batch_is_said_to_have_crashed_and_leaves_nothing_that_the_next_does_not_clear(tmp_path):
    caseload = Caseload(tmp_path, *NAMES, PREFECT_API_URL="", PREFECT_HOME="")
    running = until_one_is_left(caseload)
    others = descendants(running.pid)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert not gone(others)
    assert len(list((caseload.home / "batches").glob("*/"))) == len(NAMES) + 1
    status, _, complained = caseload.run("--workers", "9")
    assert status == 0, complained
    assert len(list((caseload.home / "batches").glob("*/"))) == len(NAMES)
    assert len(list((caseload.home / "keys").glob("[0-9a-f]" * 32))) == len(NAMES)
    with sqlite3.connect(caseload.home / "prefect" / "prefect.db") as connection:
        states = connection.execute("SELECT state_type FROM flow_run ORDER BY created").fetchall()
    assert states == [("CRASHED",), ("COMPLETED",)]
