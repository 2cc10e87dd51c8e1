"""One case as a flow: the steps of a check, each a task; ids in, nothing out."""

from typing import Any

from prefect import flow, task
from prefect.client.schemas.objects import State

from pipeline import steps
from pipeline.store.nouns import Store


@task
def read_plan(case_id: str) -> None:
    """Read the plan and the decisions about it."""
    steps.read_plan(Store.default(), case_id)


@task
def read_evidence(case_id: str) -> None:
    """Read the school's records."""
    steps.read_evidence(Store.default(), case_id)


@task
def compare(case_id: str) -> None:
    """Set what was due against the records."""
    steps.compare(Store.default(), case_id)


@task
def choose_routes(case_id: str) -> None:
    """Look at what can be done."""
    steps.choose_routes(Store.default(), case_id)


def could_not_write(_task: Any, _run: Any, state: State) -> bool:
    """Whether it was the disk that failed: that alone may be another matter in two seconds."""
    return "OutputFailed" in (state.message or "")


@task(retries=2, retry_delay_seconds=2, retry_condition_fn=could_not_write)
def write(case_id: str) -> None:
    """Write the report and the letters."""
    steps.write(Store.default(), case_id)


@flow(name="check-case", log_prints=False)
def check_case(case_id: str) -> None:
    """Check one case."""
    read_plan(case_id)
    read_evidence(case_id)
    compare(case_id)
    choose_routes(case_id)
    write(case_id)
