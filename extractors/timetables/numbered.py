"""Timetables whose days are numbered, "Day 1" to "Day 10": on which dates their lessons fall."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.cells.days import DateSense
from extractors.cells.phrases import days_in
from extractors.cells.words import words
from extractors.records.harvest import Harvest
from extractors.tables import Table
from models.delivery import TimetableSlot

FIVE = 5
ANCHOR = re.compile(r"\bday (\d{1,2})\b(?:[\s=:(–-]|\b(?:is|falls|starts|begins|on)\b)+", re.IGNORECASE)
"""What stands before a date that is said to be a day of the cycle: "Day 1 = Wed 3 Sept"."""


def on_their_dates(slots: Sequence[TimetableSlot], numbers: Mapping[dt.date, int]) -> list[TimetableSlot]:
    """Put the lessons of numbered days on the dates that a calendar gives to each number; others stay as they are."""
    return [_on_its_dates(slot, numbers) if numbers and slot.cycle_day else slot for slot in slots]


def _on_its_dates(slot: TimetableSlot, numbers: Mapping[dt.date, int]) -> TimetableSlot:
    within = (day for day, number in sorted(numbers.items()) if number == slot.cycle_day
              and (slot.first_day or day) <= day <= (slot.last_day or day))
    dates = tuple(day for day in within if not slot.only_on or day in slot.only_on)
    return slot.model_copy(update={"only_on": dates, "cycle_week": None}) if dates else slot


def anchors(table: Table, sense: DateSense) -> Iterator[tuple[int, dt.date]]:
    """Give the days of the cycle that a paper puts on a date.

    >>> autumn = DateSense(school_years=(2025,))
    >>> [(number, str(day)) for number, day in anchors(Table("t", None, (("Day 1 = Wed 3 Sept",),)), autumn)]
    [(1, '2025-09-03')]
    """
    for text in (words(value) for line in table.rows for value in line if isinstance(value, str)):
        for match in ANCHOR.finditer(text):
            dates = days_in(text[match.end():match.end() + 30], sense)
            if dates and 1 <= int(match[1]) <= 2 * FIVE:
                yield int(match[1]), dates[0].start


def ask_about_drift(table: Table, sense: DateSense, harvest: Harvest) -> None:
    """Ask where a paper puts a numbered day on another weekday than the first week of its cycle would have."""
    adrift = [(number, day) for number, day in anchors(table, sense) if (number - 1) % FIVE != day.weekday()]
    if adrift:
        number, day = adrift[0]
        harvest.doubt("cycle_days", "cycle", f"Day {number} of the timetable falls on a {day:%A} ({day:%-d %B %Y}): "
                      "its days are not tied to weekdays. They were taken as Monday to Friday of two weeks, which may "
                      "be other days.", table.source(0),
                      options=("Day 1 is always a Monday", "the days are counted on, whatever the weekday"))
