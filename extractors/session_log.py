"""A session log: rows about this child become sessions, and every other row is kept with the reason."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cell_dates import DateSense, Day, monday, read_day, weekday
from extractors.cell_lengths import Length
from extractors.cell_outcomes import crosses_in, is_other_charge, is_total
from extractors.cell_times import read_times
from extractors.cells import blank, cell, filled_down, plain, words
from extractors.checklist import find_checklist, read_checklist
from extractors.child_names import Named, Whose, readings
from extractors.date_phrases import days_in
from extractors.date_sense import sense_of
from extractors.diary import is_diary, read_diary
from extractors.harvest import Harvest, Known
from extractors.log_rows import LogRow, group_of, length_of, outcome_of, reliability_of, sessions_of, unit_of
from extractors.record_headers import Header, best_header, find_header, forms_of, role_of
from extractors.tables import Line, Table, Value
from extractors.tick_grid import is_tick_grid, read_ticks
from extractors.vocabulary import vocabulary
from models.delivery import Outcome, Session

OTHER_CHILD = "This row is about another child."
PROBLEMS = {
    "none": "The row has no date.",
    "unreadable": "The date could not be read.",
    "weekday": "The day of the week does not fit the date.",
    "order": "The date could be read day first or month first.",
    "year": "The date has no year, and nothing in the file or the calendar says which.",
}
DOUBTS = {
    "unclear": ("length_unclear", "The length could not be read with certainty."),
    "range": ("length_range", "The length is given as a range."),
    "more": ("length_includes_more", "The length takes in more than the time with the child."),
    "times": ("length_conflict", "The length and the times of the row do not agree."),
    "outcome_unclear": ("outcome_unclear", "The row does not say clearly whether the session took place."),
    "outcome_conflict": ("outcome_conflict", "The row says two different things about whether the session took place."),
}


class _Part(NamedTuple):
    """A header, and what its columns tell of the rows below it."""

    table: Table
    header: Header
    sense: DateSense
    names: dict[str, Named]
    unit: str
    crosses: bool
    week: dt.date | None
    """The Monday of the one week that a title or the sheet's name speaks of."""

    def row(self, line: Line) -> LogRow:
        return LogRow(self.header, line, self.unit, self.crosses)


def read_record(table: Table, known: Known) -> Harvest:
    """Read a log in whichever form it is kept: rows, a daily checklist, a weekly grid of ticks, or a diary."""
    checklist = find_checklist(table)
    if checklist:
        return read_checklist(table, checklist, known)
    if is_tick_grid(table):
        return read_ticks(table, known)
    if find_header(table, forms_of(("log",))) is None and is_diary(table):
        return read_diary(table, known)
    return read_log(table, known)


def read_log(table: Table, known: Known) -> Harvest:
    """Read every row of a log below its header or headers."""
    harvest = Harvest()
    table = filled_down(table)
    for header, numbers in _parts(table):
        part = _part(table, header, numbers, known)
        if part.sense.swapped:
            harvest.note("dates_swapped", "date", "Days and months are exchanged in this file's own dates; they were "
                         "put right.", table.file, next_step="Check a few of these dates against the file.")
        others = _others(part.names)
        above: tuple[Line, Day] | None = None
        for number in numbers:
            line = table.rows[number]
            if blank(line):
                above = None
                continue
            heading = _heading(part, line)
            if heading:
                above = (line, heading)
                continue
            line = _undittoed(part, line, above)
            day = _day(part, line, above)
            if _read_row(part, number, (line, day), harvest):
                above = (line, day)
        if others:
            harvest.sessions = [_unnamed(session, others) for session in harvest.sessions]
    return harvest


def _others(names: dict[str, Named]) -> re.Pattern[str] | None:
    """Give the names of other children, which stand in comments at times."""
    found = [name for name, reading in names.items() if reading.whose is not Whose.OWN and len(name) > 2]
    longest = sorted(map(re.escape, found), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if found else None


def _unnamed(session: Session, others: re.Pattern[str]) -> Session:
    """Put "another child" in place of the names of other children."""
    texts = {field: others.sub("another child", getattr(session, field)) for field in ("label", "reason")}
    return session if texts == {"label": session.label, "reason": session.reason} else session.model_copy(update=texts)


def _parts(table: Table) -> Iterator[tuple[Header, range]]:
    """Split a sheet at its headers: logs repeat theirs each half-term or page, with other columns at times."""
    forms = forms_of(("log",))
    header = find_header(table, forms)
    while header:
        following = next((again for number in range(header.row + 1, len(table.rows))
                          if (again := _header_again(table.rows[number], number, header))), None)
        yield header, range(header.row + 1, following.row if following else len(table.rows))
        header = following


def _header_again(line: Line, number: int, header: Header) -> Header | None:
    column = header.columns.get("date", header.columns.get("week"))
    named = role_of(words(cell(line, column)), header.form)
    return best_header(line, number, forms_of(("log",))) if named in ("date", "week") else None


def _part(table: Table, header: Header, numbers: range, known: Known) -> _Part:
    rows = [table.rows[number] for number in numbers]

    def column(role: str) -> list[Value]:
        return [cell(line, header.columns[role]) for line in rows] if role in header.columns else []

    titles = [words(value) for line in table.rows[:header.row] for value in line] + [table.sheet or "", table.file]
    sense = sense_of([*column("date"), *column("week")], titles, known.school_years)
    names = readings([words(value) for value in column("child")], known.child)
    minutes = words(cell(table.rows[header.row], header.columns.get("minutes")))
    return _Part(table, header, sense, names, unit_of(minutes),
                 crosses_in([words(value) for value in column("done")]), _week(titles, sense))


def _week(titles: list[str], sense: DateSense) -> dt.date | None:
    """Find the week that the titles speak of; titles that name the days of a term name no week."""
    found = [days for title in titles for days in days_in(title, sense) if days.end - days.start < dt.timedelta(days=7)]
    weeks = {monday(days.start) for days in found}
    return weeks.pop() if len(weeks) == 1 else None


def _heading(part: _Part, line: Line) -> Day | None:
    """Read a row that holds a day and nothing else: it heads the rows below."""
    filled = [value for value in line if words(value)]
    day = read_day(filled[0], part.sense) if len(filled) == 1 else None
    return day._replace(problem="heading") if day and day.day else None


def _undittoed(part: _Part, line: Line, above: tuple[Line, Day] | None) -> Line:
    """Put the words of the row above in place of ditto marks."""
    marks = vocabulary("dates")["ditto"]
    if above is None or not any(isinstance(value, str) and plain(value) in marks for value in line):
        return line
    over, _ = above
    return tuple(cell(over, column) if isinstance(value, str) and plain(value) in marks else value
                 for column, value in enumerate(line))


def _day(part: _Part, line: Line, above: tuple[Line, Day] | None) -> Day:
    """Give the day of a row: its date, or the day of its week, or that of the row above where it leaves it blank."""
    row = part.row(line)
    day = read_day(row.value("date"), part.sense)
    week = read_day(row.value("week"), part.sense)
    named = weekday(words(row.value("day")))
    if day.problem == "unreadable" and weekday(words(row.value("date"))) is not None:
        day, named = Day(problem="none"), weekday(words(row.value("date")))
    if day.problem == "none" and week.day is None and named is not None and part.week:
        return Day(part.week + dt.timedelta(days=named))
    if day.problem == "none" and week.day:
        day = Day(monday(week.day), weekly=True)
    if day.day and day.weekly and named is not None:
        return Day(day.day + dt.timedelta(days=named))
    if day.day and named is not None and day.day.weekday() != named:
        return Day(problem="weekday", options=(day.day,))
    if day.problem == "none" and above and above[1].day and words(row.value("label")):
        return above[1] if above[1].problem == "heading" else above[1]._replace(problem="above")
    return day


def _read_row(part: _Part, number: int, read: tuple[Line, Day], harvest: Harvest) -> bool:
    """Read one row into the harvest; whether the rows below may lean on it."""
    line, day = read
    row, source = part.row(line), part.table.source(number)
    if _is_total(row):
        harvest.leave_out(source, "A row of totals.")
        return False
    named = _named(part, row)
    if named.whose is Whose.OTHER:
        harvest.leave_out(source, OTHER_CHILD, day=day.day)
        return True
    if is_other_charge(row.label()):
        harvest.leave_out(source, "A charge for something other than time.", day=day.day, text=row.label())
        return True
    if day.day is None:
        _undated(row, day, number, (part, harvest))
        return False
    if named.whose is Whose.UNSURE:
        harvest.leave_out(source, "It is not clear that this row is about the child.", day=day.day)
        harvest.doubt("child_unclear", "child", "The name in this row may or may not mean the child.", source)
        return True
    harvest.sessions.append(_session(part, number, (row, day, named), harvest))
    return True


def _is_total(row: LogRow) -> bool:
    return any(is_total(words(row.value(role))) for role in ("date", "label", "child", "staff", "week"))


def _named(part: _Part, row: LogRow) -> Named:
    """Say whose row it is; a blank name is the child's where the column names nobody else."""
    if "child" not in part.header.columns:
        return Named(Whose.OWN)
    text = words(row.value("child"))
    if text:
        return part.names[text] if text in part.names else Named(Whose.UNSURE)
    alone = all(reading.whose is Whose.OWN for reading in part.names.values())
    return Named(Whose.OWN if alone else Whose.UNSURE)


def _undated(row: LogRow, day: Day, number: int, into: tuple[_Part, Harvest]) -> None:
    """Keep a row without a usable date: a note, a line that goes on from the row above, or an unreadable date."""
    part, harvest = into
    source = part.table.source(number)
    filled = [words(value) for value in row.line if words(value)]
    if day.problem == "none" and (len(filled) == 1 or not (row.label() or row.said("minutes", "done"))):
        harvest.leave_out(source, "A note, not a session.", text=" ".join(filled) if len(filled) == 1 else "")
        return
    harvest.leave_out(source, PROBLEMS[day.problem], text=row.label())
    harvest.doubt(f"date_{day.problem}", "date", PROBLEMS[day.problem], source,
                  options=tuple(option.isoformat() for option in day.options))


def _session(part: _Part, number: int, read: tuple[LogRow, Day, Named], harvest: Harvest) -> Session:
    row, day, named = read
    source, length = part.table.source(number), length_of(row)
    weekly = row.weekly(day)
    became = outcome_of(row, length, weekly=weekly)
    times = read_times(row.value("start"))
    _doubts(part, number, (day, length, became.doubt if became.outcome is Outcome.UNCLEAR else ""), harvest)
    date = day.day or dt.date.min
    return Session(
        source=source, date=monday(date) if weekly else date, weekly=weekly, count=sessions_of(row, length),
        minutes=length.minutes, minutes_most=length.most, start=times.start if times else None,
        label=row.label(), staff=row.said("staff", "role") or row.said("initials"),
        group_size=group_of(row, named.people), outcome=became.outcome, reason=row.comment(),
        reliability=reliability_of(row))


def _doubts(part: _Part, number: int, found: tuple[Day, Length, str], harvest: Harvest) -> None:
    """Note what is unsure about a session that is used all the same."""
    day, length, outcome = found
    source = part.table.source(number)
    for problem, field in ((length.problem, "minutes"), (outcome, "outcome")):
        if problem:
            code, reason = DOUBTS[problem]
            options = tuple(f"{minutes} minutes" for minutes in (length.minutes, length.most) if minutes is not None)
            harvest.doubt(code, field, reason, source, options=options if field == "minutes" else ())
    if day.problem == "above":
        harvest.note("date_from_above", "date", "The row has no date of its own; that of the row above was taken.",
                     source.place())
