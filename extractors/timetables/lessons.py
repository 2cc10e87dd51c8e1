"""A timetable written as a list, one lesson a row; and a provision map, which plans without a place in the week."""

from extractors.cells.days import DateSense, read_day
from extractors.cells.lengths import read_length
from extractors.cells.times import Times, minutes_between, read_time, read_times
from extractors.cells.words import blank, cell, filled_down, key, words
from extractors.harvest import Harvest
from extractors.record_headers import Header
from extractors.tables import Line, Table
from extractors.timetables.bells import Bells
from extractors.timetables.cells import WEEK, activities, week_name
from extractors.timetables.grid import Column, Period, day_of
from models.delivery import TimetableSlot

PLANNED_ONLY = "This row says what is planned, without a day of the week, and not what took place."


def read_lessons(table: Table, header: Header, sense_and_bells: tuple[DateSense, Bells], harvest: Harvest) -> None:
    """Read a list of lessons into slots."""
    sense, bells = sense_and_bells
    table = filled_down(table)
    day: Column | None = None
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        if blank(line):
            continue
        said = words(cell(line, header.columns.get("day")))
        day = day_of(said) if said else day
        if day is None:
            harvest.leave_out(table.source(number), "The row names no day of the week.", text=_label(line, header))
            continue
        harvest.slots += _slots(table, number, (header, day), (sense, bells))


def _label(line: Line, header: Header) -> str:
    return words(cell(line, header.columns.get("label")))


def _slots(
    table: Table, number: int, place: tuple[Header, Column], around: tuple[DateSense, Bells],
) -> list[TimetableSlot]:
    (header, day), (sense, bells), line = place, around, table.rows[number]

    def said(role: str) -> str:
        return words(cell(line, header.columns.get(role)))

    period = _period(line, (header, day), bells)
    support = said("support") if key(said("support")) not in ("", "n", "no", "none") else ""
    found = activities(_label(line, header), sense)
    return [TimetableSlot(
        source=table.source(number), weekday=day.weekday, start=item.start or period.start,
        end=item.end or period.end, minutes=item.minutes or _minutes(line, header, period),
        label=item.label, staff=support or said("staff") or item.staff, support=bool(support) or item.support,
        cycle_week=item.week or _week(said("cycle")) or day.week,
        first_day=read_day(said("first_day"), sense).day or item.first_day,
        last_day=read_day(said("last_day"), sense).day or item.last_day, only_on=item.only_on,
        sharing=item.sharing) for item in found]


def _week(text: str) -> str | None:
    """Read the week column: "A", "Week 2", "Both", "1 & 2".

    >>> _week("Week A"), _week("2"), _week("Both")
    ('A', '2', None)
    """
    marked = WEEK.search(text)
    if marked:
        return week_name(marked)
    return text.upper() if text.upper() in {*"ABCD1234"} else None


def _period(line: Line, place: tuple[Header, Column], bells: Bells) -> Period:
    header, day = place
    both = read_times(cell(line, header.columns.get("start")))
    if both and both.end:
        return Period(both.start, both.end)
    start = read_time(cell(line, header.columns.get("start")))
    end = read_time(cell(line, header.columns.get("end")))
    name = words(cell(line, header.columns.get("period")))
    named: Times | None = bells.of(name, day.weekday) or read_times(name)
    if start is None and named:
        return Period(named.start, named.end)
    return Period(start, end)


def _minutes(line: Line, header: Header, period: Period) -> int | None:
    stated = read_length(cell(line, header.columns.get("minutes")), "minutes").minutes
    if stated:
        return stated
    start, end = period.start, period.end
    return minutes_between(start, end) if start and end and start < end else None


def read_plan(table: Table, header: Header, _around: tuple[DateSense, Bells], harvest: Harvest) -> None:
    """Keep the rows of a provision map as what is planned: they have no place in the week and are never sessions."""
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        if not blank(line):
            harvest.leave_out(table.source(number), PLANNED_ONLY, text=_label(line, header))
