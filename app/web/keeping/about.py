"""About one case: what it is called, how long it is kept, a hold on it, everything that is held, and who may ask."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase, Unopened, Visitor
from app.web.follow_up.take_away import download
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.caseload import CaseEntry
from models.diary import Correction
from models.retention import Hold
from pipeline.desk.held import Asked, everything_held
from pipeline.desk.retention import terms
from pipeline.rules import rules
from pipeline.store.cases import Cases
from pipeline.store.corrections import corrections, note_corrections
from pipeline.store.holds import change_hold, holds
from pipeline.store.team.people import People

router = APIRouter()
WHY = "Say why. Whoever asks later should understand it."


@router.get("/cases/{case_id}/about")
def about(request: Request, case: Unopened, desk: Desk) -> Response:
    """Show all this."""
    return _page(request, case, desk, Answers({"name": case.name}))


@router.post("/cases/{case_id}/about/name")
def rename(request: Request, case: Unopened, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Give the case another name; the one before stays in its history."""
    name = answers.text("name")
    if len(name) > 200:
        answers.wrong["name"] = "This is longer than 200 letters."
    if answers.wrong:
        return _page(request, case, desk, answers)
    desk.rename(case.id, name)
    note_corrections(desk.store, case.id, Correction(at=clock.now(), by=who.name, what="name of the case",
                                                     before=case.name, after=name))
    return _back(case)


@router.post("/cases/{case_id}/about/hold")
def hold(request: Request, case: Unopened, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Put the case on hold, or give the hold another reason."""
    return _held(request, (case, desk), answers, lifted=False, by=who.name)


@router.post("/cases/{case_id}/about/lift")
def lift(request: Request, case: Unopened, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Lift the hold."""
    return _held(request, (case, desk), answers, lifted=True, by=who.name)


@router.post("/cases/{case_id}/about/keep")
def keep(case: Unopened) -> Response:
    """Keep the case for the whole time from today on: that somebody asked for it is recorded, and that counts."""
    return _back(case)


@router.get("/cases/{case_id}/about/all-that-is-held.zip")
def all_that_is_held(case: TheCase, desk: Desk) -> Response:
    """Give everything that is held of the case."""
    people, name = People(desk.database), f"sectionf-held-{clock.today()}"
    asked = Asked(case, {person.id: person.name for person in people.all()},
                  tuple(person.name for person in people.members(case.id)))
    return download(f"{name}.zip", everything_held(desk.store, asked, clock.today(), name))


def _held(request: Request, of: tuple[CaseEntry, Cases], answers: Answers, *, lifted: bool, by: str) -> Response:
    case, desk = of
    why = answers.text("why", WHY)
    if answers.wrong:
        return _page(request, case, desk, answers)
    change_hold(desk.store, case.id, Hold(at=clock.now(), by=by, why=why, lifted=lifted))
    return _back(case)


def _page(request: Request, case: CaseEntry, desk: Cases, answers: Answers) -> Response:
    named = {**rules("pages")["people"], "situation": {"name": "Your child’s situation"}}
    answers.values.setdefault("name", case.name)
    readable = case.state != "stopped" or bool(case.name)
    return page(request, "about.html", 422 if answers.wrong else 200, case=case, answers=answers,
                months=terms(desk.store.folder.parent).months, names={one: said["name"] for one, said in named.items()},
                holds=holds(desk.store, case.id) if readable else (),
                corrections=corrections(desk.store, case.id) if readable else ())


def _back(case: CaseEntry) -> Response:
    return RedirectResponse(f"/cases/{case.id}/about", 303)
