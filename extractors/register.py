"""A school's register: one mark for each half day, in the Department for Education's codes."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cells.days import DateSense, Day, monday, read_day, weekday
from extractors.cells.names import Named, readings
from extractors.cells.sense import sense_of
from extractors.cells.times import read_times
from extractors.cells.words import blank, cell, filled_down, key, words
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import Header, again, find_header, forms_of
from extractors.registers.late import Lateness, read_lateness, without_lateness
from extractors.registers.wide import is_childs, pair, read_wide
from extractors.tables import Line, Table
from extractors.vocabulary import vocabulary
from models.delivery import AttendanceMark, Half

DAYS = ("mon", "tue", "wed", "thu", "fri")
LAST_MORNING_PERIOD = 3
FIRST_AFTERNOON_PERIOD = 5


class CodeMeaning(NamedTuple):
    """What a code says: whether the child attended, what that means for a session that was due, and in words."""

    present: bool | None
    bucket: str
    words: str
    late: str = ""
    """Whether the child came `before_closing` or `after_closing` of the register; empty where not late."""


class _Mark(NamedTuple):
    day: dt.date
    half: Half
    code: str
    comment: str = ""
    late: Lateness = Lateness()
    lesson: str = ""
    start: dt.time | None = None


class _Columns(NamedTuple):
    """What the columns of a register tell of its rows."""

    header: Header
    sense: DateSense
    names: dict[str, Named]
    numbered: bool

    @property
    def child(self) -> int | None:
        """The column of the child's name."""
        return self.header.columns.get("child")


def meaning(code: str, day: dt.date) -> CodeMeaning:
    """Give the meaning of a code in the set that was in force on a day.

    >>> meaning("I", dt.date(2025, 9, 18)).bucket, meaning("/", dt.date(2025, 9, 18)).present
    ('child_absent', True)
    >>> meaning("H", dt.date(2023, 10, 2)).words, meaning("H", dt.date(2025, 10, 2)).present
    ('holiday agreed', None)
    """
    codes = vocabulary("attendance_codes")
    mark = code.strip().upper()
    entry = codes["codes"].get(mark)
    if day < codes["in_force_from"]:
        entry = codes["before"].get(mark, entry)
    if entry is None:
        return CodeMeaning(None, "no_record", "a mark that is not one of the national codes")
    return CodeMeaning(entry.get("present"), entry["bucket"], entry["words"], entry.get("late", ""))


def read_register(table: Table, known: Known) -> Harvest:
    """Read the marks of a register in whichever form it is written."""
    harvest = Harvest()
    table = filled_down(table)
    header = find_header(table, forms_of(("register",)))
    if header is None:
        return read_wide(table, known)
    header = _with_halves(table, header)
    columns = _Columns(header, _sense(table, header, known), _names(table, header, known),
                       _numbered_halves(table, header))
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        repeated = None if blank(line) else again(line, number, header, forms_of(("register",)))
        if repeated:
            columns = columns._replace(header=_with_halves(table, repeated))
        elif not blank(line) and is_childs(table, number, (columns.child, columns.names), harvest):
            _read_row(table, number, columns, harvest)
    harvest.marks = _present_as_p(harvest.marks)
    return harvest


def _with_halves(table: Table, header: Header) -> Header:
    """Take in a second header row that puts AM and PM under each day."""
    below = table.rows[header.row + 1] if header.row + 1 < len(table.rows) else ()
    halves = {column: half for column, value in enumerate(below) if (half := words(value).upper()) in ("AM", "PM")}
    if header.form != "register_weeks" or len(halves) < len(DAYS):
        return header
    days = sorted((column, name) for name, column in header.columns.items() if name in DAYS)
    columns = {name: column for name, column in header.columns.items() if name not in DAYS}
    for column, half in halves.items():
        day = next((name for start, name in reversed(days) if start <= column), None)
        if day:
            columns[f"{day}_{half.lower()}"] = column
    return Header(header.form, header.row + 1, columns)


def _numbered_halves(table: Table, header: Header) -> bool:
    """Whether the register calls its half days 1 and 2."""
    if "half" not in header.columns:
        return False
    said = {words(cell(line, header.columns["half"])) for line in table.rows[header.row + 1:]} - {""}
    return said <= {"1", "2"}


def _names(table: Table, header: Header, known: Known) -> dict[str, Named]:
    named = [words(cell(line, header.columns.get("child"))) for line in table.rows[header.row + 1:]]
    return readings(named, known.child)


def _sense(table: Table, header: Header, known: Known) -> DateSense:
    dates = [cell(line, header.columns.get("date", header.columns.get("week"))) for line in table.rows[header.row + 1:]]
    titles = [words(value) for line in table.rows[:header.row] for value in line]
    return sense_of(dates, [*titles, table.sheet or "", table.file], known.school_years)


def _read_row(table: Table, number: int, columns: _Columns, harvest: Harvest) -> None:
    header = columns.header
    line, source = table.rows[number], table.source(number)
    day = _day_of_row(table, number, columns)
    named = weekday(words(cell(line, header.columns.get("day"))))
    if day.day and named is not None and day.day.weekday() != named and not day.weekly:
        day = Day(problem="weekday", options=(day.day,))
    if day.day is None:
        filled = sum(bool(words(value)) for value in line)
        if day.problem == "weekday":
            harvest.doubt("date_weekday", "date", "The day of the week does not fit the date.", source)
        harvest.leave_out(source, "A note, not marks." if filled <= 2 and day.problem != "weekday"
                          else "The row has no date that can be used.")
        return
    read = {"register_weeks": _week, "register_days": _day, "register_marks": _single,
            "register_lessons": _lesson}[header.form]
    if columns.numbered:
        line = tuple({"1": "AM", "2": "PM"}.get(words(value), value) if column == header.columns["half"] else value
                     for column, value in enumerate(line))
    status = words(cell(line, header.columns.get("status")))
    if header.form == "register_lessons" and status and _status(status) is None:
        harvest.doubt("mark_unclear", "code", "The status of this lesson is not one that is known.", source)
    for mark in read(line, header, day.day):
        harvest.marks.append(AttendanceMark(source=source, date=mark.day, half=mark.half, code=mark.code,
                                            comment=mark.comment, minutes_late=mark.late.minutes,
                                            arrived=mark.late.arrived, lesson=mark.lesson, start=mark.start))


def _day_of_row(table: Table, number: int, columns: _Columns) -> Day:
    """Read the day or the week of a row; the row of the afternoons may leave its week to the one above."""
    place = columns.header.columns.get("week", columns.header.columns.get("date"))
    value = cell(table.rows[number], place)
    half = half_of(words(cell(table.rows[number], columns.header.columns.get("half"))))
    if half is Half.PM and not words(value) and number - 1 > columns.header.row:
        value = cell(table.rows[number - 1], place)
    return read_day(value, columns.sense)


def _week(line: Line, header: Header, day: dt.date) -> Iterator[_Mark]:
    """Read a week's row: a column for each day with both marks, or one for each half day, or a row for each half."""
    row_half = half_of(words(cell(line, header.columns.get("half"))))
    for number, name in enumerate(DAYS):
        date = monday(day) + dt.timedelta(days=number)
        both = pair(words(cell(line, header.columns.get(name))))
        if row_half:
            yield from (_Mark(date, row_half, mark) for mark in both[:1])
            continue
        for place, half in enumerate(Half):
            single = pair(words(cell(line, header.columns.get(f"{name}_{half.lower()}"))))
            if single:
                yield _Mark(date, half, single[0])
            elif len(both) > place:
                yield _Mark(date, half, both[place])


def _day(line: Line, header: Header, day: dt.date) -> Iterator[_Mark]:
    """Read a day's row with a morning and an afternoon mark."""
    comment, spare = words(cell(line, header.columns.get("comment"))), cell(line, header.columns.get("late"))
    for half in Half:
        written = words(cell(line, header.columns.get(half.lower())))
        marks = pair(without_lateness(written))
        if not marks:
            continue
        late = meaning(marks[0], day).late
        column = cell(line, header.columns.get(f"late_{half.lower()}")) or spare
        yield _Mark(day, half, marks[0], comment, read_lateness(column, written, comment) if late else Lateness())
        spare = "" if late else spare


def _single(line: Line, header: Header, day: dt.date) -> Iterator[_Mark]:
    """Read a row that holds one mark."""
    half = half_of(words(cell(line, header.columns.get("half"))))
    written, comment = (words(cell(line, header.columns.get(role))) for role in ("code", "comment"))
    marks = pair(without_lateness(written))
    if half and marks:
        late = read_lateness(cell(line, header.columns.get("late")), written, comment)
        yield _Mark(day, half, marks[0], comment, late if meaning(marks[0], day).late else Lateness())


def _lesson(line: Line, header: Header, day: dt.date) -> Iterator[_Mark]:
    """Read a lesson's row of a list that names categories instead of codes."""
    lesson = words(cell(line, header.columns.get("lesson")))
    half = half_of(words(cell(line, header.columns.get("start"))) or lesson)
    status, comment = (words(cell(line, header.columns.get(role))) for role in ("status", "comment"))
    code = _status(status)
    if not (half and code):
        return
    mark = ("/" if half is Half.AM else "\\") if code == "present" else code
    late = read_lateness(cell(line, header.columns.get("late")), status, comment) if meaning(mark, day).late \
        else Lateness()
    times = read_times(cell(line, header.columns.get("start"))) or read_times(lesson)
    yield _Mark(day, half, mark, comment, late, lesson, times.start if times else None)


def _status(text: str) -> str | None:
    """Give the code that a list's word for a category stands for.

    >>> _status("Unauthorised absence"), _status("Late (12 mins)"), _status("Hub")
    ('UNAUTHORISED', 'L', None)
    """
    code: str | None = vocabulary("attendance_codes")["statuses"].get(key(without_lateness(text)))
    return code


def half_of(text: str) -> Half | None:
    """Tell the half of the day from its name, a time, or a period's number.

    >>> [str(half_of(name)) for name in ("AM", "Afternoon registration", "P2", "13:20", "P4")]
    ['AM', 'PM', 'AM', 'PM', 'None']
    """
    times = read_times(text)
    if times:
        return Half.AM if times.start < dt.time(12, 15) else Half.PM
    parts = key(text).split()
    if {"am", "morning", "mor"} & set(parts):
        return Half.AM
    if {"pm", "afternoon", "aft"} & set(parts):
        return Half.PM
    period = re.search(r"(?:^|\b(?:p|period|lesson) ?)(\d)\b", key(text))
    if period and int(period[1]) <= LAST_MORNING_PERIOD:
        return Half.AM
    return Half.PM if period and int(period[1]) >= FIRST_AFTERNOON_PERIOD else None


def _present_as_p(marks: list[AttendanceMark]) -> list[AttendanceMark]:
    """Read P as present where an export writes it for most half days: the code itself is for the odd sports day."""
    counts = Counter(mark.code for mark in marks)
    if counts["P"] * 2 <= len(marks):
        return marks
    return [mark.model_copy(update={"code": "/" if mark.half is Half.AM else "\\"}) if mark.code == "P" else mark
            for mark in marks]
