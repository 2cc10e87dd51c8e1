"""A second reader: a few accepted readings are read again by somebody who does not see what was decided."""

import datetime as dt
import hashlib
import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from models.provision import Provision
from models.review import Action, Decision, Made, Second
from pipeline.contract import reading_json
from pipeline.review.decisions import standing
from pipeline.review.desk import Desk, Item
from pipeline.review.lay_over import FIELDS, edited

SHARE = 0.05
"""So much of what was accepted is read again; one at least."""


class Agreement(NamedTuple):
    """How often two readers agreed."""

    looked: int
    agreed: int

    @property
    def rate(self) -> int | None:
        """The share in whole per cent; none where nothing was looked at."""
        return round(100 * self.agreed / self.looked) if self.looked else None


def sample(desk: Desk, case_id: str, number: int) -> list[Item]:
    """Give what is read again in a round: drawn by the case and the round, whoever asks and however often."""
    accepted = [item for item in desk.items() if _accepted(desk, item.about)]
    drawn = sorted(accepted, key=lambda item: hashlib.sha256(f"{case_id}\n{number}\n{item.about}".encode()).digest())
    return drawn[:math.ceil(SHARE * len(drawn))]


def left(desk: Desk, case_id: str, number: int) -> list[Item]:
    """Give what of a round nobody has read again yet."""
    seen = {made.about for made in seconds(desk.made) if made.round == number}
    return [item for item in sample(desk, case_id, number) if item.about not in seen]


def round_of(desk: Desk, case_id: str) -> int:
    """Give the round that is under way, or the next where all of it was read."""
    number = max((made.round for made in seconds(desk.made)), default=1)
    done = any(made.round == number for made in seconds(desk.made)) and not left(desk, case_id, number)
    return number + 1 if done else number


def _accepted(desk: Desk, about: str) -> bool:
    """Whether somebody accepted or corrected it last; what a second reader said does not change that."""
    own = [made for made in standing(desk.made) if made.about == about and isinstance(made, Decision)]
    return bool(own) and own[-1].action in (Action.ACCEPT, Action.EDIT)


def seconds(made: Iterable[Made]) -> list[Second]:
    """Give what second readers said and still stands."""
    return [one for one in standing(made) if isinstance(one, Second)]


def agreement(made: Iterable[Made], number: int | None = None) -> Agreement:
    """Say how often readers agreed, in one round or in all."""
    of = [one for one in seconds(made) if number is None or one.round == number]
    return Agreement(len(of), sum(one.agrees for one in of))


def read_again(desk: Desk, item: Item, number: int, took: tuple[Action, dict[str, Any]], at: dt.datetime) -> Second:
    """Keep what a second reader decided, and whether it comes to the same as the first decision."""
    action, edits = took
    same = action is not Action.REJECT and not differences(
        desk.laid_over(item), edited(item.provision, edits) if edits else item.provision)
    made = Second(provision=item.about, provision_id=item.provision.id, round=number, took=action, edits=edits,
                  agrees=same, by=desk.by, at=at)
    desk.keep(made)
    return made


def differences(one: Provision, other: Provision) -> dict[str, Any]:
    """Give the fields in which another reading differs, as corrections that would make it of the first."""
    before, after = _told(one), _told(other)
    return {name: after[name] for name in sorted(FIELDS & before.keys()) if _bare(before[name]) != _bare(after[name])}


def _told(provision: Provision) -> dict[str, Any]:
    return reading_json(provision) | {"area_of_need": provision.area_of_need}


def _bare(value: Any) -> Any:
    """Leave away where an amount was read: two readers agree on what it says."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return {name: value[name] for name in value if name not in ("text", "rule")} if isinstance(value, dict) else value
