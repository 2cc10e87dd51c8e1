"""Holds: a case that must not be erased yet, and why. Who put it there and who lifted it stays with the case."""

from models.errors import UnusableCase
from models.noun import Noun
from models.retention import Hold
from pipeline.store.nouns import Store
from pipeline.store.settings import alone

HOLDS = "holds"


class Holds(Noun):
    """Every hold that was put on a case or lifted, the first one first."""

    changes: tuple[Hold, ...] = ()


def holds(store: Store, case_id: str) -> tuple[Hold, ...]:
    """Give every hold that was put on a case or lifted, the first one first."""
    return store.get(case_id, HOLDS, Holds).changes if store.has(case_id, HOLDS) else ()


def hold_on(store: Store, case_id: str) -> Hold | None:
    """Give the hold that is on a case."""
    every = holds(store, case_id)
    return every[-1] if every and not every[-1].lifted else None


def change_hold(store: Store, case_id: str, change: Hold) -> None:
    """Put a hold on a case, give it another reason, or lift it."""
    with alone(store.folder_of(case_id)):
        every = holds(store, case_id)
        if change.lifted and (not every or every[-1].lifted):
            raise UnusableCase("this case is not on hold.", remedy="Nothing has to be done.")
        store.put(case_id, HOLDS, Holds(changes=(*every, change)))


def stop_if_held(store: Store, case_id: str) -> None:
    """Stop where a case is on hold: whoever wants it erased lifts that first, with a reason."""
    if hold_on(store, case_id):
        raise UnusableCase("this case is on hold, and is not erased.",
                           remedy="Lift the hold first, on the page “About this case”, and say why.")
