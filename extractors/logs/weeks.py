"""A tracker: an intervention a row, a week or a day a column, what was done in it in each cell."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.cells.absence import meant
from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.lengths import Length, read_length
from extractors.cells.names import Named, Whose, readings
from extractors.cells.outcomes import Said, crosses_in, is_total, read_outcome
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, plain, words
from extractors.logs.marks import marks_in, read_marks
from extractors.logs.months import days_of_month
from extractors.logs.others import about_another, staff_names
from extractors.logs.row import LogRow, group_of, is_total_length, unit_of
from extractors.logs.ticks import SILENT
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import Header, role_of
from extractors.tables import Line, Table
from models.counts import count_in
from models.delivery import Outcome, Session
from models.source import Row

HEADER_WITHIN = 12
WORK = re.compile(r"[✓✔☑]|\d{1,3}(?: ?(?:m|mins?|minutes))?")
FEWEST_DAYS = 4
FEWEST_WEEKS = 3
MOST_SESSIONS = 10
"""A bare number up to this one counts the sessions of a week; a larger one is minutes."""
MOST_A_DAY = 2


class Tracker(NamedTuple):
    """Where the header is, and the Monday of each column; the day itself where each column is of one."""

    row: int
    weeks: dict[int, dt.date]
    daily: bool = False


class Place(NamedTuple):
    """A cell: where it is, the Monday or the day of its column, and how large a number still counts sessions."""

    source: Row
    date: dt.date
    daily: bool
    most: int


def find_tracker(table: Table, sense: DateSense) -> Tracker | None:
    """Find a row whose cells, but for the first ones, name weeks, or days with work done in the cells below them."""
    for row, line in enumerate(table.rows[:HEADER_WITHIN]):
        read = {column: read_day(value, sense) for column, value in enumerate(line) if column and words(value)}
        weeks = {column: monday(day.day) for column, day in read.items() if day.day and day.weekly}
        days = {column: day.day for column, day in read.items() if day.day and not day.weekly} or days_of_month(
            table, row, sense)
        for found, fewest in ((weeks, FEWEST_WEEKS), (days, FEWEST_DAYS)):
            unknown = sum(role_of(words(line[column]), "log") is None for column in read if column not in found)
            listed = len(found) >= fewest and len(found) > unknown and _in_order(list(found.values()))
            if listed and (found is weeks or _holds_work(table.rows[row + 1:], found)):
                return Tracker(row, found, daily=found is days)
    return None


def _holds_work(lines: Sequence[Line], columns: Iterable[int]) -> bool:
    """Whether the cells below days hold ticks or lengths, and no strokes of a register among them."""
    cells = [text for line in lines for column in columns if (text := words(cell(line, column)))]
    work = sum(bool(WORK.fullmatch(text)) for text in cells)
    return work * 3 >= len(cells) > 0 and not any(set(text) & set("/\\") for text in cells)


def _in_order(weeks: list[dt.date]) -> bool:
    return len(set(weeks)) == len(weeks) and weeks in (sorted(weeks), sorted(weeks, reverse=True))


def tracker_sense(table: Table, known: Known) -> DateSense:
    """Tell from the header and the titles which school year the weeks are in."""
    cells = [value for line in table.rows[:HEADER_WITHIN] for value in line]
    return sense_of(cells, [*map(words, cells), table.sheet or "", table.file], known.school_years)


def read_tracker(table: Table, tracker: Tracker, known: Known) -> Harvest:
    """Read each filled cell as the summary of a week."""
    harvest = Harvest()
    header = _header(table, tracker)
    lines = table.rows[tracker.row + 1:]
    names = readings([words(cell(line, header.columns.get("child"))) for line in lines], known.child)
    adults = staff_names(words(cell(line, header.columns.get("staff"))) for line in lines)
    most = MOST_A_DAY if tracker.daily else MOST_SESSIONS
    cells = [words(cell(line, column)) for line in lines for column in tracker.weeks]
    crosses = crosses_in([*marks_in(cells), *(cells if tracker.daily else ())])
    for number in range(tracker.row + 1, len(table.rows)):
        row = LogRow(header, table.rows[number], unit_of(_head(table, header, "minutes")), crosses,
                     total=is_total_length(_head(table, header, "minutes")), child=known.child, adults=adults)
        if blank(row.line):
            continue
        if not row.label() or is_total(row.label()):
            harvest.leave_out(table.source(number), "A row of totals or notes.", text=row.label())
        elif _is_childs(row, names, (known.child, adults)):
            for column, week in tracker.weeks.items():
                place = Place(table.source(number, column), week, tracker.daily, most)
                read_cell(row, place, words(cell(row.line, column)), harvest)
        else:
            harvest.leave_out(table.source(number), "This row is about another child.")
    return harvest


def _header(table: Table, tracker: Tracker) -> Header:
    """Give the roles of the columns that are no weeks; the first names what was done where no other does."""
    columns: dict[str, int] = {}
    for column, value in enumerate(table.rows[tracker.row]):
        role = role_of(words(value), "log") if column not in tracker.weeks else None
        if role:
            columns.setdefault(role, column)
    return Header("log", tracker.row, {"label": 0, **columns})


def _head(table: Table, header: Header, role: str) -> str:
    return words(cell(table.rows[header.row], header.columns.get(role)))


def _is_childs(row: LogRow, names: dict[str, Named], known: tuple[str | None, frozenset[str]]) -> bool:
    named = names.get(words(row.value("child")), Named(Whose.OWN))
    return named.whose is Whose.OWN and not about_another(row.label(), *known)


def read_cell(row: LogRow, place: Place, mark: str, harvest: Harvest) -> None:
    """Read what a cell says of a week or a day: marks, a count of sessions, a length, or words."""
    if not mark or plain(mark) in SILENT:
        return
    each = None if row.total else read_length(row.value("minutes"), row.unit).minutes
    marks = read_marks(mark, crosses=row.crosses)
    if marks is not None:
        for outcome in dict.fromkeys(one.outcome for one in marks):
            lengths = [one.minutes or each for one in marks if one.outcome is outcome]
            total = sum(length or 0 for length in lengths) if all(lengths) else None
            _add(row, place, Length(total, sessions=len(lengths)), Said(outcome), harvest)
        return
    count = count_in(mark)
    if count is not None and 0 < count <= place.most:
        _add(row, place, Length(each * count if each else None, sessions=count), Said(Outcome.DELIVERED), harvest)
        return
    length, said = read_length(mark, "minutes" if place.daily else ""), read_outcome(mark, crosses=row.crosses)
    if length.minutes:
        _add(row, place, length, Said(Outcome.DELIVERED), harvest)
        return
    if said.outcome is None:
        harvest.doubt("outcome_unclear", "outcome", "This cell does not say clearly what took place.", place.source)
    _add(row, place, Length(), said._replace(rest=mark), harvest)


def _add(row: LogRow, place: Place, length: Length, said: Said, harvest: Harvest) -> None:
    told = meant(said.outcome or Outcome.UNCLEAR, said.rest, "" if said.rest else row.comment(), row.adults)
    outcome = told.outcome or Outcome.UNCLEAR
    harvest.sessions.append(Session(
        source=place.source, date=place.date, weekly=not place.daily, count=length.sessions or 1,
        minutes=length.minutes, minutes_most=length.most, label=row.label(), staff=row.said("staff", "role"),
        outcome=outcome, or_else=told.or_else, group_size=group_of(row, 1),
        reason=said.rest or ("" if outcome is Outcome.DELIVERED else row.comment())))
