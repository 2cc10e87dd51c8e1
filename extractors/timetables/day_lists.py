"""Lists of lessons, one for each day of the week, each below the name of its day or on a sheet of its own."""

import re

from extractors.cells.words import blank, cell, key, words
from extractors.records.headers import role_of
from extractors.tables import Line, Table
from extractors.timetables.grid import day_of
from extractors.timetables.shapes import PERIOD

TIMED = re.compile(r"(\d{1,2}[.:]\d\d ?(?:[ap]m)? ?(?:-|–|to) ?\d{1,2}[.:]\d\d(?: ?[ap]m)?)\s*[:–-]?\s*(\S.*)",
                   re.IGNORECASE)
"""A line that opens with from when till when something is."""
FEWEST_ROLES = 3
"""A header names at least the start, the lesson, and its end or an adult."""


def in_one_list(table: Table) -> Table:
    """Put lists of lessons that stand below their days into one list with a column of days; else give the table itself.

    >>> rows = (("MONDAY", ""), ("From", "To", "Session"), ("9.00", "9.30", "Phonics"), ("",), ("Tue",),
    ...         ("From", "To", "Session"), ("9.00", "9.20", "Reading"))
    >>> in_one_list(Table("week.csv", None, rows)).rows[1:3]
    (('From', 'To', 'Session', 'Day'), ('9.00', '9.30', 'Phonics', 'MONDAY'))
    """
    if lines := _in_lines(table):
        return table._replace(rows=lines)
    heads = {row: day for row, line in enumerate(table.rows) if _heads_list(line) and (day := _day_above(table, row))}
    if not heads or not _name_lessons(table, heads):
        return table
    width, first = max(map(len, table.rows)), min(heads)
    rows, day = list(table.rows[:first]), ""
    for number, line in enumerate(table.rows[first:], first):
        day = heads.get(number, day)
        full = (*line, *("",) * (width - len(line)))
        kept = "Day" if number == first else "" if blank(line) or number in heads or _names_day(line) else day
        rows.append((*full, kept) if kept else ("",) * (width + 1))
    return table._replace(rows=tuple(rows))


def _in_lines(table: Table) -> tuple[Line, ...]:
    """Put lines of text, each with its times, below the name of their day into columns; nothing for any other table.

    >>> rows = (("Monday",), ("9.00 - 9.20  Phonics",), ("10.45-11.00: Numbers",), ("Tuesday",), ("1.15 to 1.35 Talk",))
    >>> _in_lines(Table("week.txt", None, rows))[:2]
    (('Day', 'Time', 'Session'), ('Monday', '9.00 - 9.20', 'Phonics'))
    """
    days = [row for row, line in enumerate(table.rows) if _names_day(line)]
    timed = {row: found for row, line in enumerate(table.rows) if (found := TIMED.fullmatch(_alone(line)))}
    if len(days) < 2 or len(timed) < len(days) or min(timed, default=0) < days[0]:
        return ()
    rows, day = list(table.rows[:days[0]]), ""
    for number, line in enumerate(table.rows[days[0]:], days[0]):
        day = _alone(line) if number in days else day
        found = timed.get(number)
        rows.append(("Day", "Time", "Session") if number == days[0] else (day, found[1], found[2]) if found else ())
    return tuple(rows)


def _alone(line: Line) -> str:
    """Give the words of a line that has one cell alone."""
    filled = [words(value) for value in line if words(value)]
    return filled[0] if len(filled) == 1 else ""


def _heads_list(line: Line) -> bool:
    """Whether a row names the columns of a list of lessons, and none of them is the day."""
    roles = {role_of(words(value), "lessons") for value in line if words(value)} - {None}
    return {"start", "label"} <= roles and "day" not in roles and len(roles) >= FEWEST_ROLES


def _day_above(table: Table, row: int) -> str:
    """Give the day in the line right above, or that the sheet is named after; empty for none."""
    above = table.rows[row - 1] if row else ()
    titles = [words(value) for value in above if words(value)] if _names_day(above) else [table.sheet or ""]
    return titles[0] if day_of(titles[0]) else ""


def _names_day(line: Line) -> bool:
    filled = [words(value) for value in line if words(value)]
    return len(filled) == 1 and day_of(filled[0]) is not None


def _name_lessons(table: Table, heads: dict[int, str]) -> bool:
    """Whether the lists name lessons; where most of what they name are periods, they are bells."""
    column = next(place for place, value in enumerate(table.rows[min(heads)])
                  if role_of(words(value), "lessons") == "label")
    named = [name for line in table.rows[min(heads) + 1:] if (name := key(words(cell(line, column))))]
    return 2 * sum(PERIOD.fullmatch(name) is not None for name in named) < len(named)
