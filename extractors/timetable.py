"""Timetables: grids and lists of lessons become slots, with the weeks of the cycle and what initials stand for."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.cells.days import DateSense
from extractors.cells.sense import school_years_in
from extractors.cells.words import key, plain, words
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import Header, find_header, forms_of
from extractors.records.staff_key import staff_key
from extractors.tables import Table
from extractors.timetables.bells import Bells, read_bells, together
from extractors.timetables.cycle import named_weeks
from extractors.timetables.day_lists import in_one_list
from extractors.timetables.first_names import first_names
from extractors.timetables.grid import Grid
from extractors.timetables.lessons import read_lessons, read_plan
from extractors.timetables.numbered import ask_about_drift
from extractors.timetables.shapes import find_grids
from extractors.timetables.slots import Setting, frame_of, read_grid
from extractors.vocabulary import vocabulary


@dataclass
class Timetable:
    """What a timetable file holds beside its slots."""

    harvest: Harvest = field(default_factory=Harvest)
    staff: dict[str, str] = field(default_factory=dict)
    weeks: list[str] = field(default_factory=list)
    named_weeks: dict[dt.date, str] = field(default_factory=dict)
    """The Mondays of weeks whose place in the cycle a paper says."""


def read_timetables(tables: tuple[Table, ...], known: Known) -> Timetable:
    """Read the sheets or pages of one timetable; what one says of bells, weeks and initials holds for all."""
    result, tables, bells = Timetable(), tuple(in_one_list(table) for table in tables), bells_of(tables)
    if bells.unsure:
        result.harvest.note("bells_conflict", "start", "The timetable gives two times for one period: "
                            f"{', '.join(sorted(bells.unsure))}. Neither was used.", tables[0].file,
                            next_step="Ask for the times of the school's periods on each day.")
    for table in tables:
        result.staff |= staff_key(table)
        result.named_weeks |= named_weeks(table, DateSense(_years(table, known)))
        ask_about_drift(table, DateSense(_years(table, known)), result.harvest)
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


def bells_of(tables: Iterable[Table]) -> Bells:
    """Give the times of the periods that the sheets of a timetable tell together, but for those marked as old."""
    return together(read_bells(in_one_list(table)) for table in tables if not _superseded(table))


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


def _read_table(table: Table, bells: Bells, known: Known, result: Timetable) -> None:
    """Read a sheet: a list where a list's header comes first, and else its grids from the top."""
    setting = Setting(bells, DateSense(_years(table, known)), known.child, first_names(table))
    header = find_header(table, forms_of(("timetable",)))
    grids = find_grids(table)
    listed = header if header and header.form != "bells" and _before(header, grids) else None
    if listed:
        read = read_lessons if listed.form == "lessons" else read_plan
        read(table, listed, setting, result.harvest)
        return
    above = 0
    for grid in grids:
        frame = frame_of(table, range(above, grid.top + grid.across), setting.sense, known.child)
        read_grid(table, grid, frame, setting, result.harvest)
        above = grid.bottom + 1


def _before(header: Header, grids: list[Grid]) -> bool:
    return not grids or not grids[0].across or header.row < grids[0].top
