"""Timetables: grids and lists of lessons become slots, with the weeks of the cycle and what initials stand for."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.cell_dates import DateSense, monday, read_day
from extractors.cell_times import Times, minutes_between, read_times
from extractors.cells import key, plain, words
from extractors.date_sense import school_years_in
from extractors.harvest import Harvest, Known
from extractors.record_headers import find_header, forms_of
from extractors.tables import Table
from extractors.timetable_cells import WEEK, Activity, activities, continues, limits, week_name
from extractors.timetable_grid import Bells, Column, Grid, Period, Planned, find_grids, planned
from extractors.timetable_list import read_lessons, read_plan
from extractors.vocabulary import vocabulary
from models.delivery import TimetableSlot
from models.source import Row

ANCHOR = re.compile(r"\bweek ([a-d1-4])\s*(?:=|is|starts?|begins?|:|-)+\s*(?:w/c|w/b|week commencing|from|on)?\s*"
                    r"((?:mon\w* )?\d{1,2}(?:st|nd|rd|th)?(?:[/. ]\w+)(?:[/. ]\d{2,4})?)", re.IGNORECASE)
INITIALS_MEAN = re.compile(r"\b([A-Z][A-Za-z/]{1,5})\s*=\s*(.+?)(?=\s{2,}|[;\n]|\.\s|\.$|,?\s+[A-Z][A-Z/]{1,5}\s*=|$)")


class Frame(NamedTuple):
    """What the lines above a grid say of all of it: the week, and the first and last day."""

    week: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass
class Timetable:
    """What a timetable file holds beside its slots."""

    harvest: Harvest = field(default_factory=Harvest)
    staff: dict[str, str] = field(default_factory=dict)
    weeks: list[str] = field(default_factory=list)
    anchors: dict[str, dt.date] = field(default_factory=dict)
    """The Monday of a week of the cycle, where a paper says so."""


def is_timetable(table: Table) -> bool:
    """Whether a table holds a grid of days, or a list of lessons."""
    return bool(find_grids(table)) or find_header(table, forms_of(("timetable",))) is not None


def read_timetables(tables: tuple[Table, ...], known: Known) -> Timetable:
    """Read the sheets or pages of one timetable; what one says of bells, weeks and initials holds for all."""
    result = Timetable()
    bells: Bells = {}
    for table in tables:
        bells |= _bells(table)
        _staff_key(table, result)
        _anchors(table, DateSense(_years(table, known)), result)
    for table in tables:
        if _superseded(table):
            result.harvest.note("superseded", "timetable", "This sheet is marked as an old one and was left out.",
                                table.source(0).place() if table.rows else table.file)
            continue
        _read_table(table, bells, known, result)
    result.weeks = list(dict.fromkeys(slot.cycle_week for slot in result.harvest.slots if slot.cycle_week))
    if all(len(week) == 1 for week in result.weeks):
        result.weeks.sort()
    return result


def _years(table: Table, known: Known) -> tuple[int, ...]:
    titled = (year for line in table.rows[:12] for value in line for year in school_years_in(words(value)))
    return known.school_years or tuple(dict.fromkeys(titled)) or school_years_in(table.file)


def _superseded(table: Table) -> bool:
    """Whether a sheet's name, or a line that says nothing else, marks it as an old one."""
    marks = vocabulary("timetable_words")["superseded"]
    name = key(table.sheet or "")
    if any(re.search(rf"\b{mark}\b", name) for mark in marks):
        return True
    lines = [" ".join(words(value) for value in line if words(value)) for line in table.rows[:6]]
    return any(plain(line).strip(" .!*()") in marks or "superseded" in plain(line) or "do not use" in plain(line)
               for line in lines)


def _staff_key(table: Table, result: Timetable) -> None:
    """Collect what initials stand for: "KB = Mrs Bright (LSA)"."""
    for line in table.rows:
        for value in line:
            if isinstance(value, str) and "=" in value:
                result.staff |= {match[1]: words(match[2]).strip(" .,") for match in INITIALS_MEAN.finditer(value)}


def _anchors(table: Table, sense: DateSense, result: Timetable) -> None:
    """Collect which week of the cycle starts on which day: "Week A = w/c 1 Sept"."""
    for line in table.rows:
        for value in line:
            for match in ANCHOR.finditer(words(value)):
                day = read_day(match[2], sense).day
                if day:
                    result.anchors[match[1].capitalize()] = monday(day)


def _bells(table: Table) -> Bells:
    """Collect the times of periods: a small table of them, or lines such as "P1 8.50-9.40"."""
    header = find_header(table, ("bells",))
    bells: Bells = {}
    for line in table.rows[header.row + 1:] if header else table.rows:
        cells = [words(value) for value in line if words(value)]
        times = read_times(" - ".join(cells[1:3])) if header else read_times(cells[0]) if len(cells) == 1 else None
        name = cells[0] if header and cells else times.rest if times else ""
        if times and times.end and 0 < len(name) <= 16:
            bells.setdefault(key(name), Times(times.start, times.end))
    return bells


def _read_table(table: Table, bells: Bells, known: Known, result: Timetable) -> None:
    sense = DateSense(_years(table, known))
    header = find_header(table, forms_of(("timetable",)))
    grids = find_grids(table)
    if header and header.form in ("lessons", "provision_map") and (not grids or header.row < grids[0].top):
        (read_lessons if header.form == "lessons" else read_plan)(table, header, (sense, bells), result.harvest)
        return
    above = 0
    for grid in grids:
        frame = _frame(table, range(above, grid.top), sense)
        _read_grid(table, grid, (bells, frame, sense), result.harvest)
        above = grid.bottom + 1


def _frame(table: Table, rows: range, sense: DateSense) -> Frame:
    """Read the title lines above a grid; the name of the sheet may name the week as well."""
    titles = [table.sheet or "", *(words(value) for row in rows for value in table.rows[row])]
    week, first, last = None, None, None
    for title in titles:
        text = ANCHOR.sub(" ", title)
        starts, ends, text = limits(text, sense)
        first, last = starts or first, ends or last
        marked = WEEK.search(text)
        week = week_name(marked) if marked else week
    return Frame(week, first, last)


def _read_grid(table: Table, grid: Grid, around: tuple[Bells, Frame, DateSense], harvest: Harvest) -> None:
    bells, frame, sense = around
    above: dict[Column, list[int]] = {}
    for place in planned(table, grid, bells):
        if continues(place.text):
            _go_on(place, above.get(place.day, []), harvest)
            continue
        source = table.source(place.row, place.column)
        slots = [_slot(found, place, frame, source) for found in activities(place.text, sense)]
        above[place.day] = list(range(len(harvest.slots), len(harvest.slots) + len(slots)))
        harvest.slots += slots
        for found in activities(place.text, sense):
            _doubts(found, place.period, source, harvest)


def _go_on(place: Planned, above: list[int], harvest: Harvest) -> None:
    """Let the slot above go on to the end of this period, unless it has an end of its own beyond it."""
    for index in above:
        slot, end = harvest.slots[index], place.period.end
        if slot.start and end and slot.end and slot.end < end:
            harvest.slots[index] = slot.model_copy(update={"end": end, "minutes": minutes_between(slot.start, end)})


def _slot(found: Activity, place: Planned, frame: Frame, source: Row) -> TimetableSlot:
    own = found.start is not None
    start = found.start or place.period.start
    end = found.end if own else place.period.end
    minutes = found.minutes or (minutes_between(start, end) if start and end and start < end else None)
    return TimetableSlot(
        source=source, weekday=place.day.weekday, start=start, end=end, minutes=minutes, label=found.label,
        staff=found.staff, support=found.support, cycle_week=found.week or place.day.week or frame.week,
        first_day=found.first_day or frame.first_day, last_day=found.last_day or frame.last_day,
        sharing=found.sharing)


def _doubts(found: Activity, period: Period, source: Row, harvest: Harvest) -> None:
    if found.doubt == "alternate_weeks":
        harvest.doubt("alternate_weeks", "cycle_week", "The cell says every other week, but not which.", source)
    if found.minutes is None and not (found.start or period.start):
        harvest.note("no_times", "minutes", "The timetable gives no times for this cell.", source.place(),
                     next_step="Ask for the times of the school's periods.")

