"""A tracker of weeks: an intervention a row, a week a column, what was done in it in each cell."""

import datetime as dt
from typing import NamedTuple

from extractors.cells.days import DateSense, monday, read_day
from extractors.cells.lengths import Length, read_length
from extractors.cells.outcomes import is_total, read_outcome
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, plain, words
from extractors.harvest import Harvest, Known
from extractors.logs.ticks import SILENT
from extractors.tables import Table
from models.delivery import Outcome, Session
from models.source import Row

HEADER_WITHIN = 12
FEWEST_WEEKS = 3
MOST_SESSIONS = 10
"""A bare number up to this one counts the sessions of a week; a larger one is minutes."""


class Tracker(NamedTuple):
    """Where the header is, and the Monday of each column."""

    row: int
    weeks: dict[int, dt.date]


def find_tracker(table: Table, sense: DateSense) -> Tracker | None:
    """Find a row whose cells, but for the first ones, name weeks."""
    for row, line in enumerate(table.rows[:HEADER_WITHIN]):
        read = {column: read_day(value, sense) for column, value in enumerate(line) if column and words(value)}
        weeks = {column: monday(day.day) for column, day in read.items() if day.day and day.weekly}
        if len(weeks) >= FEWEST_WEEKS and len(weeks) * 2 > len(read) and _in_order(list(weeks.values())):
            return Tracker(row, weeks)
    return None


def _in_order(weeks: list[dt.date]) -> bool:
    return len(set(weeks)) == len(weeks) and weeks in (sorted(weeks), sorted(weeks, reverse=True))


def tracker_sense(table: Table, known: Known) -> DateSense:
    """Tell from the header and the titles which school year the weeks are in."""
    cells = [value for line in table.rows[:HEADER_WITHIN] for value in line]
    return sense_of(cells, [*map(words, cells), table.sheet or "", table.file], known.school_years)


def read_tracker(table: Table, tracker: Tracker, known: Known) -> Harvest:
    """Read each filled cell as the summary of a week."""
    harvest = Harvest()
    for number in range(tracker.row + 1, len(table.rows)):
        line = table.rows[number]
        label = words(cell(line, 0))
        if blank(line):
            continue
        if not label or is_total(label):
            harvest.leave_out(table.source(number), "A row of totals or notes.", text=label)
            continue
        for column, week in tracker.weeks.items():
            mark = words(cell(line, column))
            if mark and plain(mark) not in SILENT:
                harvest.sessions.append(_session(table.source(number, column), label, (mark, week), harvest))
    return harvest


def _session(source: Row, label: str, told: tuple[str, dt.date], harvest: Harvest) -> Session:
    mark, week = told
    if mark.isdigit() and 0 < int(mark) <= MOST_SESSIONS:
        return _summary(source, label, (week, Outcome.DELIVERED), Length(sessions=int(mark)))
    length, said = read_length(mark), read_outcome(mark)
    if length.minutes:
        return _summary(source, label, (week, Outcome.DELIVERED), length)
    if said.outcome is None:
        harvest.doubt("outcome_unclear", "outcome", "This cell does not say clearly what took place.", source)
    return _summary(source, label, (week, said.outcome or Outcome.UNCLEAR), Length(), mark)


def _summary(source: Row, label: str, when: tuple[dt.date, Outcome], length: Length, reason: str = "") -> Session:
    week, outcome = when
    return Session(source=source, date=week, weekly=True, count=length.sessions or 1, minutes=length.minutes,
                   minutes_most=length.most, label=label, outcome=outcome, reason=reason)
