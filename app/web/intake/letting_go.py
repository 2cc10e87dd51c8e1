"""Erasing the file of a plan once its readings are confirmed, after saying what works without it and what does not."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.checks import Checks
from app.web.pages import page
from pipeline.desk.letting_go import confirmed_plan, let_go

router = APIRouter()


@router.get("/cases/{case_id}/plan-file")
def ask(request: Request, case: TheCase, desk: Desk) -> Response:
    """Say what the file of the plan is still good for, and ask whether it is to go."""
    return page(request, "letting_go.html", case=case, plan=confirmed_plan(desk.store, case, clock.today()))


@router.post("/cases/{case_id}/plan-file/erase")
def erase(case: TheCase, desk: Desk, checks: Checks) -> Response:
    """Erase it, and check the case with what was read."""
    let_go(desk.store, case, clock.today())
    checks.start(case.id)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)
