"""A calendar kept as a list of days, each ticked as open or closed."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from extractors.calendars.shape import Event
from extractors.calendars.words import kind_of
from extractors.cells.days import DateSense, read_day
from extractors.cells.outcomes import read_outcome
from extractors.cells.words import cell, key, words
from extractors.records.headers import Header
from extractors.tables import Table
from models.delivery import Outcome
from models.source import Row

FEWEST_DAYS_OFF = 4
"""Weekdays without school in a row that make a break; fewer are single closures."""
OPEN = ("open", "in", "school day", "term time", "pupils in")


class Listed(NamedTuple):
    """One day of a list: whether school is open, what is said of the day, and where."""

    is_open: bool
    note: str
    source: Row


def listed_days(table: Table, header: Header, sense: DateSense) -> Iterator[Event]:
    """Give the terms and closures that follow from a list of days."""
    days: dict[dt.date, Listed] = {}
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        day = read_day(cell(line, header.columns.get("date")), sense).day
        said = words(cell(line, header.columns.get("open")))
        if day and day.weekday() < 5 and said:
            note = words(cell(line, header.columns.get("event"))) or said
            days[day] = Listed(_is_open(said), note, table.source(number))
    yield from events_of(days)


def events_of(days: dict[dt.date, Listed]) -> Iterator[Event]:
    """Give the terms and closures of days that are open or not."""
    weekdays = sorted(days)
    shut = [day for day in weekdays if not days[day].is_open]
    open_days = [day for day in weekdays if days[day].is_open]
    if not open_days:
        return
    inner = [run for run in _runs(shut) if open_days[0] < run[0] < open_days[-1]]
    start = open_days[0]
    for run in inner:
        _, note, source = days[run[0]]
        long = len(run) >= FEWEST_DAYS_OFF
        yield Event("half_term_break" if long else kind_of(note) or "occasional", note, run[0], run[-1], source)
    for run in [run for run in inner if len(run) > 2 * FEWEST_DAYS_OFF]:
        end = max(day for day in open_days if day < run[0])
        yield Event("term", "", start, end, days[start].source)
        start = min(day for day in open_days if day > run[-1])
    yield Event("term", "", start, open_days[-1], days[start].source)


def _is_open(said: str) -> bool:
    return key(said) in OPEN or read_outcome(said).outcome is Outcome.DELIVERED


def _runs(days: list[dt.date]) -> list[list[dt.date]]:
    """Group weekdays that follow each other, over weekends."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= (3 if day.weekday() == 0 else 1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
