"""What was sent, received and said: entered, corrected, and struck out; what stood there before is never lost."""

import datetime as dt
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from app.web import clock
from app.web.access.gate import Desk, TheCase, Visitor
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.case import Event, EventKind, Milestone, Post
from models.caseload import CaseEntry
from models.diary import Entry
from models.errors import UnusableCase
from pipeline.case_folder import read_settings
from pipeline.desk.overview import keep_summary
from pipeline.routes.choose import route_rules
from pipeline.rules import rules
from pipeline.store.diary import find, name_of, write_down
from pipeline.store.nouns import Store
from pipeline.wording import phrase
from templates.words import long_date

router = APIRouter()
AHEAD = "This day has not come yet. Enter it when it has happened."


@router.get("/cases/{case_id}/events/new")
def blank(request: Request, case: TheCase) -> Response:
    """Show an empty form, or one for a letter that was just taken."""
    asked = request.query_params
    known = {name: asked[name] for name in ("kind", "route") if name in asked}
    return _page(request, case, Answers({"date": long_date(clock.today()), **known}))


@router.post("/cases/{case_id}/events/new")
def enter(request: Request, case: TheCase, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Enter an event."""
    event = read_event(answers)
    if event is None:
        return _page(request, case, answers)
    return _written(request, (case, desk), answers, Entry(at=clock.now(), by=who.name, after=event))


@router.get("/cases/{case_id}/events/{name}")
def shown(request: Request, case: TheCase, desk: Desk, name: str) -> Response:
    """Show an event, to be corrected or struck out."""
    event = find(read_settings(desk.store.papers(case.id)).events, name)
    return _page(request, case, Answers(_typed(event)), event)


@router.post("/cases/{case_id}/events/{name}")
def correct(request: Request, case: TheCase, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Correct an event, or strike it out."""
    before = find(read_settings(desk.store.papers(case.id)).events, request.path_params["name"])
    strike = answers.values.get("do") == "strike"
    why = answers.text("why", "Say why, so that the next reader understands.") if strike else answers.text("why")
    after = None if strike else read_event(answers)
    if answers.wrong:
        return _page(request, case, answers, before)
    if after == before:
        return RedirectResponse(f"/cases/{case.id}/next#happened", 303)
    entry = Entry(at=clock.now(), by=who.name, before=before, after=after, why=why)
    return _written(request, (case, desk), answers, entry)


def _written(request: Request, of: tuple[CaseEntry, Any], answers: Answers, entry: Entry) -> Response:
    """Write a change down; one that stands there already, or comes too late, is said on top of the form."""
    case, desk = of
    try:
        written(desk.store, case.id, entry)
    except UnusableCase as stop:
        answers.wrong["date"] = f"{stop.what[0].upper()}{stop.what[1:]} {stop.remedy}"
        return _page(request, case, answers, entry.before)
    return RedirectResponse(f"/cases/{case.id}/next#happened", 303)


def written(store: Store, case_id: str, entry: Entry) -> None:
    """Write a change of the events down, and what it means for the caseload."""
    write_down(store.papers(case_id), entry)
    keep_summary(store, case_id, clock.today())


def read_event(answers: Answers) -> Event | None:
    """Read an event; None where something about it has to be put right."""
    told: dict[str, Any] = {
        "kind": answers.choice("kind", EventKind, "Say what it was."),
        "date": answers.day("date", "Say on which day it was."),
        "route": answers.text("route") or None, "milestone": answers.choice("milestone", Milestone),
        "post": answers.choice("post", Post), "at": answers.time("at"), "reply_by": answers.day("reply_by"),
        "words": answers.text("words")}
    if told["route"] and told["route"] not in route_rules():
        answers.wrong["route"] = "Choose one of the list."
    if told["date"] and told["date"] > clock.today() and told["kind"] is not EventKind.MEETING:
        answers.wrong["date"] = AHEAD
    if told["reply_by"] and told["date"] and told["reply_by"] < told["date"]:
        answers.wrong["reply_by"] = "This is before the letter went."
    if answers.wrong:
        return None
    try:
        return Event(**told)
    except ValidationError as error:
        answers.wrong.update({str(problem["loc"][0]): "This cannot be used." for problem in error.errors()})
        return None


def _typed(event: Event) -> dict[str, str]:
    """Give an event as its form has it."""
    return {name: _field(value) for name, value in event.model_dump().items() if value is not None}


def _field(value: object) -> str:
    if isinstance(value, dt.date):
        return long_date(value)
    return value.strftime("%H:%M") if isinstance(value, dt.time) else str(value)


def _page(request: Request, case: CaseEntry, answers: Answers, before: Event | None = None) -> Response:
    words = rules("pages")
    return page(request, "event.html", 422 if answers.wrong else 200, case=case, answers=answers,
                event=name_of(before) if before else "",
                kinds=[(one.value, phrase("events", one)) for one in EventKind],
                routes=[(name, f"{name} {rule['title']}") for name, rule in route_rules().items()],
                milestones=list(words["milestones"].items()), posts=list(words["post"].items()))
