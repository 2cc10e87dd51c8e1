"""What a cell says of a day: every way in which schools write one, and the doubts when it can be read in two ways."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractors.cells.words import plain, words
from extractors.remembered import remembered
from extractors.tables import Value
from extractors.vocabulary import vocabulary

LONGEST = 200
"""No day, and no stretch of days, takes so many letters."""
SERIALS = (36526, 73050)
"""Excel's numbers for the days of the years 2000 to 2099."""
EXCEL_EPOCH = dt.date(1899, 12, 30)
FIRST_MONTH = 8
"""A school year is taken to start in August, so that early starts fall into the right one."""


CLOCK_AFTER = re.compile(r"(?<![\s,])[\s,]+(?:-\s*)?(?:at )?"
                         r"(?:[ap]\.?m\.?|\d{1,2}(?::\d\d){1,2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m)$")
"""A time of day behind a date: "08/09/2025 10:45", "12/9 pm"."""


class DateSense(NamedTuple):
    """What a file tells about its dates: the school years it may be about, and which of two numbers is the month."""

    school_years: tuple[int, ...] = ()
    """The calendar years in which they start, likeliest first."""
    order: str = "day"
    """`day` or `month` first, or `unsure`."""
    swapped: bool = False
    """The spreadsheet's own dates have day and month exchanged: a file opened under an American date setting."""


class Day(NamedTuple):
    """One reading of a cell. Without a day, `problem` says why: none, unreadable, weekday, order, year."""

    day: dt.date | None = None
    weekly: bool = False
    """The cell names a whole week, and `day` is its Monday."""
    problem: str = ""
    options: tuple[dt.date, ...] = ()
    last: dt.date | None = None
    """The last day, where the cell gives a stretch of days."""


class _Parts(NamedTuple):
    day: int
    month: int
    year: int | None
    swappable: bool
    """Both numbers could be the month."""


def school_year(day: dt.date) -> int:
    """Give the calendar year in which the day's school year starts.

    >>> school_year(dt.date(2026, 7, 17)), school_year(dt.date(2025, 9, 3))
    (2025, 2025)
    """
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def monday(day: dt.date) -> dt.date:
    """Give the Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


@cache
def _names(group: str) -> dict[str, int]:
    return {name: number for number, forms in enumerate(vocabulary("dates")[group]) for name in forms}


@remembered(5_000)
def weekday(word: str) -> int | None:
    """Give the number of a weekday from any of its forms, 0 for Monday.

    >>> weekday("Thurs."), weekday("TUE"), weekday("Maths")
    (3, 1, None)
    """
    return _names("weekdays").get(plain(word).rstrip(".:,"))


@cache
def _prefixes(group: str) -> re.Pattern[str]:
    forms = sorted(vocabulary("dates")[group], key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, forms))})(?![a-z])[\s:.]*")


@cache
def _weekday_prefix() -> re.Pattern[str]:
    forms = sorted((name for name in _names("weekdays") if len(name) > 1), key=len, reverse=True)
    return re.compile(rf"^({'|'.join(forms)})\b[.,]?\s*|[\s,(]+({'|'.join(forms)})\b\.?\)?$")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(_names("months"), key=len, reverse=True))
    year = r"(?:[\s\-/.,]*'?(?P<y>\d{4}|\d{2}))?"
    numbers = r"(?P<a>\d{1,2})\s?[/.\-]\s?(?P<b>\d{1,2})(?:\s?[/.\-]\s?(?P<y>\d{4}|\d{2}))?"
    return (
        re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[t ][\d:.z+]+)?"),
        re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)"),
        re.compile(rf"(?P<d>\d{{1,2}})[\s\-/.]*(?:of )?(?P<month>{month})\b{year}"),
        re.compile(rf"(?P<month>{month})\b[\s\-/.]*(?P<d>\d{{1,2}})(?!\d)(?:[\s\-/.,]+'?(?P<y>\d{{4}}|\d{{2}}))?"),
        re.compile(rf"{numbers}(?: 0?0[:.]00(?:[:.]00)?)?"),
    )


def read_day(value: Value, sense: DateSense) -> Day:
    """Read what a cell says of a day.

    >>> autumn = DateSense(school_years=(2025,))
    >>> for cell in ("12 Sep", "Fri 5 Sep", "w/c 08/09", "18/9", "08.09.25", "2025-09-15", 45908.0):
    ...     reading = read_day(cell, autumn)
    ...     print(reading.day, reading.weekly)
    2025-09-12 False
    2025-09-05 False
    2025-09-08 True
    2025-09-18 False
    2025-09-08 False
    2025-09-15 False
    2025-09-08 False
    >>> read_day("Thu 5 Sep", autumn).problem, read_day("12/9", DateSense()).problem
    ('weekday', 'year')
    """
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return Day(exchanged(value) if sense.swapped else value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _serial(value)
    said = words(value)
    return _read(said, sense) if len(said) <= LONGEST else Day(problem="unreadable")


def exchanged(day: dt.date) -> dt.date:
    """Exchange day and month, where that is a date.

    >>> exchanged(dt.date(2025, 8, 9)), exchanged(dt.date(2025, 9, 15))
    (datetime.date(2025, 9, 8), datetime.date(2025, 9, 15))
    """
    return dt.date(day.year, day.day, day.month) if day.day <= 12 else day


def _serial(number: float) -> Day:
    if not SERIALS[0] <= number <= SERIALS[1]:
        return Day(problem="unreadable")
    return Day(EXCEL_EPOCH + dt.timedelta(days=int(number)))


@remembered(20_000)
def _read(cell: str, sense: DateSense) -> Day:
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain(cell)).strip(" .,;")
    text = CLOCK_AFTER.sub("", text)
    if not text:
        return Day(problem="none")
    numbered = re.fullmatch(r"(20\d\d)-?w(\d\d)", text)
    if numbered and 1 <= int(numbered[2]) <= 52:
        return Day(dt.date.fromisocalendar(int(numbered[1]), int(numbered[2]), 1), weekly=True)
    for group, weeks in (("week_starts", 0), ("week_ends", 1)):
        rest = _prefixes(group).sub("", text, count=1)
        if rest != text:
            return _as_week(_stretch(rest, sense) or _single(rest, sense), ends=bool(weeks))
    return _stretch(text, sense) or _single(text, sense)


def _as_week(reading: Day, *, ends: bool) -> Day:
    """Turn the reading of a day into one of its week: "w/c Thu 4 Sep" is the week of Monday 1 September."""
    if reading.day is None:
        return reading._replace(weekly=True)
    start = monday(reading.day)
    if not ends and reading.day.weekday() > 4:
        start += dt.timedelta(days=7)
    return Day(start, weekly=True)


def _stretch(text: str, sense: DateSense) -> Day | None:
    """Read "Mon 27 Oct - Fri 31 Oct", "8-12 Sept" and "8/9 to 12/9"; None for what is not two days."""
    halves = re.split(r"\s+-\s+|\s+to\s+|(?<=[a-z])-(?=[a-z])", text)
    if len(halves) == 1:
        halves = re.split(r"(?<=\d)-(?=\d{1,2}\s?[a-z]{3})", text)
    if len(halves) != 2:
        return None
    end = _single(halves[1], sense)
    if end.day is None:
        return None
    start = _single(halves[0], sense)
    numbers = re.findall(r"\d+", halves[0])
    if start.day is None and len(numbers) == 1 and 1 <= int(numbers[0]) <= end.day.day:
        start = Day(end.day.replace(day=int(numbers[0])))
    if start.day is None or start.day > end.day:
        return None
    same_week = monday(start.day) == monday(end.day) and start.day != end.day
    return Day(monday(start.day) if same_week else start.day, weekly=same_week, last=end.day)


def _single(text: str, sense: DateSense) -> Day:
    """Read one day, with its weekday if it names one."""
    if re.fullmatch(r"\d{5}(?:\.0+)?", text):
        return _serial(float(text))
    named = _weekday_prefix().search(text)
    rest = _weekday_prefix().sub("", text, count=1).strip(" ,") if named else text
    said = weekday(next(group for group in named.groups() if group)) if named else None
    parts = _parts(rest, sense)
    if parts is None:
        return Day(problem="unreadable")
    if parts.swappable and sense.order == "unsure":
        return _either_order(parts, said, sense)
    return _placed(parts, said, sense)


def _either_order(parts: _Parts, said: int | None, sense: DateSense) -> Day:
    """Choose the order that fits the weekday, if there is exactly one."""
    swapped = parts._replace(day=parts.month, month=parts.day)
    readings = [_placed(option, said, sense) for option in (parts, swapped)]
    days = tuple(sorted({reading.day for reading in readings if reading.day}))
    if len(days) == 1:
        return Day(days[0])
    return Day(problem="order" if days else readings[0].problem, options=days)


def _parts(text: str, sense: DateSense) -> _Parts | None:
    for form in _forms():
        match = form.fullmatch(text)
        if match:
            groups = match.groupdict()
            year = None if groups["y"] is None else int(groups["y"])
            if year is not None and year < 100:
                year += 2000
            if "a" in groups:
                return _in_order(int(groups["a"]), int(groups["b"]), year, sense)
            month = _names("months")[groups["month"]] + 1 if "month" in groups else int(groups["m"])
            return _Parts(int(groups["d"]), month, year, swappable=False)
    return None


def _in_order(first: int, second: int, year: int | None, sense: DateSense) -> _Parts:
    """Tell day from month: a number over 12 is a day, and else the file's order holds."""
    swappable = first <= 12 and second <= 12 and first != second
    month_first = second > 12 or (swappable and sense.order == "month")
    day, month = (second, first) if month_first else (first, second)
    return _Parts(day, month, year, swappable)


def _placed(parts: _Parts, said: int | None, sense: DateSense) -> Day:
    """Put the day into its year, and check the weekday."""
    if parts.year is not None:
        days = _existing([(parts.year, parts)])
    else:
        days = _existing([(year + (parts.month < FIRST_MONTH), parts) for year in sense.school_years])
    if not days:
        known = parts.year is not None or bool(sense.school_years)
        return Day(problem="unreadable" if known else "year")
    fitting = [day for day in days if said in (None, day.weekday())]
    if len(fitting) == 1:
        return Day(fitting[0])
    return Day(problem="year" if fitting else "weekday", options=tuple(fitting or days))


def _existing(options: Iterable[tuple[int, _Parts]]) -> list[dt.date]:
    found = []
    for year, parts in options:
        try:
            found.append(dt.date(year, parts.month, parts.day))
        except ValueError:
            continue
    return found
