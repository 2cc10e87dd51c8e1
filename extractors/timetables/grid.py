"""A timetable drawn as a grid: days across or down, the times beside, above or inside the cells."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cells.days import weekday
from extractors.cells.times import read_time, read_times
from extractors.cells.words import cell, words
from extractors.tables import Line, Merge, Table
from extractors.timetables.bells import Bells, read_bells
from extractors.timetables.cells import WEEK, week_name

FEWEST_DAYS = 3
"""A row or column with this many weekdays is the edge of a grid."""
FIVE = 5

class Column(NamedTuple):
    """The weekday, and the week of the cycle, of a column or row of cells."""

    weekday: int
    week: str | None = None


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


class Planned(NamedTuple):
    """A cell of a grid with its place, its day and its times."""

    row: int
    column: int
    text: str
    day: Column
    period: Period
    """Its name is what stands beside or above the cell."""


def day_of(value: str) -> Column | None:
    """Read the day at the head of a column: "Mon", "Tuesday A", "Day 7", "Wed 10/9".

    >>> day_of("Tuesday A"), day_of("Mon wk 2"), day_of("Day 7"), day_of("Maths")
    (Column(weekday=1, week='A'), Column(weekday=0, week='2'), Column(weekday=1, week='2'), None)
    """
    text = " ".join(value.split())
    numbered = re.fullmatch(r"[Dd]ay (\d{1,2})", text)
    if numbered and 1 <= int(numbered[1]) <= 2 * FIVE:
        week, number = divmod(int(numbered[1]) - 1, FIVE)
        return Column(number, str(week + 1))
    first, _, rest = text.replace("(", " ").replace(")", " ").strip().partition(" ")
    number_of_day = weekday(first)
    if number_of_day is None or len(text) > 24:
        return None
    marked = WEEK.search(rest) or re.fullmatch(r"([A-D1-4])()", rest.strip())
    return Column(number_of_day, week_name(marked) if marked else None)


def find_grids(table: Table) -> list[Grid]:
    """Find the grids of a table, from the top; each goes on to the next one, to the bells, or to the table's end."""
    bells = read_bells(table).first
    rows = ((row, line) for row, line in enumerate(table.rows) if row != bells)
    starts = [(row, days) for row, line in rows if (days := _days_across(table, row, line))]
    if starts:
        last = bells if bells is not None and bells > starts[-1][0] else len(table.rows)
        ends = [row for row, _ in starts[1:]] + [last]
        return [Grid(row, _last_row(table, row, end), days, True, min(days))
                for (row, days), end in zip(starts, ends, strict=True)]
    down = _days_down(table)
    return [down] if down else []


def _days_across(table: Table, row: int, line: Line) -> dict[int, Column]:
    """Give the days at the heads of columns; a week named in the row above holds for the days below it."""
    found = {column: day for column, value in enumerate(line) if (day := day_of(words(value)))}
    if len({day.weekday for day in found.values()}) < FEWEST_DAYS or not _only_days(line):
        return {}
    if len(found) > FIVE and row and all(day.week is None for day in found.values()):
        return {column: day._replace(week=_week_above(table.rows[row - 1], column)) for column, day in found.items()}
    return found


def _only_days(line: Line) -> bool:
    """Whether a row heads a timetable and not a form: beside its days stand at most a few headers."""
    return sum(day_of(words(value)) is None for value in line if words(value)) <= FEWEST_DAYS


def _week_above(line: Line, column: int) -> str | None:
    for left in range(min(column, len(line) - 1), -1, -1):
        marked = WEEK.search(words(line[left])) or re.fullmatch(r"([A-D1-4])()", words(line[left]))
        if marked:
            return week_name(marked)
    return None


def _last_row(table: Table, top: int, end: int) -> int:
    """Find the end of a grid: the last row that has more than one cell filled, or a time."""
    body = [row for row in range(top + 1, end)
            if sum(bool(words(value)) for value in table.rows[row]) > 1 or read_times(cell(table.rows[row], 0))]
    return max(body, default=top)


def _days_down(table: Table) -> Grid | None:
    for column in (0, 1):
        found = {row: day for row, line in enumerate(table.rows) if (day := day_of(words(cell(line, column))))}
        if len({day.weekday for day in found.values()}) >= FEWEST_DAYS:
            top = min(found)
            days = {row: day._replace(week=day.week or _week_left(table, row, column)) for row, day in found.items()}
            return Grid(max(top - 1, 0), _end_of_day(table, max(found), column), days, False, column + 1)
    return None


def _week_left(table: Table, row: int, column: int) -> str | None:
    """Find the week beside or above a day: a cell to its left, or a line of its own above the day."""
    for above in range(row, -1, -1):
        line = table.rows[above]
        for value in line[:column] if column else line[:1]:
            marked = WEEK.search(words(value)) or (re.fullmatch(r"([A-D1-4])()", words(value)) if column else None)
            if marked:
                return week_name(marked)
    return None


def _end_of_day(table: Table, row: int, column: int) -> int:
    end = row
    while end + 1 < len(table.rows) and not words(cell(table.rows[end + 1], column)) and any(
            words(value) for value in table.rows[end + 1]):
        end += 1
    return end


def planned(table: Table, grid: Grid, bells: Bells) -> Iterator[Planned]:
    """Give each filled cell of a grid with its days and times; merged cells hold for all that they cover."""
    periods = _periods_beside(table, grid) if grid.across else _periods_above(table, grid)
    merges = {(merge.top, merge.left): merge for merge in table.merged}
    rows = range(grid.top + 1, grid.bottom + 1)
    day: Column | None = None
    for row in rows:
        day = None if grid.across else grid.days.get(row, day)
        for column in range(grid.edge, len(table.rows[row])):
            text = str(table.rows[row][column]).strip() if table.rows[row][column] != "" else ""
            merge = merges.get((row, column), Merge(row, column, row, column))
            if not text:
                continue
            for over, held in _days_of(grid, merge, day):
                yield Planned(row, over, text, held, _joint(periods, grid, (merge, held), bells))


def _days_of(grid: Grid, merge: Merge, day: Column | None) -> Iterator[tuple[int, Column]]:
    """Give the days that a cell stands for: its own, or those of all the columns or rows that it covers."""
    if grid.across:
        yield from ((column, grid.days[column]) for column in range(merge.left, merge.right + 1) if column in grid.days)
    elif merge.bottom > merge.top:
        yield from ((merge.left, grid.days[row]) for row in range(merge.top, merge.bottom + 1) if row in grid.days)
    elif day is not None:
        yield merge.left, day


def _joint(periods: dict[int, Period], grid: Grid, place: tuple[Merge, Column], bells: Bells) -> Period:
    """Join the periods that a merged cell covers: from the start of the first to the end of the last."""
    merge, day = place
    first, last = (merge.top, merge.bottom) if grid.across else (merge.left, merge.right)
    covered = [_rung(periods[place], day, bells) for place in range(first, last + 1) if place in periods]
    return Period(covered[0].start, covered[-1].end, covered[0].name) if covered else Period()


def _rung(period: Period, day: Column, bells: Bells) -> Period:
    """Give a period without times those of the bells for its name."""
    times = bells.of(period.name, day.weekday) if period.start is None else None
    return period._replace(start=times.start, end=times.end) if times else period


def _periods_beside(table: Table, grid: Grid) -> dict[int, Period]:
    """Read the times to the left of each row; a start alone lasts until the next start."""
    return _closed({row: _period([words(value) for value in table.rows[row][:grid.edge]])
                    for row in range(grid.top + 1, grid.bottom + 1)})


def _periods_above(table: Table, grid: Grid) -> dict[int, Period]:
    """Read the times above each column, in the rows from the grid's head to its first day."""
    heads = table.rows[max(0, grid.top - 1):min(grid.days)]
    width = max(len(line) for line in table.rows[grid.top:grid.bottom + 1])
    return _closed({column: _period([words(cell(line, column)) for line in heads])
                    for column in range(grid.edge, width)})


def _period(heads: list[str]) -> Period:
    """Read a period from the cells that name it: a range, a start and an end, a start alone, or a name."""
    name = next((head for head in heads if head and read_times(head) is None), "")
    for head in heads:
        times = read_times(head)
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

