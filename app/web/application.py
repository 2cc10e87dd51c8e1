"""The web app put together: the gate, the guard, the pages, and what an error looks like."""

import logging
from pathlib import Path
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.web import (
    caseload,
    events,
    findings,
    handing_in,
    letters,
    next_steps,
    notes,
    overview,
    papers,
    plan_pages,
    progress,
    review_pages,
    rows,
    signing_in,
    situation,
    start,
    take_away,
    team,
    what_if,
)
from app.web.checks import Runs
from app.web.gate import COOKIE, Gate, Keeper, NotSignedIn
from app.web.guard import guard
from app.web.pages import page
from models.errors import NoSuchCase, Stop
from pipeline.store.cases import Cases

HERE = ("127.0.0.1", "localhost", "[::1]")
PAGES = (
    start,
    caseload,
    handing_in,
    papers,
    progress,
    overview,
    findings,
    plan_pages,
    review_pages,
    rows,
    what_if,
    next_steps,
    events,
    letters,
    situation,
    notes,
    take_away,
)
log = logging.getLogger("sectionf")


def application(cases: Cases, gate: Keeper, runs: Runs, hosts: tuple[str, ...] = HERE) -> FastAPI:
    """Make the app for a list of cases; `hosts` are the names under which it answers."""
    made = FastAPI(title="sectionf", openapi_url=None, docs_url=None, redoc_url=None)
    made.state.cases, made.state.gate, made.state.runs = cases, gate, runs
    made.middleware("http")(guard)
    made.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    made.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    if isinstance(gate, Gate):
        made.get("/enter")(_enter)
    for pages in PAGES if isinstance(gate, Gate) else (*PAGES, signing_in, team):
        made.include_router(pages.router)
    _show_errors(made)
    return made


def _enter(request: Request, token: str = "") -> Response:
    """Let in whoever holds the address that was printed, and take the token out of the address."""
    response = RedirectResponse("/", 303)
    gate: Gate = request.app.state.gate
    response.set_cookie(COOKIE, gate.admit(token), httponly=True, samesite="strict")
    return response


def _show_errors(made: FastAPI) -> None:
    """Give every error a page that says what happened and what to do, and nothing of a plan."""
    made.add_exception_handler(NotSignedIn, _not_signed_in)
    made.add_exception_handler(Stop, _stopped)
    made.add_exception_handler(HTTPException, _refused)
    made.add_exception_handler(RequestValidationError, lambda request, _error: page(
        request, "error.html", 422, what="This could not be understood.", where="", remedy="Go back and try again."))
    made.add_exception_handler(Exception, _own_up)


def _not_signed_in(request: Request, _error: Exception) -> Response:
    """Say how to get in; in a team, ask for it, and go on to the page afterwards."""
    if isinstance(request.app.state.gate, Gate) or request.method != "GET":
        return page(request, "not_signed_in.html", 403)
    return RedirectResponse(f"/sign-in?{urlencode({'after': request.url.path})}", 303)


def _stopped(request: Request, error: Exception) -> Response:
    assert isinstance(error, Stop)  # noqa: S101  # it is registered for nothing else
    status = 404 if isinstance(error, NoSuchCase) else 400
    return page(request, "error.html", status, what=error.what, where=error.where, remedy=error.remedy)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = "There is no such page." if status == 404 else "This cannot be done here."
    return page(request, "error.html", status, what=what, where="", remedy="Go back to the list of cases.")


def _own_up(request: Request, error: Exception) -> Response:
    """Say that the fault is ours; the log names the kind of fault only."""
    log.error("a fault of ours: %s", type(error).__name__)
    return page(request, "error.html", 500, what="Something went wrong that is a fault of this program.", where="",
                remedy="Nothing that was saved is lost. Go back and try again.")
