"""What the timetable plans: the days on which a slot takes place, and their minutes over a window."""

import datetime as dt
from collections.abc import Iterable

from models.delivery import TimetableSlot
from pipeline.calendars.open_days import ONE_DAY, SchoolDays


def takes_place(slot: TimetableSlot, day: dt.date, days: SchoolDays) -> bool:
    """Whether the timetable has the slot on the day: its weekday, its week of the cycle, within its dates."""
    if slot.only_on:
        return day in slot.only_on
    if day.weekday() != slot.weekday or not (slot.first_day or day) <= day <= (slot.last_day or day):
        return False
    return slot.cycle_week is None or days.cycle_week(day) == slot.cycle_week


def weekdays_of(slots: Iterable[TimetableSlot], monday: dt.date, days: SchoolDays) -> tuple[int, ...]:
    """Give the weekdays on which a week has the slots, whether the school is open on them or not."""
    return tuple(sorted(slot.weekday for slot in slots
                        if takes_place(slot, monday + slot.weekday * ONE_DAY, days)))


def occurrences(slot: TimetableSlot, days: SchoolDays, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """Give the open days from `start` to `end` on which the slot takes place."""
    return tuple(day for day in days.open_days(start, end) if takes_place(slot, day, days))


def planned_minutes(slots: Iterable[TimetableSlot], days: SchoolDays, start: dt.date, end: dt.date) -> int:
    """Add up the minutes of every slot on every open day on which it takes place."""
    return sum((slot.minutes or 0) * len(occurrences(slot, days, start, end)) for slot in slots)


def each_place_once(slots: Iterable[TimetableSlot]) -> tuple[TimetableSlot, ...]:
    """Keep one of the slots that are at the same time of the same days: two timetables that show one place."""
    kept: dict[object, TimetableSlot] = {}
    for slot in sorted(slots, key=lambda slot: (-(slot.minutes or 0), slot.source.file, slot.source.row, str(slot))):
        when = (slot.weekday, slot.start, slot.cycle_week, slot.first_day, slot.last_day, slot.only_on)
        kept.setdefault(when if slot.start else slot, slot)
    return tuple(kept.values())
