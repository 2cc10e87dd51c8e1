"""The same flow on a real Dask cluster: the same bytes as without, also when a worker is lost in mid-run."""

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from flows import cluster
from models.batch import Outcome, Source
from pipeline.batch import check, take_in
from pipeline.store.nouns import Store
from tests.doors.commands import KIT, contents
from tests.flows.caseloads import DAY, Caseload, counts
from tests.flows.prefect_server import free_port
from tests.flows.processes import descendants, gone

pytestmark = pytest.mark.flow
NAMES = [f"case {number}" for number in range(1, 7)]


class Cluster:
    """A scheduler and workers on this machine, in a home of their own."""

    def __init__(self, caseload, *options, workers=2):
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.environment = {**caseload.environment, "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false"}
        self.log = (caseload.home.parent / "dask.log").open("wb")
        self.scheduler = self._start("scheduler", "--host", self.address, "--no-dashboard", "--no-show")
        self.workers = [self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", *options)
                        for _ in range(workers)]

    def _start(self, *arguments):
        return subprocess.Popen([sys.executable, "-m", "dask", *arguments], env=self.environment, stdout=self.log,
                                stderr=self.log, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        running = [*self.workers, self.scheduler]
        others = [pid for one in running for pid in descendants(one.pid)]
        for one in running:
            one.kill()
            one.wait()
        self.log.close()
        assert not gone(others), "whatever a worker has started ends with it"


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What a check of the same case writes without a flow."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(KIT, folder / "case")
    store = Store(folder / "store")
    name = take_in(store, Source(name="case", folder=folder / "case", out=folder / "out"))
    assert check(store, name, dt.date.fromisoformat(DAY)) is Outcome.CHECKED
    return contents(folder / "out")


def test_a_worker_is_lost_in_mid_run_and_nothing_with_it(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    with Cluster(caseload, "--no-nanny") as dask:
        running = caseload.start("--dask", dask.address)
        until = time.monotonic() + 150
        while not list(caseload.out.glob("*/report.html")):
            assert running.poll() is None and time.monotonic() < until, running.communicate(timeout=5)
            time.sleep(0.02)
        os.kill(dask.workers[0].pid, signal.SIGKILL)
        said = running.communicate(timeout=240)
        assert running.returncode == 0, said
    assert counts(said[0]) == {"checked": len(NAMES)} or counts(said[0]) == {"checked": len(NAMES) - 1, "unchanged": 1}
    assert [contents(caseload.out / name) for name in NAMES] == [alone] * len(NAMES)


def test_a_worker_speaks_to_our_own_server_with_the_word_that_it_was_never_given(tmp_path):
    caseload = Caseload(tmp_path, "one", "two", PREFECT_API_URL="", PREFECT_HOME="", PREFECT_API_AUTH_STRING="")
    with Cluster(caseload, "--no-nanny", workers=1) as dask:
        status, _, complained = caseload.run("--dask", dask.address)
    assert status == 0, complained
    with sqlite3.connect(caseload.home / "prefect" / "prefect.db") as connection:
        ended = connection.execute("SELECT name, state_type FROM task_run").fetchall()
    assert len({name for name, _ in ended}) == 2
    assert {state for _, state in ended} == {"COMPLETED"}


def test_workers_that_could_not_end_a_case_in_time_are_refused(server, tmp_path):
    caseload = Caseload(tmp_path, "one", **server)
    with Cluster(caseload, "--nanny", workers=1) as dask:
        status, _, complained = caseload.run("--dask", dask.address)
    assert (status, "dask worker --no-nanny" in complained) == (1, True), complained


def test_workers_that_keep_their_cases_elsewhere_are_refused(server, tmp_path):
    caseload = Caseload(tmp_path, "one", **server)
    with Cluster(caseload, "--no-nanny", workers=1) as dask:
        status, _, complained = caseload.run("--dask", dask.address, SECTIONF_HOME=str(tmp_path / "other"))
    assert (status, "SECTIONF_HOME in one shared folder" in complained) == (1, True), complained


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    with pytest.raises(cluster.ClusterMissing, match=r"^tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        cluster.cluster("tcp://127.0.0.1:9")
