"""The places of a child's timetable that hold nothing of Section F, on each school day still to come."""

import datetime as dt
from collections.abc import Iterable, Sequence

from models.catch_up import FreePlace, Limits
from models.delivery import TimetableSlot
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import each_place_once, takes_place
from pipeline.catch_up.fitting import overlap
from pipeline.matching.matched import Matching


def free_places(slots: Sequence[TimetableSlot], matching: Matching, days: SchoolDays, limits: Limits,
                span: tuple[dt.date, dt.date]) -> tuple[FreePlace, ...]:
    """Give every place from the first to the last day, in order; those that a limit bars are marked as such.

    A place that holds an item of the plan, or may hold one, is not free, nor is one at the same time.
    """
    timed = each_place_once(slot for slot in slots if slot.start and slot.minutes)
    held = {slot for parts in (matching.given, matching.possible) for part in parts.values() for slot in part.slots}
    found: list[FreePlace] = []
    for day in days.open_days(*span):
        here = [slot for slot in timed if takes_place(slot, day, days)]
        taken = [_place(slot, day, limits) for slot in slots
                 if slot in held and slot.start and takes_place(slot, day, days)]
        free = [_place(slot, day, limits) for slot in here if slot not in held and not slot.support]
        found += [place for place in free if not any(overlap(place, other) for other in taken)]
    return tuple(sorted(found, key=lambda place: (place.date, place.start, place.minutes, place.label)))


def _place(slot: TimetableSlot, day: dt.date, limits: Limits) -> FreePlace:
    late = limits.last_day is not None and day > limits.last_day
    barred = (("last_day", late), ("labels", not may_be_used(slot.label, limits)))
    return FreePlace(date=day, start=slot.start or dt.time(), minutes=slot.minutes or 0, label=slot.label,
                     source=slot.source, barred_by=frozenset(name for name, bars in barred if bars))


def may_be_used(label: str, limits: Limits) -> bool:
    """Whether a place with this label may be used: one that is allowed, and none that is refused, in whole words.

    >>> limits = Limits(minutes_a_day=60, sessions_a_day=2, sessions_a_week=5, deliverer_sessions_a_week=3,
    ...                 item_sessions_a_day=1, refused=("lunch", "tutor time"))
    >>> may_be_used("Maths", limits), may_be_used("LUNCH club", limits), may_be_used("Tutor time 8B", limits)
    (True, False, False)
    >>> may_be_used("Maths", limits.model_copy(update={"allowed": ("art",)}))
    False
    """
    return not _says(label, limits.refused) and (not limits.allowed or _says(label, limits.allowed))


def _says(label: str, names: Iterable[str]) -> bool:
    words = f" {' '.join(label.casefold().split())} "
    return any(f" {' '.join(name.casefold().split())} " in words for name in names)
