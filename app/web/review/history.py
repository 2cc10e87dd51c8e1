"""The history of a review: who decided what and when, what it changed, and a way to take any of it back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app.plain_words import reading_words
from app.web import clock
from app.web.pages import page
from app.web.review.one_at_a_time import TheVisit
from models.review import Action
from pipeline.review.decisions import key, standing
from pipeline.review.history import history
from pipeline.review.sitting import taken_back

router = APIRouter()


@router.get("/cases/{case_id}/review/history")
def show(request: Request, visit: TheVisit) -> Response:
    """Show all decisions, the last one first."""
    entries = history(visit.desk.reading, visit.desk.made)
    return page(request, "review_history.html", case=visit.case, entries=entries, facts=reading_words, undo=Action.UNDO)


@router.post("/cases/{case_id}/review/history")
def take_back(visit: TheVisit, decision: Annotated[str, Form()]) -> Response:
    """Take back one decision of anybody; it stays in the history."""
    found = [made for made in standing(visit.desk.made) if key(made) == decision]
    visit.desk.keep(*(taken_back(made, visit.desk.by, clock.now()) for made in found))
    return RedirectResponse(f"/cases/{visit.case.id}/review/history", 303)
