"""Which labels of the logs meet which places of the timetable: by weekday, time, length and person."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from models.delivery import Session
from pipeline.calendar import SchoolDays
from pipeline.planned import takes_place
from pipeline.rules import rules
from pipeline.strands import IN_CLASS, Strand, session_minutes


def coincide(labels: Sequence[Strand], days: SchoolDays) -> dict[tuple[int, int], float]:
    """Give the pairs of a place in the timetable and a label of the logs that meet often enough, and how surely."""
    least = rules("matching")["coincidence"]["share"]
    places = {number: label for number, label in enumerate(labels) if label.planned and label.label != IN_CLASS}
    shares: dict[tuple[int, int], float] = {}
    for number, label in enumerate(labels):
        rows = [row for row in label.sessions if not row.weekly]
        met = Counter[int]()
        for row in rows:
            met.update(_met(row, label, places, days))
        shares |= {(min(place, number), max(place, number)): worth / len(rows) for place, worth in met.items()}
    return {pair: share for pair, share in shares.items() if share >= least}


def _met(row: Session, label: Strand, places: Mapping[int, Strand], days: SchoolDays) -> dict[int, float]:
    """Give the places that a row falls into: by its time, or as the only one of its day, length and adult."""
    on_day = {number: [slot for slot in place.slots if takes_place(slot, row.date, days)]
              for number, place in places.items()}
    if row.start is not None:
        apart = rules("matching")["coincidence"]["minutes_apart"]
        return {number: 1 for number, slots in on_day.items()
                if any(slot.start and minutes_between(row.start, slot.start) <= apart for slot in slots)}
    alike = [number for number, slots in on_day.items() if _same_adult(label, places[number])
             and any(slot.minutes == session_minutes(row) for slot in slots)]
    return {alike[0]: rules("matching")["coincidence"]["untimed"]} if len(alike) == 1 else {}


def _same_adult(one: Strand, other: Strand) -> bool:
    return bool(one.people & other.people) or bool(one.role and one.role == other.role)


def minutes_between(one: dt.time, other: dt.time) -> int:
    """Give how far two times of a day are apart.

    >>> minutes_between(dt.time(9, 50), dt.time(10, 5))
    15
    """
    return abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
