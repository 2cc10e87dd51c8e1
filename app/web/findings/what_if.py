"""What if: a case seen for other dates or another calendar, and only kept where somebody says so."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.checks import Checks, Runs
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.caseload import CaseEntry
from models.errors import Stop
from models.gap import Report
from pipeline.desk.checked import checked
from pipeline.desk.overview import summary
from pipeline.desk.what_if import Change, keep, lines, recomputed, typed_calendar
from pipeline.store.cases import Cases
from templates.words import long_date

router = APIRouter()
ORDER = "The last day is before the first."


@router.get("/cases/{case_id}/what-if")
def what_if(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show the dates and the calendar of the last check, to be changed."""
    report = checked(desk.store, case.id, clock.today()).report
    return _page(request, case, Answers(as_checked(report)), report)


@router.post("/cases/{case_id}/what-if")
def see(request: Request, case: TheCase, desk: Desk, answers: Typed) -> Response:
    """Show what would be found; nothing is kept."""
    report = checked(desk.store, case.id, clock.today()).report
    change = read_change(answers)
    if answers.wrong:
        return _page(request, case, answers, report, status=422)
    after = recomputed(desk.store, case.id, change, clock.today())
    return _page(request, case, answers, report, after=after, lines=lines(report, after),
                 totals=(summary(report), summary(after)))


@router.post("/cases/{case_id}/what-if/keep")
def kept(request: Request, case: TheCase, desk: Desk, runs: Checks, answers: Typed) -> Response:
    """Keep the change, and check the case again."""
    report, change = checked(desk.store, case.id, clock.today()).report, read_change(answers)
    if answers.wrong:
        return _page(request, case, answers, report, status=422)
    keep_and_check(desk, case.id, (report, change), runs)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)


def keep_and_check(desk: Cases, case_id: str, of: tuple[Report, Change], runs: Runs) -> None:
    """Keep a change of what a report was made for, and check the case again."""
    report, change = of
    if change.window == report.window:
        change = change._replace(window=None)
    keep(desk.store, case_id, change, clock.today())
    runs.start(case_id)


def read_change(answers: Answers) -> Change:
    """Read what is to be otherwise."""
    first = answers.day("first", "Say which day is the first to check.")
    last = answers.day("last", "Say which day is the last to check.")
    if first and last and last < first:
        answers.wrong["last"] = ORDER
    term_dates = answers.text("term_dates")
    try:
        _ = typed_calendar(term_dates) if term_dates else None
    except Stop as stop:
        answers.wrong["term_dates"] = f"{stop.what[0].upper()}{stop.what[1:]}. {stop.remedy}"
    as_of = answers.day("as_of", "Say as of which day it is checked.")
    return Change(window=(first, last) if first and last else None, as_of=as_of, term_dates=term_dates)


def as_checked(report: Report) -> dict[str, str]:
    """Give the days of a check as its form has them."""
    days = {"first": report.window[0], "last": report.window[1], "as_of": report.as_of}
    return {name: long_date(day) for name, day in days.items()}


def _page(request: Request, case: CaseEntry, answers: Answers, report: Report, **more: Any) -> Response:
    facts = {"after": None, "lines": (), "totals": None, **more}
    return page(request, "what_if.html", facts.pop("status", 200), case=case, answers=answers, report=report, **facts)
