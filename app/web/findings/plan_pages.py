"""Pages of the plan, with the words of an item marked."""

from fastapi import APIRouter, HTTPException, Request, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.addresses import Addresses
from app.web.pages import page
from pipeline.desk.checked import checked
from pipeline.review.plan_page import picture, plan_page

router = APIRouter()


@router.get("/cases/{case_id}/pages/{number}")
def plan(request: Request, case: TheCase, desk: Desk, number: int, item: str = "") -> Response:
    """Show a page of the plan."""
    found = checked(desk.store, case.id, clock.today())
    shown = plan_page(found.report, found.case, number, item)
    return page(request, "plan_page.html", case=case, shown=shown, addresses=Addresses(case.id, found.case))


@router.get("/cases/{case_id}/pages/{number}/picture")
def drawn(case: TheCase, desk: Desk, number: int, item: str = "") -> Response:
    """Give the picture of a page."""
    found = checked(desk.store, case.id, clock.today())
    shown = plan_page(found.report, found.case, number, item)
    if not shown.drawn:
        raise HTTPException(404)
    return Response(picture(found.case, shown), media_type="image/webp")
