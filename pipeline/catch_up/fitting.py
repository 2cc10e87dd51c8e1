"""Sessions put into free places under limits by a solver: the most that fits, or a proof that it does not all fit."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from models.catch_up import FreePlace, Limits
from pipeline.calendars.open_days import monday_of
from pipeline.rules import rules

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

COUNTED = ("minutes_a_day", "sessions_a_day", "sessions_a_week", "deliverer_sessions_a_week", "item_sessions_a_day")
BARRING = ("last_day", "labels")


class Piece(NamedTuple):
    """So many sessions of one length, of one item, given by one adult."""

    item: tuple[str, int]
    deliverer: str
    minutes: int
    sessions: int


class Task(NamedTuple):
    """What is to be placed, where it can go, and how much may go there."""

    pieces: tuple[Piece, ...]
    places: tuple[FreePlace, ...]
    """In the order of their days and times."""
    limits: Limits

    @property
    def minutes(self) -> int:
        """All that is to be placed."""
        return sum(piece.minutes * piece.sessions for piece in self.pieces)


Choices = dict[tuple[int, int], "IntVar"]


class Fit(NamedTuple):
    """What was placed, as numbers of pieces and places, and whether it is certain that no more fits."""

    placed: tuple[tuple[int, int], ...]
    minutes: int
    certain: bool


class _Search(NamedTuple):
    """A model with the most minutes that were found to fit it."""

    model: "CpModel"
    chosen: Choices
    amount: Any
    solver: "CpSolver"
    minutes: int
    found: bool
    certain: bool


def most_that_fits(task: Task) -> Fit:
    """Place as many minutes as fit: at the earliest, and then with the fewest sessions on one day.

    The same task always has the same answer.
    """
    if not task.pieces or not task.places:
        return Fit((), 0, certain=True)
    search = _most(task)
    if not search.found:
        return Fit((), 0, certain=False)
    model, chosen, best = search.model, search.chosen, search.solver
    model.add(search.amount == search.minutes)
    for variable in chosen.values():
        model.add_hint(variable, best.value(variable))
    model.minimize(_lateness(task, model, chosen, best))
    earliest, found, _ = _solved(model)
    last = earliest if found else best
    placed = tuple(pair for pair, variable in chosen.items() if last.value(variable))
    return Fit(placed, search.minutes, search.certain)


def binding_limits(task: Task, placed: int) -> tuple[str, ...]:
    """Name the limits each of which alone keeps more from fitting; else all of them together, or the places."""
    names = (*COUNTED, *BARRING)
    alone = tuple(name for name in names if _most(task, frozenset({name})).minutes > placed)
    if alone:
        return alone
    return ("together",) if _most(task, frozenset(names)).minutes > placed else ("places",)


def _most(task: Task, lifted: frozenset[str] = frozenset()) -> _Search:
    """Find the most minutes that fit where some limits are lifted."""
    model, chosen = _model(task, lifted)
    amount = sum(task.pieces[piece].minutes * variable for (piece, _), variable in chosen.items())
    model.maximize(amount)
    solver, found, certain = _solved(model)
    return _Search(model, chosen, amount, solver, round(solver.objective_value) if found else 0, found, certain)


def _model(task: Task, lifted: frozenset[str]) -> "tuple[CpModel, Choices]":
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen: Choices = {(piece, place): model.new_bool_var("")
                       for place, free in enumerate(task.places) if free.barred_by <= lifted
                       for piece, one in enumerate(task.pieces) if one.minutes <= free.minutes}
    for piece, one in enumerate(task.pieces):
        model.add(sum(variable for (number, _), variable in chosen.items() if number == piece) <= one.sessions)
    _never_twice(task, model, chosen)
    for name in COUNTED:
        if name not in lifted:
            _limit(name, task, model, chosen)
    return model, chosen


def _never_twice(task: Task, model: "CpModel", chosen: Choices) -> None:
    """Let a place hold one session, and of places that overlap only one be used."""
    at: dict[int, list[IntVar]] = defaultdict(list)
    for (_, place), variable in chosen.items():
        at[place].append(variable)
    for variables in at.values():
        model.add_at_most_one(variables)
    days: dict[dt.date, list[int]] = defaultdict(list)
    for place in at:
        days[task.places[place].date].append(place)
    for one, other in (pair for day in days.values() for pair in combinations(day, 2)):
        if overlap(task.places[one], task.places[other]):
            model.add_at_most_one([*at[one], *at[other]])


def overlap(one: FreePlace, other: FreePlace) -> bool:
    """Whether two places of one day are at the same time in part."""
    first, second = sorted((one, other), key=_clock)
    return _clock(second) < _clock(first) + first.minutes


def _clock(place: FreePlace) -> int:
    return place.start.hour * 60 + place.start.minute


def _limit(name: str, task: Task, model: "CpModel", chosen: Choices) -> None:
    """Add one limit: so much in each day or week, in all or of each adult or item."""
    def counted(piece: Piece, place: FreePlace) -> Hashable:
        week = monday_of(place.date)
        return {"deliverer_sessions_a_week": (week, piece.deliverer), "sessions_a_week": week,
                "item_sessions_a_day": (place.date, piece.item)}.get(name, place.date)
    groups = _grouped(task, chosen, counted)
    for pairs in groups.values():
        each = [task.pieces[piece].minutes if name == "minutes_a_day" else 1 for piece, _ in pairs]
        used = sum(size * chosen[pair] for size, pair in zip(each, pairs, strict=True))
        model.add(used <= getattr(task.limits, name))


def _grouped(task: Task, pairs: Iterable[tuple[int, int]],
             key: Callable[[Piece, FreePlace], Hashable]) -> dict[Hashable, list[tuple[int, int]]]:
    groups: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for piece, place in pairs:
        groups[key(task.pieces[piece], task.places[place])].append((piece, place))
    return groups


def _lateness(task: Task, model: "CpModel", chosen: Choices, found: "CpSolver") -> Any:
    """Weigh the days first, and then how many sessions share one; `found` is where the search begins."""
    days = {day: rank for rank, day in enumerate(sorted({place.date for place in task.places}))}
    sessions = sum(piece.sessions for piece in task.pieces)
    crowd: list[IntVar] = []
    for pairs in _grouped(task, chosen, lambda _piece, place: place.date).values():
        more = model.new_int_var(0, sessions, "")
        model.add(more >= sum(chosen[pair] for pair in pairs) - 1)
        model.add_hint(more, max(sum(found.value(chosen[pair]) for pair in pairs) - 1, 0))
        crowd.append(more)
    late = sum(days[task.places[place].date] * variable for (_, place), variable in chosen.items())
    return late * (sessions + 1) + sum(crowd)


def _solved(model: "CpModel") -> "tuple[CpSolver, bool, bool]":
    """Solve a model: whether anything was found, and whether it is certain that nothing better is there."""
    from ortools.sat.python import cp_model

    solver, how = cp_model.CpSolver(), rules("catch_up")["solver"]
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = how["seed"]
    solver.parameters.max_deterministic_time = how["effort"]
    status = solver.solve(model)
    return solver, status in (cp_model.OPTIMAL, cp_model.FEASIBLE), status == cp_model.OPTIMAL
