"""Every schedule of Section F set against the records: match, count what was due, and balance the ledger."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from models.amounts import Schedule
from models.delivery import Evidence
from models.doubt import Doubt
from models.due import Due, Kind, Working
from models.gap import Coverage, Finding, FindingStatus, SpareEvidence
from models.provision import PlanReading, Provision, SectionLetter, Status
from models.source import Row
from pipeline.account import Records, Setting, account, started, weekdays
from pipeline.attendance import Attendance
from pipeline.calendar import SchoolDays
from pipeline.coverage import coverage
from pipeline.due import DueSetting
from pipeline.due_dated import end_of_course
from pipeline.item import Item
from pipeline.match import match
from pipeline.matched import Matching, Part
from pipeline.planned import each_place_once
from pipeline.same_session import mentions
from pipeline.staff import StaffKey
from pipeline.why import row_lines

Window = tuple[dt.date, dt.date]


class FindingSet(NamedTuple):
    """All that the comparison found."""

    findings: tuple[Finding, ...]
    unmatched: tuple[SpareEvidence, ...]
    coverage: tuple[Coverage, ...]
    doubts: tuple[Doubt, ...]


def findings(reading: PlanReading, evidence: Evidence, days: SchoolDays, window: Window, as_of: dt.date) -> FindingSet:
    """Give a finding for every schedule of Section F, and one for each provision without a schedule."""
    evidence = _in_order(evidence)
    provisions = [provision for provision in reading.provisions if provision.provision]
    matching = match(provisions, evidence, days, window)
    logs = coverage(evidence, days, window)
    attendance = Attendance(evidence.marks)
    setting = Setting(_due_setting(reading, days, window, as_of), attendance, _key(evidence), logs,
                      timetabled=bool(evidence.slots))
    found = [_finding(item, matching, setting) for provision in provisions if provision.section is SectionLetter.F
             for item in _items(provision)]
    return FindingSet(tuple(found), (*matching.spare, *_elsewhere(provisions, matching), *_unused(evidence)), logs,
                      (*matching.doubts, *attendance.doubts()))


def _in_order(evidence: Evidence) -> Evidence:
    """Put the records in one order, so that the order in which files and rows come says nothing."""
    def place(source: Row) -> tuple[str, str, int, int]:
        return source.file, source.sheet or "", source.row, source.column or 0
    return evidence.model_copy(update={
        "slots": tuple(sorted(evidence.slots, key=lambda slot: (*place(slot.source), str(slot)))),
        "sessions": tuple(sorted(evidence.sessions, key=lambda row: (*place(row.source), str(row))))})


def _items(provision: Provision) -> Sequence[Item]:
    return [Item(provision, number) for number in range(len(provision.schedules))] or [Item(provision, None)]


def _due_setting(reading: PlanReading, days: SchoolDays, window: Window, as_of: dt.date) -> DueSetting:
    in_force = reading.plan.status is not None and reading.plan.status.in_force
    return DueSetting(days=days, window=window, as_of=as_of, born=reading.plan.date_of_birth,
                      plan_start=reading.plan.issue_date if in_force else None)


def _key(evidence: Evidence) -> StaffKey:
    slots = [(slot.staff, slot.label) for slot in evidence.slots]
    return StaffKey([*slots, *((row.staff, row.label) for row in evidence.sessions)], evidence.staff_key)


def _finding(item: Item, matching: Matching, setting: Setting) -> Finding:
    key = item.key
    given = matching.given.get(key, Part())
    records = Records(given._replace(slots=each_place_once(given.slots)), matching.possible.get(key, Part()),
                      tuple(doubt for doubt in matching.doubts if item.provision.id in doubt.alternatives))
    if item.schedule is None:
        return _without_schedule(item, records, setting)
    return account(item, item.schedule, records, _for(item, item.schedule, records, setting)).finding()


def _for(item: Item, schedule: Schedule, records: Records, setting: Setting) -> Setting:
    """Add what is known of one schedule: its page, its places in the timetable, when it began, and what it follows."""
    cycle = {slot.cycle_week for slot in records.given.slots}
    began, source = started(schedule, records)
    known = replace(setting.due, source=_page(item.provision), weekdays=weekdays(records.given.slots),
                    cycle_week=next(iter(cycle)) if len(cycle) == 1 else None,
                    started=began, started_source=source, after=_before(item))
    return replace(setting, due=known, course_end=end_of_course(schedule, known))


def _before(item: Item) -> Schedule | None:
    """Give the schedule that this one follows, where the words say that it does."""
    earlier = item.provision.schedules[item.number - 1] if item.number else None
    follows = earlier is not None and earlier.duration_weeks and mentions("afterwards", item.provision.text)
    return earlier if follows else None


def _page(provision: Provision) -> str:
    return f"plan page {provision.quote.page}"


def _without_schedule(item: Item, records: Records, setting: Setting) -> Finding:
    """Give the finding for a provision without an amount: a thing to tick, or one that cannot be measured."""
    checkable = item.provision.status is Status.CHECKABLE
    words = "The plan states a thing to check, and no amount." if checkable else \
        "The plan's words state no amount that can be measured."
    return Finding(provision_id=item.provision.id, schedule=None, kind=Kind.NOT_STATED, due=Due(kind=Kind.NOT_STATED),
                   status=FindingStatus.CHECKABLE if checkable else FindingStatus.NOT_MEASURABLE,
                   why=(Working(words=words, sources=(_page(item.provision),)),),
                   evidence=row_lines(records.given.sessions, setting.window), doubts=records.doubts)


def _elsewhere(provisions: Sequence[Provision], matching: Matching) -> list[SpareEvidence]:
    """Keep the rows that belong to provision of another section, which the duty on Section F does not cover."""
    others = {provision.id: provision.section for provision in provisions if provision.section is not SectionLetter.F}
    return [SpareEvidence(source=row.source, date=row.date, text=row.label, candidates=(identity,),
                          reason=f"it belongs to {identity} in Section {others[identity]} of the plan")
            for (identity, _), part in matching.given.items() if identity in others for row in part.sessions]


def _unused(evidence: Evidence) -> list[SpareEvidence]:
    return [SpareEvidence(source=row.source, date=row.date, text=row.text, reason=row.reason) for row in evidence.spare]
