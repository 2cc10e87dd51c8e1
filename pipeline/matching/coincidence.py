"""Which labels of the logs meet which places of the timetable: by weekday, time, length and person."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.delivery import Session, TimetableSlot
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import takes_place
from pipeline.matching.strands import IN_CLASS, Strand, session_minutes
from pipeline.rules import rules


def coincide(labels: Sequence[Strand], days: SchoolDays) -> dict[tuple[int, int], float]:
    """Give the pairs of a place in the timetable and a label of the logs that meet often enough, and how surely."""
    places = {number: label for number, label in enumerate(labels) if label.planned and label.label != IN_CLASS}
    dates = {row.date for label in labels for row in label.sessions if not row.weekly}
    on_day = {date: _on_day(date, places, days) for date in dates}
    shares: dict[tuple[int, int], float] = {}
    for number, label in enumerate(labels):
        rows = [row for row in label.sessions if not row.weekly and (row.start or session_minutes(row))]
        beside = [place for place, strand in places.items() if _same_adult(label, strand)]
        met = Counter[int]()
        for row in rows:
            met.update(_met(row, on_day[row.date], beside))
        shares |= {(min(place, number), max(place, number)): share
                   for place, share in _enough({place: worth / len(rows) for place, worth in met.items()}).items()}
    return shares


def _enough(shares: Mapping[int, float]) -> dict[int, float]:
    """Keep the places into which enough of a label's rows fall, or several that have nearly all of them between them.

    >>> _enough({1: 0.6, 2: 0.4}), _enough({1: 0.35, 2: 0.35, 3: 0.3}), _enough({1: 0.3, 2: 0.3})
    ({1: 0.6}, {1: 0.35, 2: 0.35, 3: 0.3}, {})
    """
    least, between = (rules("matching")["coincidence"][name] for name in ("share", "between"))
    enough = {place: share for place, share in shares.items() if share >= least}
    return enough or (dict(shares) if between <= sum(shares.values()) <= 1 else {})


def _on_day(date: dt.date, places: Mapping[int, Strand], days: SchoolDays) -> dict[int, list[TimetableSlot]]:
    """Give the slots of each place that take place on a day."""
    found = {number: [slot for slot in place.slots if takes_place(slot, date, days)]
             for number, place in places.items()}
    return {number: slots for number, slots in found.items() if slots}


def _met(row: Session, places: Mapping[int, Sequence[TimetableSlot]], beside: Iterable[int]) -> dict[int, float]:
    """Give the places of its day that a row falls into: by its time, or as the only one of its length and adult.

    `beside` are the places of its adult.
    """
    if row.start is not None:
        apart = rules("matching")["coincidence"]["minutes_apart"]
        away = {number: min((minutes_between(row.start, slot.start) for slot in slots if slot.start), default=apart + 1)
                for number, slots in places.items()}
        nearest = min(away.values(), default=apart + 1)
        return {number: 1 for number, minutes in away.items() if minutes == nearest <= apart}
    length = session_minutes(row)
    alike = [number for number in beside if any(slot.minutes == length for slot in places.get(number, ()))]
    return {alike[0]: rules("matching")["coincidence"]["untimed"]} if len(alike) == 1 else {}


def _same_adult(one: Strand, other: Strand) -> bool:
    return bool(one.people & other.people) or bool(one.role and one.role == other.role)


def minutes_between(one: dt.time, other: dt.time) -> int:
    """Give how far two times of a day are apart.

    >>> minutes_between(dt.time(9, 50), dt.time(10, 5))
    15
    """
    return abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
