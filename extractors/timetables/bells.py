"""When the periods of the school day are: small tables of them, one for each group of days, or lines of text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.cells.days import weekday
from extractors.cells.times import RANGE, Times, read_period, read_times
from extractors.cells.words import blank, cell, key, plain, words
from extractors.records.headers import Header, best_header, forms_of
from extractors.tables import Line, Table, Value
from extractors.vocabulary import vocabulary

LONGEST_NAME = 16
SCHOOL_WEEK = frozenset(range(5))
FEWEST_PERIODS = 2
DAY_WORD = re.compile(r"\b(?:days?|times?|timings?|finish|early|bells?|the|of|school|for)\b")

STARTS = ("start", "starts", "from", "begin", "begins")
PAIRED = re.compile(r"(.+?)(?<![ ,:-])[ ,:-]*\b(starts?|from|begins?|ends?|to|finish(?:es)?)")

Key = tuple[str, int | None]


class Bells(NamedTuple):
    """Times of periods by their key, and by weekday where days differ: ("p1", 4)."""

    times: dict[Key, Times]
    rows: frozenset[int] = frozenset()
    """The rows of the tables that give them, counted from 0."""
    unsure: frozenset[str] = frozenset()
    """Periods to which the paper gives two different times for one day, which are then used for none."""

    def of(self, name: str, day: int) -> Times | None:
        """Give the times of a period on a weekday; "1", "P1" and "Period 1" are one."""
        for form in (key(name), *_numbered(name)):
            found = self.times.get((form, day)) or self.times.get((form, None))
            if found:
                return found
        return None


class _Rung(NamedTuple):
    """A row or line that gives the times of a period on some days; no days are all of them."""

    name: str
    days: frozenset[int]
    times: Times
    rows: tuple[int, ...] = ()
    """Its row and that of its header; none for a line of text."""


def _numbered(name: str) -> tuple[str, ...]:
    number = re.fullmatch(r"(?:p|per|period|lesson|l)? ?(\d)", key(name))
    return tuple(f"{form}{number[1]}" for form in ("", "p", "period ", "lesson ")) if number else ()


def days_named(text: str) -> frozenset[int]:
    """Read the weekdays that a header covers.

    >>> [sorted(days_named(text)) for text in ("Mon-Thu", "Fri", "Mon, Tues & Wed", "Monday to Thursday", "P1")]
    [[0, 1, 2, 3], [4], [0, 1, 2], [0, 1, 2, 3], []]
    """
    ends = re.fullmatch(r"(\w+) ?(?:-|to) ?(\w+)", plain(text))
    if ends:
        first, last = weekday(ends[1]), weekday(ends[2])
        return frozenset(range(first, last + 1)) if first is not None and last is not None else frozenset()
    found = [weekday(part) for part in re.split(r"\s*(?:,|&|/|\band\b)\s*|\s+", plain(text)) if part]
    return frozenset(day for day in found if day is not None) if None not in found else frozenset()


def _titled_days(text: str) -> frozenset[int]:
    """Read the weekdays that a title names among the usual words: "Friday (early finish)", "Times: Mon-Thu"."""
    return days_named(" ".join(re.sub(r"[():]", " ", DAY_WORD.sub(" ", plain(text))).split()))


def read_bells(table: Table) -> Bells:
    """Collect the times of periods that a table gives, in tables of their own or in lines of text."""
    found = [rung for reader in (_by_day, _in_pairs, _across, _listed, _in_lines) for rung in reader(table)]
    told = [((rung.name, day), rung.times._replace(rest="")) for rung in found for day in rung.days or {None}]
    return _told(told)._replace(rows=frozenset(row for rung in found for row in rung.rows))


def together(all_bells: Iterable[Bells]) -> Bells:
    """Put together the bells of several sheets."""
    read = list(all_bells)
    told = _told(pair for bells in read for pair in bells.times.items())
    unsure = told.unsure.union(*(bells.unsure for bells in read))
    return Bells({place: times for place, times in told.times.items() if place[0] not in unsure}, unsure=unsure)


def _told(pairs: Iterable[tuple[Key, Times]]) -> Bells:
    told: dict[Key, set[Times]] = defaultdict(set)
    for place, times in pairs:
        told[place].add(times)
    unsure = frozenset(name for (name, _), times in told.items() if len(times) > 1)
    return Bells({place: next(iter(times)) for place, times in told.items() if place[0] not in unsure}, unsure=unsure)


def _by_day(table: Table) -> Iterator[_Rung]:
    """Read tables whose columns are days or groups of days and whose cells are times alone."""
    for row, line in enumerate(table.rows):
        columns = {column: days for column, value in enumerate(line) if column and (days := days_named(words(value)))}
        if not frozenset().union(*columns.values()) >= SCHOOL_WEEK:
            continue
        below = _below(table, row)
        if _all_times([line for _, line in below], columns):
            yield from (_Rung(key(words(cell(line, 0))), days, times, (row, number)) for number, line in below
                        for column, days in columns.items() if (times := _ended(cell(line, column))))


def _in_pairs(table: Table) -> Iterator[_Rung]:
    """Read tables with a start and an end for each group of days: "Mon-Thu start", "Mon-Thu end", "Fri start"."""
    for row, line in enumerate(table.rows):
        ends: dict[str, dict[frozenset[int], int]] = {"start": {}, "end": {}}
        for column, value in enumerate(line):
            match = PAIRED.fullmatch(plain(words(value)))
            days = _titled_days(match[1]) if match else frozenset()
            if match and days:
                ends["start" if match[2] in STARTS else "end"][days] = column
        groups = [(days, start, ends["end"][days]) for days, start in ends["start"].items() if days in ends["end"]]
        for number, below in _below(table, row) if len(groups) > 1 else ():
            for days, start, end in groups:
                times = _ended(f"{words(cell(below, start))} - {words(cell(below, end))}")
                if times:
                    yield _Rung(key(words(cell(below, 0))), days, times, (row, number))


def _across(table: Table) -> Iterator[_Rung]:
    """Read tables whose columns are periods and whose rows are groups of days, with times alone in the cells."""
    for row, line in enumerate(table.rows):
        columns = [column for column, value in enumerate(line) if column and _numbered(words(value))]
        if len(columns) < FEWEST_PERIODS:
            continue
        for number, below in _below(table, row):
            times = {column: read for column in columns if (read := _ended(cell(below, column)))}
            filled = [value for value in below[1:] if words(value)]
            if len(times) < FEWEST_PERIODS or any(read_period(value) is None for value in filled):
                break
            days = _titled_days(words(cell(below, 0)))
            yield from (_Rung(key(words(line[column])), days, read, (row, number)) for column, read in times.items())


def _listed(table: Table) -> Iterator[_Rung]:
    """Read tables with a period a row: its start and end, its days in a column or in the line above the table."""
    heads = [header for row, line in enumerate(table.rows) if _may_head(line)
             and (header := best_header(line, row, forms_of(("timetable",)))) and header.form == "bells"]
    for header, end in zip(heads, [*(header.row for header in heads[1:]), len(table.rows)], strict=False):
        titled = _titled_days(_line_above(table, header.row))
        column = next((place for place, value in enumerate(table.rows[header.row])
                       if key(words(value)) in ("day", "days")), None)
        for number, line in _below(table, header.row):
            times = _between(line, header)
            if times and number < end:
                days = days_named(words(cell(line, column))) if column is not None else titled
                yield _Rung(key(words(cell(line, header.columns["period"]))), days, times, (header.row, number))


def _may_head(line: Line) -> bool:
    names = vocabulary("column_names")["forms"]["bells"]["columns"]["period"]
    return any(isinstance(value, str) and key(value) in names for value in line)


def _line_above(table: Table, row: int) -> str:
    above = table.rows[row - 1] if row else ()
    said = [words(value) for value in above if words(value)]
    return said[0] if len(said) == 1 else table.sheet or ""


def _in_lines(table: Table) -> Iterator[_Rung]:
    """Read lines such as "P1 8.50-9.40", or "Sessions: AM1 9.15-10.30, AM2 10.45-12.00"."""
    for line in table.rows:
        filled = [words(value) for value in line if value != ""]
        if len(filled) == 1:
            yield from (_Rung(key(name), frozenset(), times) for name, times in _named_times(filled[0]))


def _named_times(text: str) -> Iterator[tuple[str, Times]]:
    """Give the stretches of time of a line, each with the name that stands before it, or after the only one.

    >>> [(name, times.minutes) for name, times in _named_times("Sessions: AM1 9.15-10.30, AM2 10.45-12.00")]
    [('AM1', 75), ('AM2', 75)]
    """
    matches = [match for match in RANGE.finditer(plain(text)) if read_times(match[0])]
    alone = _ended(text)
    if len(matches) < FEWEST_PERIODS:
        if alone and 0 < len(alone.rest) <= LONGEST_NAME:
            yield alone.rest, alone
        return
    ends = [0, *(match.end() for match in matches)]
    for end, match in zip(ends, matches, strict=False):
        name = " ".join(text.split())[end:match.start()].rpartition(":")[2].strip(" ,;.()=–-")
        times = _ended(match[0])
        if times and 0 < len(name) <= LONGEST_NAME:
            yield name, times


def _below(table: Table, row: int) -> list[tuple[int, Line]]:
    below: list[tuple[int, Line]] = []
    for number in range(row + 1, len(table.rows)):
        if blank(table.rows[number]):
            break
        below.append((number, table.rows[number]))
    return below


def _ended(value: Value) -> Times | None:
    times = read_period(value)
    return times if times and times.end else None


def _between(line: Line, header: Header) -> Times | None:
    """Read a start and an end from two columns, or from one that holds both."""
    start = words(cell(line, header.columns["start"]))
    times = _ended(start)
    both = read_times(f"{start} - {words(cell(line, header.columns.get('end')))}")
    return times or (both if both and both.end else None)


def _all_times(lines: list[Line], columns: dict[int, frozenset[int]]) -> bool:
    filled = [value for line in lines for column in columns if words(value := cell(line, column))]
    return bool(filled) and all((times := read_period(value)) is not None and not times.rest for value in filled)
