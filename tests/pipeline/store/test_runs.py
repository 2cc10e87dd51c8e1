"""What is kept of a run lasts as long as its process."""

import os
import signal
import subprocess
import sys

import pytest

from models.batch import Batch
from pipeline.store.nouns import Store
from pipeline.store.runs import BATCH, killed_runs, run_of
from pipeline.store.sealed.sealing_up import sealed_up

IDS = ("a" * 32, "b" * 32)
HOLDS = """
import sys, time
from pathlib import Path
from pipeline.store.nouns import Store
from pipeline.store.runs import run_of
with run_of(Store(Path(sys.argv[1])), ("c" * 32,)) as run:
    print(run, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_it_is_kept_while_the_run_lasts_and_gone_with_it_however_it_ends(store):
    with pytest.raises(KeyboardInterrupt), run_of(store, IDS) as run:
        assert store.get(run, BATCH, Batch).ids == IDS
        assert not list(killed_runs(store)), "it is still going on"
        raise KeyboardInterrupt
    assert store.all() == store.keys.all() == []


def test_what_a_killed_run_has_left_is_given_once_and_goes(store):
    case = store.new()
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(store.folder)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        run = other.stdout.readline().strip()
        assert store.all() == sorted([case, run])
        assert not list(killed_runs(store)), "another process is at it"
        other.kill()
    assert list(killed_runs(store)) == [run]
    assert not list(killed_runs(store))
    assert store.all() == store.keys.all() == [case]


CHANGES = ("os.mkdir", "open", "os.rename")
"""What a run does to the disk as it begins."""


def killed_before(store, number):
    """Begin a run in a copy of this process that is killed before the change of this number; give whether it was."""
    if child := os.fork():
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, -signal.SIGKILL)
        return ended != 0
    left = [number]

    def accident(event, _what):
        left[0] -= event in CHANGES
        if event in CHANGES and left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(accident)
        with run_of(store, IDS):
            os._exit(0)
    finally:
        os._exit(1)


def test_a_run_that_is_killed_as_it_begins_leaves_nothing_that_the_next_does_not_clear(store):
    case, number = store.new(), 0
    while killed_before(store, number):
        number += 1
        sealed_up(store)
        list(killed_runs(store))
        assert store.all() == store.keys.all() == [case], number
        assert not list(store.folder.glob(".*")), number
    assert number > 4
