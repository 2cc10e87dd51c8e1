"""A caseload handed to the workers of a standing service, in parts; how each case ended is in the store."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from prefect.client.schemas.objects import FlowRun

from flows import batch_processes
from flows.names import MOST_RUNS, OTHER, PART_FLOW
from flows.workers import ServiceMissing, Workers
from models.batch import Batch, Outcome
from pipeline.batch import how_it_ended, store_of_batches
from pipeline.store.nouns import Store

PART = 50
"""So many cases a run: few enough for several machines to share a caseload, and to lose little with one of them."""
POLL_SECONDS = 1.0
Told = Callable[[str, Outcome], None]


class _Part(NamedTuple):
    """Cases that are checked in one run, and how often they were handed over."""

    ids: Sequence[str]
    what: dict[str, Any]
    runs: int = 1

    def forget(self, store: Store) -> None:
        """Forget what was handed over, if nobody has done it to its end."""
        if store.has(self.what["batch_id"], "batch"):
            store.forget(self.what["batch_id"])


def check_by_workers(workers: Workers, ids: Sequence[str], today: dt.date, seconds: float, told: Told) -> None:
    """Have cases checked, and tell of each when it ended; what was handed over goes on without us."""
    store, left = store_of_batches(), set(ids)

    def end(some: Iterable[str]) -> None:
        for case_id in left.intersection(some):
            left.remove(case_id)
            told(case_id, how_it_ended(store, case_id, today) or batch_processes.broke_off(case_id))

    parts = dict(_hand_over(workers, part) for part in _parts(ids, today, seconds))
    while parts:
        time.sleep(POLL_SECONDS)
        ended = workers.ended(parts)
        for run in list(parts):
            if run not in ended:
                end(workers.done(run))
            elif _is_lost(ended[run]) and parts[run].runs < MOST_RUNS:
                again, part = _hand_over(workers, parts.pop(run))
                parts[again] = part._replace(runs=part.runs + 1)
            else:
                part = parts.pop(run)
                end(part.ids)
                part.forget(store)


def _parts(ids: Sequence[str], today: dt.date, seconds: float) -> Iterable[_Part]:
    store = store_of_batches()
    for start in range(0, len(ids), PART):
        some, batch_id = ids[start:start + PART], store.new()
        store.put(batch_id, "batch", Batch(ids=tuple(some)))
        yield _Part(some, {"batch_id": batch_id, "today": today.isoformat(), "seconds": seconds})


def _hand_over(workers: Workers, part: _Part) -> tuple[UUID, _Part]:
    return workers.hand_over(PART_FLOW, **part.what), part


def _is_lost(run: FlowRun) -> bool:
    """Whether the worker of a run was lost with it; a worker that may not do this work at all is named."""
    if run.state and run.state.message == OTHER:
        raise ServiceMissing("a worker of the service has another version of this program, or other data.",
                             remedy="Install the same version everywhere, with SECTIONF_HOME in one shared folder.")
    return bool(run.state and run.state.is_crashed())
