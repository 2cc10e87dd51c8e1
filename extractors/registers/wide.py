"""A register with a column for each half day and a row for each child; and what all registers share."""

import datetime as dt
import re
from typing import NamedTuple

from extractors.cells.days import DateSense
from extractors.cells.names import Named, Whose, readings
from extractors.cells.phrases import days_in
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, key, words
from extractors.records.harvest import Harvest, Known
from extractors.tables import Line, Table
from extractors.vocabulary import vocabulary
from models.delivery import AttendanceMark, Half

CODE = re.compile(r"Y[1-7]|C[12]|J1|I0[12]|[A-Z]|[/\\#]|-")
WORD = re.compile(r"[A-Za-z]{3}")
BESIDE = re.compile(rf"({CODE.pattern})\s*[-–:]\s*[A-Za-z]{{3}}.*|[A-Za-z].*\s\(({CODE.pattern})\)", re.IGNORECASE)
"""A code before or after its meaning: "I - Illness", "Present (/)"."""
FEWEST_DATES = 4
"""Columns with dates that make a row the header of a wide register."""


class HalfDay(NamedTuple):
    """What a column of a wide register is about; no half where one column holds both marks."""

    day: dt.date
    half: Half | None


def pair(text: str) -> tuple[str, ...]:
    r"""Split a day's cell into its marks: morning and afternoon.

    >>> pair("/\\"), pair("I I"), pair("/N"), pair("C2C2"), pair("#"), pair("")
    (('/', '\\'), ('I', 'I'), ('/', 'N'), ('C2', 'C2'), ('#', '#'), ())
    >>> pair("Late (L)"), pair("see office")
    (('L',), ())
    """
    named = _named(text)
    marks = (named,) if named else tuple(CODE.findall(text.upper())) if not WORD.search(text) else ()
    return marks * 2 if marks == ("#",) else marks


def _named(text: str) -> str:
    """Give the code of a cell that says it in words, or beside words.

    >>> _named("Present (/)"), _named("I - Illness"), _named("Authorised absence"), _named("/N")
    ('/', 'I', 'AUTHORISED', '')
    """
    beside = BESIDE.fullmatch(text.strip())
    if beside:
        return (beside[1] or beside[2]).upper()
    code = vocabulary("attendance_codes")["statuses"].get(key(text), "")
    return "/" if code == "present" else str(code)


def is_childs(table: Table, number: int, column: tuple[int | None, dict[str, Named]], harvest: Harvest) -> bool:
    """Whether a row is about the child; if not, it is kept as spare without its words."""
    place, names = column
    text = words(cell(table.rows[number], place))
    named = names.get(text, Named(Whose.UNSURE)).whose
    if not text or named is Whose.OWN:
        return True
    other = named is Whose.OTHER
    harvest.leave_out(table.source(number), "This row is about another child." if other
                      else "It is not clear that this row is about the child.")
    return False


def half_days(table: Table, sense: DateSense) -> tuple[int, dict[int, HalfDay]] | None:
    """Find the header of a wide register: its last row, and the half day of each column."""
    for row, line in enumerate(table.rows[:20]):
        found = {column: day for column, value in enumerate(line) if (day := _day_of(words(value), sense))}
        if len(found) < FEWEST_DATES and not (len(found) >= 2 and _halves_below(table, row)):
            continue
        halves = {column: half for column, half in _halves_below(table, row).items() if column >= min(found)}
        if not halves:
            return row, {column: HalfDay(day, _half(words(line[column]))) for column, day in found.items()}
        starts = sorted(found)
        below = {column: HalfDay(found[max(start for start in starts if start <= column)], half)
                 for column, half in halves.items() if column >= starts[0]}
        if below:
            return row + 1, below
    return None


def _day_of(text: str, sense: DateSense) -> dt.date | None:
    days = days_in(text, sense) if len(text) <= 20 else []
    return days[0].start if len(days) == 1 and not days[0].doubt else None


def _half(text: str) -> Half | None:
    match = re.search(r"\b([ap]m)\b", text.lower())
    return Half(match[1].upper()) if match else None


def _halves_below(table: Table, row: int) -> dict[int, Half]:
    below: Line = table.rows[row + 1] if row + 1 < len(table.rows) else ()
    return {column: half for column, value in enumerate(below) if (half := _half(words(value)))}


def read_wide(table: Table, known: Known) -> Harvest:
    """Read the child's row of a wide register."""
    harvest = Harvest()
    titles = [words(value) for line in table.rows[:3] for value in line]
    sense = sense_of((), [*titles, table.sheet or "", table.file], known.school_years)
    header = half_days(table, sense_of(titles, [*titles, table.file], known.school_years)) or half_days(table, sense)
    if header is None:
        return harvest
    row, columns = header
    first = min(columns)
    named = next((place for place in range(first) if any(words(cell(line, place)) for line in table.rows[row + 1:])), 0)
    names = readings([words(cell(line, named)) for line in table.rows[row + 1:]], known.child) if first else {}
    for number in range(row + 1, len(table.rows)):
        half = _named_half(words(cell(table.rows[number], named))) if first else None
        skipped = first and not half and not is_childs(table, number, (named, names), harvest)
        if blank(table.rows[number]) or skipped:
            continue
        days = {column: HalfDay(day, half) for column, (day, _) in columns.items()} if half else columns
        harvest.marks += _marks(table, number, days)
    return harvest


def _named_half(text: str) -> Half | None:
    """Read the name of a row of one half of each day.

    >>> _named_half("AM"), _named_half("PM mark"), _named_half("Pam")
    (<Half.AM: 'AM'>, <Half.PM: 'PM'>, None)
    """
    parts = key(text).split()
    return _half(parts[0]) if parts and set(parts[1:]) <= {"mark", "marks", "session", "reg", "registration"} else None


def _marks(table: Table, number: int, columns: dict[int, HalfDay]) -> list[AttendanceMark]:
    source, line = table.source(number), table.rows[number]
    found: list[AttendanceMark] = []
    for column, (day, half) in columns.items():
        marks = pair(words(cell(line, column)))
        halves = (half,) if half else tuple(Half)
        place = source.model_copy(update={"column": column + 1})
        found += [AttendanceMark(source=place, date=day, half=each, code=mark)
                  for each, mark in zip(halves, marks, strict=False)]
    return found
