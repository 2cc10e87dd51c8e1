"""A caseload as one flow: a task a case, the work in processes that all share; ids in, and out only how each ended."""

import datetime as dt
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, TimeoutError
from contextlib import contextmanager
from typing import Any

from pebble import ProcessExpired, ProcessPool
from prefect import flow, task
from prefect.futures import as_completed
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.task_runners import ThreadPoolTaskRunner

from flows import hand
from flows.beside import Beside
from flows.run import quieten
from models.batch import Batch, Outcome, Source
from pipeline.batch import check, settled, store_of_batches, take_in
from pipeline.progress import untold

MOST_SECONDS = 900
"""A plan of 600 scanned pages takes longer: somebody has to part it."""
MOST_BYTES = 4 << 30
CASES_A_PROCESS = 200
"""After so many a process makes room for a new one, so that nothing it has gathered stays."""
Told = Callable[[str, Outcome], None]
"""Told the id of each case as it ends, and how."""


def _quiet(_case_id: str, _outcome: Outcome) -> None:
    """Tell nobody."""


class _Here:
    """What the tasks of a run in this process share, and no parameter can carry."""

    pool: ProcessPool | None = None
    """None where the tasks run elsewhere, and each does its work itself."""
    told: Told = staticmethod(_quiet)


@task(name="check-one", task_run_name="{case_id}")
def check_one(case_id: str, today: str) -> tuple[str, str]:
    """Check one case, and say how it ended."""
    if _Here.pool is None:
        return case_id, str(check(store_of_batches(), case_id, dt.date.fromisoformat(today)))
    return case_id, str(_ended(_Here.pool.schedule(hand.check, args=(case_id, today), timeout=MOST_SECONDS)))


def _ended(work: "Future[str]") -> Outcome:
    error = work.exception()
    if isinstance(error, TimeoutError | ProcessExpired | MemoryError):
        return Outcome.TOO_MUCH
    return Outcome.FAULT if error else Outcome(work.result())


@flow(name="check-caseload", log_prints=False)
def check_caseload(batch_id: str, today: str) -> None:
    """Check the cases of a batch."""
    ids = store_of_batches().get(batch_id, "batch", Batch).ids
    for case in as_completed([check_one.submit(case_id, today) for case_id in ids]):
        case_id, outcome = case.result()
        _Here.told(case_id, Outcome(outcome))


def run(sources: Sequence[Source], today: dt.date, workers: int, told: Told) -> dict[str, Outcome]:
    """Check what has changed of a caseload, and give how each case ended, by its id, in the order of the caseload."""
    store, ended = store_of_batches(), dict[str, Outcome]()

    def end(case_id: str, outcome: Outcome) -> None:
        ended[case_id] = outcome
        told(case_id, outcome)

    ids = [take_in(store, source) for source in sources]
    for case_id in ids:
        if outcome := settled(store, case_id, today):
            end(case_id, outcome)
    if left := tuple(case_id for case_id in ids if case_id not in ended):
        batch_id = store.new()
        store.put(batch_id, "batch", Batch(ids=left))
        with _hands(workers, end):
            runner: Any = ThreadPoolTaskRunner(max_workers=workers)
            check_caseload.with_options(task_runner=runner)(batch_id, today.isoformat())
        store.forget(batch_id)
    return {case_id: ended[case_id] for case_id in ids}


@contextmanager
def _hands(workers: int, told: Told) -> Iterator[None]:
    """Have a Prefect server and warm processes for as long as the block lasts; both start at the same time."""
    quieten()
    beside = Beside()
    beside.start()
    pool = ProcessPool(max_workers=workers, max_tasks=CASES_A_PROCESS, initializer=hand.warm, initargs=(MOST_BYTES,),
                       context=multiprocessing.get_context("spawn"))
    try:
        pool.schedule(int)
        _Here.pool, _Here.told = pool, told
        with temporary_settings({PREFECT_API_URL: beside.ready(untold), PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield
    finally:
        _Here.pool, _Here.told = None, _quiet
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
        beside.close()
