"""Records matched version by version: each row with the items of the plan that was in force on its day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.delivery import Evidence, Session, TimetableSlot
from models.provision import Provision
from models.source import Row
from pipeline.calendars.open_days import ONE_DAY, SchoolDays, monday_of
from pipeline.calendars.window import Window
from pipeline.matching.match import match
from pipeline.matching.matched import Key, Matching, Part

Owners = dict[tuple[Row, dt.date | None], int]
"""The number of the stretch to which the row of a log belongs, by its place and its day."""


class _Stretch(NamedTuple):
    """The days from one version to the next, and the items in force on them."""

    first: dt.date
    last: dt.date
    items: tuple[Provision, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the items."""
        return frozenset(item.id for item in self.items)


def match_by_version(items: Sequence[Provision], evidence: Evidence, days: SchoolDays, window: Window) -> Matching:
    """Give each label to the items of each version in turn, and each row to the version of its own day."""
    stretches = _stretches(items)
    if len(stretches) < 2:
        return match(items, evidence, days, window)
    owners: Owners = {(row.source, row.date): _owner(row, stretches, days) for row in evidence.sessions}
    found = [match(stretch.items, evidence, days, window) for stretch in stretches]
    keys = dict.fromkeys(key for matching in found for key in (*matching.given, *matching.possible))
    given, possible = ({key: _joined(key, [getattr(one, kind) for one in found], stretches, owners) for key in keys}
                       for kind in ("given", "possible"))
    spare = tuple(one for number, matching in enumerate(found) for one in matching.spare
                  if owners.get((one.source, one.date), len(found) - 1) == number)
    doubts = tuple(dict.fromkeys(doubt for matching in found for doubt in matching.doubts))
    return Matching(given, possible, spare, doubts)


def _stretches(items: Sequence[Provision]) -> list[_Stretch]:
    held = [item.in_force for item in items if item.in_force]
    firsts = sorted({*(one.first for one in held), *(one.last + ONE_DAY for one in held if one.last)})
    return [_Stretch(first, after - ONE_DAY, tuple(item for item in items if _holds(item, first)))
            for first, after in pairwise([*firsts, dt.date.max])]


def _holds(item: Provision, day: dt.date) -> bool:
    held = item.in_force
    return held is None or held.first <= day <= (held.last or day)


def _owner(row: Session, stretches: Sequence[_Stretch], days: SchoolDays) -> int:
    """Give the number of the stretch in which a row falls; a week's summary where most of its school days are."""
    monday = monday_of(row.date)
    span: Sequence[dt.date] = (days.open_days(monday, monday + 6 * ONE_DAY) if row.weekly else ()) or (row.date,)
    inside = [sum(stretch.first <= day <= stretch.last for day in span) for stretch in stretches]
    return inside.index(max(inside))


def _joined(key: Key, found: Sequence[Mapping[Key, Part]], stretches: Sequence[_Stretch], owners: Owners) -> Part:
    """Put together what one item was given in each stretch: the rows of its days, the places as far as they hold."""
    own = [number for number, stretch in enumerate(stretches) if key[0] in stretch.keys]
    parts = {number: found[number].get(key, Part()) for number in own}
    rows = tuple(row for number, part in parts.items() for row in part.sessions
                 if owners[row.source, row.date] == number)
    everywhere = [slot for slot in parts[own[0]].slots if all(slot in part.slots for part in parts.values())]
    clipped = (_clipped(slot, stretches[number]) for number, part in parts.items() for slot in part.slots
               if slot not in everywhere)
    return Part((*everywhere, *(slot for slot in clipped if slot)), rows)


def _clipped(slot: TimetableSlot, stretch: _Stretch) -> TimetableSlot | None:
    """Keep a place in the timetable to the days of a stretch; None where it has none there."""
    first, last = max(slot.first_day or stretch.first, stretch.first), min(slot.last_day or stretch.last, stretch.last)
    only_on = tuple(day for day in slot.only_on if first <= day <= last)
    if last < first or (slot.only_on and not only_on):
        return None
    return slot.model_copy(update={"first_day": first, "last_day": last, "only_on": only_on})
