"""The web app put together: the gate, the guard, the pages, and the API for programs."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.formparsers import MultiPartParser
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.web import (
    about,
    api,
    caseload,
    events,
    findings,
    handing_in,
    letters,
    letting_go,
    next_steps,
    notes,
    overview,
    papers,
    plan_pages,
    progress,
    record,
    redaction,
    retention,
    review_pages,
    rows,
    signing_in,
    situation,
    start,
    take_away,
    team,
    tokens,
    what_if,
)
from app.web.checks import Runs
from app.web.faults import show_faults
from app.web.gate import COOKIE, Gate, Keeper
from app.web.guard import MOST_BYTES, guard
from pipeline.store.cases import Cases

HERE = ("127.0.0.1", "localhost", "[::1]")
PAGES = (
    start,
    caseload,
    handing_in,
    papers,
    letting_go,
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
    redaction,
    take_away,
    about,
    retention,
    record,
    tokens,
)


def application(cases: Cases, gate: Keeper, runs: Runs, hosts: tuple[str, ...] = HERE) -> FastAPI:
    """Make the app for a list of cases; `hosts` are the names under which it answers."""
    made = FastAPI(title="sectionf", openapi_url=None, docs_url=None, redoc_url=None)
    MultiPartParser.spool_max_size = MOST_BYTES         # beyond a megabyte it would lie on the disk in clear
    made.state.cases, made.state.gate, made.state.runs = cases, gate, runs
    made.middleware("http")(guard)
    made.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    made.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    if isinstance(gate, Gate):
        made.get("/enter")(_enter)
    for pages in PAGES if isinstance(gate, Gate) else (*PAGES, signing_in, team):
        made.include_router(pages.router)
    made.include_router(api.router)
    show_faults(made)
    return made


def _enter(request: Request, token: str = "") -> Response:
    """Let in whoever holds the address that was printed, and take the token out of the address."""
    response = RedirectResponse("/", 303)
    gate: Gate = request.app.state.gate
    response.set_cookie(COOKIE, gate.admit(token), httponly=True, samesite="strict")
    return response
