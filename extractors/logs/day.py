"""The day of a log's row: its own, that of its week, that of a heading, or that of the row above."""

import datetime as dt
import re

from extractors.cells.days import Day, monday, read_day, weekday
from extractors.cells.words import cell, plain, words
from extractors.logs.parts import LogPart
from extractors.logs.row import LogRow
from extractors.tables import Line, Value
from extractors.vocabulary import vocabulary

LEANING = ("date", "week", "day", "child", "label", "staff", "target")
"""Columns in which "as above" stands for what is above."""
NUMBER_ALONE = re.compile(r"(?:[a-z]{3,9}\.? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [a-z]{3,9})?(?:\.0)?")
"""A day without its month: "Mon 8", "8th"."""
Above = tuple[Line, Day]
"""The row above, on which ditto marks and blank dates lean, and its day."""


def heading(part: LogPart, line: Line) -> Day | None:
    """Read a row that holds a day and nothing else: it heads the rows below."""
    filled = [value for value in line if words(value)]
    day = read_day(filled[0], part.sense) if len(filled) == 1 else None
    return day._replace(problem="heading") if day and day.day else None


def undittoed(part: LogPart, line: Line, above: Above | None) -> Line:
    """Put the words of the row above in place of ditto marks, and of "as above" where it can mean nothing else."""
    marks = vocabulary("dates")
    named = {part.header.columns.get(role) for role in LEANING}
    over = above[0] if above else ()

    def leans(column: int, value: Value) -> bool:
        text = plain(value) if isinstance(value, str) else ""
        leaning = text in marks["above"] or _goes_on(text)
        return bool(text) and (text in marks["ditto"] or (column in named and leaning))

    if not over or not any(leans(column, value) for column, value in enumerate(line)):
        return line
    return tuple(cell(over, column) if leans(column, value) else value for column, value in enumerate(line))


def goes_on(part: LogPart, line: Line) -> bool:
    """Whether a row says that the session of the row above went on: its minutes come on top."""
    column = part.header.columns.get("label")
    value = cell(line, column)
    return isinstance(value, str) and _goes_on(plain(value))


def _goes_on(text: str) -> bool:
    """Whether an activity is a ditto mark with "continued", or "continued" with when: "″ cont'd after", "cont'd pm".

    >>> _goes_on("ditto contd after"), _goes_on("cont'd after lunch"), _goes_on("cont'd"), _goes_on("ditto")
    (True, True, False, False)
    """
    marks = vocabulary("dates")
    first, _, rest = text.partition(" ")
    if first in marks["ditto"]:
        return bool(rest) and rest.split()[0] in marks["continued"]
    return first in marks["continued"] and bool(rest)


def day_of(part: LogPart, line: Line, above: Above | None) -> Day:
    """Give the day of a row: its date, or the day of its week, or that of the row above where it leaves it blank."""
    row = part.row(line)
    day, named = _own(part, row)
    week = read_day(row.value("week"), part.sense)
    if day.problem == "none" and week.day is None and named is not None:
        start = _week_above(named, above) or part.week
        if start:
            return Day(start + dt.timedelta(days=named))
    if day.problem == "none" and week.day:
        day = Day(monday(week.day), weekly=True)
    if day.day:
        return _checked(day, named)
    if day.problem == "none" and above and above[1].day and words(row.value("label")):
        return above[1] if above[1].problem == "heading" else above[1]._replace(problem="above")
    return day


def _week_above(named: int, above: Above | None) -> dt.date | None:
    """Give the week of the row above a weekday alone, as long as the days go on within it."""
    last = above[1] if above else None
    if last is None or last.day is None or not (last.weekly or named >= last.day.weekday()):
        return None
    return monday(last.day)


def _own(part: LogPart, row: LogRow) -> tuple[Day, int | None]:
    """Read a row's own date, or the one that was planned, and the weekday that it names."""
    named = weekday(words(row.value("day")))
    day = read_day(row.value("date"), part.sense)
    if day.problem == "none" and words(row.value("date_planned")):
        day = read_day(row.value("date_planned"), part.sense)
    if day.problem == "unreadable" and part.month and NUMBER_ALONE.fullmatch(plain(words(row.value("date")))):
        day = read_day(f"{words(row.value('date'))} {part.month}", part.sense)
    written = words(row.value("day"))
    if day.problem == "none" and written and named is None:
        dated = read_day(written, part.sense)
        named = weekday(written.split()[0])
        day = dated if dated.day else day
    alone = weekday(words(row.value("date")))
    return (Day(problem="none"), alone) if day.problem == "unreadable" and alone is not None else (day, named)


def _checked(day: Day, named: int | None) -> Day:
    """Check a day against the weekday beside it; a weekday beside a week is the day itself."""
    if day.day is None or (day.last and not day.weekly):
        return Day(monday(day.day), weekly=True, problem="stretch", last=day.last) if day.day else day
    if day.weekly:
        return day if named is None else Day(day.day + dt.timedelta(days=named))
    fits = named is None or day.day.weekday() == named
    return day if fits else Day(problem="weekday", options=(day.day,))
