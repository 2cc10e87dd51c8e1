"""What a child's late arrival may have cost a session: never counted as missed, and asked of a person."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.register import meaning
from models.delivery import AttendanceMark
from models.doubt import Doubt, Severity
from pipeline.due.words import day, length, listed
from pipeline.ledger.attendance import Attendance, begins_a_half
from pipeline.ledger.entries import Entry
from pipeline.rules import rules


class LateStart(NamedTuple):
    """A session whose start the child may have missed."""

    entry: Entry
    marks: tuple[AttendanceMark, ...]
    lost: int
    """The most minutes of it that can have been lost so."""
    timed: bool
    """Whether a register tells how late the child came."""


def late_starts(entries: Iterable[Entry], attendance: Attendance) -> tuple[LateStart, ...]:
    """Give the sessions, held or without a record, that began before the child can have arrived for sure."""
    return tuple(one for entry in entries if (one := _late_start(entry, attendance)))


def _late_start(entry: Entry, attendance: Attendance) -> LateStart | None:
    start = _start(entry)
    if start is None or not (entry.silent or entry.held) or (entry.told and entry.told.lead.weekly):
        return None
    marks = [mark for mark in attendance.late(entry.date, start) if _touches(mark, start)]
    planned = entry.minutes or (entry.occasion.minutes if entry.occasion else None) or 0
    lost = {mark: min(planned, _missed(mark, start, planned)) for mark in marks}
    most = max(lost.values(), default=0)
    timed = any(mark.minutes_late is not None or mark.arrived for mark in marks if lost[mark])
    return LateStart(entry, tuple(mark for mark in marks if lost[mark]), most, timed) if most else None


def _start(entry: Entry) -> dt.time | None:
    """Give when a session began: by its own row, or by its place in the timetable of that day."""
    if entry.told and entry.told.start:
        return entry.told.start
    own = entry.occasion if entry.occasion and entry.occasion.span == (entry.date,) else None
    return own.start if own else None


def _touches(mark: AttendanceMark, start: dt.time) -> bool:
    """Whether a mark speaks of the time at which a session began: of the half-day, or of a lesson from then on."""
    if mark.start:
        return mark.start <= start
    return begins_a_half(mark)


def _missed(mark: AttendanceMark, start: dt.time, planned: int) -> int:
    """Give the minutes between the start of a session and the latest at which the child can have come."""
    known, opens = rules("ledger")["late"], rules("ledger")["late"]["opens"][mark.half]
    if mark.arrived:
        return max(_minute(mark.arrived) - _minute(start), 0)
    if mark.minutes_late is None and meaning(mark.code, mark.date).late == "after_closing":
        return planned
    by = known["closes_after"] if mark.minutes_late is None else mark.minutes_late
    return max(_minute(mark.start or opens) + by - _minute(start), 0)


def _minute(time: dt.time) -> int:
    return 60 * time.hour + time.minute


def lateness_doubts(late: Sequence[LateStart]) -> tuple[Doubt, ...]:
    """Say which sessions the child may have missed the start of; those that count as held are asked about.

    A register that says how late the child came speaks against a record that has the whole of a session as held.
    """
    held = [one for one in late if one.entry.held and one.timed]
    others = [one for one in late if one not in held]
    asked = [Doubt(code="late_arrival", field="minutes", place=_places(held),
                   alternatives=("the session was had whole", f"up to {_lost(held)} of it were lost"),
                   reason=f"By the register the child came late on {_days(held)}, when a session had begun that is "
                          f"recorded as held: up to {_lost(held)} may have been lost so. They are counted as recorded.",
                   next_step="Ask whether the session waited for the child.")] if held else []
    noted = [Doubt(code="late_arrival", field="minutes", place=_places(others), severity=Severity.NOTE,
                   reason=f"By the register the child was late on {_days(others)}: what was planned for the start, "
                          f"up to {_lost(others)}, may have been lost so. Nothing is counted as missed for it.",
                   next_step="Ask what the child came in time for.")] if others else []
    return (*asked, *noted)


def _lost(late: Iterable[LateStart]) -> str:
    return length(sum(one.lost for one in late))


def _days(late: Iterable[LateStart]) -> str:
    return listed([day(date) for date in sorted({one.entry.date for one in late})])


def _places(late: Iterable[LateStart]) -> str:
    rows = [row.source.place() for one in late for row in (one.entry.told.rows if one.entry.told else ())]
    return "; ".join(dict.fromkeys([*(mark.source.place() for one in late for mark in one.marks), *rows]))
