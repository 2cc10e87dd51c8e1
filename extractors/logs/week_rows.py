"""A week a row, a provision a column, often for several children: how often each took place in that week."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.lengths import read_length
from extractors.cells.names import Named, Whose, readings
from extractors.cells.outcomes import crosses_in, is_total, read_outcome
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, plain, words
from extractors.logs.checklist import KNOWN_ROLES, SAID_OF_EACH
from extractors.logs.marks import marks_in, read_marks
from extractors.logs.row import LogRow, length_within, unit_of
from extractors.logs.ticks import SILENT
from extractors.logs.weeks import MOST_SESSIONS, Place, read_cell
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import Header, named_outright, role_of
from extractors.tables import Line, Table

HEADER_WITHIN = 12
FEWEST_WEEKS = 3
ENOUGH = 0.7
"""The share of filled cells that must be weeks, or counts and lengths, in a column of them."""
SAMPLE = 60
"""Rows below a header that tell whether it is one."""
NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
NAME = re.compile(r"[^\W\d_]{3}")
NONE_HELD = ("0", "nil", "none")


class WeekRows(NamedTuple):
    """Where the header is, which columns hold the week and the child, and what each other column is about."""

    row: int
    week: int
    child: int | None
    labels: dict[int, str]


def find_week_rows(table: Table, sense: DateSense) -> WeekRows | None:
    """Find the header of such a table: a column of weeks, and two columns or more that hold counts or lengths alone."""
    for row, line in enumerate(table.rows[:HEADER_WITHIN]):
        heads = {column: words(value) for column, value in enumerate(line) if words(value)}
        below = [other for other in table.rows[row + 1:row + 1 + SAMPLE] if not blank(other)]
        week = next((column for column, head in heads.items() if read_day(head, sense).day is None
                     and _holds_weeks(below, column, sense)), None)
        if week is None:
            continue
        roles = {column: role_of(head, "log") for column, head in heads.items()}
        labels = {column: head for column, head in heads.items() if column != week
                  and roles[column] not in KNOWN_ROLES and _holds_amounts(below, column)}
        said = any(named_outright(head, "log") in (*SAID_OF_EACH, "label", "count") for head in heads.values())
        if len(labels) >= 2 and not said and all(map(NAME.search, labels.values())):
            return WeekRows(row, week, next((at for at, role in roles.items() if role == "child"), None), labels)
    return None


def _holds_weeks(lines: Sequence[Line], column: int, sense: DateSense) -> bool:
    filled = [value for line in lines if words(value := cell(line, column))]
    weeks = sum(read_day(value, sense).weekly for value in filled)
    return weeks >= FEWEST_WEEKS and weeks >= ENOUGH * len(filled)


def _holds_amounts(lines: Sequence[Line], column: int) -> bool:
    filled = [text for line in lines if (text := words(cell(line, column)))]
    amounts = [text for text in filled if _amount(text)]
    return len(amounts) >= 2 and len(amounts) >= ENOUGH * len(filled)


def _amount(text: str) -> bool:
    """Whether a cell holds a count, a length, or a mark: "3", "2 x 20", "7.5", "A"."""
    if len(text) > len("3 x 20 minutes each"):
        return False
    return bool(NUMBER.fullmatch(text) or read_length(text, "minutes").minutes or read_outcome(text).outcome
                or plain(text) in NONE_HELD or read_marks(text, crosses=True))


def read_week_rows(table: Table, found: WeekRows, known: Known) -> Harvest:
    """Read each filled cell of the child's rows as the summary of a week."""
    harvest = Harvest()
    lines = table.rows[found.row + 1:]
    sense = week_sense(table, known, found)
    names = readings([words(cell(line, found.child)) for line in lines], known.child)
    marks = [words(cell(line, column)) for line in lines for column in found.labels]
    crosses = crosses_in(marks_in(marks))
    for number, line in enumerate(lines, found.row + 1):
        week = _week(table, number, (found, sense), harvest)
        if week is None:
            continue
        named = names.get(words(cell(line, found.child)), Named(Whose.OWN))
        if named.whose is not Whose.OWN:
            harvest.leave_out(table.source(number), "This row is about another child.", day=week)
            continue
        for column, label in found.labels.items():
            _read(table, (number, column, week), (label, crosses), harvest)
    return harvest


def week_sense(table: Table, known: Known, found: WeekRows) -> DateSense:
    """Tell from the column of weeks and from the titles which school year they are in."""
    titles = [words(value) for line in table.rows[:found.row] for value in line]
    return sense_of((cell(line, found.week) for line in table.rows[found.row + 1:]),
                    [*titles, table.sheet or "", table.file], known.school_years)


def _week(table: Table, number: int, around: tuple[WeekRows, DateSense], harvest: Harvest) -> dt.date | None:
    """Give the Monday of a row's week; a row without one is kept as spare."""
    found, sense = around
    line = table.rows[number]
    if blank(line):
        return None
    day = read_day(cell(line, found.week), sense)
    if day.day is None:
        total = is_total(words(cell(line, found.week)))
        harvest.leave_out(table.source(number), "A row of totals." if total else "The row has no week of its own.")
        if day.problem not in ("none", "unreadable"):
            harvest.doubt(f"date_{day.problem}", "date", "The week of this row is not certain.", table.source(number))
        return None
    return monday(day.day)


def _read(table: Table, where: tuple[int, int, dt.date], about: tuple[str, bool], harvest: Harvest) -> None:
    """Read a cell: a bare number counts sessions, or is a length where the column's head names the unit alone."""
    (number, column, week), (label, crosses) = where, about
    mark = words(cell(table.rows[number], column))
    if plain(mark) in (*SILENT, *NONE_HELD):
        return
    each = length_within(label)
    unit = unit_of(label) if NUMBER.fullmatch(mark) and not read_length(each).minutes else ""
    header = Header("log", number, {"label": 0, "minutes": 1})
    place = Place(table.source(number, column), week, False, MOST_SESSIONS)
    read_cell(LogRow(header, (label, each), crosses=crosses), place, f"{mark} {unit}".strip(), harvest)

