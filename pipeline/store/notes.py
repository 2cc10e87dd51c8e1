"""Notes about a case: who wrote what and when. Nothing is ever taken out of them but with the case itself."""

from models.diary import Note
from pipeline.store.lines import append, read
from pipeline.store.nouns import Store

NOTES = "notes.jsonl"


def add_note(store: Store, case_id: str, note: Note) -> None:
    """Add a note to a case."""
    append(store.folder_of(case_id) / NOTES, note)


def notes(store: Store, case_id: str) -> tuple[Note, ...]:
    """Give the notes about a case, the first one first."""
    return read(store.folder_of(case_id) / NOTES, Note)
