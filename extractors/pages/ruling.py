"""Straight lines on a page → the grids that they draw: cells with the columns and rows that they span."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.pages.layout import Area, Rule

SNAP = 3.0
"""Lines that lie closer together than this, in points, are one line."""
REACH = 4.0
"""Lines whose ends come closer than this to another line meet it."""
LEAST = 8.0
"""A grid has no row or column narrower than this, in points."""


@dataclass(slots=True)
class GridCell:
    """A cell of a grid: first row and column, and how many of each it spans."""

    row: int
    column: int
    rows: int
    columns: int
    area: Area


@dataclass(slots=True)
class Grid:
    """One table's lines: where the rows and columns part, and the cells between."""

    area: Area
    tops: list[float]
    lefts: list[float]
    open: bool = False
    """Whether the upright lines run on below the last flat one, so that its last row goes on overleaf."""
    cells: list[GridCell] = field(default_factory=list)


def grids(rules: Iterable[Rule], page: int, width: float, height: float) -> list[Grid]:
    """Give the tables and boxes that the lines draw, smallest first, without frames around the whole page."""
    lines = _snapped([rule for rule in rules if rule.end - rule.start >= LEAST])
    found = [grid for group in _touching(lines) if (grid := _grid(group, page)) is not None]
    whole = 0.7 * width * height
    kept = [grid for grid in found if len(grid.cells) > 1 or _extent(grid.area) < whole]
    return sorted(kept, key=lambda grid: _extent(grid.area))


def _extent(area: Area) -> float:
    return (area.x1 - area.x0) * (area.bottom - area.top)


def _snapped(rules: list[Rule]) -> list[Rule]:
    """Draw lines that nearly coincide as one line, end to end."""
    joined: list[Rule] = []
    for flat in (True, False):
        level: list[Rule] = []
        for rule in sorted((r for r in rules if r.flat is flat), key=lambda r: r.at):
            if level and rule.at - level[0].at > SNAP:
                joined += _joined(level)
                level = []
            level.append(rule)
        joined += _joined(level)
    return joined


def _joined(level: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for rule in sorted(level, key=lambda r: r.start):
        if joined and rule.start <= joined[-1].end + SNAP:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, rule.end))
        else:
            joined.append(rule._replace(at=level[0].at))
    return joined


def _meet(one: Rule, two: Rule) -> bool:
    if one.flat is two.flat:
        return False
    return (two.start - REACH <= one.at <= two.end + REACH) and (one.start - REACH <= two.at <= one.end + REACH)


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Group lines that meet, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([rule, *(other for group in near for other in group)])
    return groups


def _grid(rules: list[Rule], page: int) -> Grid | None:
    standing = [rule for rule in rules if not rule.flat]
    lying = [rule for rule in rules if rule.flat]
    if len(_apart([rule.at for rule in standing])) < 2:
        return None
    lefts = _apart([rule.at for rule in standing])
    ends = [rule.start for rule in standing] + [rule.end for rule in standing]
    tops = _apart([rule.at for rule in lying] + [min(ends), max(ends)])
    if len(tops) < 2:
        return None
    lowest = max([rule.at for rule in lying], default=0.0)
    grid = Grid(Area(page, lefts[0], tops[0], lefts[-1], tops[-1]), tops, lefts, tops[-1] - lowest >= LEAST)
    grid.cells = _cells(grid, lying, standing)
    return grid


def _apart(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] >= LEAST:
            kept.append(place)
    return kept


def _cells(grid: Grid, lying: list[Rule], standing: list[Rule]) -> list[GridCell]:
    """Merge neighbours that no line parts; a group that is not a rectangle stays apart, piece by piece."""
    rows, columns = len(grid.tops) - 1, len(grid.lefts) - 1
    walls = [[_covered(standing, left, _middle(grid.tops, r)) for left in grid.lefts[1:]] for r in range(rows)]
    floors = [[_covered(lying, top, _middle(grid.lefts, c)) for c in range(columns)] for top in grid.tops[1:]]
    taken: set[tuple[int, int]] = set()
    cells = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = _run(walls[r], c, columns)
            tall = 1
            while r + tall < rows and all(not floors[r + tall - 1][c + i] for i in range(wide)) \
                    and _run(walls[r + tall], c, columns) == wide:
                tall += 1
            taken |= {(r + i, c + j) for i in range(tall) for j in range(wide)}
            area = Area(grid.area.page, grid.lefts[c], grid.tops[r], grid.lefts[c + wide], grid.tops[r + tall])
            cells.append(GridCell(r, c, tall, wide, area))
    return cells


def _run(walls: list[bool], start: int, columns: int) -> int:
    wide = 1
    while start + wide < columns and not walls[start + wide - 1]:
        wide += 1
    return wide


def _middle(places: list[float], index: int) -> float:
    return (places[index] + places[index + 1]) / 2


def _covered(rules: list[Rule], at: float, point: float) -> bool:
    return any(abs(rule.at - at) < LEAST and rule.start - 1 <= point <= rule.end + 1 for rule in rules)
