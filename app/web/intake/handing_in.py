"""Papers on their way in: a new case, more papers for one, the sample case, and one case erased."""

import shutil
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from app.samples_folder import samples_folder
from app.web import clock
from app.web.access.gate import Desk, TheCase, Visitor
from app.web.checks import Checks, Runs, changed
from app.web.intake.receiving import Form, received
from app.web.intake.taking_in import keep_refused, looked_at, seen, take_in, why_refused
from app.web.pages import page
from models.papers import Refused
from pipeline.rules import rules
from pipeline.store.cases import Cases
from pipeline.store.papers import Papers

router = APIRouter()
SAMPLE, SAMPLE_NAME = "nell", "A made-up case: Nell"


@router.get("/cases/new")
def new(request: Request, _person: Visitor, desk: Desk) -> Response:
    """Ask for the papers of a new case."""
    return _ask(request, desk)


@router.post("/cases")
async def start(request: Request, _person: Visitor, desk: Desk, checks: Checks) -> Response:
    """Take in a new case, as soon as one paper of it can be taken."""
    async with received(request) as form:
        if not form.taken() and not form.words.get("dates", "").strip():
            refused = [why_refused(file) for file in form.files]
            return _ask(request, desk, form.words, refused)
        return RedirectResponse(await run_in_threadpool(_new_case, form, desk, checks), 303)


@router.post("/cases/{case_id}/papers")
async def add(request: Request, case: TheCase, desk: Desk, checks: Checks) -> Response:
    """Take in more papers."""
    async with received(request) as form:
        papers = await run_in_threadpool(looked_at, form, checks)
        await run_in_threadpool(take_in, form, papers, desk, case.id)
    return changed(desk.get(case.id), checks)


@router.post("/cases/{case_id}/papers/{paper_id}/replace")
async def replace(request: Request, case: TheCase, paper_id: str, desk: Desk, checks: Checks) -> Response:
    """Put another file in the place of a paper."""
    papers = Papers(desk.store, case.id)
    papers.get(paper_id)
    async with received(request) as form:
        for by in await run_in_threadpool(seen, form.taken()[:1], checks):
            await run_in_threadpool(papers.replace, paper_id, by)
        keep_refused(desk, case.id, [why_refused(file) for file in form.files if file.refused])
    return changed(desk.get(case.id), checks)


@router.post("/cases/sample")
def sample(_person: Visitor, desk: Desk, checks: Checks) -> Response:
    """Copy the made-up case and start its check."""
    case = desk.add(SAMPLE_NAME, clock.now())
    with desk.store.opened(case.id):
        shutil.copytree(samples_folder() / SAMPLE, desk.store.papers(case.id), dirs_exist_ok=True)
    checks.start(case.id)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)


def _ask(request: Request, desk: Cases, typed: dict[str, str] | None = None, refused: Sequence[Refused] = ()
         ) -> Response:
    """Show the form for a new case, with what was typed and why its files were not taken; say how all is kept."""
    return page(request, "new_case.html", 200 if typed is None else 422, typed=typed or {}, refused=refused,
                nothing=typed is not None and not refused, kept=rules("pages")["kept"][desk.store.keys.master.way()])


def _new_case(form: Form, desk: Cases, checks: Runs) -> str:
    """Make the case of a form once all of it was looked at, and give the address of its papers."""
    papers = looked_at(form, checks)
    case = desk.add(form.words.get("name", "")[:200], clock.now())
    with desk.store.opened(case.id):
        take_in(form, papers, desk, case.id)
    return f"/cases/{case.id}/papers"
