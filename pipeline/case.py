"""The order of the steps: read, set what was due against the records, look at the routes, write."""

from extractors.safeguarding import concerns_in_events
from models.calendar import SchoolCalendar
from models.case import Case
from models.delivery import Evidence
from models.doubt import Doubt
from models.gap import Report
from models.provision import Plan, PlanReading
from models.review import Reviewed
from pipeline.calendars.assumed import assumed_calendar, setting_of
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.out_of_school import days_away
from pipeline.calendars.window import Window, days_needed, window_of
from pipeline.comparing.beside import comparisons
from pipeline.comparing.versions import without_ended
from pipeline.findings.find import findings
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.coverage import unusable_logs
from pipeline.progress import COMPARING, ROUTES, Progress, untold
from pipeline.read import left_unread, read_records, read_reports, read_reviewed_plan, read_sent_and_received
from pipeline.review.decisions import cut_short
from pipeline.review.lay_over import with_what_was_said
from pipeline.routes.choose import with_ways_on
from pipeline.write import write

__all__ = ["check", "compared", "with_routes", "write"]


def check(case: Case, progress: Progress = untold) -> Report:
    """Read the plan and the records, set what was due against what they show, and look at what can be done."""
    report, _ = set_against_records(case, progress)
    progress(ROUTES)
    return with_routes(report, case)


def set_against_records(case: Case, progress: Progress) -> tuple[Report, Evidence]:
    """Read the plan and the records, and set what was due against what they show; the records are given too."""
    reviewed = read_reviewed_plan(case, progress)
    evidence = read_records(case, reviewed.reading.plan, progress)
    progress(COMPARING)
    return compared(case, reviewed, evidence), evidence


def compared(case: Case, reviewed: Reviewed, evidence: Evidence) -> Report:
    """Set what fell due within the window against the records; what a person rejected is left out."""
    calendar, assumed = _term_dates(reviewed.reading.plan, evidence, days_needed(case, evidence))
    days = SchoolDays(calendar)
    window = window_of(case, evidence, days)
    reading = without_ended(reviewed.reading, window[0])
    evidence = with_what_was_said(evidence, reviewed)
    found = findings(_without(reading, reviewed.rejected), evidence, days, window, case.as_of)
    reports, unusable = read_reports(case)
    beside, left_out = comparisons(reviewed, reports)
    return Report(
        reading=reading,
        window=window,
        as_of=case.as_of,
        calendar=calendar,
        open_days=len(days.open_days(*window)),
        weeks=len(days.weeks(*window)),
        coverage=found.coverage,
        unusable=unusable_logs((path.name for path in case.logs), evidence, found.coverage),
        unread=(*case.unread, *case.left_out),
        findings=found.findings,
        outside_f=found.outside_f,
        unmatched=found.unmatched,
        accepted=reviewed.accepted,
        rejected=reviewed.rejected,
        comparisons=beside,
        staff=found.staff,
        away=days_away(Attendance(evidence.marks).agreed(), days),
        concerns=evidence.concerns,
        warnings=_each_once(
            *assumed, *reviewed.reading.warnings, *evidence.doubts, *days.doubts(*window), *found.doubts, *unusable,
            *left_unread(case), *left_out, *cut_short(case.decisions),
        ),
    )


def _term_dates(plan: Plan, evidence: Evidence, needed: Window) -> tuple[SchoolCalendar, tuple[Doubt, ...]]:
    if evidence.calendar:
        return evidence.calendar, ()
    calendar, assumed = assumed_calendar(*needed, setting_of(plan, needed[1]))
    return calendar, (assumed,)


def _without(reading: PlanReading, rejected: frozenset[str]) -> PlanReading:
    kept = tuple(provision for provision in reading.provisions if provision.id not in rejected)
    return reading.model_copy(update={"provisions": kept})


def _each_once(*doubts: Doubt) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def with_routes(report: Report, case: Case) -> Report:
    """Add what can be done after what was sent, received and decided: the clocks, the routes, the next step."""
    events, doubts = read_sent_and_received(case)
    said = (*report.concerns, *concerns_in_events(events, "events"))
    report = report.model_copy(update={"concerns": said})
    return with_ways_on(report, case.model_copy(update={"events": events}), doubts)
