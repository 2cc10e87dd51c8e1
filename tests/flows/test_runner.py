"""Checks in line: one at a time, once more where that was asked for, ended in time, and never lost in silence."""

import datetime as dt
import os
import re
import shutil
import signal
import time

import pytest

from app.samples_folder import samples_folder
from flows import beside
from flows.runner import Runner
from models.caseload import UNDER_WAY, State
from models.papers import PaperKind
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from pipeline.store.opened import working_folder
from pipeline.store.progress import told
from pipeline.store.settings import until_alone
from tests.flows.processes import command, descendants

pytestmark = pytest.mark.flow
NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
KIT = samples_folder() / "kit"
LATE = 240
"""Seconds after which nothing more is waited for: a machine that has much to do starts a process late."""


@pytest.fixture(scope="module")
def desk(server, tmp_path_factory):
    """The cases of a desk that uses the Prefect server of the tests."""
    home = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**server, "SECTIONF_HOME": str(home)}.items():
            patch.setenv(name, value)
        yield Cases(Database(f"sqlite:///{home / 'sectionf.db'}"), Store.default())


@pytest.fixture(scope="module")
def runner(desk):
    made = Runner(desk, lambda: NOW)
    made.open()
    yield made
    made.close()


def kit(desk):
    case = desk.add("Kit", NOW)
    with desk.store.opened(case.id):
        shutil.copytree(KIT, desk.store.papers(case.id), dirs_exist_ok=True)
    return case.id


def put_in(desk, case_id, plan):
    with desk.store.opened(case_id):
        (desk.store.papers(case_id) / "plan.txt").write_text(plan, "utf-8")


def ended(desk, case_id, seconds=LATE):
    until = time.monotonic() + seconds
    while (case := desk.get(case_id)).state in UNDER_WAY:
        assert time.monotonic() < until, told(desk.store, case_id)
        time.sleep(0.02)
    return case


def test_a_check_goes_through_its_states_and_tells_each_step(desk, runner):
    case_id = kit(desk)
    runner.start(case_id)
    assert desk.get(case_id).state in UNDER_WAY
    case = ended(desk, case_id)
    assert (case.state, case.checked_at, case.stopped) == (State.DONE, NOW, None)
    assert told(desk.store, case_id).steps == (
        "In line", "Reading the plan", "Reading the school’s records", "Setting what was due against the records",
        "Looking at what can be done", "Writing the report and the letters")
    with desk.store.opened(case_id):
        assert (desk.store.results(case_id) / "findings.json").exists()


def test_a_case_that_is_asked_again_meanwhile_is_checked_once_more_and_never_twice_at_once(desk, runner):
    case_id = kit(desk)
    for _ in range(4):
        runner.start(case_id)
    first = told(desk.store, case_id).run
    ended(desk, case_id)
    assert told(desk.store, case_id).run != first
    assert runner._going == {}, "and then no more"


def test_what_stops_a_check_is_kept_in_its_three_parts(desk, runner):
    case_id = kit(desk)
    put_in(desk, case_id, "A letter about Zebedee.")
    runner.start(case_id)
    case = ended(desk, case_id)
    assert case.state is State.STOPPED
    assert case.stopped.what.startswith("No Section F (special educational provision) was found.")
    assert (case.stopped.where, case.stopped.remedy[:5]) == ("plan.txt", "Check")


def test_a_stopped_case_is_done_once_it_was_put_right(desk, runner):
    case_id = kit(desk)
    put_in(desk, case_id, "A letter.")
    runner.start(case_id)
    ended(desk, case_id)
    put_in(desk, case_id, (KIT / "plan.txt").read_text("utf-8"))
    runner.start(case_id)
    assert (ended(desk, case_id).state, desk.get(case_id).stopped) == (State.DONE, None)


def test_papers_are_looked_at(runner, tmp_path):
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 and nothing of it")
    plan, log, damaged = runner.look([KIT / "plan.txt", KIT / "log.csv", tmp_path / "damaged.pdf"])
    assert (plan.kind, log.kind, damaged.kind) == (PaperKind.PLAN, PaperKind.LOG, PaperKind.UNKNOWN)
    assert damaged.problem.what == "This PDF cannot be read: it is damaged or cut short."


def workers():
    """The processes that wait for work."""
    return [pid for pid in descendants(os.getpid()) if b"multiprocessing-fork" in command(pid)]


def test_a_process_that_breaks_stops_its_case_and_no_other(desk, runner):
    case_id, other = kit(desk), kit(desk)
    runner.start(case_id)
    until = time.monotonic() + 60
    while desk.get(case_id).state is not State.RUNNING and time.monotonic() < until:
        time.sleep(0.01)
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    case = ended(desk, case_id)
    assert (case.state, "its process ended" in case.stopped.what) == (State.STOPPED, True)
    runner.start(other)
    assert ended(desk, other).state is State.DONE


def test_a_process_that_breaks_while_it_waits_is_replaced(desk, runner):
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    time.sleep(1)
    case_id = kit(desk)
    runner.start(case_id)
    assert ended(desk, case_id).state is State.DONE


def test_the_check_of_a_case_that_is_erased_ends(desk, runner):
    case_id, waiting = kit(desk), kit(desk)
    for one in (case_id, waiting):
        runner.start(one)
    for one in (waiting, case_id):
        runner.forget(one)
        desk.erase(one, NOW.date())
    other = kit(desk)
    runner.start(other)
    assert ended(desk, other).state is State.DONE
    assert not {case_id, waiting} & {path.name for path in desk.store.folder.iterdir()}


def test_whoever_erases_a_case_that_is_being_checked_leaves_none_of_its_papers_in_clear(desk, runner):
    case_id = kit(desk)
    folder, clear = desk.store.folder_of(case_id), working_folder(desk.store.folder_of(case_id))
    runner.start(case_id)
    until = time.monotonic() + LATE
    while not list(clear.rglob("plan.txt")):
        assert time.monotonic() < until, told(desk.store, case_id)
        time.sleep(0.01)
    assert not until_alone(folder, 0), "somebody is at work on it"
    runner.forget(case_id)
    assert until_alone(folder, 0), "nobody is left who could write anything"
    desk.erase(case_id, NOW.date())
    assert (folder.exists(), clear.exists()) == (False, False)


def test_a_check_that_takes_too_long_is_ended_and_says_so_and_leaves_nothing_in_clear(desk, runner):
    runner._seconds, usual = 0.05, runner._seconds
    case_id = kit(desk)
    runner.start(case_id)
    case = ended(desk, case_id)
    runner._seconds = usual
    assert not working_folder(desk.store.folder_of(case_id)).exists()
    assert (case.state, re.sub(r"\d+", "n", case.stopped.what)) == (
        State.STOPPED, "The check took longer than n minutes and was ended.")
    assert "at a lower resolution" in case.stopped.remedy


def test_a_named_server_that_does_not_answer_stops_the_case(desk, runner, monkeypatch):
    monkeypatch.setattr(beside, "MOST_SECONDS", 1)
    monkeypatch.setattr(runner._checks.beside, "_url", "http://127.0.0.1:9/api")
    case_id = kit(desk)
    runner.start(case_id)
    stopped = ended(desk, case_id).stopped
    assert stopped.what == "The Prefect server that PREFECT_API_URL names does not answer."
    assert "unset PREFECT_API_URL" in stopped.remedy


def test_what_a_crash_interrupted_is_put_in_line_by_the_next_start(desk, runner):
    running, waiting, new = kit(desk), kit(desk), kit(desk)
    desk.mark(running, State.RUNNING)
    desk.mark(waiting, State.WAITING)
    runner.take_up()
    assert {ended(desk, case_id).state for case_id in (running, waiting)} == {State.DONE}
    assert desk.get(new).state is State.NEW
