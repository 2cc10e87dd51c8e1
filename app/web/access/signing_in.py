"""Signing in and out, and making the account of an invitation."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from app.web.access.gate import COOKIE, NotSignedIn, Visitor
from app.web.access.team_gate import TeamGate
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.errors import UnusableEntry
from models.people import Person
from models.record import NOBODY_KNOWN

router = APIRouter()


def team_gate(request: Request) -> TeamGate:
    """Give the gate of a team."""
    gate: TeamGate = request.app.state.gate
    return gate


Team = Annotated[TeamGate, Depends(team_gate)]


@router.get("/sign-in")
def ask(request: Request, after: str = "/") -> Response:
    """Ask for an address and a password."""
    return page(request, "sign_in.html", answers=Answers({}), after=_ours(after))


@router.post("/sign-in")
def sign_in(request: Request, gate: Team, answers: Typed, after: str = "/") -> Response:
    """Sign somebody in, and bring them where they were going."""
    try:
        token = gate.sign_ins.begin(answers.text("email"), answers.values.get("secret", ""), gate.clock())
    except UnusableEntry as stop:
        request.state.who = gate.people.id_of(answers.text("email")) or NOBODY_KNOWN
        return _again(request, "sign_in.html", answers, stop, after=_ours(after))
    request.state.person = gate.person(token)
    return _with_cookie(request, token, _ours(after))


@router.post("/sign-out")
def sign_out(request: Request, gate: Team) -> Response:
    """Sign somebody out, in this browser."""
    with suppress(NotSignedIn):
        request.state.person = gate.person(request.cookies.get(COOKIE, ""))
    gate.sign_ins.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


@router.post("/stay", status_code=204)
def stay(_person: Visitor) -> None:
    """Stay signed in: being here is enough."""


@router.get("/join")
def invited(request: Request, gate: Team, token: str = "") -> Response:
    """Show what an invitation is for, and ask for what an account needs."""
    invitation = gate.people.invitation(token, gate.clock())
    return page(request, "join.html", answers=Answers({}), token=token, invitation=invitation)


@router.post("/join")
def join(request: Request, gate: Team, answers: Typed) -> Response:
    """Make the account of an invitation, and sign its owner in."""
    token, now = answers.values.get("token", ""), gate.clock()
    invitation = gate.people.invitation(token, now)
    wanted = Person(id="", name=answers.text("name"), email=answers.text("email"), role=invitation.role)
    try:
        person = gate.people.join(token, wanted, answers.values.get("secret", ""), now)
    except UnusableEntry as stop:
        return _again(request, "join.html", answers, stop, token=token, invitation=invitation)
    request.state.person = person
    return _with_cookie(request, gate.sign_ins.admit(person, now), "/")


def _again(request: Request, name: str, answers: Answers, stop: UnusableEntry, **facts: object) -> Response:
    """Ask again, with what was typed but for the password, and what is wrong beside its field."""
    answers.wrong[stop.where or "secret"] = f"{stop.what.capitalize()} {stop.remedy}"
    answers.values.pop("secret", None)
    return page(request, name, 422, answers=answers, **facts)


def _with_cookie(request: Request, token: str, where: str) -> Response:
    response = RedirectResponse(where, 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


def _ours(path: str) -> str:
    r"""Give a path of ours, and the first page for any other address.

    >>> [_ours(path) for path in ("/cases/1", "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere")]
    ['/cases/1', '/', '/', '/']
    """
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") else "/"
