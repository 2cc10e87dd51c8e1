"""A timetable written as a list, one lesson a row; and a provision map, which plans without a place in the week."""

import datetime as dt
from collections.abc import Callable

from extractors.cells.days import read_day
from extractors.cells.lengths import read_length
from extractors.cells.names import Named, Whose, readings
from extractors.cells.outcomes import group_size
from extractors.cells.times import Times, minutes_between, read_period, read_time, read_times
from extractors.cells.words import blank, cell, filled_down, plain, words
from extractors.records.harvest import Harvest
from extractors.records.headers import Header, role_of
from extractors.tables import Line, Table
from extractors.timetables.adults import with_child
from extractors.timetables.bells import SCHOOL_WEEK, Bells, days_named
from extractors.timetables.cells import Activity, activities, activity, sharing
from extractors.timetables.first_names import bracketed
from extractors.timetables.grid import Column, Period, day_of, week_in
from extractors.timetables.slots import Setting, note_doubt
from extractors.vocabulary import vocabulary
from models.delivery import TimetableSlot
from models.source import Row

PLANNED_ONLY = "This row says what is planned, without a day of the week, and not what took place."


def read_lessons(table: Table, header: Header, setting: Setting, harvest: Harvest) -> None:
    """Read a list of lessons into slots."""
    table = filled_down(table)
    header = _named_by_words(table, header)
    column = header.columns.get("child")
    names = readings([words(cell(line, column)) for line in table.rows[header.row + 1:]], setting.child)
    days: list[Column] = []
    named = Named(Whose.OWN)
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        if blank(line):
            continue
        said = words(cell(line, header.columns.get("day")))
        days = days_of(f"Day {said}" if said.isdigit() else said) or days
        named = names.get(words(cell(line, column)), named)
        if not days:
            harvest.leave_out(table.source(number), "The row names no day of the week.", text=_label(line, header))
        elif _is_childs(table, number, named, harvest):
            _add_slots(table, number, (header, setting, named), (days, harvest))


def _named_by_words(table: Table, header: Header) -> Header:
    """Take a column "Lesson" that holds numbers for that of the periods, and the next one for the label."""
    columns = [column for column, value in enumerate(table.rows[header.row])
               if role_of(words(value), "lessons") == "label"]
    below = table.rows[header.row + 1:]
    numbered = [column for column in columns if all(words(cell(line, column)).isdigit() for line in below
                                                    if words(cell(line, column)))]
    named = [column for column in columns if column not in numbered]
    if not numbered or not named:
        return header
    return header._replace(columns={"period": numbered[0], **header.columns, "label": named[0]})


def days_of(text: str) -> list[Column]:
    """Read the day, or the days, that a cell names.

    >>> [len(days_of(text)) for text in ("Mon", "Mon, Wed & Fri", "Mon-Thu", "Tues / Thurs", "daily", "Period 1")]
    [1, 3, 4, 2, 5, 0]
    """
    every = SCHOOL_WEEK if plain(text) in vocabulary("timetable_words")["every_day"] else days_named(text)
    one = day_of(text)
    return [Column(day) for day in sorted(every)] if len(every) > 1 else [one] if one else []


def _is_childs(table: Table, number: int, named: Named, harvest: Harvest) -> bool:
    """Whether a row is about the child; one that may be is asked about."""
    if named.whose is Whose.OWN:
        return True
    source = table.source(number)
    harvest.leave_out(source, "This row is about another child." if named.whose is Whose.OTHER
                      else "It is not clear that this row is about the child.")
    if named.whose is Whose.UNSURE:
        harvest.doubt("child_unclear", "child", "The name in this row may or may not mean the child.", source)
    return False


def _label(line: Line, header: Header) -> str:
    return words(cell(line, header.columns.get("label")))


def _add_slots(
    table: Table, number: int, about: tuple[Header, Setting, Named], into: tuple[list[Column], Harvest],
) -> None:
    """Add the slots of a row: one for each of its activities on each of its days."""
    (header, setting, named), (days, harvest) = about, into
    source, line = table.source(number), table.rows[number]
    noted = activity(words(cell(line, header.columns.get("notes"))), setting.sense)
    note_doubt(noted, source, harvest)
    for item in activities(bracketed(_label(line, header), setting.names), setting.sense):
        note_doubt(item, source, harvest)
        for day in days:
            period = _period(line, (header, day), setting.bells)
            harvest.slots.append(_slot(item, (source, line), (header, setting, named), (day, period)))


def _slot(
    item: Activity, row: tuple[Row, Line], about: tuple[Header, Setting, Named], when: tuple[Column, Period],
) -> TimetableSlot:
    (source, line), (header, setting, named), (day, period) = row, about, when

    def said(role: str) -> str:
        return words(cell(line, header.columns.get(role)))

    support = said("support") if with_child(said("support")) else ""
    noted, group = activity(said("notes"), setting.sense), said("group")
    people = item.sharing or noted.sharing or sharing(group) or group_size(group) or named.people
    return TimetableSlot(
        source=source, weekday=day.weekday, start=item.start or period.start, end=item.end or period.end,
        minutes=item.minutes or _minutes(line, header, period), label=item.label,
        staff=support or _who(said("staff"), item), support=bool(support) or item.support,
        cycle_week=item.week or _week(said("cycle")) or day.week or noted.week,
        first_day=_day(said, ("first_day", "start"), setting) or item.first_day or noted.first_day,
        last_day=_day(said, ("last_day", "end"), setting) or item.last_day or noted.last_day,
        only_on=item.only_on or noted.only_on, cycle_day=None if item.week else day.number,
        sharing=people if people > 1 else None)


def _who(column: str, item: Activity) -> str:
    """Give the adult of a row: the one who supports, where the lesson names one, and else the fuller of two names."""
    return item.staff if item.support or column in item.staff else column


def _day(said: Callable[[str], str], roles: tuple[str, str], setting: Setting) -> dt.date | None:
    """Read from when or until when a lesson is planned: columns such as "From" may hold days or times."""
    return next((day for role in roles if read_time(said(role)) is None
                 and (day := read_day(said(role), setting.sense).day)), None)


def _week(text: str) -> str | None:
    """Read the week column: "A", "Week 2", "Both", "1 & 2".

    >>> _week("Week A"), _week("2"), _week("Both"), _week("Red/Blue")
    ('A', '2', None, None)
    """
    return week_in(text, alone=True)


def _period(line: Line, place: tuple[Header, Column], bells: Bells) -> Period:
    header, day = place
    both = read_period(cell(line, header.columns.get("start")))
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


def read_plan(table: Table, header: Header, _setting: Setting, harvest: Harvest) -> None:
    """Keep the rows of a provision map as what is planned: they have no place in the week and are never sessions."""
    for number in range(header.row + 1, len(table.rows)):
        line = table.rows[number]
        if not blank(line):
            harvest.leave_out(table.source(number), PLANNED_ONLY, text=_label(line, header))
