"""What an error looks like: a page for people, the same as JSON for programs; nothing of a plan in either."""

import logging
from errno import ENOSPC
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from app.web.access.gate import API, Gate, NotSignedIn
from app.web.pages import page
from models.errors import NoSuchCase, Stop
from models.noun import Noun
from pipeline.store.refused import OF_THE_DISK, refused

log = logging.getLogger("sectionf")
PROBLEM = "application/problem+json"
AGAIN = "Go back and try again."


class Problem(Noun):
    """Why something was not done, as programs are told (RFC 9457)."""

    title: str
    status: int
    what: str
    """What happened."""
    where: str = ""
    """The field, the file, the row."""
    remedy: str = ""
    """What to do next."""


def show_faults(made: FastAPI) -> None:
    """Give every error an answer that says what happened and what to do."""
    made.add_exception_handler(NotSignedIn, _not_signed_in)
    made.add_exception_handler(Stop, _stopped)
    made.add_exception_handler(HTTPException, _refused)
    made.add_exception_handler(RequestValidationError, _not_understood)
    made.add_exception_handler(OSError, _not_written)
    made.add_exception_handler(Exception, _own_up)


def fault(request: Request, status: int, what: str, where: str = "", remedy: str = "") -> Response:
    """Say what happened, where, and what to do next."""
    if not request.url.path.startswith(API):
        return page(request, "error.html", status, what=what, where=where, remedy=remedy)
    said = Problem(title=HTTPStatus(status).phrase, status=status, what=what, where=where, remedy=remedy)
    return JSONResponse(said.model_dump(), status, media_type=PROBLEM)


def _not_signed_in(request: Request, _error: Exception) -> Response:
    """Say how to get in; in a team, ask for it, and go on to the page afterwards."""
    if request.url.path.startswith(API):
        answer = fault(request, 401, "Nobody whom we know is asking.",
                       remedy="Send a token that is still in use: Authorization: Bearer …")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    if isinstance(request.app.state.gate, Gate) or request.method != "GET":
        return page(request, "not_signed_in.html", 403)
    return RedirectResponse(f"/sign-in?{urlencode({'after': request.url.path})}", 303)


def _stopped(request: Request, error: Exception) -> Response:
    assert isinstance(error, Stop)  # noqa: S101  # it is registered for nothing else
    return fault(request, 404 if isinstance(error, NoSuchCase) else 400, error.what, error.where, error.remedy)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # it is registered for nothing else
    what = "There is no such page." if error.status_code == 404 else "This cannot be done here."
    answer = fault(request, error.status_code, what, remedy="Go back to the list of cases.")
    answer.headers.update(error.headers or {})
    return answer


def _not_understood(request: Request, error: Exception) -> Response:
    """Name the fields, and never what stood in them."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  # it is registered for nothing else
    named = sorted({".".join(str(part) for part in one["loc"][:2]) for one in error.errors()})
    where = ", ".join(named) if request.url.path.startswith(API) else ""
    return fault(request, 422, "This could not be understood.", where, AGAIN)


def _not_written(request: Request, error: Exception) -> Response:
    """Say what the disk would not do (507 is for no room); any other word of the system is a fault of ours."""
    if not isinstance(error, OSError) or error.errno not in OF_THE_DISK:
        return _own_up(request, error)
    stop = refused(error)
    return fault(request, 507 if error.errno == ENOSPC else 500, stop.what, stop.where, stop.remedy)


def _own_up(request: Request, error: Exception) -> Response:
    """Say that the fault is ours; the log names the kind of fault only."""
    log.error("a fault of ours: %s", type(error).__name__)
    return fault(request, 500, "Something went wrong that is a fault of this program.",
                 remedy="Nothing that was saved is lost. Go back and try again.")
