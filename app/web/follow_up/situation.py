"""What only the family can say: the child's situation, and whom letters are from and to."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase, Visitor
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.case import Contact, SchoolKind, Situation
from models.caseload import CaseEntry
from models.diary import Correction
from models.provision import PlanReading, SectionLetter
from models.review import Reviewed
from pipeline.case_folder import CONTACTS, read_settings
from pipeline.desk.overview import keep_summary
from pipeline.rules import rules
from pipeline.store.cases import Cases
from pipeline.store.corrections import note_corrections
from pipeline.store.settings import settings_changed
from templates.words import long_date

router = APIRouter()
DAYS = ("out_of_school_since", "back_in_school", "health_missing_since", "social_missing_since",
        "unequal_treatment_last")
TICKS = ("school_conduct", "no_review", "urgent", "separated_parents", "lacks_capacity")
MISSING = {"health_missing": (SectionLetter.G,), "social_missing": (SectionLetter.H1, SectionLetter.H2)}


@router.get("/cases/{case_id}/situation")
def situation(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show what was said of the child's situation."""
    return _situation(request, case, desk, Answers(_said(read_settings(desk.store.papers(case.id)).situation)))


@router.post("/cases/{case_id}/situation")
def say(request: Request, case: TheCase, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Keep what is said of the child's situation."""
    said = read_situation(answers)
    if answers.wrong:
        return _situation(request, case, desk, answers)
    return _kept(case, desk, who.name, {"situation": said.model_dump(exclude_defaults=True)})


@router.get("/cases/{case_id}/people")
def people(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show whom letters are from and to."""
    contacts = read_settings(desk.store.papers(case.id)).contacts
    typed = {f"{who}_{name}": words for who, one in contacts.items() for name, words in _lines(one).items()}
    return _people(request, case, Answers(typed))


@router.post("/cases/{case_id}/people")
def name_people(request: Request, case: TheCase, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Keep whom letters are from and to."""
    contacts = {one: Contact(name=answers.text(f"{one}_name"), role=answers.text(f"{one}_role"),
                             address=answers.lines(f"{one}_address")) for one in CONTACTS}
    if answers.wrong:
        return _people(request, case, answers)
    return _kept(case, desk, who.name, {name: one.model_dump(exclude_defaults=True) for name, one in contacts.items()})


def read_situation(answers: Answers) -> Situation:
    """Read what is said of the child's situation."""
    days = {name: answers.day(name) for name in DAYS}
    for name, day in days.items():
        if day and day > clock.today():
            answers.wrong[name] = "This day has not come yet."
    if days["out_of_school_since"] and days["back_in_school"] and days["back_in_school"] < days["out_of_school_since"]:
        answers.wrong["back_in_school"] = "This is before the first day out of school."
    missing = {name: tuple(key.removeprefix(f"{name}_") for key, value in answers.values.items()
                           if key.startswith(f"{name}_") and key not in DAYS and value) for name in MISSING}
    return Situation(school_kind=answers.choice("school_kind", SchoolKind), **days, **missing,
                     **{name: answers.ticked(name) for name in TICKS})


def _kept(case: CaseEntry, desk: Cases, by: str, tables: dict[str, dict[str, Any]]) -> Response:
    """Put tables into the settings, and note what stood there before; an empty one is taken out.

    The note is written first: after a crash between the two nothing that stood there is lost.
    """
    made = []
    with settings_changed(desk.store.papers(case.id)) as settings:
        for name, table in tables.items():
            before = in_words(settings.pop(name, {}))
            made.append(Correction(at=clock.now(), by=by, what=name, before=before, after=in_words(table)))
            if table:
                settings[name] = table
        note_corrections(desk.store, case.id, *made)
    keep_summary(desk.store, case.id, clock.today())
    return RedirectResponse(f"/cases/{case.id}/next", 303)


def in_words(table: Mapping[str, Any]) -> str:
    """Write a table of the settings on one line, for the history of what was put right.

    >>> in_words({"name": "Ann Ashworth", "address": ("3 Mill Lane", "Worcester"), "urgent": True})
    'name: Ann Ashworth; address: 3 Mill Lane, Worcester; urgent: yes'
    """
    return "; ".join(f"{name.replace('_', ' ')}: {_line(value)}" for name, value in table.items() if value)


def _line(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "yes" if value is True else _field(value)


def _said(told: Situation) -> dict[str, str]:
    """Give what was said as its form has it."""
    plain = {"school_kind": told.school_kind, **{name: getattr(told, name) for name in DAYS},
             **{name: "yes" if getattr(told, name) else None for name in TICKS}}
    missing = {f"{name}_{one}": "yes" for name in MISSING for one in getattr(told, name)}
    return {**{name: _field(value) for name, value in plain.items() if value}, **missing}


def _field(value: object) -> str:
    return long_date(value) if isinstance(value, dt.date) else str(value)


def _lines(one: Contact) -> dict[str, str]:
    return {"name": one.name, "role": one.role, "address": "\n".join(one.address)}


def _situation(request: Request, case: CaseEntry, desk: Cases, answers: Answers) -> Response:
    store = desk.store
    reading = store.get(case.id, "reviewed", Reviewed).reading if store.has(case.id, "reviewed") else None
    return page(request, "situation.html", 422 if answers.wrong else 200, case=case, answers=answers,
                schools=list(rules("pages")["schools"].items()),
                missing={name: _items(reading, sections) for name, sections in MISSING.items()})


def _items(reading: PlanReading | None, sections: tuple[SectionLetter, ...]) -> list[tuple[str, str]]:
    provisions = reading.provisions if reading else ()
    return [(one.id, one.text) for one in provisions if one.section in sections]


def _people(request: Request, case: CaseEntry, answers: Answers) -> Response:
    return page(request, "people.html", 422 if answers.wrong else 200, case=case, answers=answers,
                people=rules("pages")["people"])
