"""Notes about a case: who wrote what and when. Nothing is ever taken out of them but with the case itself."""

from models.diary import Note
from models.noun import Noun
from pipeline.store.nouns import Store
from pipeline.store.settings import alone

NOTES = "notes"


class Notes(Noun):
    """All notes about a case, the first one first."""

    notes: tuple[Note, ...] = ()


def add_note(store: Store, case_id: str, note: Note) -> None:
    """Add a note to a case."""
    with alone(store.folder_of(case_id)):
        store.put(case_id, NOTES, Notes(notes=(*notes(store, case_id), note)))


def notes(store: Store, case_id: str) -> tuple[Note, ...]:
    """Give the notes about a case, the first one first."""
    return store.get(case_id, NOTES, Notes).notes if store.has(case_id, NOTES) else ()
