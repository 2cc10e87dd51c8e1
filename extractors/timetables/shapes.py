"""Where the grids of a table are: days across, days down, or a block for each day whose rows name the adults."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from extractors.cells.times import read_times
from extractors.cells.words import blank, cell, key, words
from extractors.records.headers import role_of
from extractors.tables import Line, Table
from extractors.timetables.adults import is_staff
from extractors.timetables.bells import Bells, read_bells
from extractors.timetables.grid import FIVE, Column, Grid, day_of, week_in

FEWEST_DAYS = 3
"""A row or column with this many weekdays is the edge of a grid."""
FEWEST_PERIODS = 2
PERIOD = re.compile(r"(?:p|per|period|lesson|l|session)? ?\d|am|pm|reg(?:istration)?|tut(?:or)?|form|lunch|break")
INITIALS_OF_DAYS = (["M", "T", "W", "T", "F"], ["M", "T", "W", "Th", "F"])
ADULT_ROLES = ("staff", "support")


def find_grids(table: Table) -> list[Grid]:
    """Find the grids of a table, from the top; each goes on to the next one, to the bells, or to the table's end."""
    bells = read_bells(table)
    rows = ((row, line) for row, line in enumerate(table.rows) if row not in bells.rows)
    starts = _in_one([(row, days) for row, line in rows if (days := _days_across(table, row, line))])
    if starts:
        ends = [*(row for row, _ in starts[1:]), len(table.rows)]
        return [_across(table, (row, end), days, bells) for (row, days), end in zip(starts, ends, strict=True)]
    blocks = list(_day_blocks(table, bells))
    down = None if blocks else _days_down(table, bells)
    return [down] if down else blocks


def _in_one(starts: list[tuple[int, dict[int, Column]]]) -> list[tuple[int, dict[int, Column]]]:
    """Take two rows of heads right below each other, "Day 6" and "Mon", for one."""
    found: list[tuple[int, dict[int, Column]]] = []
    for row, days in starts:
        above = found[-1] if found and found[-1][0] == row - 1 and found[-1][1].keys() == days.keys() else None
        if above:
            found.pop()
        weeks = above[1] if above else {}
        named = {column: day._replace(week=day.week or weeks[column].week if column in weeks else day.week)
                 for column, day in days.items()}
        found.append((row, named))
    return found


def _across(table: Table, rows: tuple[int, int], days: dict[int, Column], bells: Bells) -> Grid:
    """Make a grid of days across; where the rows below name the periods of each day, a day holds up to the next one."""
    top, end = rows
    edge = min(days)
    heads = list(takewhile(lambda row: _names_periods(table.rows[row], edge, len(days), bells), range(top + 1, end)))
    last = _last_row(table, top, min([end, *(row for row in bells.rows if row > max([top, *heads]))]))
    if not heads:
        return Grid(top, last, days, True, edge)
    named = [column for column, value in enumerate(table.rows[heads[0]]) if column >= edge and words(value)]
    wide = {column: days[max(start for start in days if start <= column)] for column in named}
    return Grid(top, last, wide, True, edge, periods=range(heads[0], heads[-1] + 1))


def _names_periods(line: Line, edge: int, days: int, bells: Bells) -> bool:
    """Whether a row names periods above each of its columns, several for each day."""
    named = [text for value in line[edge:] if (text := words(value))]
    return len(named) >= FEWEST_PERIODS * days and all(_names_period(text, bells) for text in named)


def _names_period(text: str, bells: Bells) -> bool:
    """Whether a cell names a period of the day: "P1", "9.00-10.00", or a name that the bells know."""
    times = read_times(text)
    return bool(times and times.end and PERIOD.fullmatch(key(times.rest) or "1")) or bool(
        PERIOD.fullmatch(key(text))) or bells.of(text, 0) is not None


def _days_across(table: Table, row: int, line: Line) -> dict[int, Column]:
    """Give the days at the heads of columns; a week named in the row above holds for the days below it."""
    heads = [words(value) for value in line]
    if heads[-FIVE:] in INITIALS_OF_DAYS:
        heads[-FIVE:] = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    found = {column: day for column, head in enumerate(heads)
             if (day := day_of(head)) and not _holds_times(table, row, column)}
    if len({day.weekday for day in found.values()}) < FEWEST_DAYS or not _only_days(line):
        return {}
    if len(found) > FIVE and row and all(day.week is None for day in found.values()):
        return {column: day._replace(week=_week_above(table.rows[row - 1], column)) for column, day in found.items()}
    return found


def _holds_times(table: Table, row: int, column: int) -> bool:
    """Whether a column holds times alone: "Friday" may head its own times, and not its lessons."""
    below = [text for line in table.rows[row + 1:] if (text := words(cell(line, column)))]
    return bool(below) and all((times := read_times(text)) is not None and not times.rest for text in below)


def _only_days(line: Line) -> bool:
    """Whether a row heads a timetable and not a form: beside its days, adults and rooms stand at most a few headers."""
    others = [text for value in line if (text := words(value)) and day_of(text) is None]
    return sum(role_of(text, "lessons") not in (*ADULT_ROLES, "ignored") for text in others) <= FEWEST_DAYS


def _week_above(line: Line, column: int) -> str | None:
    for left in range(min(column, len(line) - 1), -1, -1):
        week = week_in(words(line[left]), alone=True)
        if week:
            return week
    return None


def _last_row(table: Table, top: int, end: int) -> int:
    """Find the end of a grid: its last row with several cells filled, a time, or a cell below its columns."""
    return max((row for row in range(top + 1, end) if _in_grid(table.rows[row])), default=top)


def _in_grid(line: Line) -> bool:
    """Whether a row is part of a grid and not a line of words below it."""
    filled = [column for column, value in enumerate(line) if words(value)]
    return len(filled) > 1 or bool(filled and filled[0]) or read_times(cell(line, 0)) is not None


def _days_down(table: Table, bells: Bells) -> Grid | None:
    for column in (0, 1):
        found = {row: day for row, line in enumerate(table.rows)
                 if row not in bells.rows and (day := day_of(words(cell(line, column))))}
        if len({day.weekday for day in found.values()}) >= FEWEST_DAYS:
            top = max(min(found) - 1, 0)
            days = {row: day._replace(week=day.week or _week_left(table, row, column)) for row, day in found.items()}
            beside = (place for place in (column + 1, column - 1) if _names_adults(table, (top, max(found)), place))
            adults = next(beside, None)
            edge = max(column, adults or 0) + 1
            return Grid(top, _end_of_day(table, max(found), column), days, False, edge, adults)
    return None


def _names_adults(table: Table, rows: tuple[int, int], column: int) -> bool:
    """Whether a column names adults, by its head and by all that stands in it."""
    top, last = rows
    below = [text for line in table.rows[top + 1:last + 1] if column >= 0 and (text := words(cell(line, column)))]
    named = role_of(words(cell(table.rows[top], column)), "lessons") in ADULT_ROLES
    return bool(below) and named and all(map(is_staff, below))


def _week_left(table: Table, row: int, column: int) -> str | None:
    """Find the week beside or above a day: a cell to its left, or a line of its own above the day."""
    for above in range(row, -1, -1):
        line = table.rows[above]
        for value in line[:column] if column else line[:1]:
            week = week_in(words(value), alone=bool(column))
            if week:
                return week
    return None


def _end_of_day(table: Table, row: int, column: int) -> int:
    end = row
    while end + 1 < len(table.rows) and not words(cell(table.rows[end + 1], column)) and any(
            words(value) for value in table.rows[end + 1]):
        end += 1
    return end


def _day_blocks(table: Table, bells: Bells) -> Iterator[Grid]:
    """Find blocks whose first row names periods and whose other rows name adults, each below or beside its day."""
    heads = [row for row, line in enumerate(table.rows) if row not in bells.rows and _heads_block(line, bells)]
    for head, following in pairwise([*heads, len(table.rows)]):
        day = _day_of_block(table, head)
        rows = [row for row in range(head + 1, following) if is_staff(words(cell(table.rows[row], 0)))]
        if day and rows:
            yield Grid(head, rows[-1], dict.fromkeys(rows, day), False, 1, adults=0)


def _heads_block(line: Line, bells: Bells) -> bool:
    """Whether a row names a period above each of its columns, and the day or the adults above the first."""
    named = [words(value) for value in line[1:] if words(value)]
    first = words(cell(line, 0))
    head = not first or day_of(first) is not None or role_of(first, "lessons") in ADULT_ROLES
    return head and len(named) >= FEWEST_PERIODS and all(_names_period(name, bells) for name in named)


def _day_of_block(table: Table, head: int) -> Column | None:
    """Give the day of a block: in its corner, in the line right above it, or the sheet's name."""
    above = next((table.rows[row] for row in range(head - 1, -1, -1) if not blank(table.rows[row])), ())
    alone = [words(value) for value in above if words(value)]
    titles = [words(cell(table.rows[head], 0)), alone[0] if len(alone) == 1 else "", table.sheet or ""]
    return next((day for title in titles if (day := day_of(title))), None)
