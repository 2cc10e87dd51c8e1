"""The cells of a timetable's grid become slots: a child's own timetable, or that of an adult who supports children."""

import datetime as dt
import re
from typing import NamedTuple

from extractors.cells.days import DateSense
from extractors.cells.times import minutes_between
from extractors.cells.words import plain, words
from extractors.records.harvest import Harvest
from extractors.tables import Table
from extractors.timetables.adults import LESSONS, TITLED
from extractors.timetables.bells import Bells
from extractors.timetables.cells import WEEK, Activity, activities, continues, week_name
from extractors.timetables.cycle import without_named_weeks
from extractors.timetables.first_names import bracketed
from extractors.timetables.grid import Column, Grid, Planned, planned
from extractors.timetables.limits import limits
from extractors.timetables.rota import for_child, names_child
from extractors.vocabulary import vocabulary
from models.delivery import TimetableSlot
from models.source import Row

ADULT = re.compile(rf"{TITLED}(?: ?\([A-Z]{{2,4}}\))?|\b[A-Z]\.? [A-Z][a-z]+\b|\b[A-Z]{{2,4}}\b")


DOUBTS = {
    "alternate_weeks": ("cycle_week", "The cell says every other week, but not which."),
    "time_or_day": ("first_day", "A number in this cell may be a time or a day."),
    "limit_unclear": ("last_day", "The cell names a limit without a day."),
}


class Frame(NamedTuple):
    """What the lines above a grid say of all of it: the week, the first and last day, and whose timetable it is."""

    week: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    adult: str | None = None
    """The adult whose timetable it is; empty where the rows name the adults, None where nothing says that it is one."""
    own: bool = False
    """The title names the child, whose own timetable it is."""
    again: tuple[dt.date, dt.date | None] | None = None
    """A later stretch in which it holds as well: "in use 13 to 17 April and again from 2 June"."""


class Setting(NamedTuple):
    """What a grid is read with."""

    bells: Bells
    sense: DateSense
    child: str | None
    names: frozenset[str] = frozenset()
    """First names by which the timetable calls adults."""


def frame_of(table: Table, rows: range, sense: DateSense, child: str | None) -> Frame:
    """Read the title lines above a grid; the name of the sheet may name the week as well."""
    titles = [table.sheet or "", *(words(value) for row in rows for value in table.rows[row])]
    week, first, last, adult, again = None, None, None, None, None
    for title in titles:
        starts, ends, text = limits(without_named_weeks(title), sense)
        first, last = starts or first, ends or last
        later, until, _ = limits(text, sense)
        again = (later, until) if later and ends and later > ends else again
        marked = WEEK.search(text)
        phase = marked is not None and starts is not None and ends is not None and week_name(marked).isdigit()
        week = week_name(marked) if marked and not phase else week
        adult = _adult(title) if adult is None else adult
    own = child is not None and any(names_child(title, child) for title in titles)
    return Frame(week, first, last, None if own else adult, own, again)


def _adult(title: str) -> str | None:
    """Name the adult of a support timetable's title: "TA timetable - Mrs Bright (KB)"."""
    marks = vocabulary("timetable_words")["support_timetables"]
    if not any(mark in plain(title) for mark in marks):
        return None
    named = [match[0] for match in ADULT.finditer(title) if match[0] not in LESSONS]
    return named[0] if named else ""


def read_grid(table: Table, grid: Grid, frame: Frame, setting: Setting, harvest: Harvest) -> None:
    """Read every cell of a grid into slots."""
    above: dict[Column, list[int]] = {}
    known = len(harvest.slots)
    for place in planned(table, grid, setting.bells):
        if continues(place.text):
            _go_on(place, above.get(place.day, []), harvest)
            continue
        before = len(harvest.slots)
        _read_cell(table, place, frame, setting, harvest)
        above[place.day] = list(range(before, len(harvest.slots)))
    if frame.again:
        later = dict(zip(("first_day", "last_day"), frame.again, strict=True))
        harvest.slots += [slot.model_copy(update=later) for slot in harvest.slots[known:]
                          if (slot.first_day, slot.last_day) == (frame.first_day, frame.last_day)]


def _read_cell(table: Table, place: Planned, frame: Frame, setting: Setting, harvest: Harvest) -> None:
    source = table.source(place.row, place.column)
    found = activities(bracketed(place.text, setting.names), setting.sense)
    for item in found:
        own = _own(item, place.adult, frame, setting)
        if own is None:
            harvest.leave_out(source, "This cell of an adult's timetable does not name the child.")
            continue
        item = own
        shared = _is_untimed(item) and sum(_is_untimed(other) and _meet(other, item) for other in found) > 1
        slot = _slot(item, place, frame)
        harvest.slots.append(TimetableSlot(source=source, **{**slot, **({"minutes": None} if shared else {})}))
        if shared:
            harvest.doubt("shared_period", "minutes",
                          "Two things share this period, and how long each lasts is not said.", source)
        elif not note_doubt(item, source, harvest) and item.start and not item.end:
            harvest.note("end_assumed", "minutes", "The cell gives a start and no end; that of the period was taken.",
                         source.place())
        elif not item.doubt and slot["minutes"] is None and slot["start"] is None:
            harvest.note("no_times", "minutes", "The timetable gives no times for this cell.", source.place(),
                         next_step="Ask for the times of the school's periods.")


def note_doubt(item: Activity, source: Row, harvest: Harvest) -> bool:
    """Note what a cell leaves open; whether it leaves anything open."""
    if item.doubt:
        harvest.doubt(item.doubt, *DOUBTS[item.doubt], source)
    return bool(item.doubt)


def _own(item: Activity, beside: str, frame: Frame, setting: Setting) -> Activity | None:
    """Give what a cell plans for the child; in the rota of an adult, only a cell that names the child does."""
    if frame.own or not setting.child or not (beside or frame.adult is not None):
        return item._replace(staff=item.staff or beside)
    return for_child(item, beside or frame.adult or "", setting.child)


def _is_untimed(item: Activity) -> bool:
    return item.start is None and item.minutes is None


def _meet(one: Activity, other: Activity) -> bool:
    """Whether two activities can fall into one week of the cycle."""
    return one.week == other.week or None in (one.week, other.week)


def _go_on(place: Planned, above: list[int], harvest: Harvest) -> None:
    """Let the slot above go on to the end of this period, unless it has an end of its own beyond it."""
    for index in above:
        slot, end = harvest.slots[index], place.period.end
        if slot.start and end and slot.end and slot.end < end:
            harvest.slots[index] = slot.model_copy(update={"end": end, "minutes": minutes_between(slot.start, end)})


def _slot(found: Activity, place: Planned, frame: Frame) -> dict[str, object]:
    """Give the fields of a slot: what the cell says itself goes before what stands beside or above it."""
    start = found.start or place.period.start
    end = found.end or (place.period.end if place.period.end and start and start < place.period.end else None)
    minutes = found.minutes or (minutes_between(start, end) if start and end and start < end else None)
    return {
        "weekday": place.day.weekday, "start": start, "end": end, "minutes": minutes, "label": found.label,
        "staff": found.staff, "support": found.support, "cycle_week": found.week or place.day.week or frame.week,
        "first_day": found.first_day or frame.first_day, "last_day": found.last_day or frame.last_day,
        "only_on": found.only_on, "cycle_day": None if found.week else place.day.number,
        "sharing": found.sharing}
