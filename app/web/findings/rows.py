"""Rows of the records as they stand in their file: what is behind a number, or what a source names."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.datastructures import QueryParams

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.addresses import Addresses, sheet_code
from app.web.pages import page
from extractors.limits import most
from models.source import Row
from pipeline.desk.checked import Checked, checked
from pipeline.findings.leads import named, rows_of
from pipeline.report.excerpts import Excerpt, excerpts, record_files, whole

router = APIRouter()


@router.get("/cases/{case_id}/rows")
def rows(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show rows of the records in their surroundings."""
    found, asked = checked(desk.store, case.id, clock.today()), request.query_params
    try:
        title, shown = _behind(found, asked) if "item" in asked else _asked(found, asked)
    except (ValueError, LookupError):
        raise HTTPException(404) from None
    return page(request, "rows.html", case=case, title=title, excerpts=shown, item=asked.get("item", ""),
                addresses=Addresses(case.id, found.case))


def _behind(found: Checked, asked: QueryParams) -> tuple[str, tuple[Excerpt, ...]]:
    """Give the rows behind one number of a finding."""
    item, of = asked["item"], asked["of"]
    findings = [one for one in found.report.findings if one.provision_id == item]
    behind = rows_of(findings[_number(asked["amount"]) - 1], of, [path.name for path in record_files(found.case)])
    return f"{item}: {named(of)}", excerpts(found.case, behind)


def _asked(found: Checked, asked: QueryParams) -> tuple[str, tuple[Excerpt, ...]]:
    """Give rows of a file by their numbers, or all of it where none are asked for."""
    file = record_files(found.case)[_number(asked["file"]) - 1].name
    every = whole(found.case, file)
    if "row" not in asked:
        return file, every
    code = asked.get("sheet")
    sheet = {sheet_code(one.sheet) if one.sheet else None: one.sheet for one in every}[code]
    column = _number(asked["column"]) if "column" in asked else None
    rows = [Row(file=file, sheet=sheet, row=_number(one), column=column) for one in asked["row"].split(",")]
    return file, excerpts(found.case, rows)


def _number(words: str) -> int:
    """Read a number that counts from 1."""
    if not 1 <= int(words) <= most("record", "rows"):
        raise ValueError
    return int(words)
