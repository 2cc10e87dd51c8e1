"""Which provision each slot of the timetable and each row of the logs belongs to, decided for all of them at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from models.amounts import Period, Schedule
from models.delivery import Evidence, Session, TimetableSlot
from models.doubt import Doubt, Severity
from models.gap import SpareEvidence
from models.provision import Provision
from pipeline.assignment import Puzzle, assign, rivals
from pipeline.calendar import SchoolDays
from pipeline.coincidence import coincide
from pipeline.likeness import Item, Likeness, related
from pipeline.planned import occurrences
from pipeline.rules import rules
from pipeline.strands import Strand, strands

Key = tuple[str, int | None]
Window = tuple[dt.date, dt.date]
One = TypeVar("One")
_WEEKS = {Period.DAY: 0.2, Period.WEEK: 1.0, Period.FORTNIGHT: 2.0, Period.MONTH: 4.3, Period.HALF_TERM: 6.5,
          Period.TERM: 13.0}


@dataclass(frozen=True)
class Matching:
    """The slots and rows of each schedule, what belongs to none, and what might belong to several."""

    slots: Mapping[Key, tuple[TimetableSlot, ...]] = field(default_factory=dict)
    sessions: Mapping[Key, tuple[Session, ...]] = field(default_factory=dict)
    possible: Mapping[Key, tuple[Session, ...]] = field(default_factory=dict)
    """Rows that may belong to the schedule or to another: counted nowhere, and never alleged as missing."""
    spare: tuple[SpareEvidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def match(provisions: Sequence[Provision], evidence: Evidence, days: SchoolDays, window: Window) -> Matching:
    """Give each label of the timetable and the logs to at most one schedule; what is unsure is given to none."""
    labels = strands(evidence.slots, evidence.sessions, evidence.staff_key)
    likeness = Likeness(provisions)
    puzzle = _puzzle(labels, likeness, days, window)
    chosen, worth = assign(puzzle)
    unsure = rivals(puzzle, chosen, worth)
    return _matching(labels, likeness.items, chosen, unsure)


def _puzzle(labels: Sequence[Strand], likeness: Likeness, days: SchoolDays, window: Window) -> Puzzle:
    """Put the labels, the items and what speaks for each pair into one puzzle."""
    conventions = rules("matching")["assignment"]
    gains: dict[tuple[int, int], float] = {}
    meeting = coincide(labels, days)
    for number, label in enumerate(labels):
        scores = {place: _gain(likeness, label, item) for place, item in enumerate(likeness.items)}
        likely = sorted(scores, key=lambda place: (-scores[place], place))[: conventions["candidates"]]
        gains |= {(number, place): scores[place] for place in likely if scores[place] > -conventions["together"]}
    together = {pair: conventions["together"] * max(value, meeting.get(pair, 0.0))
                for pair, value in _kinship(labels, meeting).items()}
    loads = {(number, place): load for number, place in gains
             if (load := _load(labels[number], likeness.items[place], days, window))}
    sides = {number: label.planned for number, label in enumerate(labels)}
    return Puzzle(gains, together, loads, sides)


def _gain(likeness: Likeness, label: Strand, item: Item) -> float:
    conventions = rules("matching")["assignment"]
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
    if item.schedule.total_minutes is None:
        return (len(places) or sum(row.count for row in label.sessions)) / stated
    lengths = [slot.minutes for slot in places] + [row.minutes for row in label.sessions]
    return sum(length or label.minutes or 0 for length in lengths) / stated


def _stated(schedule: Schedule | None, weeks: int) -> float:
    """Give roughly what the plan states for so many weeks: minutes, or sessions where it states no minutes."""
    if schedule is None or schedule.per is None:
        return 0.0
    most = schedule.range_max if schedule.range_max is not None else schedule.total_minutes
    amount = most or schedule.total_minutes or schedule.sessions or 0
    return amount * max(1.0, weeks / _WEEKS.get(schedule.per, max(weeks, 1)))


def _matching(labels: Sequence[Strand], items: Sequence[Item], chosen: Mapping[int, int],
              unsure: Mapping[int, int | None]) -> Matching:
    slots: dict[Key, list[TimetableSlot]] = defaultdict(list)
    sessions: dict[Key, list[Session]] = defaultdict(list)
    possible: dict[Key, list[Session]] = defaultdict(list)
    spare: list[SpareEvidence] = []
    doubts: list[Doubt] = []
    for number, label in enumerate(labels):
        keys = tuple(items[place].key for place in (chosen.get(number), unsure.get(number)) if place is not None)
        if number in chosen and number not in unsure:
            slots[keys[0]] += label.slots
            sessions[keys[0]] += label.sessions
            continue
        spare += _spare(label, keys)
        doubts += [_ambiguous(label, keys)] if keys else []
        for key in keys:
            possible[key] += label.sessions
    return Matching(slots=_frozen(slots), sessions=_frozen(sessions), possible=_frozen(possible),
                    spare=tuple(spare), doubts=tuple(doubts))


def _frozen(lists: Mapping[Key, Iterable[One]]) -> dict[Key, tuple[One, ...]]:
    return {key: tuple(items) for key, items in lists.items()}


def _spare(label: Strand, keys: tuple[Key, ...]) -> list[SpareEvidence]:
    """Keep every row of a label that was given to no provision, and the first slot of such a place in the timetable."""
    candidates = tuple(dict.fromkeys(provision for provision, _ in keys))
    reason = "more than one provision could be meant" if keys else "no provision like it was found in the plan"
    rows = [(row.source, row.date) for row in label.sessions] + [(slot.source, None) for slot in label.slots[:1]]
    return [SpareEvidence(source=source, date=date, text=label.label, reason=reason, candidates=candidates)
            for source, date in rows]


def _ambiguous(label: Strand, keys: tuple[Key, ...]) -> Doubt:
    places = [row.source for row in label.sessions] + [slot.source for slot in label.slots]
    options = tuple(dict.fromkeys(provision for provision, _ in keys))
    where = f"may belong to {' or '.join(options)}: counted for none."
    return Doubt(code="ambiguous_label", field="matching", severity=Severity.REVIEW, alternatives=options,
                 place=places[0].place(),
                 reason=f'"{label.label}" ({len(places)} entries) {where}',
                 next_step="Say which provision it belongs to.")
