"""Labels that a person has given to a provision, or to none: what was said once goes before what the labels say."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.delivery import Placement
from models.doubt import MATCHING, Doubt, Severity
from models.review import about_label
from pipeline.due.words import day
from pipeline.matching.item import Item
from pipeline.matching.strands import IN_CLASS, Strand

BY_HAND = "placed_by_hand"
"""The code of the note that a person, and not we, said where a label belongs."""


class ByHand(NamedTuple):
    """What a person said of labels, by their numbers: all items of the provision that they named; none is outside."""

    said: Mapping[int, Placement]
    items: Mapping[int, tuple[int, ...]]

    @property
    def outside(self) -> frozenset[int]:
        """The labels that belong to nothing in the plan."""
        return frozenset(number for number, items in self.items.items() if not items)


def by_hand(labels: Sequence[Strand], items: Sequence[Item], placements: Sequence[Placement]) -> ByHand:
    """Find the labels of which a person has spoken, whoever stands beside them."""
    about = {about_label(one.label): one for one in placements
             if one.provision is None or any(item.provision.id == one.provision for item in items)}
    said = {number: about[name] for number, label in enumerate(labels)
            for name in sorted(_names(label)) if name in about}
    return ByHand(said, {number: _items(one, items) for number, one in said.items()})


def _names(label: Strand) -> set[str]:
    """Give the label in each of its spellings; lessons go by what they have in common."""
    spelt = [*(slot.label for slot in label.slots), *(row.label for row in label.sessions)]
    return {about_label(words) for words in (label.label, *(spelt if label.label != IN_CLASS else ()))}


def _items(said: Placement, items: Sequence[Item]) -> tuple[int, ...]:
    """Give the items of the provision; the one of them that the person named, where they did."""
    here = [number for number, item in enumerate(items) if item.provision.id == said.provision]
    named = [number for number in here if said.schedule is not None and items[number].number == said.schedule]
    return tuple(named or here)


def said_by_hand(label: Strand, said: Placement) -> Doubt:
    """Say in the report who gave a label to a provision, and when."""
    where = f"belongs to {said.provision}" if said.provision else "belongs to nothing in the plan"
    first = [*(row.source for row in label.sessions), *(slot.source for slot in label.slots)][0]
    return Doubt(code=BY_HAND, field=MATCHING, severity=Severity.NOTE, about=label.label,
                 alternatives=(said.provision,) if said.provision else (), place=first.place(),
                 reason=f'"{label.label}" {where}: decided by {said.by} on {day(said.on)}.')
