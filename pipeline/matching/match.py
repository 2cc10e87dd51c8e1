"""Which provision each slot of the timetable and each row of the logs belongs to, decided for all of them at once."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.amounts import Period, Schedule
from models.delivery import Evidence
from models.provision import Provision
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import occurrences
from pipeline.calendars.window import Window
from pipeline.matching.assignment import Puzzle, assign, drawn, groups, rivals
from pipeline.matching.at_odds import at_odds
from pipeline.matching.by_hand import by_hand
from pipeline.matching.coincidence import coincide
from pipeline.matching.following import follow
from pipeline.matching.item import Item
from pipeline.matching.joint import serve_jointly
from pipeline.matching.likeness import Likeness, related
from pipeline.matching.matched import Choice, Matching, matched
from pipeline.matching.school_speech import says
from pipeline.matching.strands import Strand, strands
from pipeline.rules import rules

_WEEKS = {Period.DAY: 0.2, Period.WEEK: 1.0, Period.FORTNIGHT: 2.0, Period.MONTH: 4.3, Period.HALF_TERM: 6.5,
          Period.TERM: 13.0}


class _Taken(NamedTuple):
    """What a label takes up of a window."""

    sessions: int
    minutes: int


def match(provisions: Sequence[Provision], evidence: Evidence, days: SchoolDays, window: Window) -> Matching:
    """Give each label of the timetable and the logs to at most one schedule; what is unsure is given to none.

    The labels with the most entries are decided together; in a log of free text, the rare ones after them, singly.
    """
    found = sorted(strands(evidence.slots, evidence.sessions, evidence.staff_key), key=_weight)
    most, likeness = rules("matching")["assignment"]["together_most"], Likeness(provisions)
    hand = by_hand(found, likeness.items, evidence.placements)
    gains = [_gains(label, likeness, hand.items.get(number)) for number, label in enumerate(found)]
    meeting = coincide(found[:most], days)
    puzzle = _puzzle(found[:most], gains, meeting, (likeness, days, window))
    chosen, worth = assign(puzzle)
    undecided = [group for group in groups(puzzle, chosen) if not group & hand.said.keys()]
    unsure = at_odds(found, likeness, chosen, undecided) | drawn(puzzle, chosen) | rivals(puzzle, chosen, worth)
    for number in range(most, len(found)):
        best, rival = _singly(gains[number])
        chosen |= {} if best is None else {number: best}
        unsure |= {} if rival is None else {number: rival}
    faint = {number: _faint(gains[number]) for number in range(len(found)) if number not in chosen}
    followed = follow(found, chosen, faint, meeting, hand.outside)
    choice = Choice({**chosen, **followed.given}, unsure, {**faint, **followed.possible}, frozenset(followed.given),
                    hand.said)
    return serve_jointly(matched(found, [item.key for item in likeness.items], choice), likeness.items)


def _weight(label: Strand) -> tuple[int, str, str]:
    return -len(label.slots) - len(label.sessions), label.label, label.role


def _gains(label: Strand, likeness: Likeness, said: Sequence[int] | None) -> dict[int, float]:
    """Give what speaks for each item beyond what is asked; where a person named the items, for those only."""
    conventions = rules("matching")["assignment"]
    if said is not None:
        return {place: conventions["by_hand"] + likeness.score(label, likeness.items[place]) for place in said}
    if says("events", label.label):
        return dict.fromkeys(range(len(likeness.items)), -1.0)
    return {place: likeness.score(label, item) - conventions["threshold"]
            - (conventions["no_schedule"] if item.schedule is None else 0.0)
            for place, item in enumerate(likeness.items)}


def _likeliest(gains: Mapping[int, float], most: int, least: float) -> list[int]:
    """Give the items for which most speaks, no less than `least`; of equals the earlier one."""
    return [place for place in sorted(gains, key=lambda place: (-gains[place], place))[:most] if gains[place] >= least]


def _faint(gains: Mapping[int, float]) -> tuple[int, ...]:
    """Give the items, two at most, that a label which was given to none is a little like."""
    conventions = rules("matching")["assignment"]
    return tuple(_likeliest(gains, 2, conventions["possible"] - conventions["threshold"]))


def _singly(gains: Mapping[int, float]) -> tuple[int | None, int | None]:
    """Give the item that a label is most like, and another that it is nearly as like."""
    best, *others = [*_likeliest(gains, 2, 0.0), None][:2]
    near = [one for one in others if one is not None and best is not None
            and gains[best] - gains[one] < rules("matching")["assignment"]["ambiguous"]]
    return best, near[0] if near else None


def _puzzle(labels: Sequence[Strand], gains: Sequence[Mapping[int, float]],
            meeting: Mapping[tuple[int, int], float], term: tuple[Likeness, SchoolDays, Window]) -> Puzzle:
    """Put the labels, the items and what speaks for each pair into one puzzle."""
    conventions, (likeness, days, window) = rules("matching")["assignment"], term
    taken, weeks = [_taken(label, days, window) for label in labels], len(days.weeks(*window))
    pairs = {(number, place): gains[number][place] for number in range(len(labels))
             for place in _likeliest(gains[number], conventions["candidates"], -conventions["together"])}
    together = {pair: conventions["together"] * max(value, meeting.get(pair, 0.0))
                for pair, value in _kinship(labels, meeting).items()}
    loads = {(number, place): _damped(load) for number, place in pairs
             if (load := _load(taken[number], likeness.items[place], weeks))}
    sides = {number: label.planned for number, label in enumerate(labels)}
    return Puzzle(pairs, together, loads, sides)


def _kinship(labels: Sequence[Strand], meeting: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Give the pairs of labels that belong together, by their words or because they meet in the timetable."""
    least = rules("matching")["assignment"]["related"]
    alike = {(one, other): related(labels[one], labels[other])
             for one in range(len(labels)) for other in range(one + 1, len(labels))}
    return {pair: value for pair, value in alike.items() if value >= least or pair in meeting}


def _taken(label: Strand, days: SchoolDays, window: Window) -> _Taken:
    """Give what a label takes up of a window: the places of the timetable, or each session of a log once."""
    places = [slot for slot in label.slots for _ in occurrences(slot, days, *window)]
    rows = {(row.date, row.start, row.minutes, row.count) for row in label.sessions}
    lengths = [slot.minutes for slot in places] + [minutes for *_, minutes, _ in rows]
    return _Taken(len(places) or sum(count for *_, count in rows),
                  sum(length or label.minutes or 0 for length in lengths))


def _load(taken: _Taken, item: Item, weeks: int) -> float:
    """Give how much of what the plan states for so many weeks a label would take up."""
    stated = _stated(item.schedule, weeks)
    if item.schedule is None or not stated:
        return 0.0
    return (taken.sessions if item.schedule.total_minutes is None else taken.minutes) / stated


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
