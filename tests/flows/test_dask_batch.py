"""The same flow on a real Dask cluster: the same bytes as without, also when a worker is lost in mid-run."""

import os
import signal
import sqlite3
import time

import pytest

from flows import cluster
from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.dask_cluster import Cluster, another_version
from tests.flows.processes import descendants

pytestmark = pytest.mark.flow
NAMES = [f"case {number}" for number in range(1, 7)]
CHILDREN = ("Ottoline Featherby", "Zebedee")
SLOWLY = """
import multiprocessing, sys, time

def slowly(event, what):
    if event == "open" and str(what[0]).endswith("log.csv") and multiprocessing.parent_process():
        time.sleep(1)

sys.addaudithook(slowly)
"""
"""What has each case last long enough for something to happen meanwhile."""


def test_a_worker_is_lost_in_mid_run_and_nothing_with_it(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    with Cluster(caseload, "--no-nanny") as dask:
        running = caseload.start("--dask", dask.address)
        one_is_done(caseload, running)
        os.kill(dask.workers[0].pid, signal.SIGKILL)
        said = running.communicate(timeout=240)
        assert running.returncode == 0, said
    assert counts(said[0]) == {"checked": len(NAMES)} or counts(said[0]) == {"checked": len(NAMES) - 1, "unchanged": 1}
    assert [contents(caseload.out / name) for name in NAMES] == [alone] * len(NAMES)


def one_is_done(caseload, running):
    until = time.monotonic() + 150
    while not list(caseload.out.glob("case*/report.html")):
        assert running.poll() is None and time.monotonic() < until, running.communicate(timeout=5)
        time.sleep(0.02)


@pytest.mark.slow
def test_a_worker_that_comes_late_is_used(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    with Cluster(caseload, "--no-nanny", workers=1, **caseload.hooked(SLOWLY)) as dask:
        running, used = caseload.start("--dask", dask.address), False
        one_is_done(caseload, running)
        late = dask.join("--no-nanny")
        while running.poll() is None:
            used = used or bool(descendants(late.pid))
            time.sleep(0.02)
        assert (running.returncode, used) == (0, True), running.communicate()
    assert [contents(caseload.out / name) for name in NAMES] == [alone] * len(NAMES)


@pytest.mark.slow
def test_a_scheduler_that_is_lost_stops_the_batch_and_the_next_one_goes_on(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    with Cluster(caseload, "--no-nanny") as dask:
        running = caseload.start("--dask", dask.address)
        one_is_done(caseload, running)
        dask.scheduler.kill()
        said, complained = running.communicate(timeout=120)
        assert (running.returncode, said) == (1, ""), complained
        assert complained.endswith(f"sectionf: {dask.address}: the Dask scheduler was lost on the way. Start it and "
                                   "the workers, then the same command again: what is done stays done.\n")
    status, said, complained = caseload.run()
    assert (status, sum(counts(said).values())) == (0, len(NAMES)), complained
    assert [contents(caseload.out / name) for name in NAMES] == [alone] * len(NAMES)


@pytest.mark.slow
def test_a_worker_that_comes_late_with_another_version_is_refused(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    with Cluster(caseload, "--no-nanny", workers=1, **caseload.hooked(SLOWLY)) as dask:
        running = caseload.start("--dask", dask.address)
        one_is_done(caseload, running)
        dask.join("--no-nanny", **another_version(tmp_path / "other"))
        said, complained = running.communicate(timeout=240)
    assert (running.returncode, said) == (1, ""), complained
    assert "sectionf: a worker that came later has another version of this program" in complained
    status, said, complained = caseload.run()
    assert (status, counts(said)["unchanged"] > 0) == (0, True), complained
    assert [contents(caseload.out / name) for name in NAMES] == [alone] * len(NAMES)


@pytest.mark.slow
def test_a_case_that_dask_gives_up_is_named_and_the_others_finish(server, alone, tmp_path):
    caseload = Caseload(tmp_path, *NAMES, **server)
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", **caseload.hooked(SLOWLY)}
    with Cluster(caseload, "--no-nanny", **once) as dask:
        running = caseload.start("--dask", dask.address)
        one_is_done(caseload, running)
        os.kill(dask.workers[0].pid, signal.SIGKILL)
        _, complained = running.communicate(timeout=240)
    given_up = {path.parent.name for path in caseload.out.glob("*/could-not-be-checked.txt")}
    assert (running.returncode, "its worker was lost" in complained, bool(given_up)) == (3, True, True), complained
    assert not [name for name in NAMES if name not in given_up and contents(caseload.out / name) != alone]


@pytest.fixture(scope="module")
def overheard(tmp_path_factory):
    """A caseload that ran with a Prefect server of its own, and all that came to the scheduler and went from it."""
    caseload = Caseload(tmp_path_factory.mktemp("overheard"), *CHILDREN, PREFECT_API_URL="", PREFECT_HOME="",
                        PREFECT_API_AUTH_STRING="")
    caseload.damage(CHILDREN[-1])
    heard = bytearray()
    with Cluster(caseload, "--no-nanny", workers=1, heard=heard) as dask:
        status, said, complained = caseload.run("--dask", dask.address)
    assert (status, counts(said)) == (3, {"checked": 1, "could": 1}), complained
    return caseload, bytes(heard)


def test_a_worker_speaks_to_our_own_server_with_the_word_that_it_was_never_given(overheard):
    with sqlite3.connect(overheard[0].home / "prefect" / "prefect.db") as connection:
        ended = connection.execute("SELECT name, state_type FROM task_run").fetchall()
    assert len({name for name, _ in ended}) == len(CHILDREN)
    assert {state for _, state in ended} == {"COMPLETED"}


def test_ids_of_cases_are_on_the_wire_and_nothing_else_of_them(overheard):
    caseload, heard = overheard
    ids = [path.name.encode() for path in (caseload.home / "batches").glob("*/")]
    assert len(ids) == len(CHILDREN) and all(name in heard for name in ids), "what goes over can be read here"
    assert b"checked" in heard and b"stopped" in heard
    secrets = (*CHILDREN, "Quillfeather", "Okafor", "Larkfield", "plan.txt", "log.csv", "Section F", "Literacy",
               str(caseload.cases), str(caseload.out))
    assert not [secret for secret in secrets for coded in (secret.encode(), secret.encode("utf-16-le"))
                if coded in heard]


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


@pytest.mark.slow
def test_workers_that_do_not_have_this_program_are_refused(server, tmp_path):
    caseload = Caseload(tmp_path, "one", **server)
    (tmp_path / "bare" / "flows").mkdir(parents=True)
    (tmp_path / "bare" / "flows" / "__init__.py").touch()
    with Cluster(caseload, workers=0) as dask:
        dask.join("--no-nanny", cwd=tmp_path / "bare", PYTHONPATH=str(tmp_path / "bare"))
        status, _, complained = caseload.run("--dask", dask.address)
    assert (status, "a worker of this cluster does not have this program" in complained) == (1, True), complained
