"""Tokens by which other programs ask in one's name: made, shown once, and ended."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Visitor
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.errors import UnusableEntry
from models.people import Person
from pipeline.store.team.tokens import Tokens

router = APIRouter()


@router.get("/tokens")
def shown(request: Request, person: Visitor) -> Response:
    """Show a person's tokens."""
    return _page(request, person, Answers({}))


@router.post("/tokens")
def make(request: Request, person: Visitor, answers: Typed) -> Response:
    """Make a token, and show it once."""
    try:
        token = _tokens(request).make(person.id, answers.text("name"), clock.now())
    except UnusableEntry as stop:
        answers.wrong["name"] = f"{stop.what.capitalize()} {stop.remedy}"
        return _page(request, person, answers)
    return _page(request, person, Answers({}), token)


@router.post("/tokens/{token_id}/end")
def end(request: Request, person: Visitor, token_id: str) -> Response:
    """End a token."""
    _tokens(request).end(person.id, token_id)
    return RedirectResponse("/tokens", 303)


def _tokens(request: Request) -> Tokens:
    return Tokens(request.app.state.cases.database)


def _page(request: Request, person: Person, answers: Answers, made: str = "") -> Response:
    return page(request, "tokens.html", 422 if answers.wrong else 200, person=person, answers=answers, made=made,
                tokens=_tokens(request).of(person.id))
