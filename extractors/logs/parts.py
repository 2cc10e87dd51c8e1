"""A log's headers, and what the columns below each of them tell of all rows: years, names, units, crosses."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cells.days import DateSense, monday
from extractors.cells.names import Named, Whose, readings
from extractors.cells.outcomes import crosses_in, read_outcome
from extractors.cells.phrases import days_in
from extractors.cells.sense import sense_of
from extractors.cells.words import cell, key, plain, words
from extractors.logs.codes import with_codes
from extractors.logs.order import Sure, sure_days
from extractors.logs.others import staff_names
from extractors.logs.row import LogRow, is_each, is_total_length, unit_of
from extractors.logs.titles import title_of
from extractors.records.harvest import Known
from extractors.records.headers import Header, again, find_header, forms_of
from extractors.tables import Line, Table, Value
from extractors.timetables.bells import Bells
from extractors.vocabulary import vocabulary

SAYS_WHAT = ("label", "contact", "should", "target", "what_happened", "group", "notes", "remarks", "reason")
"""The columns from which a row's label or its own words come."""
FEWEST_REMARKS = 3
"""Cells that it takes to tell that an outcome column holds sentences."""


class LogPart(NamedTuple):
    """A header, and what its columns tell of the rows below it."""

    table: Table
    header: Header
    numbers: range
    """The rows below the header, counted from 0."""
    sense: DateSense
    names: dict[str, Named]
    unit: str
    crosses: bool
    each: bool
    total: bool
    child: str | None
    adults: frozenset[str]
    """The words by which the column of adults names them."""
    week: dt.date | None
    """The Monday of the one week that a title or the sheet's name speaks of."""
    sure: Sure
    month: str
    """The month that the nearest title, or the sheet's name, speaks of; empty where they name none or several."""
    bells: Bells
    about: str
    """What the rows are about by the title, the sheet's name or the file's, where no column says what was done."""

    def row(self, line: Line) -> LogRow:
        """Give the cells of a line under the roles of the header."""
        return LogRow(self.header, line, self.unit, self.crosses, self.each, self.total, self.child,
                      self.adults, self.about)


def log_parts(table: Table, known: Known) -> Iterator[LogPart]:
    """Split a sheet at its headers: logs repeat theirs each half-term or page, with other columns at times."""
    forms = forms_of(("log",))
    header = find_header(table, forms)
    while header:
        following = next((found for number in range(header.row + 1, len(table.rows))
                          if (found := again(table.rows[number], number, header, forms))), None)
        numbers = range(header.row + 1, following.row if following else len(table.rows))
        yield _part(table, header, numbers, known)
        header = following


def _part(table: Table, header: Header, numbers: range, known: Known) -> LogPart:
    rows = [table.rows[number] for number in numbers]

    def column(role: str) -> list[Value]:
        return [cell(line, header.columns[role]) for line in rows] if role in header.columns else []

    above = dict.fromkeys(words(value) for line in table.rows[:header.row] for value in line)
    titles = [*filter(None, above), table.sheet or "", table.file]
    nearest = _just_above(table, header.row)
    sense = sense_of([*column("date"), *column("week")], titles, known.school_years)
    names = readings([words(value) for value in column("child")], known.child)
    if names and known.child and not _is_name_column(table, header, names):
        header, names = _renamed(header, "child", "ignored"), {}
    header = with_codes(header, rows)
    if _is_prose([words(value) for value in column("done")]):
        header = _renamed(header, "done", "remarks")
    minutes = words(cell(table.rows[header.row], header.columns.get("minutes")))
    return LogPart(table, header, numbers, sense, names, unit_of(minutes),
                   crosses_in([words(value) for value in column("done")]), is_each(minutes), is_total_length(minutes),
                   known.child, staff_names(words(value) for value in column("staff")),
                   _week(nearest, sense) or _week(titles, sense), _sure(table, numbers, header, sense),
                   _month(nearest) or _month([table.sheet or ""]), known.bells,
                   "" if _says_what(header, rows) else title_of([*nearest, table.sheet or "", table.file], known.child))


def _says_what(header: Header, rows: list[Line]) -> bool:
    """Whether a column says what was done, in words."""
    columns = [header.columns[role] for role in SAYS_WHAT if role in header.columns]
    return any(re.search(r"[^\W\d_]{2}", words(cell(line, column))) for column in columns for line in rows)


def _sure(table: Table, numbers: range, header: Header, sense: DateSense) -> Sure:
    column = header.columns.get("date", header.columns.get("week"))
    return sure_days(((number, cell(table.rows[number], column)) for number in numbers), sense)


def _renamed(header: Header, role: str, other: str) -> Header:
    """Give a column another role than its header suggests."""
    columns = {name: column for name, column in header.columns.items() if name != role}
    return header._replace(columns={**columns, other: header.columns[role]})


def _is_prose(column: list[str]) -> bool:
    """Whether an "Outcome" column tells how it went, in sentences, and not whether it took place."""
    filled = [text for text in column if text]
    known = sum(not read_outcome(text).unsure for text in filled)
    return len(filled) >= FEWEST_REMARKS and known * 2 < len(filled) and sum(map(len, filled)) > 8 * len(filled)


def _is_name_column(table: Table, header: Header, names: dict[str, Named]) -> bool:
    """Whether a column whose header is about the child holds names, and not a remark such as "child's response"."""
    named = key(words(cell(table.rows[header.row], header.columns["child"])))
    return named in vocabulary("column_names")["forms"]["log"]["columns"]["child"] or any(
        name.whose is Whose.OWN for name in names.values())


def _just_above(table: Table, row: int) -> list[str]:
    """Give the lines of words that stand right above a header, back to the rows of the table before it."""
    found: list[str] = []
    for line in reversed(table.rows[:row]):
        filled = [words(value) for value in line if words(value)]
        if len(filled) > 1:
            break
        found += filled
    return found


def _month(titles: list[str]) -> str:
    """Give the one month that titles name, with its year where they name one.

    >>> _month(["October 2025"]), _month(["Sept"]), _month(["Sept - Oct"]), _month(["Literacy"])
    ('october 2025', 'sept', '', '')
    """
    names = "|".join(sorted((name for forms in vocabulary("dates")["months"] for name in forms), key=len, reverse=True))
    found = [match[0] for title in titles for match in re.finditer(rf"\b(?:{names})\b\.?(?: 20\d\d)?", plain(title))]
    return found[0] if len(found) == 1 else ""


def _week(titles: list[str], sense: DateSense) -> dt.date | None:
    """Find the week that the titles speak of; titles that name the days of a term name no week."""
    found = [days for title in titles for days in days_in(title, sense) if days.end - days.start < dt.timedelta(days=7)]
    weeks = {monday(days.start) for days in found}
    return weeks.pop() if len(weeks) == 1 else None
