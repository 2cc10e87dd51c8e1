"""Which provision each slot of the timetable and each row of the logs belongs to, decided for all of them at once."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from models.amounts import Period, Schedule
from models.delivery import Evidence
from models.provision import Provision
from pipeline.assignment import Puzzle, assign, groups, rivals
from pipeline.at_odds import at_odds
from pipeline.calendar import SchoolDays
from pipeline.coincidence import coincide
from pipeline.following import follow
from pipeline.item import Item
from pipeline.likeness import Likeness, related
from pipeline.matched import Choice, Matching, matched
from pipeline.planned import occurrences
from pipeline.rules import rules
from pipeline.school_speech import says
from pipeline.strands import Strand, strands

Window = tuple[dt.date, dt.date]
_WEEKS = {Period.DAY: 0.2, Period.WEEK: 1.0, Period.FORTNIGHT: 2.0, Period.MONTH: 4.3, Period.HALF_TERM: 6.5,
          Period.TERM: 13.0}


def match(provisions: Sequence[Provision], evidence: Evidence, days: SchoolDays, window: Window) -> Matching:
    """Give each label of the timetable and the logs to at most one schedule; what is unsure is given to none.

    The labels with the most entries are decided together; in a log of free text, the rare ones after them, singly.
    """
    found = sorted(strands(evidence.slots, evidence.sessions, evidence.staff_key), key=_weight)
    most, likeness = rules("matching")["assignment"]["together_most"], Likeness(provisions)
    meeting = coincide(found[:most], days)
    puzzle = _puzzle(found[:most], likeness, meeting, (days, window))
    chosen, worth = assign(puzzle)
    unsure = at_odds(found, likeness, chosen, groups(puzzle, chosen)) | rivals(puzzle, chosen, worth)
    for number, label in enumerate(found[most:], most):
        best, rival = _singly(label, likeness)
        chosen |= {} if best is None else {number: best}
        unsure |= {} if rival is None else {number: rival}
    faint = {number: _faint(label, likeness) for number, label in enumerate(found) if number not in chosen}
    followed = follow(found, chosen, faint, meeting)
    choice = Choice({**chosen, **followed.given}, unsure, {**faint, **followed.possible}, frozenset(followed.given))
    return matched(found, [item.key for item in likeness.items], choice)


def _faint(label: Strand, likeness: Likeness) -> tuple[int, ...]:
    """Give the items, two at most, that a label which was given to none is a little like."""
    conventions = rules("matching")["assignment"]
    least = conventions["possible"] - conventions["threshold"]
    gains = sorted(((_gain(likeness, label, item), place) for place, item in enumerate(likeness.items)), reverse=True)
    return tuple(place for gain, place in gains[:2] if gain >= least)


def _weight(label: Strand) -> tuple[int, str, str]:
    return -len(label.slots) - len(label.sessions), label.label, label.role


def _singly(label: Strand, likeness: Likeness) -> tuple[int | None, int | None]:
    """Give the item that a label is most like, and another that it is nearly as like."""
    gains = sorted(((_gain(likeness, label, item), place) for place, item in enumerate(likeness.items)), reverse=True)
    if not gains or gains[0][0] < 0:
        return None, None
    near = [place for gain, place in gains[1:2] if gains[0][0] - gain < rules("matching")["assignment"]["ambiguous"]]
    return gains[0][1], near[0] if near else None


def _puzzle(labels: Sequence[Strand], likeness: Likeness, meeting: Mapping[tuple[int, int], float],
            term: tuple[SchoolDays, Window]) -> Puzzle:
    """Put the labels, the items and what speaks for each pair into one puzzle."""
    conventions = rules("matching")["assignment"]
    gains: dict[tuple[int, int], float] = {}
    for number, label in enumerate(labels):
        scores = {place: _gain(likeness, label, item) for place, item in enumerate(likeness.items)}
        likely = sorted(scores, key=lambda place: (-scores[place], place))[: conventions["candidates"]]
        gains |= {(number, place): scores[place] for place in likely if scores[place] > -conventions["together"]}
    together = {pair: conventions["together"] * max(value, meeting.get(pair, 0.0))
                for pair, value in _kinship(labels, meeting).items()}
    loads = {(number, place): _damped(load) for number, place in gains
             if (load := _load(labels[number], likeness.items[place], *term))}
    sides = {number: label.planned for number, label in enumerate(labels)}
    return Puzzle(gains, together, loads, sides)


def _gain(likeness: Likeness, label: Strand, item: Item) -> float:
    conventions = rules("matching")["assignment"]
    if says("events", label.label):
        return -1.0
    asked = conventions["threshold"] + (conventions["no_schedule"] if item.schedule is None else 0.0)
    return likeness.score(label, item) - float(asked)


def _kinship(labels: Sequence[Strand], meeting: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Give the pairs of labels that belong together, by their words or because they meet in the timetable."""
    least = rules("matching")["assignment"]["related"]
    alike = {(one, other): related(labels[one], labels[other])
             for one in range(len(labels)) for other in range(one + 1, len(labels))}
    return {pair: value for pair, value in alike.items() if value >= least or pair in meeting}


def _load(label: Strand, item: Item, days: SchoolDays, window: Window) -> float:
    """Give how much of what the plan states for the window a label would take up."""
    stated = _stated(item.schedule, len(days.weeks(*window)))
    if item.schedule is None or not stated:
        return 0.0
    places = [slot for slot in label.slots for _ in occurrences(slot, days, *window)]
    rows = {(row.date, row.start, row.minutes, row.count) for row in label.sessions}
    if item.schedule.total_minutes is None:
        return (len(places) or sum(count for *_, count in rows)) / stated
    lengths = [slot.minutes for slot in places] + [minutes for *_, minutes, _ in rows]
    return sum(length or label.minutes or 0 for length in lengths) / stated


def _damped(load: float) -> float:
    """Let a load beyond all measure weigh less than it says: a label is not lost for it."""
    full = float(rules("matching")["assignment"]["full"])
    return load if load <= full else full + math.log2(load / full)


def _stated(schedule: Schedule | None, weeks: int) -> float:
    """Give roughly what the plan states for so many weeks: minutes, or sessions where it states no minutes."""
    if schedule is None or schedule.per is None:
        return 0.0
    most = schedule.range_max if schedule.range_max is not None else schedule.total_minutes
    amount = most or schedule.total_minutes or schedule.sessions or 0
    return amount * max(1.0, weeks / _WEEKS.get(schedule.per, max(weeks, 1)))
