"""When the periods of the school day are: a small table of them, one for each group of days, or lines of text."""

import re
from typing import NamedTuple

from extractors.cells.days import weekday
from extractors.cells.times import Times, read_times
from extractors.cells.words import blank, cell, key, plain, words
from extractors.record_headers import find_header
from extractors.tables import Line, Table

LONGEST_NAME = 16
SCHOOL_WEEK = frozenset(range(5))


class Bells(NamedTuple):
    """Times of periods by their key, and by weekday where days differ: ("p1", 4)."""

    times: dict[tuple[str, int | None], Times]
    first: int | None = None
    """The row at which a table of bells starts, counted from 0."""

    def of(self, name: str, day: int) -> Times | None:
        """Give the times of a period on a weekday; "1", "P1" and "Period 1" are one."""
        for form in (key(name), *_numbered(name)):
            found = self.times.get((form, day)) or self.times.get((form, None))
            if found:
                return found
        return None


def _numbered(name: str) -> tuple[str, ...]:
    number = re.fullmatch(r"(?:p|per|period|lesson|l)? ?(\d)", key(name))
    return tuple(f"{form}{number[1]}" for form in ("", "p", "period ", "lesson ")) if number else ()


def days_named(text: str) -> frozenset[int]:
    """Read the weekdays that a header covers.

    >>> [sorted(days_named(text)) for text in ("Mon-Thu", "Fri", "Mon, Tues & Wed", "P1")]
    [[0, 1, 2, 3], [4], [0, 1, 2], []]
    """
    ends = re.fullmatch(r"(\w+) ?(?:-|to) ?(\w+)", plain(text))
    if ends:
        first, last = weekday(ends[1]), weekday(ends[2])
        return frozenset(range(first, last + 1)) if first is not None and last is not None else frozenset()
    found = [weekday(part) for part in re.split(r"\s*(?:,|&|/|\band\b)\s*|\s+", plain(text)) if part]
    return frozenset(day for day in found if day is not None) if None not in found else frozenset()


def read_bells(table: Table) -> Bells:
    """Collect the times of periods that a table gives, in a table of their own or in lines of text."""
    found: dict[tuple[str, int | None], Times] = {}
    by_day = _by_day(table)
    header = None if by_day else find_header(table, ("bells",))
    first = by_day[0] if by_day else None
    if by_day:
        found = _daily(table, by_day)
    elif header and "end" in header.columns | _ranged(table, header.row, header.columns["start"]):
        first = header.row
        read = ((line, _between(line, header.columns)) for line in _below(table, first))
        found = {(key(words(cell(line, header.columns["period"]))), None): times for line, times in read if times}
    return Bells(_in_lines(table) | found, first)


def _daily(table: Table, place: tuple[int, dict[int, frozenset[int]]]) -> dict[tuple[str, int | None], Times]:
    row, columns = place
    return {(key(words(cell(line, 0))), day): times for line in _below(table, row) for column, days in columns.items()
            if (times := read_times(cell(line, column))) and times.end for day in days}


def _in_lines(table: Table) -> dict[tuple[str, int | None], Times]:
    """Read lines such as "P1 8.50-9.40"."""
    found: dict[tuple[str, int | None], Times] = {}
    for line in table.rows:
        filled = [words(value) for value in line if value != ""]
        times = read_times(filled[0]) if len(filled) == 1 else None
        if times and times.end and 0 < len(times.rest) <= LONGEST_NAME:
            found.setdefault((key(times.rest), None), times)
    return found


def _below(table: Table, row: int) -> list[Line]:
    below: list[Line] = []
    for line in table.rows[row + 1:]:
        if blank(line):
            break
        below.append(line)
    return below


def _ranged(table: Table, row: int, column: int) -> dict[str, int]:
    """Say that the start column holds ranges, if it does."""
    return {"end": column} if any((times := read_times(cell(line, column))) and times.end
                                  for line in _below(table, row)) else {}


def _between(line: Line, columns: dict[str, int]) -> Times | None:
    start = words(cell(line, columns["start"]))
    times = read_times(start)
    if times and times.end:
        return times
    both = read_times(f"{start} - {words(cell(line, columns.get('end')))}")
    return both if both and both.end else None


def _by_day(table: Table) -> tuple[int, dict[int, frozenset[int]]] | None:
    """Find a table whose columns are days or groups of days and whose cells are times alone."""
    for row, line in enumerate(table.rows):
        columns = {column: days for column, value in enumerate(line) if column and (days := days_named(words(value)))}
        if frozenset().union(*columns.values()) >= SCHOOL_WEEK and _all_times(_below(table, row), columns):
            return row, columns
    return None


def _all_times(lines: list[Line], columns: dict[int, frozenset[int]]) -> bool:
    filled = [cell(line, column) for line in lines for column in columns if words(cell(line, column))]
    read = [read_times(value) for value in filled]
    return bool(filled) and all(times is not None and times.end and not times.rest for times in read)
