"""What a process of a desk does: it waits with its imports done, and checks cases or looks at papers."""

import datetime as dt
from pathlib import Path

from flows import batch_work
from models.caseload import State
from pipeline import steps
from pipeline.steps import CaseStopped
from pipeline.store.cases import Cases
from pipeline.store.database import database
from pipeline.store.nouns import Store
from pipeline.store.settings import alone


def warm_for_checks() -> None:
    """Make ready for checks, before anybody waits for one."""
    from flows.run import quieten

    batch_work.warm()
    quieten()


def warm_for_papers() -> None:
    """Make ready for looking at papers."""
    import extractors.evidence
    import extractors.plan  # noqa: F401


def check(case_id: str, today: str, url: str = "") -> str:
    """Check a case, as a flow if there is the URL of a Prefect server; give the fault, if it was one of ours."""
    store = Store.default()
    with alone(store.folder_of(case_id)), store.opened(case_id):
        Cases(database(), store).mark(case_id, State.RUNNING)
        try:
            steps.take_up(store, case_id, dt.date.fromisoformat(today))
            _check_as_flow(case_id, url) if url else _check_here(store, case_id)
        except CaseStopped as stopped:
            return "" if store.has(case_id, "ending") else str(stopped)
    return ""


def _check_here(store: Store, case_id: str) -> None:
    for step in steps.STEPS:
        step(store, case_id)


def _check_as_flow(case_id: str, url: str) -> None:
    from flows.case import check_case
    from flows.run import speaking_to

    with speaking_to(url):
        check_case(case_id)


def look(path: str) -> str:
    """Say what a paper is, as JSON."""
    from pipeline.desk.papers import recognised

    return recognised(Path(path)).model_dump_json()
