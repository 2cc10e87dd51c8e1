"""Which labels of the logs meet which places of the timetable: by weekday, time, length and person."""

import datetime as dt
from collections.abc import Sequence

from models.delivery import Session, TimetableSlot
from pipeline.calendar import SchoolDays
from pipeline.planned import takes_place
from pipeline.rules import rules
from pipeline.strands import IN_CLASS, Strand, session_minutes


def coincide(labels: Sequence[Strand], days: SchoolDays) -> dict[tuple[int, int], float]:
    """Give the pairs of a place in the timetable and a label of the logs that meet often enough, and how surely."""
    least = rules("matching")["coincidence"]["share"]
    planned = [number for number, label in enumerate(labels) if label.planned and label.label != IN_CLASS]
    logged = [number for number, label in enumerate(labels) if not label.planned]
    met = {(min(place, row), max(place, row)): _share(labels[place], labels[row], days)
           for place in planned for row in logged}
    return {pair: share for pair, share in met.items() if share >= least}


def _share(place: Strand, label: Strand, days: SchoolDays) -> float:
    """Give the share of a label's rows that fall into the slots of a place, each by how surely it does."""
    rows = [row for row in label.sessions if not row.weekly]
    slots = {weekday: [slot for slot in place.slots if slot.weekday == weekday] for weekday in range(7)}
    same_adult = bool(place.people & label.people) or bool(place.role and place.role == label.role)
    worth = [max((_meets(row, slot, same_adult) for slot in slots[row.date.weekday()]
                  if takes_place(slot, row.date, days)), default=0.0) for row in rows]
    return sum(worth) / len(worth) if worth else 0.0


def _meets(row: Session, slot: TimetableSlot, same_adult: bool) -> float:
    conventions = rules("matching")["coincidence"]
    if row.start is not None and slot.start is not None:
        return 1.0 if minutes_between(row.start, slot.start) <= conventions["minutes_apart"] else 0.0
    return float(conventions["untimed"]) if same_adult and session_minutes(row) == slot.minutes else 0.0


def minutes_between(one: dt.time, other: dt.time) -> int:
    """Give how far two times of a day are apart.

    >>> minutes_between(dt.time(9, 50), dt.time(10, 5))
    15
    """
    return abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
