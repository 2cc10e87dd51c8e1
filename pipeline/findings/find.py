"""Every schedule of Section F set against the records: match, count what was due, and balance the ledger."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from models.delivery import Evidence, TimetableSlot
from models.doubt import MATCHING, Doubt, Severity
from models.due import Due, Kind, Working
from models.gap import Bucket, Coverage, Finding, FindingStatus, SpareEvidence
from models.provision import PlanReading, Provision, SectionLetter, Status
from pipeline.calendars.cycle import with_cycle
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import each_place_once, weekdays_of
from pipeline.calendars.window import Window
from pipeline.comparing.versions import in_force_words
from pipeline.due.amounts import DueSetting
from pipeline.due.courses import run
from pipeline.due.words import count, day, length
from pipeline.findings.missing_records import would_change
from pipeline.findings.why import row_lines
from pipeline.ledger.account import Records, Setting, account, within
from pipeline.ledger.ahead import planned_below
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.coverage import coverage
from pipeline.matching.by_version import match_by_version
from pipeline.matching.item import Item
from pipeline.matching.matched import Matching, Part
from pipeline.matching.staff import StaffKey


class FindingSet(NamedTuple):
    """All that the comparison found."""

    findings: tuple[Finding, ...]
    outside_f: tuple[Finding, ...]
    """Of other sections, where a record tells of them: silence says nothing of what the school does not give."""
    unmatched: tuple[SpareEvidence, ...]
    coverage: tuple[Coverage, ...]
    doubts: tuple[Doubt, ...]
    staff: dict[str, str]


def findings(reading: PlanReading, evidence: Evidence, days: SchoolDays, window: Window, as_of: dt.date) -> FindingSet:
    """Give a finding for every schedule of Section F, and one for each provision without a schedule."""
    evidence = _in_order(evidence)
    days, assumed = with_cycle(days, evidence)
    provisions = [provision for provision in reading.provisions if provision.provision]
    matching = match_by_version(provisions, evidence, days, window)
    logs = coverage(evidence, days, window)
    attendance = Attendance(evidence.marks)
    setting = Setting(_due_setting(reading, days, window, as_of), attendance, _key(evidence), logs,
                      timetables=tuple(sorted({slot.source.file for slot in evidence.slots})),
                      unread=evidence.unread_logs)
    items = [item for provision in provisions for item in _items(provision)]
    found = [_finding(item, matching, setting) for item in items if _in_f(item)]
    outside = tuple(_finding(item, matching, setting) for item in items
                    if not _in_f(item) and item.schedule is not None and item.key in matching.given)
    spare = (*matching.spare, *_elsewhere(provisions, matching), *_outside(provisions, matching, setting),
             *_unused(evidence))
    doubts = (*assumed, *_home_educated(reading), *matching.doubts, *_mostly_unplaced(evidence, matching),
              *attendance.doubts(days))
    staff = setting.key.who([*(slot.staff for slot in evidence.slots), *(row.staff for row in evidence.sessions)])
    return FindingSet(tuple(_noted(_less_of_others(one, found)) for one in found), outside, spare, logs, doubts, staff)


def _in_f(item: Item) -> bool:
    return item.provision.section is SectionLetter.F


def _home_educated(reading: PlanReading) -> list[Doubt]:
    if not reading.plan.home_educated:
        return []
    said = reading.plan.quotes.get("home_educated")
    return [Doubt(code="home_educated", field="plan", place=f"plan page {said.page}" if said else "",
                  reason="The plan says that the child is educated at home by the parents' own choice: while what they "
                         "arrange is suitable, nobody need secure the provision.",
                  next_step="Get advice before anything is asked of the school or the authority.")]


def _mostly_unplaced(evidence: Evidence, matching: Matching) -> list[Doubt]:
    """Say so where most of what the records tell could be set against nothing in the plan."""
    parts = (*matching.given.values(), *matching.possible.values())
    placed = {row.source for part in parts for row in part.sessions}
    open_rows = [row for row in evidence.sessions if row.source not in placed]
    if 2 * len(open_rows) <= len(evidence.sessions):
        return []
    return [Doubt(code="records_unplaced", field="matching", place=open_rows[0].source.file,
                  reason=f"{len(open_rows)} of the {count(len(evidence.sessions), 'row')} of the records could be set "
                         "against no provision of the plan: what is said to be missing may be in them.",
                  next_step="Say what the labels of these rows mean before anything is called missing.")]


def _less_of_others(finding: Finding, found: Sequence[Finding]) -> Finding:
    """Lower what is said to be missing by what other amounts of the provision had beyond their due: it may be meant."""
    beyond = [other.ledger.buckets.get(Bucket.BEYOND_DUE) for other in found
              if other.provision_id == finding.provision_id and other.schedule != finding.schedule]
    spare = min(sum(count.minutes or 0 for count in beyond if count), finding.shortfall_minutes)
    if not spare:
        return finding
    words = f"{length(spare)} went beyond what was due of another amount of this provision, and may belong here."
    return finding.model_copy(update={"shortfall_minutes": finding.shortfall_minutes - spare,
                                      "why": (*finding.why, Working(words=words, sources=finding.why[0].sources))})


def _noted(finding: Finding) -> Finding:
    """Put among the reasons what a person said of the records, and what the plan lets count twice."""
    lines = tuple(Working(words=doubt.reason, sources=(doubt.place,) if doubt.place else finding.why[0].sources)
                  for doubt in finding.doubts if doubt.field == MATCHING and doubt.severity is Severity.NOTE)
    return finding.model_copy(update={"why": (*finding.why, *lines)}) if lines else finding


def _in_order(evidence: Evidence) -> Evidence:
    """Put the records in one order, so that the order in which files and rows come says nothing."""
    return evidence.model_copy(update={
        "slots": tuple(sorted(evidence.slots, key=lambda slot: (*slot.source.order, slot.weekday))),
        "sessions": tuple(sorted(evidence.sessions, key=lambda row: (*row.source.order, row.date)))})


def _items(provision: Provision) -> Sequence[Item]:
    return [Item(provision, number) for number in range(len(provision.schedules))] or [Item(provision, None)]


def _due_setting(reading: PlanReading, days: SchoolDays, window: Window, as_of: dt.date) -> DueSetting:
    in_force = reading.plan.status is not None and reading.plan.status.in_force
    issued = reading.plan.issue_date if in_force else None
    return DueSetting(days=days, window=window, as_of=as_of, born=reading.plan.date_of_birth,
                      plan_start=reading.versions[0].first if reading.versions else issued)


def _key(evidence: Evidence) -> StaffKey:
    slots = [(slot.staff, slot.label) for slot in evidence.slots]
    return StaffKey([*slots, *((row.staff, row.label) for row in evidence.sessions)], evidence.staff_key)


def _finding(item: Item, matching: Matching, setting: Setting) -> Finding:
    key, doubts = item.key, tuple(one for one in matching.doubts if item.provision.id in one.alternatives)
    possible = matching.possible.get(key, Part())
    if item.schedule is None:
        return _without_schedule(item, Records(matching.given.get(key, Part()), possible, doubts), setting)
    due = _of_its_version(setting.due, item.provision)
    course = run(item, item.schedule, matching, (due, setting.logs))
    records = Records(course.part._replace(slots=each_place_once(course.part.slots)), possible, doubts)
    known = replace(setting, course_first=course.first, course_last=course.last,
                    due=_timetabled(course.due, records.given.slots))
    made = account(item, course.schedule, records, known)
    finding = made.finding()
    held = tuple(Working(words=words, sources=(due.source,)) for words in in_force_words(item.provision))
    ahead = planned_below(course.schedule, records.given.slots, known.due)
    foreseen = tuple(Working(words=doubt.reason, sources=(doubt.place,)) for doubt in ahead)
    return finding.model_copy(update={"why": (*held, *finding.why, *foreseen), "doubts": (*finding.doubts, *ahead),
                                      "would_change": would_change(made, matching)})


def _timetabled(due: DueSetting, slots: Sequence[TimetableSlot]) -> DueSetting:
    """Add what the timetable tells: the weekdays, one for each time that a week has it, of each week where they differ.

    Places on certain days only say nothing about the week.
    """
    weekly = [slot for slot in slots if not slot.only_on]
    due = replace(due, places=_places(weekly, due))
    cycle = {slot.cycle_week for slot in weekly} - {None}
    if not cycle and not any(slot.first_day or slot.last_day for slot in weekly):
        return replace(due, weekdays=tuple(sorted(slot.weekday for slot in weekly)) or None)
    by_week = {week.monday: weekdays_of(weekly, week.monday, due.days) for week in due.days.weeks(*due.window)}
    most = max(by_week.values(), key=len, default=())
    only = next(iter(cycle)) if len(cycle) == 1 and all(slot.cycle_week for slot in weekly) else None
    return replace(due, weekdays=most or None, weekdays_by_week=by_week, cycle_week=only)


def _places(slots: Sequence[TimetableSlot], due: DueSetting) -> dict[dt.date, tuple[int, ...]]:
    """Give the length of each place of each week."""
    return {week.monday: tuple(slot.minutes or 0 for slot in slots for _ in weekdays_of([slot], week.monday, due.days))
            for week in due.days.weeks(*due.window)}


def _of_its_version(due: DueSetting, provision: Provision) -> DueSetting:
    """Keep to the days on which the version of the plan was in force in which the provision stands."""
    held, due = provision.in_force, replace(due, source=_page(provision))
    return replace(due, plan_start=held.first, plan_end=held.last) if held else due


def _page(provision: Provision) -> str:
    version = f" of {day(provision.in_force.issued)}" if provision.in_force else ""
    return f"plan{version} page {provision.quote.page}"


def _without_schedule(item: Item, records: Records, setting: Setting) -> Finding:
    """Give the finding for a provision without an amount: a thing to tick, or one that cannot be measured."""
    checkable = item.provision.status is Status.CHECKABLE
    words = "The plan states a thing to check, and no amount." if checkable else \
        "The plan's words state no amount that can be measured."
    return Finding(provision_id=item.provision.id, schedule=None, kind=Kind.NOT_STATED, due=Due(kind=Kind.NOT_STATED),
                   status=FindingStatus.CHECKABLE if checkable else FindingStatus.NOT_MEASURABLE,
                   why=(Working(words=words, sources=(_page(item.provision),)),),
                   evidence=row_lines(row for row in records.given.sessions if within(row, setting)),
                   doubts=records.doubts)


def _elsewhere(provisions: Sequence[Provision], matching: Matching) -> list[SpareEvidence]:
    """Keep the rows that belong to provision of another section, which the duty on Section F does not cover."""
    others = {provision.id: provision.section for provision in provisions if provision.section is not SectionLetter.F}
    return [SpareEvidence(source=row.source, date=row.date, text=row.label, candidates=(identity,),
                          reason=f"it belongs to {identity} in Section {others[identity]} of the plan")
            for (identity, _), part in matching.given.items() if identity in others for row in part.sessions]


def _outside(provisions: Sequence[Provision], matching: Matching, setting: Setting) -> list[SpareEvidence]:
    """Keep the rows of days that are not checked: before the plan, after the day of the check, beyond the window."""
    ours = {provision.id for provision in provisions if provision.section is SectionLetter.F}
    return [SpareEvidence(source=row.source, date=row.date, text=row.label, candidates=(identity,),
                          reason="it is of a day that is not checked")
            for (identity, _), part in matching.given.items() if identity in ours
            for row in part.sessions if not within(row, setting)]


def _unused(evidence: Evidence) -> list[SpareEvidence]:
    return [SpareEvidence(source=row.source, date=row.date, text=row.text, reason=row.reason) for row in evidence.spare]
