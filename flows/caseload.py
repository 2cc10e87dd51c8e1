"""A caseload as one flow: a task a case, here or on a Dask cluster; ids in, and out only how each ended."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any, NamedTuple

from prefect import flow, task
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from extractors.limits import most
from flows import batch_processes
from flows.beside import Beside, told_if_lost
from flows.cluster import ClusterMissing, cluster, fits, lost
from flows.handed_over import check_by_workers
from flows.killed import settle_killed_runs
from flows.names import OTHER
from flows.run import quieten, speaking_to
from flows.workers import Workers
from models.batch import Batch, Elsewhere, Ended, Outcome, Source
from models.errors import ConnectionLost
from pipeline.batch import (
    all_settled,
    check_that_its_store_answers,
    ended,
    put_right,
    rests_on,
    store_of_batches,
    take_in,
)
from pipeline.progress import Progress, untold
from pipeline.store.runs import BATCH, run_of

MOST_SECONDS = float(most("work", "seconds"))
CHECKING = "Checking"
Told = Callable[[str, Outcome], None]
"""Told the id of each case as it ends, and how."""


class Way(NamedTuple):
    """How a caseload is run: so many cases at once here, or by a cluster or a service; each within a time."""

    workers: int = 1
    dask: str = ""
    service: str = ""
    """The Prefect server of a standing service, whose workers take the cases."""
    seconds: float = MOST_SECONDS


class _StoreAway(Exception):
    """The store of a caseload is away: its address is kept from Prefect, which writes down what a flow ends with."""

    def __init__(self, stop: ConnectionLost) -> None:
        super().__init__()
        self.stop = stop


class _Here:
    """What a run in this process is told to, which no parameter can carry."""

    told: Told | None = None


@task(name="check-one", task_run_name="{case_id}")
def check_one(case_id: str, today: str, seconds: float, mark: str) -> str:
    """Check one case, and say how it ended; whoever has another version of this program leaves it alone."""
    return str(batch_processes.check(case_id, today, seconds)) if fits(mark) else OTHER


@flow(name="check-caseload", flow_run_name="{batch_id}", log_prints=False)
def check_caseload(batch_id: str, today: str, seconds: float) -> None:
    """Check the cases of a batch."""
    check_each(store_of_batches().get(batch_id, BATCH, Batch).ids, today, seconds)


def check_each(ids: Sequence[str], today: str, seconds: float) -> None:
    """Check cases, each as a task of the flow that this is called from."""
    mark = rests_on()
    going: dict[Any, str] = {check_one.submit(case_id, today, seconds, mark): case_id for case_id in ids}
    for case in as_completed(list(going)):
        outcome = _outcome(case, going[case])
        if _Here.told:
            _Here.told(going[case], outcome)


def _outcome(case: Any, case_id: str) -> Outcome:
    try:
        result = case.result(raise_on_failure=False)
    except lost():
        result = None
    if result == OTHER:
        raise ClusterMissing("a worker that came later has another version of this program, other data, or may not "
                             "start processes of its own.", remedy="End that worker, and start the same command again: "
                             "what is done stays done. It will say which of these it is.")
    return Outcome(result) if isinstance(result, str) else batch_processes.broke_off(case_id)


def run(sources: Sequence[Source | Elsewhere], today: dt.date, way: Way, told: Told,
        doing: Progress = untold) -> list[Ended]:
    """Check what has changed of a caseload, and give how each case ended, in the order of the caseload."""
    store, found = store_of_batches(), dict[str, Outcome]()

    def end(case_id: str, outcome: Outcome) -> None:
        found[case_id] = outcome
        told(case_id, outcome)
        if outcome is Outcome.STOPPED:
            _leave_if_its_store_is_away(case_id)

    put_right(store)
    ids = [take_in(store, source) for source in sources]
    for case_id, outcome in all_settled(store, ids, today):
        if outcome:
            end(case_id, outcome)
    if left := tuple(case_id for case_id in ids if case_id not in found):
        with _told_what_was_lost(way), told_if_lost():
            check = _check_elsewhere if way.service else _check_here
            check(left, today, way, end, doing)
    return [ended(store, case_id, found[case_id]) for case_id in ids]


@contextmanager
def _told_what_was_lost(way: Way) -> Iterator[None]:
    """Say in our words what was lost while checks were going on; what is done stays done."""
    try:
        yield
    except CancelledError:
        raise ClusterMissing("the Dask scheduler was lost on the way.", where=way.dask, remedy=(
            "Start it and the workers, then the same command again: what is done stays done.")) from None
    except _StoreAway as away:
        raise away.stop from None


def _leave_if_its_store_is_away(case_id: str) -> None:
    try:
        check_that_its_store_answers(store_of_batches(), case_id)
    except ConnectionLost as stop:
        batch_processes.leave()
        raise _StoreAway(stop) from None


def _check_elsewhere(ids: Sequence[str], today: dt.date, way: Way, told: Told, doing: Progress) -> None:
    with Workers(way.service) as workers:
        workers.check_that_they_are_there()
        doing(CHECKING)
        check_by_workers(workers, ids, today, way.seconds, told)


def _check_here(ids: Sequence[str], today: dt.date, way: Way, told: Told, doing: Progress) -> None:
    store = store_of_batches()
    with run_of(store, ids) as batch_id, _ready(way, told, doing):
        settle_killed_runs(store)
        doing(CHECKING)
        check_caseload.with_options(task_runner=_runner(way))(batch_id, today.isoformat(), way.seconds)


@contextmanager
def _ready(way: Way, told: Told, doing: Progress) -> Iterator[None]:
    """Have a Prefect server and, unless a cluster has them, warm processes; both start at the same time."""
    quieten()
    beside = Beside()
    beside.start()
    _Here.told = told
    try:
        with batch_processes.ready(0 if way.dask else way.workers), speaking_to(beside.ready(doing)):
            yield
    finally:
        _Here.told = None
        beside.close()


def _runner(way: Way) -> Any:
    return cluster(way.dask) if way.dask else ThreadPoolTaskRunner(max_workers=way.workers)
