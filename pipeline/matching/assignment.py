"""One assignment of all labels to the provisions of a plan at once, as an integer programme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pipeline.rules import rules

Pair = tuple[int, int]


@dataclass(frozen=True)
class Puzzle:
    """Labels and items by number: what each pair of them is worth, which labels belong together, and what fits."""

    gains: Mapping[Pair, float]
    """(label, item) -> how much is gained where the label serves the item; pairs that are not here are out."""
    together: Mapping[Pair, float] = field(default_factory=dict)
    """(label, label) -> how much is gained where both serve the same item."""
    loads: Mapping[Pair, float] = field(default_factory=dict)
    """(label, item) -> how much of the item's room the label takes; 1.0 is all of it."""
    sides: Mapping[int, bool] = field(default_factory=dict)
    """label -> whether it is of the timetable; timetable and logs each have the item's room to themselves."""


@dataclass
class _Rows:
    """The coefficients of an integer programme as they are gathered."""

    columns: int
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[int, float]], upper: float) -> None:
        self.entries += [(len(self.upper), column, value) for column, value in terms]
        self.upper.append(upper)

    def constraint(self) -> LinearConstraint:
        rows, columns, values = zip(*self.entries, strict=True)
        matrix = csr_array((values, (rows, columns)), shape=(len(self.upper), self.columns))
        return LinearConstraint(matrix, -np.inf, np.array(self.upper))


@dataclass(frozen=True)
class _Columns:
    """The unknowns: which label serves which item, which pairs of labels meet there, and how far room is exceeded."""

    pairs: tuple[Pair, ...]
    meetings: tuple[tuple[int, int, int], ...]
    rooms: tuple[tuple[int, bool], ...]

    def __len__(self) -> int:
        return len(self.pairs) + len(self.meetings) + len(self.rooms)


class _Programme:
    """The integer programme of one puzzle: written down once, and solved as often as it is asked."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._columns = _columns(puzzle)
        self._worth = _worth(puzzle, self._columns)
        self._constraint = _constraint(puzzle, self._columns)

    def best(self, barred: frozenset[Pair] = frozenset()) -> tuple[dict[int, int], float]:
        """Give the best assignment and what it is worth; `barred` is left out."""
        values, worth = self._solved(barred, whole=True)
        return dict(pair for pair, value in zip(self._columns.pairs, values, strict=False) if value > 1 / 2), worth

    def bound(self, barred: frozenset[Pair]) -> float:
        """Give a worth that no assignment without `barred` exceeds, in a quarter of the time of the best one."""
        return self._solved(barred, whole=False)[1]

    def _solved(self, barred: frozenset[Pair], *, whole: bool) -> tuple[list[float], float]:
        """Give the best values of the unknowns and their worth, in whole numbers or in any."""
        columns = self._columns
        most = np.array([0.0 if pair in barred else 1.0 for pair in columns.pairs]
                        + [1.0] * len(columns.meetings) + [np.inf] * len(columns.rooms))
        integrality = np.array([whole] * len(columns.pairs) + [False] * (len(columns) - len(columns.pairs)), dtype=int)
        solved = milp(-self._worth, constraints=self._constraint, integrality=integrality, bounds=Bounds(0, most))
        values = np.zeros(len(columns)) if solved.x is None else np.asarray(solved.x)
        return values.tolist(), float(self._worth @ values)


def assign(puzzle: Puzzle) -> tuple[dict[int, int], float]:
    """Give each label at most one item so that the whole is worth most, and what it is worth."""
    return _Programme(puzzle).best() if puzzle.gains else ({}, 0.0)


def rivals(puzzle: Puzzle, chosen: Mapping[int, int], best: float) -> dict[int, int | None]:
    """Give each label that a whole assignment nearly as good puts elsewhere, with the item that it has there.

    Labels that belong together and serve one item move together: alone, each would be held by the others.
    """
    contested = [group for group in groups(puzzle, chosen) if not _clear(puzzle, chosen, group)]
    if not contested:
        return {}
    margin, programme = rules("matching")["assignment"]["ambiguous"], _Programme(puzzle)
    found: dict[int, int | None] = {}
    for group in contested:
        here, near = frozenset((label, chosen[label]) for label in group), best - margin * len(group)
        if programme.bound(here) <= near:
            continue
        other, worth = programme.best(here)
        if worth > near:
            found.update({label: other.get(label) for label in group})
    return found


def drawn(puzzle: Puzzle, chosen: Mapping[int, int]) -> dict[int, int]:
    """Give each label that is where it is only for the labels beside it, with the item to which it comes by itself.

    >>> drawn(Puzzle({(0, 0): 0.7, (1, 0): -0.2, (1, 1): 0.1, (2, 0): -0.2, (2, 1): -0.1}), {0: 0, 1: 0, 2: 0})
    {1: 1}
    """
    likeliest = {label: place for (label, place), gain in sorted(puzzle.gains.items(), key=lambda one: one[1])
                 if gain >= 0}
    return {label: likeliest[label] for label, place in chosen.items()
            if puzzle.gains[label, place] < 0 and label in likeliest}


def groups(puzzle: Puzzle, chosen: Mapping[int, int]) -> list[frozenset[int]]:
    """Gather the labels that belong together, directly or through others, and serve the same item."""
    group = {label: frozenset((label,)) for label in chosen}
    for one, other in sorted(puzzle.together):
        if one in chosen and chosen[one] == chosen.get(other):
            joined = group[one] | group[other]
            group.update(dict.fromkeys(joined, joined))
    return sorted(set(group.values()), key=sorted)


def _clear(puzzle: Puzzle, chosen: Mapping[int, int], group: frozenset[int]) -> bool:
    """Whether no other item comes near for any label of the group, so that no second assignment need be looked for."""
    gap = rules("matching")["assignment"]["clear"]
    return all(puzzle.gains[label, chosen[label]] - max([0.0, *_elsewhere(puzzle, label, chosen[label])]) >= gap
               for label in group)


def _elsewhere(puzzle: Puzzle, label: int, item: int) -> list[float]:
    return [gain for (one, other), gain in puzzle.gains.items() if one == label and other != item]


def _columns(puzzle: Puzzle) -> _Columns:
    pairs = tuple(sorted(puzzle.gains))
    items: dict[int, set[int]] = {}
    for label, item in pairs:
        items.setdefault(label, set()).add(item)
    meetings = tuple((one, other, item) for one, other in sorted(puzzle.together)
                     for item in sorted(items.get(one, set()) & items.get(other, set())))
    rooms = tuple(sorted({(item, puzzle.sides.get(label, False)) for label, item in puzzle.loads}))
    return _Columns(pairs, meetings, rooms)


def _worth(puzzle: Puzzle, columns: _Columns) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    loss = rules("matching")["assignment"]["overload"]
    return np.array([puzzle.gains[pair] for pair in columns.pairs]
                    + [puzzle.together[one, other] for one, other, _ in columns.meetings]
                    + [-loss] * len(columns.rooms), dtype=np.float64)


def _constraint(puzzle: Puzzle, columns: _Columns) -> LinearConstraint:
    """One item a label; a meeting needs both labels at the item; what exceeds the room is paid for."""
    place = {pair: number for number, pair in enumerate(columns.pairs)}
    rows = _Rows(len(columns))
    for _, pairs in groupby(columns.pairs, lambda pair: pair[0]):
        rows.add(((place[pair], 1.0) for pair in pairs), 1.0)
    for number, (one, other, item) in enumerate(columns.meetings, len(columns.pairs)):
        rows.add(((number, 1.0), (place[one, item], -1.0)), 0.0)
        rows.add(((number, 1.0), (place[other, item], -1.0)), 0.0)
    taken: dict[tuple[int, bool], list[tuple[int, float]]] = {room: [] for room in columns.rooms}
    for (label, item), load in sorted(puzzle.loads.items()):
        taken[item, puzzle.sides.get(label, False)].append((place[label, item], load))
    for number, room in enumerate(columns.rooms, len(columns.pairs) + len(columns.meetings)):
        _add_room(rows, number, taken[room])
    return rows.constraint()


def _add_room(rows: _Rows, number: int, taken: Sequence[tuple[int, float]]) -> None:
    """What labels take of a room beyond its size is paid for, and what one takes beyond it alone is a part of that.

    The second follows from the first for whole labels; for parts of labels it makes the bound a close one.
    """
    room = float(rules("matching")["assignment"]["room"])
    rows.add((*taken, (number, -1.0)), room)
    rows.add((*((place, load - room) for place, load in taken if load > room), (number, -1.0)), 0.0)
