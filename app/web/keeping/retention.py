"""For how long this desk keeps its cases: shown to everybody, changed by whoever looks after it; and its backups."""

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, Visitor
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.errors import UnusableEntry
from models.people import Person, Role
from pipeline.desk.retention import keep_terms, terms
from pipeline.rules import rules
from pipeline.store.backups.backup import older_than

router = APIRouter()


@router.get("/retention")
def shown(request: Request, person: Visitor, desk: Desk) -> Response:
    """Show it."""
    return _page(request, person, desk.store.folder.parent, Answers({}))


@router.post("/retention")
def change(request: Request, person: Visitor, desk: Desk, answers: Typed) -> Response:
    """Change it."""
    if not _may_change(person):
        raise HTTPException(404)
    home, typed = desk.store.folder.parent, answers.text("months", "Give a number of months, or 0.")
    try:
        if not answers.wrong:
            keep_terms(home, int(typed) if typed.isdecimal() and len(typed) < 5 else -1)
    except UnusableEntry as stop:
        answers.wrong["months"] = f"{stop.what[0].upper()}{stop.what[1:]} {stop.remedy}"
    if answers.wrong:
        return _page(request, person, home, answers)
    return RedirectResponse("/retention", 303)


def _may_change(person: Person) -> bool:
    return person.role is Role.ADMIN


def _page(request: Request, person: Person, home: Path, answers: Answers) -> Response:
    kept = terms(home)
    answers.values.setdefault("months", str(kept.months))
    return page(request, "retention.html", 422 if answers.wrong else 200, answers=answers, months=kept.months,
                may_change=_may_change(person), warned=rules("retention"), usual=rules("retention")["months"],
                old=older_than(home, kept.since(clock.today())))
