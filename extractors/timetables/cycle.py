"""Which weeks of the school year a timetable says are which week of its cycle: "Week A = w/c 1 Sept", or a list."""

import datetime as dt
import re
from functools import cache

from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.phrases import days_in
from extractors.cells.words import words
from extractors.tables import Line, Table
from extractors.timetables.cells import WEEK, week_name
from extractors.timetables.grid import week_in
from extractors.timetables.limits import day_pattern

FEWEST_LISTED = 2
"""Rows with a day beside a week that make a list of weeks."""
CONNECT = (r"(?:[\s=:(–-]|\b(?:is|are|starts?|begins?|commences?|commencing|beginning|starting|on|from|w/c|w/b|the"
           r"|week)\b)")


@cache
def _dates() -> str:
    day = rf"(?:{day_pattern()}|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?)(?:\s?\d{{4}})?"
    one = rf"(?:(?:mon|tue|wed|thu|fri)[a-z]*,?\s+)?{day}"
    return rf"{one}(?:\s*(?:,|&|;|\band\b)\s*(?:w/c\s*)?{one})*"


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the two orders: the week and then its days, the day and then its week."""
    return (re.compile(rf"(?:{WEEK.pattern}){CONNECT}+({_dates()})(?!\s*(?:-|–|to|until)\s*\d)", re.IGNORECASE),
            re.compile(rf"({_dates()})(?:[\s=:(–-]|\bis\b|\ba\b)+(?:{WEEK.pattern})", re.IGNORECASE))


def named_weeks(table: Table, sense: DateSense) -> dict[dt.date, str]:
    """Give the Mondays of the weeks that a sheet names.

    >>> autumn = DateSense(school_years=(2025,))
    >>> for text in ("Week A commences 1st September 2025.", "w/c 15 Sept is Week B", "Red week: 8 Sep, 22 Sep"):
    ...     print({str(day): week for day, week in named_weeks(Table("t", None, ((text,),)), autumn).items()})
    {'2025-09-01': 'A'}
    {'2025-09-15': 'B'}
    {'2025-09-08': 'Red', '2025-09-22': 'Red'}
    """
    found: dict[dt.date, str] = {}
    for text in (words(value) for line in table.rows for value in line if isinstance(value, str)):
        after, before = _forms()
        for match in after.finditer(text):
            found |= {monday(day.start): week_name(match) for day in days_in(match[3], sense)}
        for match in before.finditer(after.sub(" ", text)):
            week = (match[2] or match[3]).capitalize()
            found |= {monday(day.start): week for day in days_in(match[1], sense)[-1:]}
    return found | _listed(table, sense)


def _listed(table: Table, sense: DateSense) -> dict[dt.date, str]:
    """Read rows that hold a day and a week of the cycle and nothing else."""
    rows = [pair for line in table.rows if (pair := _pair(line, sense))]
    return dict(rows) if len(rows) >= FEWEST_LISTED else {}


def _pair(line: Line, sense: DateSense) -> tuple[dt.date, str] | None:
    filled = [value for value in line if words(value)]
    if len(filled) != FEWEST_LISTED:
        return None
    day, week = read_day(filled[0], sense).day, week_in(words(filled[1]), alone=True)
    return (monday(day), week) if day and week else None


def without_named_weeks(text: str) -> str:
    """Give a title without what it says of single weeks of the school year.

    >>> without_named_weeks("Timetable (Week A = w/c 1 Sept). Week B")
    'Timetable ( ). Week B'
    """
    return _forms()[0].sub(" ", text)
