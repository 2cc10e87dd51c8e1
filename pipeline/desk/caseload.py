"""The caseload of a desk: what a glance at each case shows, sorted, searched and filtered as somebody asks."""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from models.caseload import UNDER_WAY, CaseEntry, CaseSummary, Pace, State
from models.errors import KeyGone, NotAsSealed
from models.retention import Standing
from pipeline.desk import columns
from pipeline.desk.overview import SUMMARY
from pipeline.desk.retention import standing
from pipeline.files.workbook import Cell, Sheet, workbook
from pipeline.rules import rules
from pipeline.store.notes import notes
from pipeline.store.nouns import Store


class Line(NamedTuple):
    """One case of the caseload; it has no summary before its first check."""

    entry: CaseEntry
    summary: CaseSummary | None
    notes: int = 0
    standing: Standing | None = None
    """How long it is still kept."""

    @property
    def name(self) -> str:
        """Give what the person calls it."""
        return self.entry.name or "Case without a name"


class Sort(StrEnum):
    """What a caseload can be sorted by."""

    PRIORITY = "priority"
    NAME = "name"
    DUE = "due"
    PLANNED = "planned"
    DELIVERED = "delivered"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"
    PACE = "pace"
    WEEKS_LEFT = "weeks_left"
    NEXT = "next"
    TO_REVIEW = "to_review"
    STATE = "state"
    CHECKED = "checked"


class Queue(StrEnum):
    """The piles of a caseload that wait for somebody."""

    ALL = "all"
    DUE_SOON = "due_soon"
    TO_REVIEW = "to_review"
    BEHIND = "behind"
    STOPPED = "stopped"
    UNDER_WAY = "under_way"
    NOT_CHECKED = "not_checked"
    LEAVING = "leaving"
    HELD = "held"


class Asked(NamedTuple):
    """How somebody wants to see the caseload."""

    sort: Sort = Sort.PRIORITY
    up: bool = False
    """Whether the least comes first."""
    words: str = ""
    queue: Queue = Queue.ALL


PACES = (Pace.BEHIND, Pace.ON, Pace.AHEAD)
STATES = (State.STOPPED, State.NEW, State.WAITING, State.RUNNING, State.DONE)
KEYS: dict[Sort, Callable[[CaseSummary], Any]] = {
    Sort.PRIORITY: lambda one: (one.priority, one.unexplained),
    Sort.DUE: lambda one: one.due,
    Sort.PLANNED: lambda one: one.planned,
    Sort.DELIVERED: lambda one: one.delivered,
    Sort.EXPLAINED: lambda one: one.explained,
    Sort.UNEXPLAINED: lambda one: one.unexplained,
    Sort.PACE: lambda one: PACES.index(one.pace) if one.pace else None,
    Sort.WEEKS_LEFT: lambda one: one.weeks_left,
    Sort.NEXT: lambda one: one.next.day if one.next else None,
    Sort.TO_REVIEW: lambda one: one.to_review,
}
UP_FIRST = (Sort.NAME, Sort.NEXT, Sort.PACE, Sort.STATE)
"""What is sorted with the least first unless told otherwise."""


def lines(store: Store, entries: Iterable[CaseEntry], today: dt.date) -> tuple[Line, ...]:
    """Give a line for each case."""
    return tuple(_line(store, one, today) for one in entries)


def _line(store: Store, one: CaseEntry, today: dt.date) -> Line:
    """Give the line of a case; one that cannot be opened keeps no other from being shown."""
    stands = standing(store, one, today)
    try:
        summary = store.get(one.id, SUMMARY, CaseSummary) if store.has(one.id, SUMMARY) else None
        return Line(one, summary, len(notes(store, one.id)), stands)
    except (KeyGone, NotAsSealed):
        return Line(one, None, standing=stands)


def queues(every: Iterable[Line], today: dt.date) -> dict[Queue, int]:
    """Count the cases of each pile."""
    some = tuple(every)
    return {queue: sum(within(one, queue, today) for one in some) for queue in Queue}


def within(line: Line, queue: Queue, today: dt.date) -> bool:
    """Whether a case is in a pile."""
    state, told = line.entry.state, line.summary
    if queue is Queue.DUE_SOON:
        return bool(told and told.next and (told.next.day - today).days <= rules("deadlines")["near_days"])
    if queue in (Queue.TO_REVIEW, Queue.BEHIND):
        return bool(told and (told.to_review if queue is Queue.TO_REVIEW else told.pace is Pace.BEHIND))
    if queue in (Queue.LEAVING, Queue.HELD):
        stands = line.standing
        return bool(stands and (stands.warns if queue is Queue.LEAVING else stands.hold))
    return {Queue.ALL: True, Queue.STOPPED: state is State.STOPPED, Queue.UNDER_WAY: state in UNDER_WAY,
            Queue.NOT_CHECKED: told is None}[queue]


def chosen(every: Iterable[Line], asked: Asked, today: dt.date) -> tuple[Line, ...]:
    """Give the cases that are asked for, in the order that is asked for; what is not known comes last."""
    wanted = asked.words.casefold().split()
    some = [one for one in every if within(one, asked.queue, today)
            and all(word in one.name.casefold() for word in wanted)]
    keyed = [(_key(one, asked.sort), one) for one in sorted(some, key=lambda one: one.name.casefold())]
    known = sorted(((key, one) for key, one in keyed if key is not None), key=lambda pair: pair[0],
                   reverse=not asked.up)
    return (*(one for _, one in known), *(one for key, one in keyed if key is None))


def _key(line: Line, sort: Sort) -> Any:
    """Give what a case is sorted by; None where it is not known."""
    if sort is Sort.NAME:
        return line.name.casefold()
    if sort is Sort.STATE:
        return STATES.index(line.entry.state)
    if sort is Sort.CHECKED:
        return line.entry.checked_at
    return KEYS[sort](line.summary) if line.summary else None


HEADS = ("Case", "State", "Checked", "Minutes unexplained × weeks left", *columns.HEADS, "Notes")


def caseload_xlsx(some: Iterable[Line], day: dt.date) -> bytes:
    """Give cases as a workbook, in the order in which they come."""
    return workbook("Caseload", day, [Sheet("Caseload", HEADS, map(_row, some))])


def _row(line: Line) -> list[Cell]:
    entry, told = line.entry, line.summary
    head: list[Cell] = [line.name, rules("pages")["states"][entry.state],
                        entry.checked_at.date() if entry.checked_at else None]
    if told is None:
        return [*head, *[None] * (len(HEADS) - len(head) - 1), line.notes]
    return [*head, told.priority, *columns.cells(told), line.notes]
