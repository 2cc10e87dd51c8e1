"""A month on a sheet, its days by their number alone: the dates that a row of such numbers stands for."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from extractors.cells.days import DateSense
from extractors.cells.words import plain, words
from extractors.tables import Line, Table
from extractors.vocabulary import vocabulary

FEWEST_DAYS = 4
SATURDAY = 5
NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
YEAR = re.compile(r"\b(?:20)?(\d\d)\b")
FIRST_MONTH = 8
"""A month from this one on lies in the calendar year in which its school year starts."""


def days_of_month(table: Table, row: int, sense: DateSense) -> dict[int, dt.date]:
    """Give the date of each column whose header is the number of a day, where a title or the sheet names the month.

    >>> sheet = Table("tracker.xlsx", "Nov 25", (("Intervention", 3.0, 4.0, 5.0, 6.0, "Comments"),))
    >>> [(column, str(day)) for column, day in days_of_month(sheet, 0, DateSense()).items()][:2]
    [(1, '2025-11-03'), (2, '2025-11-04')]
    >>> days_of_month(sheet._replace(sheet="Spring"), 0, DateSense())
    {}
    """
    numbers = _numbers(table.rows[row])
    month = _month(table, row, sense) if numbers else None
    if month is None:
        return {}
    year, number = month
    last = calendar.monthrange(year, number)[1]
    days = {column: dt.date(year, number, day) for column, day in numbers.items() if day <= last}
    taught = sum(day.weekday() < SATURDAY for day in days.values())
    return days if len(days) == len(numbers) and 2 * taught > len(days) else {}


def _numbers(line: Line) -> dict[int, int]:
    """Give the numbers of days that rise from column to column; none for a row that holds too few."""
    found = {column: int(match[1]) for column, value in enumerate(line)
             if column and (match := NUMBER.fullmatch(words(value))) and 1 <= int(match[1]) <= 31}
    rising = list(found.values())
    filled = sum(bool(words(value)) for value in line)
    enough = len(found) >= FEWEST_DAYS and 2 * len(found) > filled
    return found if enough and rising == sorted(set(rising)) else {}


def _month(table: Table, row: int, sense: DateSense) -> tuple[int, int] | None:
    """Read the year and the month from the nearest title that names one, or from the name of the sheet."""
    titles = [words(value) for line in reversed(table.rows[:row]) for value in line if words(value)]
    named = [found for text in (*titles, table.sheet or "") if (found := _named(text, sense.school_years))]
    return named[0] if named else None


def _named(text: str, school_years: Sequence[int]) -> tuple[int, int] | None:
    """Read the one month that some words name, and its year: their own, or that of the school year.

    >>> _named("Month: November 2025", ()), _named("Jan 26", ()), _named("Jan", (2025,)), _named("Nov - Dec", (2025,))
    ((2025, 11), (2026, 1), (2026, 1), None)
    """
    names = {form: number for number, forms in enumerate(vocabulary("dates")["months"], 1) for form in forms}
    parts = [part.strip(".,:()") for part in plain(text).split()]
    months = [names[part] for part in parts if part in names]
    if len(months) != 1:
        return None
    years = [2000 + int(match[1]) for part in parts if (match := YEAR.fullmatch(part))]
    if years:
        return years[0], months[0]
    return (school_years[0] + (months[0] < FIRST_MONTH), months[0]) if school_years else None
