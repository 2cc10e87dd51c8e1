"""What was put right in what a case says of itself: who changed it, when, and what stood there before."""

from models.diary import Correction
from models.noun import Noun
from pipeline.store.nouns import Store
from pipeline.store.settings import alone

CORRECTIONS = "corrections"


class Corrections(Noun):
    """All of them, the first one first."""

    made: tuple[Correction, ...] = ()


def corrections(store: Store, case_id: str) -> tuple[Correction, ...]:
    """Give what was put right in a case, the first one first."""
    return store.get(case_id, CORRECTIONS, Corrections).made if store.has(case_id, CORRECTIONS) else ()


def note_corrections(store: Store, case_id: str, *made: Correction) -> None:
    """Note what was put right; what says the same as before is no correction."""
    changed = tuple(one for one in made if one.before != one.after)
    if changed:
        with alone(store.folder_of(case_id)):
            store.put(case_id, CORRECTIONS, Corrections(made=(*corrections(store, case_id), *changed)))
