"""Whoever is shown a case is told when it is to be erased; that they were told is recorded, once for each warning."""

import logging
from collections.abc import Iterable

from fastapi import Request

from app.web import clock
from app.web.access.deeds import who
from models.caseload import CaseEntry
from models.retention import Standing
from pipeline.desk.retention import say, standing

log = logging.getLogger("sectionf")


def told(request: Request, entries: Iterable[CaseEntry]) -> list[tuple[CaseEntry, Standing]]:
    """Say how it stands with the time of cases that are shown just now."""
    store = request.app.state.cases.store
    found = [(entry, standing(store, entry, clock.today())) for entry in entries]
    tell(request, found)
    return found


def tell(request: Request, found: Iterable[tuple[CaseEntry, Standing]]) -> None:
    """Record that whoever asks is shown the warnings that are due."""
    try:
        say(request.app.state.cases.store, found, who(request), clock.now())
    except OSError as error:        # a warning that could not be recorded was not given: the day moves on
        log.error("a warning could not be recorded: %s", type(error).__name__)


def stands(request: Request, entry: CaseEntry) -> Standing:
    """Say how it stands with the time of the case of a page."""
    return told(request, [entry])[0][1]
