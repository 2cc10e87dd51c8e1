"""The overview of a case: what was found, what is not known, what to do next; or what an unfinished case waits for."""

from fastapi import APIRouter, Request, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.addresses import Addresses
from app.web.pages import page
from pipeline.desk.checked import changed_since, checked, was_checked
from pipeline.desk.overview import to_review
from pipeline.report.pages import pages

router = APIRouter()


@router.get("/cases/{case_id}")
def overview(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show a case at a glance."""
    if not was_checked(desk.store, case.id):
        return page(request, "unfinished.html", case=case)
    found = checked(desk.store, case.id, clock.today())
    return page(request, "overview.html", case=case, found=found, told=pages(*found),
                to_review=to_review(found.report), changed=changed_since(desk.store, case.id, found.case),
                addresses=Addresses(case.id, found.case))
