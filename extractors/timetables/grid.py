"""A timetable drawn as a grid: each of its cells with its day, and with what stands beside and above it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.cells.days import weekday
from extractors.cells.times import read_period, read_time, read_times
from extractors.cells.words import cell, plain, words
from extractors.records.headers import role_of
from extractors.tables import Merge, Table, Value
from extractors.timetables.adults import is_staff, with_child
from extractors.timetables.bells import Bells
from extractors.timetables.cells import COLOURS, WEEK, week_name

FIVE = 5
ALONE = re.compile(rf"([A-D1-4]|{COLOURS})()", re.IGNORECASE)
WEEKDAY = r"((?:mon|tue|wed|thu|fri)[a-z]*?)"
LETTERED = re.compile(rf"(?:(?:week|wk)\.? ?)?([A-D1-4])[ :-]*{WEEKDAY}|{WEEKDAY}[ :(-]*([A-D1-4])\)?", re.IGNORECASE)
"""A weekday and the letter of its week, without the word: "MonA", "2 Tues"."""


class Column(NamedTuple):
    """The weekday, and the week of the cycle, of a column or row of cells."""

    weekday: int
    week: str | None = None
    number: int | None = None
    """The day of the cycle, where days are numbered and not named: "Day 7"."""


class Period(NamedTuple):
    """When the cells of a row, or column, take place; without times, the bells know it by its name."""

    start: dt.time | None = None
    end: dt.time | None = None
    name: str = ""


class Grid(NamedTuple):
    """A grid within a table: its first and last row, where its days are, and whether they run across."""

    top: int
    bottom: int
    days: dict[int, Column]
    """By column where days run across, by row where they run down."""
    across: bool
    edge: int
    """The first column of the grid's cells: what stands to its left names the periods, or the days."""
    adults: int | None = None
    """The column that names the adults, in a grid of days down."""
    periods: range = range(0)
    """The rows that name the periods of each day, in a grid of days across."""


class Beside(NamedTuple):
    """What stands to the left of a row of cells: its period, the week of the cycle, and the adult whose row it is."""

    period: Period = Period()
    week: str | None = None
    adult: str = ""
    named: bool = False
    """Something stands there; rows with nothing beside them go on with the row above."""


class Planned(NamedTuple):
    """A cell of a grid with its place, its day, its times, and the adult whose row it is in the rota of several."""

    row: int
    column: int
    text: str
    day: Column
    period: Period
    adult: str = ""


def day_of(value: str) -> Column | None:
    """Read the day at the head of a column: "Mon", "Tuesday A", "Day 7", "Wed 10/9", "2Mon".

    >>> [tuple(day_of(text)) for text in ("Tuesday A", "Mon wk 2", "Day 7", "ThuB")]
    [(1, 'A', None), (0, '2', None), (1, '2', 7), (3, 'B', None)]
    >>> tuple(day_of("Wk2 Wed")), tuple(day_of("Wednesday 10/9")), day_of("Maths")
    ((2, '2', None), (2, None, None), None)
    """
    text = " ".join(value.split())
    numbered = re.fullmatch(r"[Dd]ay ?(\d{1,2})", text)
    if numbered and 1 <= int(numbered[1]) <= 2 * FIVE:
        week, number = divmod(int(numbered[1]) - 1, FIVE)
        return Column(number, str(week + 1), int(numbered[1]))
    lettered = LETTERED.fullmatch(text)
    if lettered:
        return Column(weekday(lettered[2] or lettered[3]) or 0, (lettered[1] or lettered[4]).upper())
    first, _, rest = text.replace("(", " ").replace(")", " ").strip().partition(" ")
    number_of_day = weekday(first)
    if number_of_day is None or len(text) > 24:
        return None
    return Column(number_of_day, week_in(rest.strip(), alone=True))


def week_in(text: str, *, alone: bool = False) -> str | None:
    """Give the week of the cycle that a head names; `alone`: a letter, a number or a colour by itself is one.

    >>> week_in("Week B"), week_in("B"), week_in("B", alone=True), week_in("Red week"), week_in("A/B", alone=True)
    ('B', None, 'B', 'Red', None)
    """
    marked = WEEK.search(text) or (ALONE.fullmatch(text.strip()) if alone else None)
    return week_name(marked) if marked else None


def planned(table: Table, grid: Grid, bells: Bells) -> Iterator[Planned]:
    """Give each filled cell of a grid with its days and times; merged cells hold for all that they cover."""
    yield from (_across if grid.across else _down)(table, grid, bells)


def _filled(table: Table, grid: Grid) -> Iterator[tuple[str, Merge]]:
    """Give the words of each filled cell, and the cells that it covers."""
    merges = {(merge.top, merge.left): merge for merge in table.merged}
    first = max(grid.top, *grid.periods) + 1 if grid.periods else grid.top + 1
    for row in range(first, grid.bottom + 1):
        for column in range(grid.edge, len(table.rows[row])):
            text = str(table.rows[row][column]).strip()
            if text:
                yield text, merges.get((row, column), Merge(row, column, row, column))


def _across(table: Table, grid: Grid, bells: Bells) -> Iterator[Planned]:
    groups = {columns.start: _beside(table, grid, columns) for columns in _head_columns(grid)}
    above = _periods_above(table, grid) if grid.periods else {}
    heads = next(iter(groups.values()), {})
    for text, merge in _with_adults(table, grid, _gathered(_filled(table, grid), heads)):
        for column in (column for column in range(merge.left, merge.right + 1) if column in grid.days):
            for week, rows in _by_week(heads, range(merge.top, merge.bottom + 1)):
                day = grid.days[column]._replace(week=grid.days[column].week or week)
                timed = _timed(groups, merge.top, column)
                periods = above or {row: timed[row].period for row in rows if row in timed}
                period = _joint(periods, [column] if above else rows, (day, bells))
                yield Planned(merge.top, column, text, day, period, heads.get(merge.top, Beside()).adult)


def _down(table: Table, grid: Grid, bells: Bells) -> Iterator[Planned]:
    periods = _periods_above(table, grid)
    for text, merge in _filled(table, grid):
        day = next((grid.days[row] for row in range(merge.top, grid.top, -1) if row in grid.days), None)
        held = [grid.days[row] for row in range(merge.top, merge.bottom + 1) if row in grid.days]
        adult = _latest(table, grid, merge.top)
        for one in held if merge.bottom > merge.top else [day] if day else []:
            period = _joint(periods, range(merge.left, merge.right + 1), (one, bells))
            yield Planned(merge.top, merge.left, text, one, period, adult)


def _latest(table: Table, grid: Grid, row: int) -> str:
    """Give the adult whose row it is: named beside it, or beside the rows above that have the same one."""
    above = (words(cell(table.rows[at], grid.adults)) for at in range(row, grid.top, -1))
    return next((adult for adult in above if adult), "")


def _joint(periods: dict[int, Period], covered: Iterable[int], rung: tuple[Column, Bells]) -> Period:
    """Join the periods that a merged cell covers: from the start of the first to the end of the last."""
    found = [_rung(periods[place], *rung) for place in covered if place in periods]
    return Period(found[0].start, found[-1].end, found[0].name) if found else Period()


def _rung(period: Period, day: Column, bells: Bells) -> Period:
    """Give a period without times those of the bells for its name."""
    times = bells.of(period.name, day.weekday) if period.start is None else None
    return period._replace(start=times.start, end=times.end) if times else period


def _head_columns(grid: Grid) -> Iterator[range]:
    """Give the columns that name the rows: those before the first day, and those between days ("Friday times")."""
    start = 0
    for column in sorted(grid.days):
        if column > start:
            yield range(start, column)
        start = column + 1


def _gathered(cells: Iterable[tuple[str, Merge]], heads: dict[int, Beside]) -> Iterator[tuple[str, Merge]]:
    """Join to a cell what stands below it in rows with nothing beside them: its adult, its room, a second activity."""
    found: dict[tuple[int, int], tuple[str, Merge]] = {}
    for text, merge in cells:
        row = max((row for row, beside in heads.items() if row <= merge.top and beside.named), default=merge.top)
        before = found.get((row, merge.left))
        place = merge if row == merge.top else Merge(row, merge.left, row, merge.right)
        found[row, merge.left] = (f"{before[0]}\n{text}", before[1]) if before else (text, place)
    yield from found.values()


def _with_adults(table: Table, grid: Grid, cells: Iterable[tuple[str, Merge]]) -> Iterator[tuple[str, Merge]]:
    """Put the adult of a column of its own into the cell to its left, as a cell itself would name them."""
    for text, merge in cells:
        column = merge.right + 1
        role = None if column in grid.days else role_of(words(cell(table.rows[grid.top], column)), "lessons")
        who = words(cell(table.rows[merge.top], column)) if role in ("staff", "support") else ""
        who = who if role == "staff" or with_child(who) else ""
        named = f"TA: {who}" if role == "support" and plain(who) not in ("ta", "y", "yes", "✓") else "TA"
        yield (f"{text} ({named if role == 'support' else who})" if who else text), merge


def _timed(groups: dict[int, dict[int, Beside]], row: int, column: int) -> dict[int, Beside]:
    """Give the heads that time a row for a column: the nearest to its left that have a time, or else the first."""
    timed = [heads for start, heads in groups.items() if start < column and heads[row].period.start]
    return timed[-1] if timed else next(iter(groups.values()), {})


def _by_week(heads: dict[int, Beside], covered: range) -> Iterator[tuple[str | None, list[int]]]:
    """Part the rows that a cell covers by the week of the cycle that stands beside them."""
    weeks = dict.fromkeys(heads[row].week if row in heads else None for row in covered)
    for week in weeks:
        yield week, [row for row in covered if (heads[row].week if row in heads else None) == week]


def _beside(table: Table, grid: Grid, columns: range) -> dict[int, Beside]:
    """Read what stands beside each row: times, a week and an adult; a start alone lasts until the next start."""
    roles = {column: role_of(words(cell(table.rows[grid.top], column)), "lessons") for column in columns}
    found: dict[int, Beside] = {}
    above = Beside()
    for row in range(grid.top + 1, grid.bottom + 1):
        above = found[row] = _heads(table, row, roles, above)
    closed = _closed({row: beside.period for row, beside in found.items()})
    return {row: beside._replace(period=closed[row]) for row, beside in found.items()}


def _heads(table: Table, row: int, roles: dict[int, str | None], above: Beside) -> Beside:
    """Read the heads of one row; a week goes on below its own, and so does a period beside another week."""
    said = {column: _head(cell(table.rows[row], column)) for column in roles}
    weeks = {column: week for column, text in said.items() if (week := week_in(text, alone=roles[column] == "cycle"))}
    adults = [text for column, text in said.items() if text and roles[column] in ("staff", "support")]
    period = _period([text for column, text in said.items()
                      if column not in weeks and roles[column] not in ("staff", "support")])
    if not adults and period.start is None and is_staff(period.name):
        adults = [period.name]
    week = next(iter(weeks.values()), None)
    goes_on = week is not None and week != above.week and period == Period()
    return Beside(above.period if goes_on else period, week or above.week, adults[0] if adults else "",
                  named=any(said.values()))


def _periods_above(table: Table, grid: Grid) -> dict[int, Period]:
    """Read the times above each column: in the rows that name them, or from the grid's head to its first day."""
    rows = grid.periods or range(max(0, grid.top - 1), min(grid.days))
    width = max(len(line) for line in table.rows[grid.top:grid.bottom + 1])
    found = {column: _period([_head(cell(table.rows[row], column)) for row in rows])
             for column in range(grid.edge, width)}
    return found if grid.periods else _closed(found)


def _head(value: Value) -> str:
    """Give the words of a head; a spreadsheet may keep a time of day as a part of a day, or on a day of its own.

    >>> _head(0.375), _head(dt.datetime(1899, 12, 31, 9, 30)), _head("P1")
    ('09:00', '09:30', 'P1')
    """
    moment = isinstance(value, dt.datetime) or (isinstance(value, float) and 0 < value < 1)
    time = read_time(value) if moment else None
    return words(time or value)


def _period(heads: list[str]) -> Period:
    """Read a period from the cells that name it: a range, a start and an end, a start alone, or a name."""
    name = next((head for head in heads if head and read_period(head) is None), "")
    for head in heads:
        times = read_period(head)
        if times and times.end:
            return Period(times.start, times.end, name or times.rest)
    single = [time for head in heads if (time := _lone_time(head))]
    if single:
        return Period(single[0], single[1] if len(single) > 1 and single[1] > single[0] else None, name)
    return Period(name=name)


def _lone_time(head: str) -> dt.time | None:
    times = read_times(head)
    return times.start if times else (read_time(head) if re.fullmatch(r"\d{1,2}[.:]\d{1,2}|\d{4}", head) else None)


def _closed(periods: dict[int, Period]) -> dict[int, Period]:
    """End each period that has a start only where the next one starts."""
    starts = sorted({period.start for period in periods.values() if period.start})
    def end_of(period: Period) -> dt.time | None:
        return period.end or next((start for start in starts if period.start and start > period.start), None)

    return {place: period._replace(end=end_of(period)) if period.start else period for place, period in periods.items()}
