"""What kind of evidence a table is, whatever it was given as."""

from collections.abc import Sequence

from extractors.calendars.words import kind_of
from extractors.cells.days import DateSense
from extractors.cells.lengths import read_length
from extractors.cells.outcomes import read_outcome
from extractors.cells.phrases import days_in
from extractors.cells.words import cell, key, words
from extractors.logs.checklist import find_checklist
from extractors.logs.diary import is_diary
from extractors.logs.forms import as_rows
from extractors.logs.week_rows import find_week_rows
from extractors.logs.weeks import find_tracker
from extractors.records.headers import Header, find_header, forms_of
from extractors.register import DAYS
from extractors.registers.wide import CODE, half_days
from extractors.tables import Table
from extractors.timetables.shapes import find_grids
from extractors.vocabulary import vocabulary

KINDS = ("log", "timetable", "register", "calendar", "key")
FEWEST_DATES = 3
"""Lines with days that a text needs, to be taken for term dates."""
STROKES = ("/", "\\", "/\\")
FEWEST_STROKES = 3
"""Strokes that make a row one of a register."""
MOSTLY = 0.5
"""The share of all rows so long that must be rows of a register."""
ENOUGH = 0.6
"""The share of a grid's filled cells that must be marks, for it to be a grid of marks."""


def kind_of_table(table: Table, given: str) -> str | None:
    """Say what kind of evidence a table is; where its header would do for two, what it was given as decides.

    A register is one by its marks as well: a list of lessons attended says nothing of sessions held.
    """
    register = find_header(table, forms_of(("register",)))
    if (register and _holds_marks(table, register)) or _holds_strokes(table):
        return "register"
    some_year = DateSense(school_years=(2000,))
    if find_checklist(table) or find_tracker(table, some_year) or find_week_rows(table, some_year):
        return "log"
    kinds = [kind for kind in (given, *KINDS) if kind != "register"]
    forms = [form for kind in kinds for form in forms_of((kind,)) if form != "bells"]
    header = find_header(table, dict.fromkeys(forms))
    if header is None:
        return _without_header(table)
    if header.form == "ticks":
        return "log" if _holds_ticks(table, header) else "timetable"
    return "timetable" if find_grids(table._replace(rows=table.rows[:header.row])) else header.kind


def _without_header(table: Table) -> str | None:
    """Say what a table without a header that names its columns is: a grid of lessons, a wide register, term dates."""
    if find_grids(table):
        return "timetable"
    if half_days(table, DateSense(school_years=(2000,))):
        return "register"
    if as_rows(table):
        return "log"
    return "calendar" if _term_dates(table) else "log" if is_diary(table) else None


def _holds_strokes(table: Table) -> bool:
    """Whether most cells are the strokes of mornings and afternoons, several in a row: no lesson is called "/"."""
    rows = [[text for value in line if (text := words(value))] for line in table.rows]
    marked = [row for row in rows if sum(text in STROKES for text in row) >= FEWEST_STROKES]
    filled = [text for row in marked for text in row]
    both = all(any(stroke in text for text in filled) for stroke in "/\\")
    return both and len(marked) >= MOSTLY * sum(len(row) >= FEWEST_STROKES for row in rows)


def _term_dates(table: Table) -> bool:
    """Whether a text reads like term dates: most lines with a day say what the school does on it."""
    lines = [" ".join(words(value) for value in line if words(value)) for line in table.rows]
    dated = [line for line in lines if days_in(line, DateSense(school_years=(2000,)))]
    return len(dated) >= FEWEST_DATES and sum(kind_of(line) != "" for line in dated) >= ENOUGH * len(dated)


def _holds_marks(table: Table, header: Header) -> bool:
    """Whether the columns of a register hold the codes, or the words for them, of registers."""
    statuses = vocabulary("attendance_codes")["statuses"]
    wanted = {"register_lessons": ("status",), "register_marks": ("code",), "register_days": ("am", "pm")}.get(
        header.form, tuple(role for role in header.columns if role[:3] in DAYS))
    filled = _filled(table, header, wanted)
    marks = [text for text in filled if key(text) in statuses or _is_mark(text)]
    return len(marks) >= ENOUGH * len(filled)


def _is_mark(text: str) -> bool:
    """Whether a cell holds one or two of the codes of a register, and nothing else."""
    return len(CODE.findall(text.upper())) <= 2 and not CODE.sub("", text.upper()).strip()


def _holds_ticks(table: Table, header: Header) -> bool:
    """Whether the cells below the days hold ticks and lengths, and not lessons."""
    filled = _filled(table, header, DAYS)
    return sum(_is_tick(text) for text in filled) >= ENOUGH * len(filled)


def _filled(table: Table, header: Header, roles: Sequence[str]) -> list[str]:
    columns = [header.columns[role] for role in roles if role in header.columns]
    return [text for line in table.rows[header.row + 1:] for column in columns if (text := words(cell(line, column)))]


def _is_tick(text: str) -> bool:
    said = read_outcome(text)
    return said.outcome is not None or said.unsure is False or len(text) <= 2 or read_length(text).minutes is not None


def main_kind(kinds: Sequence[str | None], given: str) -> str:
    """Say what a file is on the whole: what most of its sheets are, or else what it was given as."""
    named = [kind for kind in kinds if kind]
    return max(named, key=lambda kind: (named.count(kind), kind == given), default=given)
