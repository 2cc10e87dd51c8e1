"""A weekly grid of ticks: an intervention a row, a school day a column, a mark for what became of it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors.cells.absence import meant
from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.days import weekday as weekday_of
from extractors.cells.lengths import Length, read_length
from extractors.cells.names import Named, Whose, readings
from extractors.cells.outcomes import Said, crosses_in, group_size, is_total, read_comment, read_outcome
from extractors.cells.phrases import days_in
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, filled_down, plain, words
from extractors.logs.marks import marks_in, read_marks
from extractors.logs.others import about_another, staff_names
from extractors.logs.row import ONLY, unit_of
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import Header, find_header, header_of
from extractors.register import DAYS
from extractors.tables import Line, Table
from models.delivery import Outcome, Session
from models.source import Row

TICKED_LENGTH = re.compile(r"[✓✔yY]\s*\(?(\d[\w. :]*)\)?")
"""A tick with the length beside it: "✓ 20"."""
SILENT = ("-", "--", "n/a", "na", ".")
"""A dash is as often a day without the activity as a day on which it was missed: it says nothing."""


class _Block(NamedTuple):
    """A header with the rows below it, and the Monday of the week that they are about."""

    header: Header
    rows: range
    week: dt.date | None
    unit: str = ""
    """`hours`, where the title or a header says so: the cells of a timesheet hold lengths."""
    crosses: bool = False
    names: Mapping[str, Named] = {}


def is_tick_grid(table: Table) -> bool:
    """Whether a table's first header is that of a grid of ticks."""
    return find_header(table, ("ticks",)) is not None


def read_ticks(table: Table, known: Known) -> Harvest:
    """Read the grids of a sheet, one below the other, each with its week."""
    harvest = Harvest()
    table = filled_down(table)
    cells = [value for line in table.rows for value in line]
    titles = [*(words(value) for value in cells[:200]), table.sheet or "", table.file]
    sense = sense_of(cells, titles, known.school_years)
    for block in _blocks(table, sense):
        marked = _told(table, block, known)
        for number in block.rows:
            if not blank(table.rows[number]):
                _read_row(table, number, (marked, sense, known.child), harvest)
    return harvest


def _told(table: Table, block: _Block, known: Known) -> _Block:
    """Take in what the cells of a grid tell of all its rows: what a cross means, whose rows they are, the unit."""
    lines = [table.rows[number] for number in block.rows]
    columns = block.header.columns
    marks = [words(cell(line, columns[name])) for line in lines for name in DAYS]
    names = readings([words(cell(line, columns.get("child"))) for line in lines], known.child)
    said = [words(value) for line in table.rows[:block.header.row + 1] for value in line]
    hours = any(unit_of(text) == "hours" for text in said) and any(map(str.isdigit, "".join(marks)))
    return block._replace(crosses=crosses_in([*marks, *marks_in(marks)]), names=names, unit="hours" if hours else "")


def _blocks(table: Table, sense: DateSense) -> Iterator[_Block]:
    headers = [header for number, line in enumerate(table.rows) if (header := header_of(line, number, "ticks"))]
    ends = [header.row for header in headers[1:]] + [len(table.rows)]
    above = 0
    for header, end in zip(headers, ends, strict=True):
        titles = [" ".join(words(value) for value in line if words(value)) for line in table.rows[above:header.row + 1]]
        found = [days[0].start for title in [*titles, table.sheet or ""] if (days := days_in(title, sense))]
        yield _Block(header, range(header.row + 1, end), monday(found[-1]) if found else None)
        above = _foot(table, header.row + 1, end)


def _foot(table: Table, start: int, end: int) -> int:
    """Give the first row after a grid: the next title stands below its last row with marks."""
    return max((row for row in range(start, end) if sum(map(bool, map(words, table.rows[row]))) > 1), default=start) + 1


def _read_row(
    table: Table, number: int, around: tuple[_Block, DateSense, str | None], harvest: Harvest,
) -> None:
    block, sense, known = around
    line, source, columns = table.rows[number], table.source(number), block.header.columns
    label, child = words(cell(line, columns["label"])), words(cell(line, columns.get("child")))
    if sum(map(bool, map(words, line))) == 1 and days_in(label or child, sense):
        return
    if not label or is_total(label) or not any(words(cell(line, columns[name])) for name in DAYS):
        harvest.leave_out(source, "No day of this row has a mark.", text=label if not child else "")
        return
    whose = block.names[child].whose if child else Whose.OWN
    adults = staff_names([words(cell(line, columns.get("staff")))])
    if whose is not Whose.OWN or about_another(label, known, adults):
        harvest.leave_out(source, "This row is about another child." if whose is Whose.OTHER
                          else "It is not clear that this row is about the child.")
        return
    week = _week_of(table, number, block, sense)
    if week is None:
        harvest.leave_out(source, "Nothing says which week this row is about.", text=label)
        harvest.doubt("date_none", "date", "Nothing says which week these marks are about.", source)
        return
    for place, name in enumerate(DAYS):
        mark = words(cell(line, columns[name]))
        day = monday(week) + dt.timedelta(days=place)
        for one in _single(mark, block):
            harvest.sessions.append(_session((line, block, source), one, day, harvest))


def _single(mark: str, block: _Block) -> list[str]:
    """Give the marks of a cell: the one of the morning and that of the afternoon stand together at times."""
    if not mark or plain(mark) in SILENT:
        return []
    several = marks_in([mark])
    return several if len(several) > 1 and read_marks(mark, crosses=block.crosses) else [mark]


def _week_of(table: Table, number: int, block: _Block, sense: DateSense) -> dt.date | None:
    """Give the week of a row: its own, that of the nearest row above that has one, or that of the grid."""
    column = block.header.columns.get("date")
    above = (cell(table.rows[row], column) for row in range(number, block.header.row, -1))
    filled = next((value for value in above if words(value)), "")
    return read_day(filled, sense).day or block.week


def _session(row: tuple[Line, _Block, Row], mark: str, day: dt.date, harvest: Harvest) -> Session:
    line, block, source = row
    header = block.header
    label, note = words(cell(line, header.columns["label"])), words(cell(line, header.columns.get("notes")))
    length = _length(line, block, mark)
    said = _said(mark, block)
    if said.outcome is Outcome.DELIVERED and (short := only_for(note, day.weekday())):
        length = Length(short.minutes or length.minutes, most=length.minutes if short.problem else None)
        if short.problem:
            harvest.doubt("length_unclear", "minutes", "The comment gives a length and not the day on which it was so "
                          "short.", source)
    if said.outcome is None:
        harvest.doubt("outcome_unclear", "outcome", f"The mark for {day:%A} can be read in two ways.", source)
    outcome = said.outcome or Outcome.UNCLEAR
    if outcome is Outcome.NOT_DELIVERED:
        outcome = read_comment(note) or outcome
    staff = words(cell(line, header.columns.get("staff")))
    told = meant(outcome, mark, "", staff_names([staff]))
    outcome = told.outcome or outcome
    return Session(
        source=source.model_copy(update={"column": header.columns[DAYS[day.weekday()]] + 1}), date=day,
        minutes=length.minutes, minutes_most=length.most, label=label, outcome=outcome,
        or_else=told.or_else, reason="" if outcome is Outcome.DELIVERED else note, staff=staff,
        group_size=group_size(label))


def only_for(note: str, weekday: int) -> Length | None:
    """Give the shorter length that a comment beside the week states for a day, in doubt where it names no day.

    >>> only_for("Tue 15 mins only - fire drill", 1).minutes, only_for("Tue 15 mins only - fire drill", 3)
    (15, None)
    >>> only_for("only 10 mins", 3).problem, only_for("went well", 3)
    ('unclear', None)
    """
    for clause in re.split(r"[;.]\s|,\s", note):
        if found := ONLY.search(clause):
            days = {number for word in re.findall(r"[A-Za-z]+", clause) if (number := _weekday(word)) is not None}
            length = read_length(found[1] or found[2])
            if not days:
                return Length(problem="unclear") if length.minutes else None
            if weekday in days:
                return Length(length.minutes)
    return None


def _weekday(word: str) -> int | None:
    """Read a weekday of three letters at least."""
    return weekday_of(word) if len(word) > 2 else None


def _said(mark: str, block: _Block) -> Said:
    """Read a mark: a tick, a letter, or a length."""
    if TICKED_LENGTH.fullmatch(mark) or _own_length(mark, block).minutes:
        return Said(Outcome.DELIVERED)
    return read_outcome(mark, crosses=block.crosses)


def _own_length(mark: str, block: _Block) -> Length:
    """Give the length that a mark itself states; a digit alone is a tick, but in a timesheet of hours."""
    ticked = TICKED_LENGTH.fullmatch(mark)
    bare = re.fullmatch(r"\d", mark) is not None and not block.unit
    return Length() if bare else read_length(ticked[1] if ticked else mark, block.unit)


def _length(line: Line, block: _Block, mark: str) -> Length:
    """Give the length of one tick: in the mark itself, in the row's own column, or beside the label."""
    own = _own_length(mark, block)
    if own.minutes:
        return own
    columns = block.header.columns
    beside = re.search(r"\((.*?\d.*?)\)|(\d+ ?(?:mins?|m|minutes|hrs?))\b", words(cell(line, columns["label"])))
    for text in (words(cell(line, columns.get("minutes"))), (beside[1] or beside[2]) if beside else ""):
        length = read_length(text, "minutes")
        if length.minutes:
            return length._replace(minutes=length.minutes // (length.sessions or 1), sessions=None)
    return Length()
