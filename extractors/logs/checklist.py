"""A daily checklist: a day a row, an intervention a column, a mark or a length in each cell."""

import datetime as dt
from typing import NamedTuple

from extractors.cells.absence import meant
from extractors.cells.days import DateSense, read_day
from extractors.cells.lengths import read_length
from extractors.cells.outcomes import crosses_in, read_outcome
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, key, plain, words
from extractors.logs.row import length_within
from extractors.logs.ticks import SILENT
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import named_outright, role_of
from extractors.tables import Line, Table
from models.delivery import Outcome, Session

LONGEST = 8 * 60
"""A number of more minutes than a school day has is none."""
LONGEST_MARK = 30
"""A mark with its reason: "No - assembly over-ran"."""
HEADER_WITHIN = 12
ENOUGH = 0.7
"""The share of filled cells that must be marks, and of first cells that must be days."""
KNOWN_ROLES = ("notes", "reason", "staff", "initials", "child", "day", "cycle", "ignored", "start", "end", "count",
               "group")
SAID_OF_EACH = ("done", "present", "missed", "minutes", "hours", "planned")
"""What a log that has a session a row says of each of them."""


class Checklist(NamedTuple):
    """Where a checklist's header is, which column holds the days, and what each other column is about."""

    row: int
    date: int
    labels: dict[int, str]
    notes: int | None


def find_checklist(table: Table) -> Checklist | None:
    """Find the header of a checklist: a column of days, and two columns or more that hold marks alone."""
    for row, line in enumerate(table.rows[:HEADER_WITHIN]):
        date = next((column for column, value in enumerate(line) if key(words(value)) in ("date", "day date")), None)
        if date is None:
            continue
        below = [other for other in table.rows[row + 1:] if not blank(other)]
        heads = {column: words(value) for column, value in enumerate(line) if column != date and words(value)}
        labels = {column: head for column, head in heads.items()
                  if role_of(head, "log") not in KNOWN_ROLES and _holds_marks(below, column)}
        other = {role_of(head, "log") for column, head in heads.items() if column not in labels}
        enough = len(labels) >= 2 or (len(labels) == 1 and len(heads) == 1)
        if enough and not other & {"label", "minutes", "done"} and not _named(labels):
            notes = next((column for column, head in heads.items() if role_of(head, "log") == "notes"), None)
            return Checklist(row, date, labels, notes)
    return None


def _named(labels: dict[int, str]) -> bool:
    """Whether the columns with marks are those of an ordinary log or of a register: "Outcome", "Length", "AM"."""
    return any(named_outright(label, "log") in SAID_OF_EACH or key(label) in ("am", "pm", "code")
               for label in labels.values())


def _holds_marks(lines: list[Line], column: int) -> bool:
    filled = [text for line in lines if (text := words(cell(line, column))) and plain(text) not in SILENT]
    marks = [text for text in filled if _mark(text)]
    return len(marks) >= 2 and len(marks) >= ENOUGH * len(filled)


def _mark(text: str) -> bool:
    if len(text) <= LONGEST_MARK and read_outcome(text).rest and read_outcome(text).outcome:
        return True
    return len(text) <= 12 and (read_outcome(text).outcome is not None or read_outcome(text).unsure is (len(text) <= 2)
                                or (read_length(text).minutes or 0) in range(1, LONGEST))


def read_checklist(table: Table, found: Checklist, known: Known) -> Harvest:
    """Read each mark of a checklist as a session."""
    harvest = Harvest()
    lines = table.rows[found.row + 1:]
    titles = [words(value) for line in table.rows[:found.row] for value in line]
    sense = sense_of((cell(line, found.date) for line in lines), [*titles, table.sheet or "", table.file],
                     known.school_years)
    crosses = crosses_in(words(cell(line, column)) for line in lines for column in found.labels)
    for number in range(found.row + 1, len(table.rows)):
        line = table.rows[number]
        if blank(line):
            continue
        day = _day(table, number, (found, sense), harvest)
        for column in found.labels if day else ():
            mark = words(cell(line, column))
            if mark and day and plain(mark) not in SILENT:
                harvest.sessions.append(_session(table, (number, column), (found, day, crosses), harvest))
    return harvest


def _day(table: Table, number: int, around: tuple[Checklist, DateSense], harvest: Harvest) -> dt.date | None:
    found, sense = around
    day = read_day(cell(table.rows[number], found.date), sense)
    if day.day is None:
        harvest.leave_out(table.source(number), "The row has no date that can be used.")
        if day.problem not in ("none", "unreadable"):
            harvest.doubt(f"date_{day.problem}", "date", "The date of this row is not certain.", table.source(number))
    return day.day


def _session(
    table: Table, place: tuple[int, int], around: tuple[Checklist, dt.date, bool], harvest: Harvest,
) -> Session:
    (number, column), (found, day, crosses) = place, around
    line, source = table.rows[number], table.source(number, column)
    mark = words(cell(line, column))
    length = read_length(mark) if len(mark) > 1 else read_length("")
    said = read_outcome(mark, crosses=crosses)
    outcome = Outcome.DELIVERED if length.minutes else said.outcome or Outcome.UNCLEAR
    if outcome is Outcome.UNCLEAR and said.unsure:
        harvest.doubt("outcome_unclear", "outcome", "This mark can be read in two ways.", source)
    note = "" if outcome is Outcome.DELIVERED else " ".join(filter(None, (said.rest, words(cell(line, found.notes)))))
    label, told = found.labels[column], meant(outcome, mark, words(cell(line, found.notes)))
    return Session(source=source, date=day, minutes=length.minutes or read_length(length_within(label)).minutes,
                   label=label, outcome=told.outcome or outcome, or_else=told.or_else, reason=note)
