"""The school's calendar: term dates in a table, a TOML file, or pasted as text, put into half-terms and closures."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from extractors.calendars.attendance_pattern import ask_about_pattern
from extractors.calendars.clauses import clauses
from extractors.calendars.listed import Listing, listing
from extractors.calendars.named import named_days, shut_days
from extractors.calendars.shape import LONGEST_TERM, Event, build
from extractors.calendars.ticked import listed_days
from extractors.calendars.words import cycle_week, kind_of, kind_of_day, only_names_week
from extractors.calendars.wrapped import unwrapped
from extractors.calendars.years import calendar_sense
from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.phrases import days_in
from extractors.cells.words import blank, cell, words
from extractors.records.headers import Header, find_header
from extractors.tables import Table, decoded, read_tables
from models.calendar import HalfTerm, SchoolCalendar
from models.doubt import Doubt, Severity
from models.errors import UnusableCalendar
from models.source import Row

REMEDY = "Give the first and the last day of each term, as the school publishes them."

LONGEST_HALF = dt.timedelta(weeks=9)
"""School weeks without a break for longer than this are a half-term holiday that was left out."""
LONGEST_HEADING = 8
"""More words than this, without a day, are a sentence and not a heading."""


class ReadCalendar(NamedTuple):
    """A calendar, and what is unsure about it."""

    calendar: SchoolCalendar
    doubts: tuple[Doubt, ...]
    numbers: dict[dt.date, int]
    """The day of the timetable's cycle of each date, where the days are numbered and drift against the weekdays."""


@dataclass
class _Found:
    """Events and doubts, as they are read."""

    events: list[Event] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[Event] = field(default_factory=list)
    """Single days of a term, of which it is not said whether they are its first."""
    cycle: tuple[str, ...] = ()
    cycle_start: dt.date | None = None
    weeks: dict[dt.date, str] = field(default_factory=dict)
    """The week of the cycle that each of these Mondays starts."""
    numbers: dict[dt.date, int] = field(default_factory=dict)
    """The day of the cycle of each date, where its days are numbered and drift against the weekdays."""

    def weekday_doubt(self, source: Row, day: dt.date) -> None:
        self.doubts.append(Doubt(
            code="date_weekday", field="calendar", place=source.place(), alternatives=(day.isoformat(),),
            reason=f"The day of the week given does not fit {day:%-d %B %Y}, which was used.",
            next_step="Check this date with the school."))


def read_calendar(path: Path, school_years: tuple[int, ...] = ()) -> ReadCalendar:
    """Read a calendar file of any form; raise UnusableCalendar where its terms contradict each other."""
    found = _Found()
    if path.suffix.lower() == ".toml":
        _toml(path, found)
    else:
        for table in read_tables(path):
            _table(table, school_years, found)
            found.doubts += ask_about_pattern(table)
    calendar = build([*found.events, *_first_day(found)], path.name)
    if not calendar.half_terms:
        raise UnusableCalendar("no term with a first and a last day was found", path.name, REMEDY)
    long = [half for half in calendar.half_terms if half.end - half.start > LONGEST_HALF]
    found.doubts += [_no_break(half, path.name) for half in long]
    return ReadCalendar(_anchored(found, calendar), tuple(found.doubts), found.numbers)


def _first_day(found: _Found) -> list[Event]:
    """Take the earliest day whose words are not known for the first, where a last day has none before it."""
    last = min((event.start for event in found.events if event.kind == "close"), default=None)
    first = min((event.start for event in found.events if event.kind in ("open", "term")), default=None)
    if last is None or (first is not None and first <= last):
        return []
    known = [event for event in found.events if event.kind == "" and last - LONGEST_TERM <= event.start < last]
    earliest = min([*known, *found.unread], key=lambda event: event.start, default=None)
    if earliest is None or earliest.start >= last:
        return []
    found.doubts.append(Doubt(
        code="first_day_assumed", field="calendar", place=earliest.source.place(), alternatives=(str(earliest.start),),
        reason=f"No line says outright when school starts; {earliest.start:%-d %B %Y} was taken for the first day.",
        next_step="Check the first day of term with the school."))
    return [earliest._replace(kind="open")]


def _no_break(half: HalfTerm, file: str) -> Doubt:
    return Doubt(code="no_half_term", field="calendar", place=file,
                 reason=f"No half-term holiday is listed between {half.start:%-d %B %Y} and {half.end:%-d %B %Y}.",
                 next_step="Add the half-term holiday, if there is one.")


def _table(table: Table, school_years: tuple[int, ...], found: _Found) -> None:
    sense = calendar_sense(table, school_years)
    table = unwrapped(table, sense)
    header = find_header(table, ("calendar_days", "calendar"))
    if header and header.form == "calendar_days":
        found.events += listed_days(table, header, sense)
    elif listed := listing(table, sense):
        _listed(listed, table.file, found)
    elif header and header.row <= 5:
        _events(table, header, sense, found)
    else:
        _lines(table, sense, found)


def _listed(listed: Listing, file: str, found: _Found) -> None:
    """Take in a list of days or of weeks."""
    found.events += listed.events()
    found.weeks |= listed.weeks
    for source in listed.unclear:
        _unread(source, found)
    if listed.numbers:
        found.numbers |= listed.numbers
        found.doubts.append(Doubt(
            code="cycle_days", field="calendar", place=file, severity=Severity.NOTE,
            next_step="Compare the dates of a few lessons with the child's own diary.",
            reason="The days of the timetable's cycle are numbered and not tied to weekdays: each lesson was put on "
                   "the dates to which this list gives its day."))


def _events(table: Table, header: Header, sense: DateSense, found: _Found) -> None:
    """Read a table of events with a first and a last day, and the break within a term."""
    header, heading = _with_last_days(table, header, sense), ""
    for number in range(header.row + 1, len(table.rows)):
        line, source = table.rows[number], table.source(number)
        name = words(cell(line, header.columns.get("event")))
        if blank(line) or not name:
            continue
        start, end = (_day(cell(line, header.columns.get(role)), sense, source, found) for role in ("start", "end"))
        stretch = _stretch_of(words(cell(line, header.columns.get("start"))), sense)
        start = start or (stretch[0] if stretch else None)
        end = end or (stretch[1] if stretch else start)
        kind = kind_of_day(name) if start == end else kind_of(name)
        if start and only_names_week(name):
            _cycle(name, start, found)
        elif start is None or end is None or (start == end and kind == "term"):
            heading = _line(table, number, (heading, sense), found)
        else:
            found.events.append(Event(kind, name, start, end, source))
            found.events += _break_of(table, number, (header, sense), found)
            found.events += _beside(table, number, (header, sense))
            _cycle(" ".join(words(value) for value in line), start, found)


def _with_last_days(table: Table, header: Header, sense: DateSense) -> Header:
    """Find the column of last days by what it holds, where its name does not say so: the next with days in it."""
    first = header.columns["start"]
    below = table.rows[header.row + 1:]
    days = [{column for column, value in enumerate(line) if read_day(value, sense).day} for line in below]
    told = [found for found in days if first in found]
    taken = set(header.columns.values())
    dated = [column for column in range(first + 1, max(map(len, below), default=0)) if column not in taken
             and 2 * sum(column in found for found in told) > len(told)]
    if "end" in header.columns or not dated:
        return header
    return header._replace(columns={**header.columns, "end": dated[0]})


def _break_of(table: Table, number: int, around: tuple[Header, DateSense], found: _Found) -> Iterator[Event]:
    """Read a term's own columns for its half-term break."""
    header, sense = around
    line, source = table.rows[number], table.source(number)
    start, end = (_day(cell(line, header.columns.get(role)), sense, source, found)
                  for role in ("break_start", "break_end"))
    stretch = (start, end) if start and end else _stretch_of(words(cell(line, header.columns.get("break"))), sense)
    if stretch and stretch[0] and stretch[1]:
        yield Event("half_term_break", "Half term", stretch[0], stretch[1], source)


def _beside(table: Table, number: int, around: tuple[Header, DateSense]) -> Iterator[Event]:
    """Read the days on which a term's row says, in its notes, that school is closed."""
    header, sense = around
    read = {header.columns.get(role) for role in ("event", "start", "end", "break_start", "break_end", "break")}
    for column, value in enumerate(table.rows[number]):
        if column not in read:
            yield from shut_days(words(value), sense, table.source(number))


def _stretch_of(text: str, sense: DateSense) -> tuple[dt.date, dt.date] | None:
    days = days_in(text, sense)
    return (days[0].start, days[0].end) if len(days) == 1 else None


def _day(value: Any, sense: DateSense, source: Row, found: _Found) -> dt.date | None:
    read = read_day(value, sense)
    if read.problem == "weekday" and read.options:
        found.weekday_doubt(source, read.options[0])
        return read.options[0]
    return read.day


def _unread(source: Row, found: _Found) -> None:
    found.doubts.append(Doubt(code="calendar_row", field="calendar", reason="The dates of this row could not be read.",
                              place=source.place(), next_step="Check this row of the calendar."))


def _lines(table: Table, sense: DateSense, found: _Found) -> None:
    """Read term dates written as text: one or more days, and the words that say what they are."""
    heading = ""
    for number in range(len(table.rows)):
        heading = _line(table, number, (heading, sense), found)


def _line(table: Table, number: int, around: tuple[str, DateSense], found: _Found) -> str:
    """Read one line of text, or a row that is laid out in its own way; give the heading under which the next stands."""
    heading, sense = around
    text = " - ".join(words(value) for value in table.rows[number] if words(value))
    days, source = days_in(text, sense), table.source(number)
    if not days:
        _cycle(text, None, found)
        return text if text and len(text.split()) <= LONGEST_HEADING else heading
    for day in days:
        if day.doubt:
            found.weekday_doubt(source, day.start)
    events = [event for part in clauses(text, sense)
              for event in named_days(part.text, heading, [(day.start, day.end) for day in part.days], source)]
    if any(event.kind == "term" and event.start == event.end for event in events):
        _unread(source, found)
        found.unread += [event for event in events if event.start == event.end]
    else:
        found.events += events
        _cycle(text, days[0].start, found)
    return heading


def _cycle(text: str, day: dt.date | None, found: _Found) -> None:
    """Take in which week of the timetable's cycle a line speaks of: the first is the anchor, later ones override."""
    week = cycle_week(text)
    if week is not None and day is not None:
        found.weeks[monday(day)] = week
    if re.search(r"\ba\s?/\s?b\b", text.lower()) and not found.cycle:
        found.cycle = ("A", "B")


def _anchored(found: _Found, calendar: SchoolCalendar) -> SchoolCalendar:
    """Give the calendar its cycle of weeks; where it first names a later one, no school week may lie before that."""
    if not found.weeks:
        return calendar.model_copy(update={"cycle": found.cycle, "cycle_start": found.cycle_start})
    first = min(found.weeks)
    named = tuple(dict.fromkeys(week for _, week in sorted(found.weeks.items())))
    cycle = found.cycle or next((pair for pair in (("A", "B"), ("1", "2")) if found.weeks[first] in pair), named)
    start = first if found.weeks[first] == cycle[0] else first - dt.timedelta(days=7)
    later = {day: week for day, week in sorted(found.weeks.items()) if day != start}
    return calendar.model_copy(update={"cycle": cycle, "cycle_start": start, "cycle_overrides": later})


def _toml(path: Path, found: _Found) -> None:
    """Read `[[terms]]` and `[[closures]]` with name, start, end and, for a closure, its kind."""
    try:
        content = tomllib.loads(decoded(path))
    except (ValueError, RecursionError) as error:
        line = re.search(r"line \d+", str(error))
        raise UnusableCalendar("these term dates are not written as TOML is",
                               f"{path.name}, {line[0]}" if line else path.name,
                               "Correct them, or give the dates as a table or as plain text.") from error
    try:
        _take(content, path, found)
    except (TypeError, AttributeError) as error:
        remedy = "Write them as [[terms]] and [[closures]], each with a name, a start and an end."
        raise UnusableCalendar("the file holds something else than terms and closures", path.name, remedy) from error


def _take(content: dict[str, Any], path: Path, found: _Found) -> None:
    cycle = content.get("cycle", ())
    found.cycle = tuple(str(week) for week in (cycle.get("weeks", ()) if isinstance(cycle, dict) else cycle))
    stated = content.get("cycle_start") or (cycle.get("start") if isinstance(cycle, dict) else None)
    start = read_day(stated or "", DateSense()).day
    found.cycle_start = monday(start) if start else None
    entries = [(entry, group) for group in ("terms", "half_terms", "closures") for entry in content.get(group, ())]
    for number, (entry, group) in enumerate(entries, 1):
        found.events.append(_entry(entry, group, Row(file=path.name, row=number)))


def _entry(entry: dict[str, Any], group: str, source: Row) -> Event:
    sense = DateSense()
    start, end = (read_day(entry.get(name, entry.get("date", "")), sense).day for name in ("start", "end"))
    if start is None:
        raise UnusableCalendar("a term or a closure has no first day", source.place(), REMEDY)
    if end is None and ("end" in entry or group != "closures"):
        raise UnusableCalendar("a term or a closure has no last day that can be read", source.place(), REMEDY)
    name = str(entry.get("name", entry.get("kind", "")))
    kind = "term" if group != "closures" else str(entry.get("kind", "")) or kind_of(name) or "occasional"
    return Event("half_term_break" if kind == "half_term" else kind, name, start, end or start, source)
