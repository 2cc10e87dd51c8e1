"""Papers on their way in: a new case, more papers for one, the sample case, and one case erased."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from app.samples_folder import samples_folder
from app.web import clock
from app.web.checks import Checks, Runs, changed
from app.web.gate import Desk, TheCase, Visitor
from app.web.pages import page
from app.web.receiving import Arrived, Form, received
from models.caseload import Stopped
from models.papers import PaperKind, Recognised, Refused, RefusedPapers
from pipeline.store.cases import Cases
from pipeline.store.papers import HandedIn, Papers
from pipeline.store.settings import settings_changed

router = APIRouter()
SAMPLE, SAMPLE_NAME = "nell", "A made-up case: Nell"
PASTED = "Term dates, pasted.txt"
NO_TERM_DATES = Stopped(what="No term dates could be read in the words that were pasted.",
                        remedy="Write one line for each, such as “Autumn term: 3 September to 19 December 2025” and "
                               "“Half term: 27 to 31 October 2025”, and paste them again.")
WINDOW_ALONE = Stopped(what="The days of the check were not kept: both are needed, the first before the last.",
                       remedy="Choose them again below. Without them the check covers the terms of your records.")


@router.get("/cases/new")
def new(request: Request, _person: Visitor) -> Response:
    """Ask for the papers of a new case."""
    return page(request, "new_case.html", typed={}, refused=(), nothing=False)


@router.post("/cases")
async def start(request: Request, _person: Visitor, desk: Desk, checks: Checks) -> Response:
    """Take in a new case, as soon as one paper of it can be taken."""
    async with received(request, desk.store) as form:
        if not form.taken() and not form.words.get("dates", "").strip():
            refused = [_refused(file) for file in form.files]
            return page(request, "new_case.html", 422, typed=form.words, refused=refused, nothing=not form.files)
        return RedirectResponse(await run_in_threadpool(_new_case, form, desk, checks), 303)


@router.post("/cases/{case_id}/papers")
async def add(request: Request, case: TheCase, desk: Desk, checks: Checks) -> Response:
    """Take in more papers."""
    async with received(request, desk.store) as form:
        papers = await run_in_threadpool(_looked_at, form, checks)
        await run_in_threadpool(_take_in, form, papers, desk, case.id)
    return changed(desk.get(case.id), checks)


@router.post("/cases/{case_id}/papers/{paper_id}/replace")
async def replace(request: Request, case: TheCase, paper_id: str, desk: Desk, checks: Checks) -> Response:
    """Put another file in the place of a paper."""
    papers = Papers(desk.store, case.id)
    papers.get(paper_id)
    async with received(request, desk.store) as form:
        for by in await run_in_threadpool(_seen, form.taken()[:1], checks):
            await run_in_threadpool(papers.replace, paper_id, by)
        _keep_refused(desk, case.id, [_refused(file) for file in form.files if file.refused])
    return changed(desk.get(case.id), checks)


@router.post("/cases/sample")
def sample(_person: Visitor, desk: Desk, checks: Checks) -> Response:
    """Copy the made-up case and start its check."""
    with desk.store.on_the_way() as folder:
        shutil.copytree(samples_folder() / SAMPLE, folder / "papers")
        case = desk.add(SAMPLE_NAME, clock.now())
        (folder / "papers").replace(desk.store.papers(case.id))
    checks.start(case.id)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)


def _new_case(form: Form, desk: Cases, checks: Runs) -> str:
    """Make the case of a form once all of it was looked at, and give the address of its papers."""
    papers = _looked_at(form, checks)
    case = desk.add(form.words.get("name", "")[:200], clock.now())
    _take_in(form, papers, desk, case.id)
    return f"/cases/{case.id}/papers"


def _looked_at(form: Form, checks: Runs) -> list[HandedIn]:
    """Give the papers of a form, pasted term dates among them, and what each was taken for."""
    pasted = _pasted(form, checks) if form.words.get("dates", "").strip() else []
    return [*_seen(form.taken(), checks), *pasted]


def _take_in(form: Form, papers: Sequence[HandedIn], desk: Cases, case_id: str) -> None:
    """Take what may come in, and keep why the rest may not."""
    refused = [_refused(file) for file in form.files if file.refused]
    refused += [Refused(file=PASTED, why=NO_TERM_DATES) for paper in papers
                if paper.recognised.problem == NO_TERM_DATES]
    Papers(desk.store, case_id).take_in(papers)
    if not _window_kept(form, desk.store.papers(case_id)):
        refused.append(Refused(file="", why=WINDOW_ALONE))
    _keep_refused(desk, case_id, refused)


def _seen(files: Sequence[Arrived], checks: Runs) -> list[HandedIn]:
    looks = checks.look([file.path for file in files])
    return [HandedIn(file.path, file.name, look) for file, look in zip(files, looks, strict=True)]


def _pasted(form: Form, checks: Runs) -> list[HandedIn]:
    """Make a paper of pasted term dates."""
    path = form.folder / PASTED
    path.write_text(f"{form.words['dates'].strip()}\n", "utf-8")
    (look,) = checks.look([path])
    return [HandedIn(path, PASTED, look if look.kind is PaperKind.CALENDAR else Recognised(problem=NO_TERM_DATES))]


def _window_kept(form: Form, papers: Path) -> bool:
    """Keep the days of the check; say whether they were both given, in order, or neither."""
    typed = [form.words.get(name, "").strip() for name in ("first", "last")]
    if not any(typed):
        return True
    try:
        first, last = (dt.date.fromisoformat(day) for day in typed)
    except ValueError:
        return False
    if last < first:
        return False
    with settings_changed(papers) as table:
        table["window"] = [first, last]
    return True


def _refused(file: Arrived) -> Refused:
    assert file.refused  # noqa: S101  # only those are asked about
    return Refused(file=file.name, why=Stopped(what=file.refused.what, remedy=file.refused.remedy))


def _keep_refused(desk: Cases, case_id: str, refused: Sequence[Refused]) -> None:
    """Keep why files were not taken, until the next ones come."""
    desk.store.put(case_id, "refused", RefusedPapers(papers=tuple(refused)))
