"""The first page: the cases of this desk, or what to do when there are none."""

from fastapi import APIRouter, Request, Response

from app.web.access.gate import Desk, Visitor
from app.web.keeping.warned import told
from app.web.pages import page

router = APIRouter()


@router.get("/")
def cases(request: Request, person: Visitor, desk: Desk) -> Response:
    """Show the cases, or the empty state."""
    cases = desk.all()
    leaving = [(case, stands) for case, stands in told(request, cases) if stands.warns]
    return page(request, "cases.html", person=person, cases=cases, leaving=leaving)
