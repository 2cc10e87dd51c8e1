"""A review elsewhere: the page to take along, and the decisions that come back."""

from fastapi import APIRouter, Request, Response, UploadFile

from app.offline_review import offline_page
from app.plain_words import reading_words
from app.web.pages import page
from app.web.review.one_at_a_time import TheVisit
from models.errors import Stop
from pipeline.review.brought_back import bring_back
from pipeline.review.lay_over import edited

router = APIRouter()


@router.get("/cases/{case_id}/review/offline")
def take_along(visit: TheVisit) -> Response:
    """Give the page for a review without the program."""
    text = offline_page(visit.desk, visit.room.case)
    saved = {"Content-Disposition": 'attachment; filename="review.html"'}
    return Response(text, media_type="text/html; charset=utf-8", headers=saved)


@router.get("/cases/{case_id}/review/bring-back")
def ask(request: Request, visit: TheVisit) -> Response:
    """Ask for the file of decisions."""
    return page(request, "bring_back.html", case=visit.case, done=None, wrong="")


@router.post("/cases/{case_id}/review/bring-back")
def take_in(request: Request, visit: TheVisit, saved: UploadFile) -> Response:
    """Keep the decisions of a file, and say what became of them; own words are shown as they are read first."""
    try:
        done = bring_back(visit.desk, saved.file.read())
    except Stop as stop:
        return page(request, "bring_back.html", 422, case=visit.case, done=None, wrong=f"{stop.what} {stop.remedy}")
    readings = [edited(visit.laid(one.item), one.edits) if one.edits else None for one in done.to_confirm]
    return page(request, "bring_back.html", case=visit.case, visit=visit, done=done, wrong="", facts=reading_words,
                worded=list(zip(done.to_confirm, readings, strict=True)))
