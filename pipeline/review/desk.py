"""The readings that a person goes through: those in doubt first, whose turn it is, and what was decided."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from models.doubt import Doubt
from models.provision import PlanReading, Provision
from models.review import Action, Columned, Decision, Divided, Joined, Made, Named, Part, Placed
from pipeline.case_folder import DECISIONS, read_case
from pipeline.read import read_versions
from pipeline.review.decisions import read_decisions, settled, standing
from pipeline.review.lay_over import about_provision, decided, disputed
from pipeline.review.shape import shaped
from pipeline.review.sitting import Sitting

OF_RECORDS = (Placed, Named, Columned)
"""Decisions that are about the records and not about the plan."""


class Item(NamedTuple):
    """One item of the plan as it was read, cut or joined as a person said, with what the last check doubts of it."""

    provision: Provision
    about: str
    """Its fingerprint."""


@dataclass
class Desk(Sitting[Item]):
    """One sitting over the readings of a plan."""

    reading: PlanReading = field(kw_only=True)
    """As it was read, before anybody decided anything."""
    found: dict[str, tuple[Doubt, ...]] = field(default_factory=dict, kw_only=True)
    """What the last check was not sure of, by the id of the provision."""

    def items(self) -> list[Item]:
        """Give the items of the plan in their printed order, cut and joined as a person said."""
        reading, prints = shaped(self.reading, standing(self.made))
        return [Item(_doubted(one, self.found.get(one.id, ())), prints[one.id]) for one in reading.provisions]

    def lay_out(self, *, every: bool = False) -> None:
        """Put into the queue what nobody has settled, or everything; what is in doubt comes first."""
        done = set() if every else settled(standing(self.made))
        waiting = [item for item in self.items() if item.about not in done]
        self.queue = sorted(waiting, key=lambda item: not self.in_doubt(item))

    def in_doubt(self, item: Item) -> bool:
        """Whether the words leave a doubt, or two readers disagree."""
        return bool(item.provision.review) or disputed(about_provision(standing(self.made), item.about))

    def laid_over(self, item: Item) -> Provision:
        """Give the reading with the decisions so far laid over it."""
        return decided(item.provision, about_provision(standing(self.made), item.about))

    def decide(self, action: Action, at: dt.datetime, edits: dict[str, Any] | None = None, why: str = "") -> None:
        """Keep a decision about the current reading and go on to the next."""
        self.keep(self.decision(self.queue[self.place], action, at, edits, why))
        self.place += 1

    def decision(self, item: Item, action: Action, at: dt.datetime, edits: dict[str, Any] | None = None,
                 why: str = "") -> Decision:
        """Give a decision of this person about an item."""
        return Decision(provision=item.about, provision_id=item.provision.id, action=action, edits=edits or {},
                        by=self.by, at=at, why=why)

    def split(self, item: Item, parts: Iterable[Part], at: dt.datetime) -> Divided:
        """Cut an item in parts, each of which is an item from now on."""
        made = Divided(provision=item.about, provision_id=item.provision.id, parts=tuple(parts), by=self.by, at=at)
        self.keep(made)
        return made

    def join(self, item: Item, following: Item, at: dt.datetime) -> Joined:
        """Join an item with the one that follows it."""
        made = Joined(provision=item.about, provision_id=item.provision.id, next=following.about,
                      next_id=following.provision.id, by=self.by, at=at)
        self.keep(made)
        return made

    def following(self, item: Item) -> Item | None:
        """Give the item that stands next in the same section of the plan."""
        items = self.items()
        place = items.index(item) + 1
        same = place < len(items) and items[place].provision.section == item.provision.section
        return items[place] if same else None

    def undo(self, at: dt.datetime) -> bool:
        """Take back what this person did last, and go back to it, also where it was settled in an earlier sitting."""
        last = self.last_act()
        if not super().undo(at):
            return False
        if not self.go_to(last[0].about):
            self.queue[self.place:self.place] = [item for item in self.items() if item.about == last[0].about]
        return True

    def concerns(self, made: Made) -> bool:
        """Whether a decision is about the plan and not about its records."""
        return not isinstance(made, OF_RECORDS)


def open_desk(folder: Path, by: str, as_of: dt.date, *, every: bool = False) -> Desk:
    """Open the case in a folder; the queue holds what nobody has settled, or everything."""
    desk = Desk(folder / DECISIONS, by, list(read_decisions(folder / DECISIONS)),
                reading=read_versions(read_case(folder, as_of)), found=doubts_found(folder / "findings.json"))
    desk.lay_out(every=every)
    return desk


def doubts_found(findings: Path) -> dict[str, tuple[Doubt, ...]]:
    """Give what the last check was not sure of, so that one look settles both the words and the records."""
    found: dict[str, tuple[Doubt, ...]] = defaultdict(tuple)
    if findings.exists():
        for finding in json.loads(findings.read_bytes())["findings"]:
            found[finding["provision_id"]] += tuple(Doubt.model_validate(doubt) for doubt in finding["review"])
    return found


def _doubted(provision: Provision, found: tuple[Doubt, ...]) -> Provision:
    return provision.model_copy(update={"review": tuple(dict.fromkeys((*provision.review, *found)))})
