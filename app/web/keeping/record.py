"""Who looked at a case and who did what with it, in plain words; and the same as a file."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.web.access.gate import Desk, Unopened
from app.web.api.nouns import RecordHeld
from app.web.pages import page
from pipeline.desk.record_words import in_words
from pipeline.store.record import Record
from pipeline.store.team.people import People

router = APIRouter()


@router.get("/cases/{case_id}/record")
def record(request: Request, case: Unopened, desk: Desk) -> Response:
    """Show who did what with a case, the last day first."""
    kept = Record(desk.store.folder.parent)
    names = {person.id: person.name for person in People(desk.database).all()}
    return page(request, "record.html", case=case, lines=in_words(kept.entries(case.id), names), head=kept.head())


@router.get("/cases/{case_id}/record/record.json")
def export(case: Unopened, desk: Desk) -> Response:
    """Give the entries about a case as a file, for whoever asks what is held about them."""
    kept = Record(desk.store.folder.parent)
    held = RecordHeld(head=kept.head(), entries=list(kept.entries(case.id)))
    return JSONResponse(held.model_dump(mode="json"),
                        headers={"Content-Disposition": "attachment; filename=record.json"})
