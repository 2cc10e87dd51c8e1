"""Who decided what and when: every decision that was ever made, what it changed, and whether it still stands."""

from collections.abc import Iterable
from typing import NamedTuple

from models.provision import PlanReading, Provision
from models.review import Action, Columned, Decision, Divided, Joined, Made, Named, Placed, Second
from pipeline.review.decisions import key, standing
from pipeline.review.lay_over import about_provision, decided
from pipeline.review.shape import shaped
from pipeline.rules import rules


class Entry(NamedTuple):
    """One decision, as the history tells it."""

    made: Made
    key: str
    stands: bool
    what: str
    deed: str
    before: Provision | None = None
    """How the item was read before, where the decision corrected it; none where its words are gone, too."""
    after: Provision | None = None


DEEDS = {Action.ACCEPT: "accepted", Action.EDIT: "corrected", Action.REJECT: "set aside as no provision",
         Action.UNDO: "a decision taken back"}


def history(reading: PlanReading, decisions: Iterable[Made]) -> list[Entry]:
    """Tell all decisions, the last one first."""
    made = list(decisions)
    stand = {key(one) for one in standing(made)}
    entries = []
    for number, one in enumerate(made):
        before, after = _change(reading, made[:number], one)
        entries.append(Entry(one, key(one), key(one) in stand, subject(one), deed(one), before, after))
    return entries[::-1]


def _change(reading: PlanReading, earlier: list[Made], one: Made) -> tuple[Provision | None, Provision | None]:
    """Give the reading before and after a correction."""
    if not isinstance(one, Decision) or one.action is not Action.EDIT:
        return None, None
    stand = standing(earlier)
    items, prints = shaped(reading, stand)
    found = [item for item in items.provisions if prints[item.id] == one.provision]
    if not found:
        return None, None
    so_far = about_provision(stand, one.provision)
    return decided(found[0], so_far), decided(found[0], [*so_far, one])


def subject(made: Made) -> str:
    """Name what a decision is about: an item of the plan, a label, a person."""
    if isinstance(made, Placed):
        return made.label
    if isinstance(made, Named):
        return made.initials
    if isinstance(made, Columned):
        return f"the column {made.header}"
    return made.provision_id or made.about.partition(": ")[2]


def deed(made: Made) -> str:
    """Name what was done, in words that follow the name of the thing.

    >>> import datetime as dt
    >>> noon = dt.datetime(2026, 1, 5, 12)
    >>> deed(Named(initials="KB", stands_for="Mrs Bright", by="Ruth", at=noon))
    'is Mrs Bright'
    """
    if isinstance(made, Decision):
        return DEEDS.get(made.action, str(made.action))
    if isinstance(made, Divided):
        return f"split in {len(made.parts)}"
    if isinstance(made, Joined):
        return f"joined with {made.next_id}"
    if isinstance(made, Second):
        return "read the same by a second reader" if made.agrees else "read otherwise by a second reader"
    if isinstance(made, Named):
        return f"is {made.stands_for}"
    if isinstance(made, Columned):
        return f"holds {rules('log_columns')['words'].get(made.role, made.role)}"
    return f"belongs to {made.provision_id}" if made.provision_id else "belongs to nothing in the plan"
