"""Taking away: the files of the last check, one by one or all at once, and the report to be read in its place."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.pages import page
from pipeline.desk.checked import checked
from pipeline.desk.letter_desk import worked_on
from pipeline.desk.take_away import content, everything, results
from pipeline.store.record import Record

router = APIRouter()
KINDS = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "json": "application/json", "html": "text/html; charset=utf-8", "pdf": "application/pdf",
         "zip": "application/zip"}
HEAD = "how_far_the_record_went.txt"
"""Kept elsewhere, it shows later whether entries were taken off the end of the record."""
OF_THE_REPORT = "; ".join((
    "sandbox", "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "frame-ancestors 'self'"))
"""The report brings its own style, needs nothing else, and may do nothing else."""


@router.get("/cases/{case_id}/take-away")
def take_away(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show what there is to take away."""
    return page(request, "take_away.html", case=case, files=results(desk.store.results(case.id)))


@router.get("/cases/{case_id}/take-away/everything.zip")
def all_of_it(case: TheCase, desk: Desk) -> Response:
    """Give everything in one archive, letters as somebody has filled them in."""
    name = f"sectionf-results-{clock.today()}"
    letters = worked_on(checked(desk.store, case.id, clock.today()), desk.store, case.id)
    head = {HEAD: f"{Record(desk.store.folder.parent).head()}\n".encode()}
    return download(f"{name}.zip", everything(desk.store.results(case.id), name, {**letters, **head}))


@router.get("/cases/{case_id}/take-away/{sha256}")
def one_file(case: TheCase, desk: Desk, sha256: str) -> Response:
    """Give one file."""
    taken, bytes_of_it = content(desk.store.results(case.id), sha256)
    return download(taken.download, bytes_of_it)


@router.get("/cases/{case_id}/report")
def report(request: Request, case: TheCase) -> Response:
    """Show the report inside a page of ours."""
    return page(request, "report_inside.html", case=case)


@router.get("/cases/{case_id}/report/page")
def report_page(case: TheCase, desk: Desk) -> Response:
    """Give the report as the page that the check wrote."""
    words = (desk.store.results(case.id) / "report.html").read_bytes()
    return Response(words, media_type=KINDS["html"], headers={"Content-Security-Policy": OF_THE_REPORT})


def download(name: str, bytes_of_it: bytes) -> Response:
    """Give a file to be saved under a name."""
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(bytes_of_it, media_type=kind,
                    headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"})
