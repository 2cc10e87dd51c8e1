"""What is kept of a run lasts as long as its process."""

import subprocess
import sys

import pytest

from models.batch import Batch
from pipeline.store.nouns import Store
from pipeline.store.runs import BATCH, killed_runs, run_of

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
