"""The papers of a case: what each was taken for, corrected, removed; the check started; the case erased."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase, Unopened
from app.web.checks import Checks, Runs, changed
from app.web.forms import Typed
from app.web.pages import page
from models.errors import KeyGone, NotAsSealed
from models.papers import Paper, PaperKind, Refused, RefusedPapers
from pipeline.case_folder import read_settings
from pipeline.desk.held import Goes, goes
from pipeline.desk.papers import to_settle
from pipeline.store.cases import Cases
from pipeline.store.papers import Papers

router = APIRouter()
KINDS = {
    PaperKind.PLAN: "Plan (EHCP)",
    PaperKind.EARLIER_PLAN: "Another version of the plan",
    PaperKind.TIMETABLE: "Timetable",
    PaperKind.LOG: "Log of sessions",
    PaperKind.REGISTER: "Attendance register",
    PaperKind.CALENDAR: "Term dates",
    PaperKind.EVENTS: "Letters sent and received",
    PaperKind.REPORT: "Professional’s report",
    PaperKind.UNKNOWN: "Not recognised: leave out",
}


@router.get("/cases/{case_id}/papers")
def papers(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show the papers, what each was taken for, and what has to be settled before a check."""
    return _page(request, case.id, desk)


def held(desk: Cases, case_id: str) -> tuple[list[Paper], tuple[Refused, ...], list[str]]:
    """Give the papers of a case, those that were refused last, and what has to be settled before a check."""
    every = Papers(desk.store, case_id).all()
    kept = desk.store.has(case_id, "refused")
    refused = desk.store.get(case_id, "refused", RefusedPapers).papers if kept else ()
    return every, refused, to_settle(every)


def _page(request: Request, case_id: str, desk: Cases, status: int = 200) -> Response:
    handed_in, refused, unsettled = held(desk, case_id)
    window = read_settings(desk.store.papers(case_id)).window
    return page(request, "papers.html", status, case=desk.get(case_id), papers=handed_in, kinds=KINDS,
                refused=refused, to_settle=unsettled, window=window)


@router.post("/cases/{case_id}/papers/kinds")
def kinds(request: Request, case: TheCase, desk: Desk, checks: Checks, answers: Typed) -> Response:
    """Put the papers under the kinds that a person says; start the check where that was asked for."""
    said = {name.removeprefix("kind-"): kind for name in answers.values
            if name.startswith("kind-") and (kind := answers.choice(name, PaperKind))}
    Papers(desk.store, case.id).correct(said)
    if answers.says("check"):
        return check(request, case, desk, checks)
    return changed(case, checks)


@router.post("/cases/{case_id}/check")
def check(request: Request, case: TheCase, desk: Desk, checks: Checks) -> Response:
    """Check the case as it stands, unless something has to be settled first."""
    if to_settle(Papers(desk.store, case.id).all()):
        return _page(request, case.id, desk, 422)
    checks.start(case.id)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)


@router.get("/cases/{case_id}/papers/{paper_id}")
def paper(request: Request, case: TheCase, paper_id: str, desk: Desk) -> Response:
    """Ask what is to become of a paper."""
    found = Papers(desk.store, case.id).get(paper_id)
    return page(request, "paper.html", case=case, paper=found, kind=KINDS[found.kind])


@router.post("/cases/{case_id}/papers/{paper_id}/remove")
def remove(case: TheCase, paper_id: str, desk: Desk, checks: Checks) -> Response:
    """Remove a paper."""
    Papers(desk.store, case.id).remove(paper_id)
    return changed(case, checks)


@router.get("/cases/{case_id}/erase")
def ask_to_erase(request: Request, case: Unopened, desk: Desk) -> Response:
    """Ask whether the case is really to be erased, and name what goes; of one that cannot be opened nobody can."""
    try:
        with desk.store.opened(case.id):
            listed: tuple[Goes, ...] | None = goes(desk.store, case.id)
    except (KeyGone, NotAsSealed):
        listed = None
    return page(request, "erase.html", case=case, goes=listed)


@router.post("/cases/{case_id}/erase")
def erase(case: Unopened, desk: Desk, checks: Checks) -> Response:
    """Erase the case, its papers and all that was made of them; also one that cannot be opened any more."""
    erased(case.id, desk, checks)
    return RedirectResponse("/", 303)


def erased(case_id: str, desk: Cases, checks: Runs) -> None:
    """Erase a case; its check is ended before, unless the case is on hold."""
    desk.check_that_it_may_go(case_id)
    checks.forget(case_id)
    desk.erase(case_id, clock.today())
