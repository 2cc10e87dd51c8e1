"""Notes about a case: added and read; nothing in them is changed or taken out."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web import clock
from app.web.access.gate import Desk, Unopened, Visitor
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.diary import Note
from pipeline.store.notes import add_note, notes

router = APIRouter()


@router.get("/cases/{case_id}/notes")
def shown(request: Request, case: Unopened, desk: Desk) -> Response:
    """Show the notes about a case."""
    return page(request, "notes.html", case=case, notes=notes(desk.store, case.id), answers=Answers({}))


@router.post("/cases/{case_id}/notes")
def add(request: Request, case: Unopened, desk: Desk, who: Visitor, answers: Typed) -> Response:
    """Add a note."""
    words = answers.text("words", "Write something first.")
    if answers.wrong:
        return page(request, "notes.html", 422, case=case, notes=notes(desk.store, case.id), answers=answers)
    add_note(desk.store, case.id, Note(at=clock.now(), by=who.name, words=words))
    return RedirectResponse(f"/cases/{case.id}/notes", 303)
