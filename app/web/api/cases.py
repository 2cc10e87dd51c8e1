"""The API of cases: the list, one case, its papers, its check, and the caseload at a glance."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.web import clock
from app.web.access.gate import Desk, TheCase, Unopened, Visitor
from app.web.api.nouns import CaseName, Glance, PaperIs, PapersHeld, Progress, RecordHeld, Wanted
from app.web.checks import Checks, Runs, once_more
from app.web.intake.papers import erased, held
from app.web.intake.receiving import received
from app.web.intake.taking_in import looked_at, take_in
from models.caseload import CaseEntry
from models.errors import UnusableCase
from models.papers import Paper
from pipeline.desk.caseload import UP_FIRST, Asked, chosen, lines
from pipeline.desk.papers import to_settle
from pipeline.store.cases import Cases
from pipeline.store.papers import Papers
from pipeline.store.progress import told
from pipeline.store.record import Record

router = APIRouter(tags=["cases"])
FILES: dict[str, Any] = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {
    "type": "object", "properties": {
        "papers": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "dates": {"type": "string", "description": "Term dates, a line for each."},
        "first": {"type": "string", "format": "date", "description": "The first day of the check."},
        "last": {"type": "string", "format": "date", "description": "The last day of the check."}}}}}}}


@router.get("/cases")
def cases(_person: Visitor, desk: Desk) -> list[CaseEntry]:
    """List your cases, the one that was added last first."""
    return desk.all()


@router.post("/cases", status_code=201)
def add(_person: Visitor, desk: Desk, named: CaseName, response: Response) -> CaseEntry:
    """Add a case that has no papers yet."""
    made = desk.add(named.name, clock.now())
    response.headers["Location"] = f"/api/cases/{made.id}"
    return made


@router.get("/cases/{case_id}")
def case(case: Unopened) -> CaseEntry:
    """Give a case: what it is called, and how far its check has come."""
    return case


@router.patch("/cases/{case_id}")
def rename(case: Unopened, desk: Desk, named: CaseName) -> CaseEntry:
    """Give a case another name."""
    desk.rename(case.id, named.name)
    return desk.get(case.id)


@router.delete("/cases/{case_id}", status_code=204)
def erase(case: Unopened, desk: Desk, checks: Checks) -> None:
    """Erase a case, its papers and all that was made of them."""
    erased(case.id, desk, checks)


@router.get("/cases/{case_id}/papers")
def papers(case: TheCase, desk: Desk) -> PapersHeld:
    """List the papers, and what has to be settled before a check."""
    every, refused, to_settle = held(desk, case.id)
    return PapersHeld(papers=every, refused=list(refused), to_settle=to_settle)


@router.post("/cases/{case_id}/papers", status_code=201, openapi_extra=FILES)
async def hand_in(request: Request, case: TheCase, desk: Desk, checks: Checks) -> PapersHeld:
    """Hand in papers; why one was refused is told with those that were taken."""
    async with received(request) as form:
        looks = await run_in_threadpool(looked_at, form, checks)
        await run_in_threadpool(take_in, form, looks, desk, case.id)
    return await run_in_threadpool(_after, case, desk, checks)


@router.patch("/cases/{case_id}/papers/{paper_id}")
def correct(case: TheCase, paper_id: str, desk: Desk, checks: Checks, said: PaperIs) -> Paper:
    """Say what a paper is."""
    every = Papers(desk.store, case.id)
    paper = every.get(paper_id)
    every.correct({paper.id: said.kind})
    _after(case, desk, checks)
    return every.get(paper_id)


@router.delete("/cases/{case_id}/papers/{paper_id}", status_code=204)
def remove(case: TheCase, paper_id: str, desk: Desk, checks: Checks) -> None:
    """Remove a paper from the case and from the disk."""
    Papers(desk.store, case.id).remove(paper_id)
    _after(case, desk, checks)


def _after(case: CaseEntry, desk: Cases, checks: Runs) -> PapersHeld:
    """Give the papers of a case that were changed."""
    once_more(case, checks)
    return papers(case, desk)


@router.post("/cases/{case_id}/check", status_code=202)
def check(case: TheCase, desk: Desk, checks: Checks) -> Progress:
    """Put the check of a case in line, unless something has to be settled first."""
    if unsettled := to_settle(Papers(desk.store, case.id).all()):
        raise UnusableCase(" ".join(unsettled), where="papers", remedy="Put this right, and ask for the check again.")
    checks.start(case.id)
    return progress(desk.get(case.id), desk)


@router.get("/cases/{case_id}/check")
def progress(case: Unopened, desk: Desk) -> Progress:
    """Say how far the check has come."""
    so_far = told(desk.store, case.id)
    return Progress(state=case.state, checked_at=case.checked_at, stopped=case.stopped, run=so_far.run,
                    steps=list(so_far.steps))


@router.get("/cases/{case_id}/record")
def record(case: Unopened, desk: Desk) -> RecordHeld:
    """Give who did what with a case, and when; never what stood in it."""
    kept = Record(desk.store.folder.parent)
    return RecordHeld(head=kept.head(), entries=list(kept.entries(case.id)))


@router.get("/caseload")
def caseload(_person: Visitor, desk: Desk, wanted: Annotated[Wanted, Query()]) -> list[Glance]:
    """Give a glance at each case, sorted, searched and filtered as it is asked for."""
    up = wanted.sort in UP_FIRST if wanted.up is None else wanted.up
    asked = Asked(wanted.sort, up, wanted.q, wanted.queue)
    some = chosen(lines(desk.store, desk.all(), clock.today()), asked, clock.today())
    return [Glance(case=one.entry, summary=one.summary, priority=one.summary.priority if one.summary else None,
                   notes=one.notes) for one in some]
