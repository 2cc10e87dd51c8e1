"""The day of a log's row: its own, that of its week, that of a heading, or that of the row above."""

import datetime as dt

from extractors.cells.days import Day, monday, read_day, weekday
from extractors.cells.words import cell, plain, words
from extractors.logs.parts import LogPart
from extractors.tables import Line
from extractors.vocabulary import vocabulary

Above = tuple[Line, Day]
"""The row above, on which ditto marks and blank dates lean, and its day."""


def heading(part: LogPart, line: Line) -> Day | None:
    """Read a row that holds a day and nothing else: it heads the rows below."""
    filled = [value for value in line if words(value)]
    day = read_day(filled[0], part.sense) if len(filled) == 1 else None
    return day._replace(problem="heading") if day and day.day else None


def undittoed(line: Line, above: Above | None) -> Line:
    """Put the words of the row above in place of ditto marks."""
    marks = vocabulary("dates")["ditto"]
    if above is None or not any(isinstance(value, str) and plain(value) in marks for value in line):
        return line
    over, _ = above
    return tuple(cell(over, column) if isinstance(value, str) and plain(value) in marks else value
                 for column, value in enumerate(line))


def day_of(part: LogPart, line: Line, above: Above | None) -> Day:
    """Give the day of a row: its date, or the day of its week, or that of the row above where it leaves it blank."""
    row = part.row(line)
    day = read_day(row.value("date"), part.sense)
    if day.problem == "none" and words(row.value("date_planned")):
        day = read_day(row.value("date_planned"), part.sense)
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
