"""What to do next: urgent words first, then days that are near or past, then each way on, and what was sent."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase, Visitor
from app.web.addresses import Addresses
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.caseload import CaseEntry
from models.diary import Entry
from pipeline.desk.checked import Checked, checked, was_checked
from pipeline.letters.events import event_words
from pipeline.read import read_sent_and_received
from pipeline.routes.safeguarding import acknowledged, code_of, notice
from pipeline.routes.ways_on import dated, ways_on
from pipeline.store.cases import Cases
from pipeline.store.diary import diary, name_of, write_down
from pipeline.store.settings import settings_changed

router = APIRouter()
LOOK = "Tick this once you have read the rows. Nobody can do that for you."


@router.get("/cases/{case_id}/next")
def next_steps(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show what can be done."""
    return _page(request, case, desk, Answers({}))


@router.post("/cases/{case_id}/safeguarding")
def have_looked(request: Request, case: TheCase, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Keep that a person has looked at the rows whose words may be about harm."""
    if not answers.ticked("looked"):
        answers.wrong["looked"] = LOOK
        return _page(request, case, desk, answers)
    papers = desk.store.papers(case.id)
    with settings_changed(papers) as table:
        table["safeguarding_seen"] = code_of(checked(desk.store, case.id, clock.today()).report.concerns)
    found = checked(desk.store, case.id, clock.today())
    for event in set(acknowledged(*found).events) - set(found.case.events):
        write_down(papers, Entry(at=clock.now(), by=who.name, after=event))
    return RedirectResponse(f"/cases/{case.id}/next", 303)


def _page(request: Request, case: CaseEntry, desk: Cases, answers: Answers) -> Response:
    if not was_checked(desk.store, case.id):
        return page(request, "unfinished.html", case=case)
    found = checked(desk.store, case.id, clock.today())
    return page(request, "next_steps.html", 422 if answers.wrong else 200, case=case, found=found, answers=answers,
                notice=notice(found.report), clocks=dated(found.report), ways=ways_on(found.report),
                happened=_happened(found), changes=diary(desk.store.papers(case.id)), event_words=event_words,
                addresses=Addresses(case.id, found.case))


def _happened(found: Checked) -> list[tuple[str, str, object]]:
    """Give what happened, the latest first: its name where it can be changed here, its words, and its day."""
    own = set(found.case.events)
    events, _ = read_sent_and_received(found.case)
    return [(name_of(one) if one in own else "", event_words(one), one.date) for one in reversed(events)]
