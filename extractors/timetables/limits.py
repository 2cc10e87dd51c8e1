"""The days within a cell or a title of a timetable: from when, until when, and on which days only."""

import datetime as dt
import re
from functools import cache

from extractors.cells.days import DateSense, read_day
from extractors.cells.words import plain
from extractors.timetables.adults import tidy
from extractors.vocabulary import vocabulary

OTHER_WEEKS = re.compile(r"[\s,;–-]*\b(?:in |the |all )*(?:other|remaining) (?:weeks?|wks?|days?)\b.*$", re.IGNORECASE)
"""What the place is used for otherwise."""


def _months() -> list[str]:
    names = (name for forms in vocabulary("dates")["months"] for name in forms)
    return sorted(names, key=len, reverse=True)


@cache
def _span() -> re.Pattern[str]:
    """Two days with a stretch between them; days with a point could be times of day."""
    between, number = r"\s*(?:to|until|till|-|–)\s*", r"\d{1,2}(?:st|nd|rd|th)?"
    first = rf"{day_pattern()}|{number}(?={between}{number}\s?[a-z]{{3}})"
    return re.compile(rf"(?<![\d.:/])({first}){between}({day_pattern()})", re.IGNORECASE)


@cache
def _listed() -> re.Pattern[str]:
    """Two days or more in a row, or one that is said to be the only one."""
    one = rf"(?:(?:mon|tue|wed|thu|fri)[a-z]*\s+)?{day_pattern()}"
    return re.compile(rf"(?<![\d.:/])(?:\b(?:only )?on\s+)?({one}(?:(?:\s*[,;&+]\s*|\s+and\s+){one})+)"
                      rf"|\bonly on\s+({one})", re.IGNORECASE)


@cache
def day_pattern() -> str:
    """Give the pattern of a day that cannot be a time of day: "9/9", "6th Nov", "18 December 2025"."""
    named = rf"\s?(?:{'|'.join(_months())})\b(?:\s\d{{4}}\b)?"
    return rf"\d{{1,2}}(?:st|nd|rd|th)?(?:/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/])|{named})"


@cache
def limit_pattern() -> re.Pattern[str]:
    """A day from which, or until which, something is planned; "from 9.15" and "to 3.00" are times, and no days."""
    dates = vocabulary("dates")
    words = "|".join(sorted(map(re.escape, (*dates["starts"], *dates["ends"])), key=len, reverse=True))
    numeric = r"/\d{1,2}(?:/\d{2,4})?|\.\d{1,2}\.\d{2,4}|\.(?:0?[1-46-9]|1[12])(?![\d.:])"
    day = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:{numeric}|\s?(?:{'|'.join(_months())})\b(?:\s\d{{4}}\b)?)"
    return re.compile(rf"\b(?:{words})\s+(?:w/c\s+)?(?:[A-Z][a-z]{{2,8}}\s+)?{day}", re.IGNORECASE)


def limits(text: str, sense: DateSense) -> tuple[dt.date | None, dt.date | None, str]:
    """Read the days between which a text holds, and give the text without them.

    >>> limits("Study skills from 18/9 until 12 Dec", DateSense(school_years=(2025,)))
    (datetime.date(2025, 9, 18), datetime.date(2025, 12, 12), 'Study skills')
    >>> limits("Crafts (17/9 to 10/12)", DateSense(school_years=(2025,)))
    (datetime.date(2025, 9, 17), datetime.date(2025, 12, 10), 'Crafts')
    """
    first = last = None
    span = _span().search(text)
    if span:
        last = read_day(span[2], sense).day
        first = _same_month(span[1], last) or read_day(span[1], sense).day
        if first and last and first < last:
            return first, last, tidy(f"{_before(text[:span.start()])} {text[span.end():]}")
        first = last = None
    for match in limit_pattern().finditer(text):
        word, _, day = match[0].partition(" ")
        read = read_day(day, sense).day
        if plain(word) in vocabulary("dates")["starts"]:
            first = first or read
        else:
            last = last or read
    return first, last, tidy(limit_pattern().sub(" ", text))


def _same_month(number: str, last: dt.date | None) -> dt.date | None:
    """Read a number alone as a day of the month of the last day: "10 to 14 November"."""
    bare = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", number)
    return last.replace(day=int(bare[1])) if last and bare and 0 < int(bare[1]) <= last.day else None


def _before(text: str) -> str:
    """Drop the word that leads to a stretch of days: "from"."""
    words = "|".join(sorted(map(re.escape, vocabulary("dates")["starts"]), key=len, reverse=True))
    return re.sub(rf"\b(?:{words})\s*$", "", text, flags=re.IGNORECASE)


def listed_days(text: str, sense: DateSense) -> tuple[tuple[dt.date, ...], str]:
    """Read the only days on which something is planned, and give the text without them.

    >>> found, rest = listed_days("SaLT on 9/9, 23/9 and 7 Oct - other weeks RE", DateSense(school_years=(2025,)))
    >>> [day.isoformat() for day in found], rest
    (['2025-09-09', '2025-09-23', '2025-10-07'], 'SaLT')
    >>> listed_days("Maths 9.10, 10.10", DateSense(school_years=(2025,)))
    ((), 'Maths 9.10, 10.10')
    """
    match = _listed().search(text)
    pieces = re.split(r"\s*[,;&+]\s*|\s+and\s+", next(filter(None, match.groups()))) if match else []
    read = [read_day(piece, sense).day for piece in pieces]
    days = tuple(sorted(day for day in read if day))
    if match is None or len(days) != len(pieces) or len({day.weekday() for day in days}) > 1:
        return (), text
    return days, tidy(OTHER_WEEKS.sub(" ", f"{text[:match.start()]} {text[match.end():]}"))
