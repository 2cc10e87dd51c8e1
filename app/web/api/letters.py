"""The API of what is taken away: letters and packs, the files of the last check, and the caseload as a workbook."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.api.nouns import FileHeld, Letter
from app.web.desk import caseload
from app.web.follow_up import letters, take_away
from pipeline.desk.checked import checked
from pipeline.desk.take_away import results
from pipeline.routes.choose import route_rules
from pipeline.routes.ways_on import ways_on

router = APIRouter(tags=["letters"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The file."}}


@router.get("/cases/{case_id}/letters")
def drafted(case: TheCase, desk: Desk) -> list[Letter]:
    """List the routes of which a letter can be drafted now."""
    report = checked(desk.store, case.id, clock.today()).report
    return [Letter(route=one.route.route, title=route_rules()[one.route.route]["title"])
            for one in ways_on(report) if one.letter]


@router.get("/cases/{case_id}/files")
def files(case: TheCase, desk: Desk) -> list[FileHeld]:
    """List the files of the last check."""
    return [FileHeld(sha256=one.sha256, what=one.what, bytes=one.size)
            for one in results(desk.store.results(case.id))]


SAME_AS_ON_THE_PAGES: dict[str, Callable[..., Response]] = {
    "/cases/{case_id}/letters/{name}/letter.docx": letters.file,
    "/cases/{case_id}/letters/{name}/pack.zip": letters.pack,
    "/cases/{case_id}/files/everything.zip": take_away.all_of_it,
    "/cases/{case_id}/files/{sha256}": take_away.one_file,
    "/caseload/export.xlsx": caseload.export,
}
for path, given in SAME_AS_ON_THE_PAGES.items():
    router.get(path, response_class=Response, responses=FILE)(given)
