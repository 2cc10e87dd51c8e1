"""The days in a line of prose: single days, lists of them, and stretches, with months and years said only once."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from extractors.cells.days import DateSense, read_day, weekday
from extractors.cells.words import plain
from extractors.vocabulary import vocabulary


class Days(NamedTuple):
    """A stretch of days, or one day; `doubt` says that a weekday in the text does not fit."""

    start: dt.date
    end: dt.date
    doubt: bool = False


class _Piece(NamedTuple):
    start: int
    end: int
    day: str
    weekday: str
    month: str
    year: str


@cache
def _pattern() -> re.Pattern[str]:
    dates = vocabulary("dates")
    days, months = ("|".join(sorted((name for forms in dates[group] for name in forms if len(name) > 2), key=len,
                                    reverse=True)) for group in ("weekdays", "months"))
    numeric = r"(?P<numeric>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}"
    numeric += rf"|\d{{1,2}}-(?:{months})-(?:\d{{4}}|\d{{2}}))(?![\d/])"
    spelt = (rf"(?:the )?(?P<d>\d{{1,2}})(?!\d|[:.]\d)(?:st|nd|rd|th)?(?:\s+(?:of )?(?P<m>{months})\b\.?)?"
             rf"(?:,?\s*(?P<y>20\d\d)\b(?!\s?/))?")
    american = rf"(?P<m2>{months})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[:.]\d)(?:,? (?P<y2>20\d\d))?"
    return re.compile(rf"(?:\b(?P<w>{days})\b\.?,?\s+)?(?:\b(?:{numeric}|{american})|\b{spelt})")


def days_in(text: str, sense: DateSense) -> list[Days]:
    """Find the days of a line.

    >>> term = DateSense(school_years=(2025,))
    >>> for line in ("HALF TERM: Mon 27 Oct - Fri 31 Oct", "Staff days: Mon 1, Tues 2 & Wed 3 September"):
    ...     print([f"{days.start} {days.end}" for days in days_in(line, term)])
    ['2025-10-27 2025-10-31']
    ['2025-09-01 2025-09-01', '2025-09-02 2025-09-02', '2025-09-03 2025-09-03']
    >>> [str(days.end) for days in days_in("08-Sep-25 - 24-Oct-25 - Autumn term", term)]
    ['2025-10-24']
    >>> days_in("Term ends Monday 17 July 2026 at 1.30pm", term)[0].doubt
    True
    """
    lower = plain(text)
    pieces = _completed([_piece(match) for match in _pattern().finditer(lower)], lower)
    found: list[Days] = []
    last_end = 0
    for piece in pieces:
        day, doubt = _read(piece, sense)
        if day is None:
            continue
        if found and found[-1].start == found[-1].end and _joins(lower[last_end:piece.start]) and day > found[-1].start:
            found[-1] = Days(found[-1].start, day, found[-1].doubt or doubt)
        else:
            found.append(Days(day, day, doubt))
        last_end = piece.end
    return found


def _piece(match: re.Match[str]) -> _Piece:
    groups = match.groupdict(default="")
    day, month, year = (groups[name] or groups[f"{name}2"] for name in "dmy")
    return _Piece(match.start(), match.end(), groups["numeric"] or day, groups["w"], month, year)


LISTED = re.compile(r"[\s,&+/-]*(?:and|to|until|till)?[\s-]*")


def _completed(pieces: list[_Piece], text: str) -> list[_Piece]:
    """Give each day the month and year of the one that it is listed with; drop numbers that are no days."""
    done: list[_Piece] = []
    month = year = ""
    for piece in reversed(pieces):
        if re.search(r"[/.-]", piece.day):
            done.append(piece)
            month = ""
        elif piece.month:
            year = piece.year or _year_before(piece.month, month, year)
            month = piece.month
            done.append(piece._replace(year=year))
        elif month and done and LISTED.fullmatch(text[piece.end:done[-1].start]):
            done.append(piece._replace(month=month, year=year))
    return done[::-1]


def _year_before(month: str, later: str, year: str) -> str:
    """Give the year of a day that stands before one in a later month: December before January 2026 is 2025."""
    first, second = (read_day(f"1 {name} 2000", DateSense()).day for name in (month, later))
    return str(int(year) - 1) if year and first and second and first > second else year


def _read(piece: _Piece, sense: DateSense) -> tuple[dt.date | None, bool]:
    """Read a piece; a weekday that does not fit leaves the date as it is written, in doubt."""
    text = " ".join(part for part in (piece.day, piece.month, piece.year) if part)
    day = read_day(text, sense).day
    if day is None and piece.year:
        return None, False
    said = weekday(piece.weekday) if piece.weekday else None
    return day, day is not None and said is not None and day.weekday() != said


@cache
def _between() -> re.Pattern[str]:
    forms = sorted(vocabulary("calendar_words")["between"]["words"], key=len, reverse=True)
    return re.compile(rf"[\s,;:(]*(?:{'|'.join(map(re.escape, forms))})(?![a-z])(?: (?:on|at|the end of))?[\s:]*")


def _joins(text: str) -> bool:
    return _between().fullmatch(text) is not None
