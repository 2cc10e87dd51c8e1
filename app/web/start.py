"""The first page: the cases of this desk, or what to do when there are none."""

from fastapi import APIRouter, Request, Response

from app.web.gate import Desk, Visitor
from app.web.pages import page

router = APIRouter()


@router.get("/")
def cases(request: Request, person: Visitor, desk: Desk) -> Response:
    """Show the cases, or the empty state."""
    return page(request, "cases.html", person=person, cases=desk.all())
