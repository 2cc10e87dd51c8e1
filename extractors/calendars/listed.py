"""A calendar kept as a list of school days or of school weeks, where no column says whether school is open."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from extractors.calendars.shape import BREAKS, Event
from extractors.calendars.ticked import Listed, events_of
from extractors.calendars.words import cycle_week, kind_of
from extractors.cells.days import DateSense, monday, read_day, weekday
from extractors.cells.phrases import days_in
from extractors.cells.words import blank, words
from extractors.tables import Line, Table
from models.source import Row

FEWEST = {1: 10, 7: 5}
"""So many rows make a list of days (one day apart) or of weeks (seven)."""
MOSTLY = 0.7
FRIDAY = 4
ONE_DAY = dt.timedelta(days=1)
CLOSED = (*BREAKS, "inset", "bank_holiday", "occasional")
NUMBERED = re.compile(r"(?:day )?(\d{1,2})", re.IGNORECASE)
LONE = re.compile(r"[A-D]|[1-4]")
STRETCH = re.compile(r"\b([a-z]+)\s*(?:-|–|to)\s*([a-z]+)\b")
PARTS = re.compile(r"[.;,]\s*")
BESIDE = re.compile(r"\s[-–]\s|[:(]")
"""What stands between the name of a stretch and what is said of it: "HALF TERM - school closed"."""
ALL_WEEK = re.compile(r"\b(?:all|whole) (?:the )?week\b", re.IGNORECASE)


class Listing(NamedTuple):
    """The days that a list has, the weeks of the cycle that it names, and rows that it leaves unclear."""

    days: dict[dt.date, Listed]
    weeks: dict[dt.date, str]
    unclear: tuple[Row, ...] = ()
    numbers: Mapping[dt.date, int] = MappingProxyType({})
    """The day of the cycle of each date, where its days are numbered and not tied to weekdays."""

    def events(self) -> Iterator[Event]:
        """Give the terms and closures that follow."""
        return events_of(self.days)


class _Entry(NamedTuple):
    """A row of the list: its day, its other cells, and where it stands."""

    day: dt.date
    others: tuple[str, ...]
    source: Row
    last: dt.date | None = None


def listing(table: Table, sense: DateSense) -> Listing | None:
    """Read a table as such a list; None where its dates do not follow each other by days or by weeks."""
    for column in range(max(map(len, table.rows), default=0)):
        entries = _entries(table, column, sense)
        step = _step(entries, sum(not blank(line) for line in table.rows))
        if step:
            return _by_week(entries) if step == max(FEWEST) else _by_day(entries)
    return None


def _entries(table: Table, column: int, sense: DateSense) -> list[_Entry]:
    found = []
    for number, line in enumerate(table.rows):
        day = read_day(line[column], sense).day if column < len(line) and words(line[column]) else None
        if day is not None:
            found.append(_entry(line, column, day, (sense, table.source(number))))
    return found


def _entry(line: Line, column: int, day: dt.date, around: tuple[DateSense, Row]) -> _Entry:
    sense, source = around
    others = [(words(value), read_day(value, sense).day) for place, value in enumerate(line) if place != column]
    last = next((other for _, other in others if other and day < other < monday(day) + 7 * ONE_DAY), None)
    return _Entry(day, tuple(text for text, other in others if text and not other), source, last)


def _step(entries: Sequence[_Entry], rows: int) -> int:
    """Give how many days lie between a row and the next: 1, 7, or 0 where the dates are no such list."""
    gaps = [(after.day - before.day).days for before, after in pairwise(entries)]
    if not gaps or min(gaps) <= 0 or len(entries) < MOSTLY * rows:
        return 0
    step = int(median(gaps))
    regular = sum(gap % 7 == 0 if step == max(FEWEST) else gap in (1, 3) for gap in gaps)
    return step if len(entries) >= FEWEST.get(step, len(entries) + 1) and regular >= MOSTLY * len(gaps) else 0


def _by_day(entries: Sequence[_Entry]) -> Listing:
    """Take every listed weekday as open, unless its words or an empty place in the cycle say that it is not."""
    numbers = {entry.day: int(found[1]) for entry in entries for text in entry.others
               if (found := NUMBERED.fullmatch(text)) and 1 <= int(found[1]) <= 2 * (FRIDAY + 1)}
    weeks = _weeks(entries)
    turns = sum(before != after for before, after in pairwise(numbers.values()))
    counted = min(len(numbers), turns + 1) >= MOSTLY * len(entries)
    days = {entry.day: Listed(_is_open(entry, not counted or entry.day in numbers), " ".join(entry.others),
                              entry.source) for entry in entries if entry.day.weekday() <= FRIDAY}
    adrift = counted and any((number - 1) % (FRIDAY + 1) != day.weekday() for day, number in numbers.items())
    if counted and not adrift:
        weeks = {monday(day): str((number - 1) // (FRIDAY + 1) + 1) for day, number in numbers.items()}
    return Listing(_filled(days), weeks, numbers=numbers if adrift else {})


def _is_open(entry: _Entry, placed: bool) -> bool:
    return placed and kind_of(" ".join(entry.others)) not in CLOSED


def _by_week(entries: Sequence[_Entry]) -> Listing:
    """Take the days of every listed week as open, but for those that its words close."""
    days: dict[dt.date, Listed] = {}
    unclear = []
    for entry in entries:
        first, last = entry.day, entry.last or monday(entry.day) + FRIDAY * ONE_DAY
        span = [first + number * ONE_DAY for number in range((last - first).days + 1)]
        shut, note, clear = _shut(entry, [day for day in span if day.weekday() <= FRIDAY])
        days |= {day: Listed(day not in shut, note, entry.source) for day in span if day.weekday() <= FRIDAY}
        unclear += [] if clear else [entry.source]
    return Listing(_filled(days), _weeks(entries), tuple(unclear))


def _shut(entry: _Entry, span: Sequence[dt.date]) -> tuple[set[dt.date], str, bool]:
    """Give the days of a week that its words close, those words, and whether they say which days."""
    shut: set[dt.date] = set()
    note, clear = "", True
    for part in (part for text in entry.others for part in _parts(text)):
        kind, named = _kind(part), set(span) if ALL_WEEK.search(part) else _named(part, span)
        if kind in CLOSED:
            note = note or part
            shut |= named or (set(span) if kind in BREAKS else set())
            clear = clear and (bool(named) or kind in (*BREAKS, "bank_holiday"))
        elif kind == "close" and named:
            shut |= {day for day in span if day > max(named)}
        elif kind == "open" and named:
            shut |= {day for day in span if day < min(named)}
    return shut, note, clear


def _parts(text: str) -> list[str]:
    """Split the words of a week; at a dash where what stands on each side of it says something of its own.

    >>> _parts("Mon 5 Jan INSET - students return Tues 6 Jan"), _parts("closed Mon - Wed")
    (['Mon 5 Jan INSET', 'students return Tues 6 Jan'], ['closed Mon - Wed'])
    """
    found: list[str] = []
    for part in PARTS.split(text):
        sides = BESIDE.split(part)
        found += sides if all(map(kind_of, sides)) else [part]
    return found


def _kind(part: str) -> str:
    """Say what kind of days some words name; a break by its name, whatever is said beside it.

    >>> _kind("HALF TERM - school closed"), _kind("School closed (heating)"), _kind("Term ends")
    ('half_term', 'occasional', 'close')
    """
    kind, name = kind_of(part), kind_of(BESIDE.split(part, maxsplit=1)[0])
    return name if kind in CLOSED and name in BREAKS else kind


def _named(part: str, span: Sequence[dt.date]) -> set[dt.date]:
    """Give the days of a week that words name, by weekday or by date.

    >>> week = [dt.date(2025, 11, 17) + number * ONE_DAY for number in range(5)]
    >>> [[day.day for day in sorted(_named(part, week))] for part in ("INSET Fri", "closed Mon-Wed", "21 November")]
    [[21], [17, 18, 19], [21]]
    """
    sense = DateSense(school_years=(span[0].year - (span[0].month < 8),)) if span else DateSense()
    dated = {day for stretch in days_in(part, sense) for day in span if stretch.start <= day <= stretch.end}
    said = {number for word in re.findall(r"[a-z]+", part.lower()) if (number := _weekday(word)) is not None}
    for first, last in STRETCH.findall(part.lower()):
        start, end = _weekday(first), _weekday(last)
        said |= set(range(start, end + 1)) if start is not None and end is not None else set()
    return dated or {day for day in span if day.weekday() in said}


def _weekday(word: str) -> int | None:
    """Read a weekday that is written with three letters at least."""
    return weekday(word) if len(word) > 2 else None


def _weeks(entries: Sequence[_Entry]) -> dict[dt.date, str]:
    """Give the week of the cycle of each Monday: "Week A", "B"; numbers that count on are the weeks of the year."""
    counting = any(text.isdigit() and not LONE.fullmatch(text) for entry in entries for text in entry.others)
    named = [(monday(entry.day), cycle_week(text) or (text if LONE.fullmatch(text) else None))
             for entry in entries for text in entry.others if not (counting and text.isdigit())]
    return {day: week for day, week in named if week}


def _filled(days: dict[dt.date, Listed]) -> dict[dt.date, Listed]:
    """Add the weekdays that the list leaves out: there is no school on them."""
    first, last = min(days), max(days)
    every = (first + number * ONE_DAY for number in range((last - first).days + 1))
    source = days[first].source
    return {day: days.get(day, Listed(False, "", source)) for day in every if day.weekday() <= FRIDAY}
