"""The account of one schedule: what was due, planned and held, what became of the rest, and what can be said of it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.amounts import Bound, Schedule
from models.delivery import Session
from models.doubt import Doubt
from models.due import Due, Working
from models.gap import Bucket, CountedSession, Coverage, Finding, FindingStatus, Ledger
from models.provision import Status
from pipeline.calendars.planned import planned_minutes
from pipeline.due.amounts import DueSetting, due
from pipeline.findings.open_questions import of_other_terms, open_questions
from pipeline.findings.why import (
    balance_lines,
    evidence_lines,
    length_lines,
    planned_line,
    silence_lines,
    told_lines,
    unread_lines,
)
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.balance import Held, held, ledger
from pipeline.ledger.by_week import by_week
from pipeline.ledger.counted import places_planned, possibly_counted, sessions_counted
from pipeline.ledger.entries import Circumstances, Entry, entries
from pipeline.ledger.lateness import LateStart, late_starts, lateness_doubts
from pipeline.ledger.occasions import Occasions, session_length
from pipeline.ledger.same_session import Day, tell
from pipeline.ledger.variances import variances
from pipeline.ledger.verdict import Figures, Verdict
from pipeline.matching.item import Item
from pipeline.matching.matched import Part
from pipeline.matching.staff import StaffKey


class Records(NamedTuple):
    """What the records hold for one schedule."""

    given: Part = Part()
    possible: Part = Part()
    """What may belong to it or elsewhere: counted nowhere, and never alleged as missing."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What is the same for every schedule of a case, and the start of what is due."""

    due: DueSetting
    attendance: Attendance
    key: StaffKey
    logs: tuple[Coverage, ...]
    timetables: tuple[str, ...] = ()
    """The files of the timetables that were supplied."""
    unread: tuple[str, ...] = ()
    """The logs that were supplied and of which no session could be read."""

    course_first: dt.date | None = None
    """The first day of an amount that follows a course, where the end of the course is known."""
    course_last: dt.date | None = None
    """The last day of a course of limited length, where its start is known."""

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """The days that count."""
        return self.due.start, self.due.end

    @property
    def course(self) -> tuple[dt.date, dt.date]:
        """The days that count and on which the plan asks for it: the whole window, or the weeks of a course."""
        first, last = self.due.start, self.due.end
        return max(first, self.course_first or first), min(last, self.course_last or last)


@dataclass(frozen=True)
class Account:
    """One schedule set against its records; what follows from them is worked out once, where it is asked for."""

    item: Item
    schedule: Schedule
    records: Records
    setting: Setting
    due: Due
    entries: tuple[Entry, ...]
    held: Held
    ledger: Ledger

    @cached_property
    def planned(self) -> int | None:
        """What the timetable plans within the window; None without a timetable."""
        return planned_minutes(self.records.given.slots, self.setting.due.days, *self.setting.course) \
            if self.setting.timetables else None

    @cached_property
    def figures(self) -> Figures | None:
        """What was due and what was held, in one unit; None where the plan states no amount."""
        due, held = self.due, self.held
        amounts = (due.minutes, held.minutes) if due.minutes is not None else (due.sessions, held.sessions)
        if amounts[0] is None:
            return None
        return Figures(asked=amounts[0][0], literal=amounts[0][1], least=amounts[1][0], most=amounts[1][1],
                       possible=sum(one.minutes for one in self._possible), said_short=self._recorded_as_short,
                       ticked=self._ticked_in_full,
                       unknown=any(entry.unknown for entry in self.entries), timed=due.minutes is not None,
                       unread=bool(self.setting.unread))

    @cached_property
    def verdict(self) -> Verdict:
        """Say what the records allow to be said, and how many minutes no reading of them shows."""
        if self.figures is None or self.schedule.bound is Bound.UP_TO:
            checkable = self.item.provision.status is Status.CHECKABLE
            return Verdict(FindingStatus.CHECKABLE if checkable else FindingStatus.NOT_MEASURABLE, 0)
        return self.figures.verdict

    @cached_property
    def late(self) -> tuple[LateStart, ...]:
        """Give the sessions whose start the child may have missed."""
        return late_starts(self.entries, self.setting.attendance)

    @cached_property
    def _ticked_in_full(self) -> bool:
        """Whether all sessions that were due are on record, and of some of them nothing is missing but their length.

        A session without a length counts as held (DOMAIN 3.6); one that is recorded as shorter, or planned so, is not.
        """
        if self.due.sessions is None or self.due.minutes is None or self.held.minutes[1] < self.due.minutes[0]:
            return False
        length = session_length(self.schedule) or 0
        whole = sum(one.sessions for one in self.entries if one.sure and one.told
                    and (one.told.most is None or one.least >= length * one.sessions))
        return whole >= (self.due.sessions[0] or self.due.sessions[1]) > 0

    @cached_property
    def _recorded_as_short(self) -> bool:
        """Whether a record says so: missed, cut short, or planned below what is due."""
        said = any(self.ledger.buckets.get(bucket) for bucket in (Bucket.MISSED_PROVIDER, Bucket.VARIANCE))
        return said or self.planned_below

    @cached_property
    def planned_below(self) -> bool:
        """Whether the timetable plans less than is due: known before a term is over, and nothing else can be meant."""
        below = self.due.minutes is not None and 0 < (self.planned or 0) < self.due.minutes[0]
        return below and not self.records.possible.slots

    @cached_property
    def _possible(self) -> tuple[CountedSession, ...]:
        """Give the sessions of rows that may belong here and are counted nowhere."""
        return possibly_counted(self.records.possible.sessions,
                                self.schedule.session_minutes or self.schedule.total_minutes or 0)

    def finding(self) -> Finding:
        """Give the finding: the figures, and what they rest on."""
        return Finding(provision_id=self.item.provision.id, schedule=self.item.number, kind=self.due.kind, due=self.due,
                       planned_minutes=self.planned, ledger=self.ledger, delivered_minutes=self.held.minutes,
                       status=self.verdict.status, shortfall_minutes=self.verdict.shortfall, why=self._why(),
                       evidence=evidence_lines(self.entries), variances=variances(self.entries, self.late),
                       weeks=by_week(self.entries), counted=sessions_counted(self.entries),
                       places=places_planned(self.records.given.slots, self.setting.due.days, self.setting.course),
                       possible=self._possible,
                       doubts=self.records.doubts + lateness_doubts(self.late)
                       + open_questions(self.item, self.records.given.slots, self.entries)
                       + of_other_terms(self.entries, self.setting.due.days))

    def _why(self) -> tuple[Working, ...]:
        setting, slots = self.setting, self.records.given.slots
        not_yet = (Working(words=self.due.not_yet, sources=(setting.due.source,)),) if self.due.not_yet else ()
        planned = (planned_line(slots, setting.due.days, setting.course, setting.timetables),)
        files = {row.source.file for row in self.records.given.sessions}
        return (*self.due.workings, *not_yet, *(planned if setting.timetables else ()), *told_lines(self.entries),
                *silence_lines(self.entries, files, setting.logs), *unread_lines(self.figures, setting.unread),
                *length_lines(self.entries),
                *balance_lines(self.entries, self.ledger, setting.due.source))


def account(item: Item, schedule: Schedule, records: Records, setting: Setting) -> Account:
    """Set one schedule against its records."""
    fallen_due = due(schedule, setting.due)
    occasions = Occasions(schedule, records.given.slots, setting.due.days, setting.course)
    counted = [row for row in records.given.sessions if within(row, setting)]
    told = tell(counted, Day(records.given.slots, schedule, setting.due.days))
    timed = tuple(slot for slot in records.given.slots if slot.minutes)
    made = entries(occasions, told, Circumstances(item, schedule, setting.attendance, setting.key, timed))
    return Account(item, schedule, records, setting, fallen_due, made, held(made), ledger(made, fallen_due))


def within(row: Session, setting: Setting) -> bool:
    """Whether a row is of the days that count; the summary of a week counts if any of its days does."""
    first, last = setting.window
    end = row.date + dt.timedelta(days=6) if row.weekly else row.date
    return row.date <= last and end >= first
