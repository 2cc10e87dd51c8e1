"""A check run as a flow, from the doors: the case goes into the store, and its id to Prefect."""

import logging
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    temporary_settings,
)

from flows.beside import Beside, told_if_lost
from flows.case import check_case
from models import errors
from models.case import Case
from models.gap import Report
from pipeline.progress import untold
from pipeline.steps import CaseStopped, Ending, Order, Written, take
from pipeline.store.cache_keys import FILES, paths
from pipeline.store.nouns import Store


def check_as_flow(case: Case, out: Path) -> tuple[Report, list[Path]]:
    """Run the case flow, here or against the server that `PREFECT_API_URL` names; give what a direct run gives."""
    store, beside = Store.default(), Beside()
    quieten()
    case_id = take(Order(case=_absolute(case), out=out.absolute()), store)
    try:
        url = beside.ready(untold)          # a server of Prefect's own making would let in every user of the machine
        with speaking_to(url), told_if_lost():
            check_case(case_id)
        written = store.get(case_id, "written", Written).paths
        return store.get(case_id, "report", Report), [out / path.relative_to(out.absolute()) for path in written]
    except CaseStopped:
        if not store.has(case_id, "ending"):
            raise
        ending = store.get(case_id, "ending", Ending)
        raise getattr(errors, ending.kind)(ending.what, where=ending.where, remedy=ending.remedy) from None
    finally:
        store.forget(case_id)
        beside.close()


def speaking_to(url: str) -> AbstractContextManager[Any]:
    """Speak to the Prefect server of a URL, with the word that it was started with; a heartbeat would cost a second."""
    return temporary_settings({PREFECT_API_URL: url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
                               PREFECT_API_AUTH_STRING: os.environ.get("PREFECT_API_AUTH_STRING")})


def quieten() -> None:
    """Stop Prefect's messages: whoever waits here is told by us how it went."""
    theirs = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "prefect"]
    for name in [*theirs, "EventsWorker"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _absolute(case: Case) -> Case:
    """Give the case with paths that hold in another directory."""
    found = {name: paths(case, name) for name in FILES}
    many = {name: tuple(path.absolute() for path in some) for name, some in found.items()}
    one = {name: some[0] if some else None for name, some in many.items() if name in ("plan", "calendar", "decisions")}
    return case.model_copy(update={**many, **one})
