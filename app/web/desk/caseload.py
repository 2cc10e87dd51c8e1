"""The caseload, for whoever has many cases: sorted, searched and filtered, checked in bulk, brought in and exported."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import OWNER, Desk, Visitor
from app.web.checks import Checks
from app.web.follow_up.take_away import download
from app.web.forms import Answers, Ticked, Typed
from app.web.keeping.warned import tell
from app.web.pages import page
from models.errors import Stop
from models.people import Person
from pipeline.desk.caseload import UP_FIRST, Asked, Queue, Sort, caseload_xlsx, chosen, lines, queues
from pipeline.desk.import_cases import Brought, bring_in
from pipeline.rules import rules
from pipeline.store.cases import Cases

router = APIRouter()


@router.get("/caseload")
def caseload(request: Request, person: Visitor, desk: Desk) -> Response:
    """Show the caseload as it is asked for."""
    asked, every = read_asked(request), lines(desk.store, desk.all(), clock.today())
    words, some = rules("pages"), chosen(every, asked, clock.today())
    tell(request, [(one.entry, one.standing) for one in some if one.standing])
    return page(request, "caseload.html", person=person, asked=asked, some=some,
                counts=queues(every, clock.today()), address=lambda **more: address(asked, **more), sort=Sort,
                names=words["queues"], states=words["states"], paces=words["paces"], today=clock.today(),
                may_import=person.id == OWNER.id)


@router.get("/caseload/export.xlsx")
def export(request: Request, _person: Visitor, desk: Desk) -> Response:
    """Give the caseload, as it is asked for, as a workbook."""
    some = chosen(lines(desk.store, desk.all(), clock.today()), read_asked(request), clock.today())
    return download(f"sectionf-caseload-{clock.today()}.xlsx", caseload_xlsx(some, clock.today()))


@router.post("/caseload/check")
def check(_person: Visitor, desk: Desk, runs: Checks, ticked: Ticked) -> Response:
    """Put the checks of several cases in line."""
    for case_id in ticked:
        runs.start(desk.get(case_id).id)
    return RedirectResponse(f"/caseload?{urlencode({'queue': Queue.UNDER_WAY.value})}" if ticked else "/caseload", 303)


@router.get("/caseload/import")
def ask(request: Request, person: Visitor) -> Response:
    """Ask where the cases are that shall be brought in."""
    _only_the_owner(person)
    return page(request, "import.html", answers=Answers({}), brought=())


@router.post("/caseload/import")
def bring(request: Request, person: Visitor, desk: Desk, runs: Checks, answers: Typed) -> Response:
    """Bring cases in from a place on this machine."""
    _only_the_owner(person)
    path = Path(answers.text("path", "Say where the folder or the list is."))
    brought = _brought(desk, path, answers) if not answers.wrong else ()
    if answers.wrong:
        return page(request, "import.html", 422, answers=answers, brought=())
    for one in brought:
        if one.case_id and answers.ticked("check"):
            runs.start(one.case_id)
    return page(request, "import.html", answers=Answers({}), brought=brought)


def read_asked(request: Request) -> Asked:
    """Read how the caseload is asked for; what is not understood is as usual."""
    told = request.query_params
    sort = Sort(told["sort"]) if told.get("sort") in list(Sort) else Sort.PRIORITY
    queue = Queue(told["queue"]) if told.get("queue") in list(Queue) else Queue.ALL
    return Asked(sort, told.get("up", "1" if sort in UP_FIRST else "0") == "1", told.get("q", "")[:200], queue)


def address(asked: Asked, **more: Any) -> str:
    """Give the address of the caseload as it is asked for, but for what is said otherwise."""
    then = asked._replace(**more)
    query = {"sort": then.sort.value, "up": str(int(then.up)), "q": then.words, "queue": then.queue.value}
    return f"/caseload?{urlencode({name: value for name, value in query.items() if value})}"


def _only_the_owner(person: Person) -> None:
    """Refuse whoever is not the owner of this machine: a path says what is on its disk."""
    if person.id != OWNER.id:
        raise HTTPException(404)


def _brought(desk: Cases, path: Path, answers: Answers) -> tuple[Brought, ...]:
    if not path.is_absolute() or not path.exists():
        answers.wrong["path"] = "There is nothing at this place. Give the whole path, from the root of the disk."
        return ()
    try:
        return bring_in(desk, path, clock.now())
    except Stop as stop:
        answers.wrong["path"] = str(stop)
        return ()

