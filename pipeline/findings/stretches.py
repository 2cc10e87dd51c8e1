"""Days put together into as few stretches as they make, and named as a person would ask for them."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.calendars.open_days import monday_of
from pipeline.due.words import WEEKDAYS, count, listed
from templates.words import dates, long_date

_SCHOOL_WEEK = 5
_LISTED = 12
_SHORTEST = 3
"""Fewer days than these are named one by one."""


class Stretch(NamedTuple):
    """Days in order: all occasions from the first to the last, or all of one weekday; or days that stand alone."""

    days: tuple[dt.date, ...]
    unbroken: bool = True


def stretches(days: Iterable[dt.date], occasions: Iterable[dt.date]) -> tuple[Stretch, ...]:
    """Put days together that follow each other among all occasions, of one weekday or of all: the fewer stretches.

    Days that stand alone, or with one other, are put together into one.

    >>> def september(*days): return [dt.date(2025, 9, day) for day in days]
    >>> twice_a_week = september(2, 4, 9, 11, 16, 18)
    >>> [[day.day for day in one.days] for one in stretches(september(4, 11, 18), twice_a_week)]
    [[4, 11, 18]]
    >>> [[day.day for day in one.days] for one in stretches(september(2, 4, 11, 16, 18), twice_a_week)]
    [[2, 4], [11, 16, 18]]
    >>> [[day.day for day in one.days] for one in stretches(september(4, 18), twice_a_week)]
    [[4, 18]]
    """
    silent = set(days)
    every = sorted(silent | set(occasions))
    together, by_weekday = _runs(silent, every, lambda _day: 0), _runs(silent, every, dt.date.weekday)
    runs = min((together, by_weekday), key=_names)
    alone = tuple(sorted(day for run in runs if len(run) < _SHORTEST for day in run))
    longer = [Stretch(run) for run in runs if len(run) >= _SHORTEST]
    return tuple(sorted([*longer, *([Stretch(alone, len(alone) == 1)] if alone else [])]))


def _runs(silent: set[dt.date], every: Sequence[dt.date], kind: Callable[[dt.date], Hashable],
          ) -> list[tuple[dt.date, ...]]:
    found: list[tuple[dt.date, ...]] = []
    for one in dict.fromkeys(map(kind, every)):
        row = [day for day in every if kind(day) == one]
        found += [tuple(days) for is_silent, days in groupby(row, silent.__contains__) if is_silent]
    return found


def _names(runs: Sequence[tuple[dt.date, ...]]) -> int:
    """Give how much there is to name: the days that stand alone, and as much for a run as for the shortest one."""
    return sum(min(len(run), _SHORTEST) for run in runs)


def when(stretch: Stretch, *, whole_weeks: bool = False) -> str:
    """Name a stretch of days, or of weeks that go by their first day.

    >>> tuesdays = tuple(dt.date(2025, 11, day) for day in (4, 11, 18))
    >>> when(Stretch(tuesdays)), when(Stretch(tuesdays[:1]))
    ('the 3 Tuesdays from 4 to 18 November 2025', 'Tuesday 4 November 2025')
    >>> when(Stretch(tuesdays, False)), when(Stretch(tuesdays), whole_weeks=True)
    ('4, 11 and 18 November 2025', 'the 3 weeks of 3 to 17 November 2025')
    """
    days = tuple(map(monday_of, stretch.days)) if whole_weeks else stretch.days
    if len(days) == 1:
        return f"{'the week of' if whole_weeks else WEEKDAYS[days[0].weekday()]} {long_date(days[0])}"
    if not stretch.unbroken or len(days) == 2:
        return ("the weeks of " if whole_weeks else "") + _each(days)
    if whole_weeks:
        return f"the {len(days)} weeks of {span(days[0], days[-1])}"
    weekdays = sorted({day.weekday() for day in days})
    if len(weekdays) == 1:
        return f"the {len(days)} {WEEKDAYS[weekdays[0]]}s from {span(days[0], days[-1])}"
    of = "" if len(weekdays) == _SCHOOL_WEEK else f" ({listed([f'{WEEKDAYS[name]}s' for name in weekdays])})"
    return f"the {len(days)} school days{of} from {span(days[0], days[-1])}"


def span(first: dt.date, last: dt.date) -> str:
    """Name the first and the last of several days, the month and the year once where they are the same.

    >>> span(dt.date(2025, 11, 4), dt.date(2025, 11, 18)), span(dt.date(2025, 9, 3), dt.date(2025, 12, 19))
    ('4 to 18 November 2025', '3 September to 19 December 2025')
    """
    if first.year != last.year:
        return f"{long_date(first)} to {long_date(last)}"
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"{start} to {long_date(last)}"


def _each(days: Sequence[dt.date]) -> str:
    more = f", and {count(len(days) - _LISTED, 'more day')} to {long_date(days[-1])}" if len(days) > _LISTED else ""
    return dates(days[:_LISTED]) + more
