"""The web app put together: the gate, the guard, the pages, and the API for programs."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.formparsers import MultiPartParser
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.web.access import signing_in, team, tokens
from app.web.access.gate import COOKIE, Gate, Keeper
from app.web.access.guard import MOST_BYTES, guard
from app.web.api import router as api
from app.web.checks import Runs
from app.web.desk import caseload, start
from app.web.faults import show_faults
from app.web.findings import item, overview, plan_pages, rows, what_if
from app.web.follow_up import events, letters, next_steps, redaction, situation, take_away
from app.web.intake import handing_in, letting_go, papers, progress
from app.web.keeping import about, notes, record, retention
from app.web.review import router as review
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
    item,
    plan_pages,
    review,
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
