"""What the Prefect workers of a standing service run: ids in, and out only whether it is done (docs/deploy.md)."""

from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow, task
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import batch_processes
from flows.caseload import check_each
from flows.names import DESK_FLOW, NIGHT_FLOW, OTHER, PART_FLOW
from flows.nightly import check_all
from models.batch import Batch
from pipeline.batch import rests_on, store_of_batches

AT_ONCE: Any = ThreadPoolTaskRunner(max_workers=batch_processes.at_once())
HERE = ZoneInfo("Europe/London")


@flow(name=PART_FLOW, log_prints=False, task_runner=AT_ONCE)
def check_part(batch_id: str, today: str, seconds: float, mark: str) -> Any:
    """Check a part of a caseload; what was done already, before its end could be told, is gone from the store."""
    if mark != rests_on():
        return Failed(message=OTHER)
    store = store_of_batches()
    if store.has(batch_id, "batch"):
        with batch_processes.ready(batch_processes.at_once()):
            check_each(store.get(batch_id, "batch", Batch).ids, today, seconds)
        store.forget(batch_id)
    return Completed()


@task(name="check-one", task_run_name="{case_id}")
def check_one_of_a_desk(case_id: str, today: str, seconds: float) -> str:
    """Check a case of the web app; give the fault, if it was one of ours."""
    return batch_processes.check_at_desk(case_id, today, seconds)


@flow(name=DESK_FLOW, log_prints=False)
def check_desk(case_id: str, today: str, seconds: float, mark: str) -> Any:
    """Check a case of the web app."""
    if mark != rests_on():
        return Failed(message=OTHER)
    with batch_processes.ready(1):
        fault = check_one_of_a_desk(case_id, today, seconds)
    return Failed(message=fault) if fault else Completed()


@flow(name=NIGHT_FLOW, log_prints=False)
def check_nightly() -> Any:
    """Check what has changed of each caseload that is to be checked every night; the day is that of the schedule."""
    stopped = check_all(flow_run.scheduled_start_time.astimezone(HERE).date())
    return Failed(message=f"Caseloads that could not be checked: {len(stopped)}.") if stopped else Completed()
