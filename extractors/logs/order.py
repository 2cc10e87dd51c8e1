"""Dates that both orders of day and month fit, told by the rows around them: people write a log from day to day."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from extractors.cells.days import DateSense, Day, exchanged, monday, read_day, school_year
from extractors.tables import Value

NEAR = dt.timedelta(days=10)
"""A row lies at most so far outside the days of the rows around it."""
SATURDAY = 5
Sure = tuple[tuple[int, dt.date], ...]
"""The rows whose day is beyond doubt, and that day."""


def sure_days(cells: Iterable[tuple[int, Value]], sense: DateSense) -> Sure:
    """Give the rows whose date can be read in one way only, from the top down."""
    read = ((row, read_day(value, sense)) for row, value in cells)
    return tuple((row, day.day) for row, day in read if day.day and _within_year(day.day, sense))


def settled(day: Day, row: int, sure: Sure, sense: DateSense) -> Day:
    """Choose between the orders by the nearest sure rows above and below, where only one of them lies there.

    >>> sense, sure = DateSense((2025,)), ((3, dt.date(2026, 1, 5)), (9, dt.date(2026, 1, 19)))
    >>> both = Day(problem="order", options=(dt.date(2026, 1, 9), dt.date(2026, 9, 1)))
    >>> str(settled(both, 5, sure, sense).day), settled(both, 5, (), sense).day
    ('2026-01-09', None)
    >>> str(settled(Day(dt.date(2026, 9, 1)), 5, sure, sense).day)
    '2026-01-09'
    """
    options = _options(day, sense)
    around = _around(row, sure) if options else []
    fitting = [option for option in options if around and option.weekday() < SATURDAY
               and min(around) - NEAR <= option <= max(around) + NEAR]
    if len(fitting) != 1:
        return day
    chosen = monday(fitting[0]) if day.weekly else fitting[0]
    return day._replace(day=chosen, problem="settled", options=options)


def _options(day: Day, sense: DateSense) -> tuple[dt.date, ...]:
    """Give the readings of a date that is in doubt: by its order, or because it lies in another school year."""
    if day.problem == "order":
        return day.options
    odd = day.day is not None and not day.problem and day.last is None and not _within_year(day.day, sense)
    return tuple(dict.fromkeys((day.day, exchanged(day.day)))) if odd and day.day else ()


def _within_year(day: dt.date, sense: DateSense) -> bool:
    return not sense.school_years or school_year(day) in sense.school_years


def _around(row: int, sure: Sequence[tuple[int, dt.date]]) -> list[dt.date]:
    """Give the day of the nearest sure row above, and of the nearest below."""
    above, below = bisect_left(sure, row, key=_row), bisect_right(sure, row, key=_row)
    return [day for _, day in (*sure[max(above - 1, 0):above], *sure[below:below + 1])]


def _row(place: tuple[int, dt.date]) -> int:
    return place[0]
