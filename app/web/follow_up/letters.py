"""Letters: how one reads now, the gaps that only the writer can fill, and the file, or the pack, to check and send."""

import hashlib
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.follow_up.take_away import download
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.case import Contact
from models.caseload import CaseEntry
from models.letter import Filled
from models.route import Route
from pipeline.desk.checked import Checked, checked
from pipeline.desk.letter_desk import draft, filled_in, gap_names, noun_of, route_of, whole_pack, word_file
from pipeline.routes.safeguarding import letters_wait
from pipeline.store.cases import Cases
from pipeline.store.settings import settings_changed
from templates.words import long_date

router = APIRouter()
SENDER = "sender"


@router.get("/cases/{case_id}/letters/{name}")
def letter(request: Request, case: TheCase, desk: Desk, name: str) -> Response:
    """Show how a letter reads now, and what it leaves open."""
    found = checked(desk.store, case.id, clock.today())
    if letters_wait(found.report):
        return RedirectResponse(f"/cases/{case.id}/next", 303)
    route, filled = route_of(found.report, name), filled_in(desk.store, case.id, name)
    return _page(request, case, (found, route, filled), Answers(_typed(found, route, filled)))


@router.post("/cases/{case_id}/letters/{name}")
def fill_in(request: Request, case: TheCase, desk: Desk, name: str, answers: Typed) -> Response:
    """Keep what somebody has filled in, and show how the letter reads with it."""
    found = checked(desk.store, case.id, clock.today())
    route = route_of(found.report, name)
    day = answers.day("day", "Say on which day the letter goes.")
    gaps = {gap: words for gap in gap_names(found, route) if (words := answers.text(field_of(gap)))}
    people = {who: Contact(name=answers.text(f"{who}_name"), role=answers.text(f"{who}_role"),
                           address=answers.lines(f"{who}_address"))
              for who in (SENDER, "school", "authority") if f"{who}_name" in answers.values}
    if answers.wrong:
        return _page(request, case, (found, route, filled_in(desk.store, case.id, name)), answers)
    desk.store.put(case.id, noun_of(name), Filled(day=None if day == found.report.as_of else day, gaps=gaps))
    _keep_people(desk, case.id, people)
    return RedirectResponse(f"/cases/{case.id}/letters/{name}", 303)


@router.get("/cases/{case_id}/letters/{name}/letter.docx")
def file(case: TheCase, desk: Desk, name: str) -> Response:
    """Give the letter as a Word file."""
    found = checked(desk.store, case.id, clock.today())
    return download(*word_file(found, route_of(found.report, name), filled_in(desk.store, case.id, name)))


@router.get("/cases/{case_id}/letters/{name}/pack.zip")
def pack(case: TheCase, desk: Desk, name: str) -> Response:
    """Give the letter with all that goes along."""
    found = checked(desk.store, case.id, clock.today())
    return download(*whole_pack(found, route_of(found.report, name), filled_in(desk.store, case.id, name)))


def field_of(gap: str) -> str:
    """Name the field of a gap."""
    return f"gap_{hashlib.sha256(gap.encode()).hexdigest()[:10]}"


def _keep_people(desk: Cases, case_id: str, people: dict[str, Contact]) -> None:
    """Keep names and addresses for all letters of the case, where they were changed."""
    if not people:
        return
    with settings_changed(desk.store.papers(case_id)) as table:
        for who, contact in people.items():
            table.pop(who, None)
            if told := contact.model_dump(exclude_defaults=True):
                table[who] = told


def _typed(found: Checked, route: Route, filled: Filled) -> dict[str, str]:
    """Give what stands in the form of a letter."""
    typed = {"day": long_date(filled.day or found.report.as_of)}
    for who in (SENDER, "school", "authority"):
        contact: Contact = getattr(found.case, who)
        typed |= {f"{who}_name": contact.name, f"{who}_role": contact.role,
                  f"{who}_address": "\n".join(contact.address)}
    return typed | {field_of(gap): words for gap, words in filled.gaps.items()}


def _page(request: Request, case: CaseEntry, of: tuple[Checked, Route, Filled], answers: Answers) -> Response:
    facts: dict[str, Any] = {"draft": draft(*of), "field_of": field_of, "answers": answers}
    return page(request, "letter.html", 422 if answers.wrong else 200, case=case, **facts)
