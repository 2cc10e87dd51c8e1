"""What runs the checks of this desk, as pages ask for it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from models.caseload import UNDER_WAY, CaseEntry
from models.papers import Recognised


class Runs(Protocol):
    """Puts checks in line, looks at papers, and lets go of a case (`flows.runner.Runner`)."""

    def start(self, case_id: str) -> None:
        """Put the check of a case in line."""

    def look(self, paths: Iterable[Path]) -> list[Recognised]:
        """Say what papers are."""

    def forget(self, case_id: str) -> None:
        """End the check of a case that is being erased."""


def runs_of(request: Request) -> Runs:
    """Give what runs the checks."""
    runs: Runs = request.app.state.runs
    return runs


Checks = Annotated[Runs, Depends(runs_of)]


def once_more(case: CaseEntry, checks: Runs) -> None:
    """Do a check once more that reads just now what was changed."""
    if case.state in UNDER_WAY:
        checks.start(case.id)


def changed(case: CaseEntry, checks: Runs) -> Response:
    """Go back to the papers of a case that were changed."""
    once_more(case, checks)
    return RedirectResponse(f"/cases/{case.id}/papers", 303)
