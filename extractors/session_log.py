"""A session log: rows about this child become sessions, and every other row is kept with the reason."""

import datetime as dt
import re

from extractors.cells.days import Day, monday, school_year
from extractors.cells.lengths import Length
from extractors.cells.names import Named, Whose
from extractors.cells.outcomes import Said, is_other_charge, is_total, may_be_total, read_outcome
from extractors.cells.times import Times, read_times
from extractors.cells.words import blank, filled_down, words
from extractors.logs.became import outcome_of
from extractors.logs.checklist import find_checklist, read_checklist
from extractors.logs.codes import as_coded, marked_in
from extractors.logs.day import Above, day_of, goes_on, heading, undittoed
from extractors.logs.diary import is_diary, read_diary
from extractors.logs.forms import as_rows
from extractors.logs.order import settled
from extractors.logs.others import about_another, filed_wrongly, worked_with_another
from extractors.logs.parts import LogPart, log_parts
from extractors.logs.periods import length_of_periods, times_of
from extractors.logs.row import LogRow, group_of, length_of, reliability_of, sessions_of
from extractors.logs.ticks import is_tick_grid, read_ticks
from extractors.logs.week_rows import find_week_rows, read_week_rows
from extractors.logs.weeks import find_tracker, read_tracker, tracker_sense
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import find_header, forms_of
from extractors.tables import Line, Table, Value
from extractors.timetables.bells import Bells
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
    "times": ("length_conflict", "The row gives two lengths that do not agree."),
    "each": ("length_each", "The length may be that of each session or of all of them."),
    "part": ("length_part", "The session took place in part, and how much of it is not said."),
    "outcome_unclear": ("outcome_unclear", "The row does not say clearly whether the session took place."),
    "outcome_conflict": ("outcome_conflict", "The row says two different things about whether the session took place."),
}


def read_record(table: Table, known: Known) -> Harvest:
    """Read a log in whichever form it is kept: rows, a daily checklist, a weekly grid of ticks, or a diary."""
    checklist = find_checklist(table)
    if checklist:
        return read_checklist(table, checklist, known)
    if is_tick_grid(table):
        return read_ticks(table, known)
    tracker = find_tracker(table, tracker_sense(table, known))
    if tracker:
        return read_tracker(table, tracker, known)
    weeks = find_week_rows(table, tracker_sense(table, known))
    if weeks:
        return read_week_rows(table, weeks, known)
    if find_header(table, forms_of(("log",))) is None:
        forms = as_rows(table)
        if forms:
            return read_log(forms, known)
        if is_diary(table):
            return read_diary(table, known)
    return read_log(table, known)


def read_log(table: Table, known: Known) -> Harvest:
    """Read every row of a log below its header or headers."""
    harvest = Harvest()
    table = filled_down(table)
    for part in log_parts(table, known):
        _overall(part, known, harvest)
        before = len(harvest.sessions)
        _read_part(part, harvest)
        others = _others(part.names)
        if others:
            harvest.sessions[before:] = [_unnamed(session, others) for session in harvest.sessions[before:]]
    return harvest


def _read_part(part: LogPart, harvest: Harvest) -> None:
    above: Above | None = None
    for number in part.numbers:
        line = part.table.rows[number]
        if blank(line):
            above = None
            continue
        headed = heading(part, line)
        if headed:
            above = (line, headed)
            continue
        longer = above is not None and goes_on(part, line)
        line = undittoed(part, line, above)
        day = settled(day_of(part, line, above), number, part.sure, part.sense)
        before = len(harvest.sessions)
        if _read_row(part, number, (line, day), harvest):
            above = (line, day)
        if longer:
            longer_rows = [row.model_copy(update={"continued": True}) for row in harvest.sessions[before:]]
            harvest.sessions[before:] = longer_rows


def _overall(part: LogPart, known: Known, harvest: Harvest) -> None:
    """Note what is odd about the dates or the names of all rows."""
    source = part.table.source(part.header.row)
    if part.sense.swapped:
        harvest.note("dates_swapped", "date",
                     "Days and months are exchanged in this file's own dates; they were put right.", part.table.file,
                     next_step="Check a few of these dates against the file.")
    if part.about:
        harvest.note("label_from_title", "label", "No column says what was done; all rows are taken to be about "
                     f'what the title says: "{part.about}".', source.place(),
                     next_step="Say which provision they belong to, if it is another.")
    if part.names and known.child and all(name.whose is Whose.OTHER for name in part.names.values()):
        harvest.doubt("child_nowhere", "child", "No row of this table names the child in a way that is known.", source)


def _others(names: dict[str, Named]) -> re.Pattern[str] | None:
    """Give the names of other children, which stand in comments at times."""
    found = [name for name, reading in names.items() if reading.whose is not Whose.OWN and len(name) > 2]
    longest = sorted(map(re.escape, found), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if found else None


def _unnamed(session: Session, others: re.Pattern[str]) -> Session:
    """Put "another child" in place of the names of other children."""
    texts = {field: others.sub("another child", getattr(session, field)) for field in ("label", "reason")}
    return session if texts == {"label": session.label, "reason": session.reason} else session.model_copy(update=texts)


def _read_row(part: LogPart, number: int, read: tuple[Line, Day], harvest: Harvest) -> bool:
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
    if read_outcome(row.label()).outcome is Outcome.CLOSURE and not row.said("minutes", "hours", "done"):
        harvest.leave_out(source, "A note that the school was closed, not a session.", day=day.day, text=row.label())
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
    session = _session(part, number, (row, day, named), harvest)
    if session.outcome is Outcome.UNCLEAR and marked_in(row, day.day) == Said():
        harvest.leave_out(source, "The register of this session has no mark.", day=day.day, text=row.label())
        return True
    harvest.sessions.append(session)
    return True


def _is_total(row: LogRow) -> bool:
    marks = is_total if words(row.value("date")) or words(row.value("week")) else may_be_total
    return any(marks(words(row.value(role))) for role in ("date", "label", "child", "staff", "week"))


def _named(part: LogPart, row: LogRow) -> Named:
    """Say whose row it is; a blank name is the child's where the column names nobody else."""
    if "child" not in part.header.columns:
        theirs = (about_another(row.label(), part.child, part.adults) or filed_wrongly(row.comment(), part.child)
                  or worked_with_another(f"{row.label()} {row.comment()}", part.child, part.adults))
        return Named(Whose.UNSURE if theirs else Whose.OWN)
    text = words(row.value("child"))
    if text:
        return part.names[text] if text in part.names else Named(Whose.UNSURE)
    alone = all(reading.whose is Whose.OWN for reading in part.names.values())
    return Named(Whose.OWN if alone else Whose.UNSURE)


def _undated(row: LogRow, day: Day, number: int, into: tuple[LogPart, Harvest]) -> None:
    """Keep a row without a usable date: a note, a line that goes on from the row above, or an unreadable date."""
    part, harvest = into
    source = part.table.source(number)
    filled = [words(value) for value in row.line if words(value)]
    if day.problem == "none" and (len(filled) == 1 or not (row.label() or row.said("minutes", "done"))):
        harvest.leave_out(source, "A note, not a session.")
        return
    harvest.leave_out(source, PROBLEMS[day.problem], text=row.label())
    harvest.doubt(f"date_{day.problem}", "date", PROBLEMS[day.problem], source,
                  options=tuple(option.isoformat() for option in day.options))


def _session(part: LogPart, number: int, read: tuple[LogRow, Day, Named], harvest: Harvest) -> Session:
    row, day, named = read
    source, weekly = part.table.source(number), row.weekly(day)
    weekday = day.day.weekday() if day.day and not weekly else None
    length = length_of(row) if weekday is None else by_periods(row, part.bells, weekday) or length_of(row)
    coded = marked_in(row, day.day or dt.date.min)
    length = length if coded is None else as_coded(length, coded)
    became = outcome_of(row, length, weekly=weekly, coded=coded)
    times = read_times(row.value("start")) or _range_in(row.value("minutes"))
    start = times.start if times else None if weekday is None else start_by_periods(row, part.bells, weekday)
    _doubts(part, number, (day, length, became.doubt if became.outcome is Outcome.UNCLEAR else ""), harvest)
    date = day.day or dt.date.min
    return Session(
        source=source, date=monday(date) if weekly else date, weekly=weekly, count=sessions_of(row, length),
        minutes=length.minutes, minutes_most=length.most, start=start,
        label=row.label(), staff=row.said("visitor", "staff", "role") or row.said("initials"),
        group_size=group_of(row, named.people), outcome=became.outcome, or_else=became.or_else,
        reason=row.comment(),
        reliability=reliability_of(row))


def by_periods(row: LogRow, bells: Bells, weekday: int) -> Length | None:
    """Give the length that a row states as periods of the school day."""
    return length_of_periods(words(row.value("minutes")), bells, weekday)


def start_by_periods(row: LogRow, bells: Bells, weekday: int) -> dt.time | None:
    """Give when the periods start in which a row puts a session: "P4" as its time or length, or a column of them."""
    cells = [(words(row.value(role)), role == "period") for role in ("period", "start", "minutes")]
    for text, column in cells:
        times = times_of(text, bells, weekday, column=column) if text else ()
        if times:
            return times[0].start
    return None


def _range_in(value: Value) -> Times | None:
    """Read from when till when, where a length is written so: "11.50 - 12.10"."""
    times = read_times(value)
    return times if times and times.end and not isinstance(value, dt.time) else None


def _doubts(part: LogPart, number: int, found: tuple[Day, Length, str], harvest: Harvest) -> None:
    """Note what is unsure about a session that is used all the same."""
    day, length, outcome = found
    source = part.table.source(number)
    for problem, field in ((length.problem, "minutes"), (outcome, "outcome")):
        if problem:
            code, reason = DOUBTS[problem]
            options = tuple(f"{minutes} minutes" for minutes in (length.minutes, length.most) if minutes is not None)
            harvest.doubt(code, field, reason, source, options=options if field == "minutes" else ())
    if day.day and part.sense.school_years and school_year(day.day) not in part.sense.school_years:
        harvest.doubt("year_unlikely", "date", "The date is in another school year than the other rows.", source,
                      options=(day.day.isoformat(),))
    if day.problem == "settled":
        harvest.doubt("date_order", "date", "The date could be read day first or month first; the rows around it say "
                      "which.", source, options=tuple(option.isoformat() for option in day.options))
    if day.problem == "stretch":
        harvest.doubt("date_range", "date", "The row is about more than one week; it was put into the first of them.",
                      source)
    if day.problem == "above":
        harvest.note("date_from_above", "date", "The row has no date of its own; that of the row above was taken.",
                     source.place())
