"""What a worker process does: it waits with its imports done, checks cases or looks at papers, and outlives nobody."""

import datetime as dt
import multiprocessing
import os
import signal
from pathlib import Path
from threading import Thread
from typing import Any

from models.caseload import State
from pipeline import steps
from pipeline.steps import CaseStopped
from pipeline.store.cases import Cases
from pipeline.store.database import database
from pipeline.store.nouns import Store
from pipeline.store.settings import alone


def warm_for_checks() -> None:
    """Make ready for checks, before anybody waits for one."""
    outlive_nobody()
    from extractors.statement import read_statement
    from flows.run import quieten

    read_statement("Speech and language therapy, 30 minutes each week.")
    quieten()


def warm_for_papers() -> None:
    """Make ready for looking at papers."""
    outlive_nobody()
    import extractors.evidence
    import extractors.plan  # noqa: F401


def outlive_nobody() -> None:
    """Leave, with every program that was started from here, when the parent process is gone or says so."""
    os.setpgrp()
    signal.signal(signal.SIGTERM, _leave)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        _leave()


def _leave(*_signal: Any) -> None:
    os.killpg(0, signal.SIGKILL)


def check(case_id: str, url: str, today: str) -> str:
    """Check a case as a flow against the Prefect server of a URL; give the fault, if it was one of ours."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.case import check_case

    store = Store.default()
    with alone(store.folder_of(case_id)):
        Cases(database(), store).mark(case_id, State.RUNNING)
        try:
            steps.take_up(store, case_id, dt.date.fromisoformat(today))
            with temporary_settings({PREFECT_API_URL: url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                check_case(case_id)
        except CaseStopped as stopped:
            return "" if store.has(case_id, "ending") else str(stopped)
    return ""


def look(path: str) -> str:
    """Say what a paper is, as JSON."""
    from pipeline.papers import recognised

    return recognised(Path(path)).model_dump_json()
