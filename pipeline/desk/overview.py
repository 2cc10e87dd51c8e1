"""A case at a glance: what was due and what became of it, what waits for a person, and the next day that matters."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from models.caseload import CaseSummary, Coming, Pace
from models.errors import UnusableCalendar
from models.gap import GIVEN, Bucket, Finding, FindingStatus, Report
from models.route import Clock
from pipeline.calendars.assumed import assumed_calendar, setting_of
from pipeline.calendars.open_days import ONE_DAY, SchoolDays, school_year_of
from pipeline.desk.checked import checked, was_checked
from pipeline.matching.matched import NOT_CLEAR, NOTHING_LIKE
from pipeline.review.standing import Standing, section_f, standing
from pipeline.routes.safeguarding import letters_wait
from pipeline.rules import rules
from pipeline.store.nouns import Store

SUMMARY = "summary"
EXPLAINED = (Bucket.CHILD_ABSENT, Bucket.CHILD_EXCLUDED, Bucket.PART_TIME, Bucket.OFFERED_REFUSED,
             Bucket.MISSED_CLOSURE)


class ToReview(NamedTuple):
    """What waits for a person: readings in doubt, readings not yet checked, and what the records leave open."""

    doubtful: tuple[str, ...]
    unchecked: tuple[str, ...]
    labels: int
    people: int

    @property
    def first(self) -> int:
        """How many things keep a figure or a letter from being used until somebody has looked."""
        return len(self.doubtful) + self.labels + self.people


def to_review(report: Report) -> ToReview:
    """Count what waits for a person."""
    items = [(one.id, standing(report, one)) for one in section_f(report)]
    labels = {row.text for row in report.unmatched if row.text and row.reason in (NOT_CLEAR, NOTHING_LIKE)}
    return ToReview(doubtful=tuple(name for name, stands in items if stands is Standing.DOUBTFUL),
                    unchecked=tuple(name for name, stands in items if stands is Standing.UNCHECKED),
                    labels=len(labels), people=sum(not role for role in report.staff.values()))


def summary(report: Report) -> CaseSummary:
    """Work out what a glance at a checked case shows."""
    items = {one.id for one in section_f(report)}
    found = [one for one in report.findings if one.provision_id in items]
    timed = [one for one in found if one.due.minutes is not None and one.status is not FindingStatus.NOT_DUE]
    planned = [one.planned_minutes for one in timed if one.planned_minutes is not None]
    due, given = sum(one.ledger.minutes() for one in timed), _minutes(timed, GIVEN)
    explained, review = _minutes(timed, EXPLAINED), to_review(report)
    statuses = Counter(one.status for one in found)
    return CaseSummary(
        as_of=report.as_of, window=report.window, due=due, planned=sum(planned) if planned else None, delivered=given,
        explained=explained, unexplained=due - given - explained,
        pace=_pace(due, given + _minutes(timed, (Bucket.BEYOND_DUE,))), weeks_left=_weeks_left(report),
        next=coming(report.clocks), items=len(items), short=statuses[FindingStatus.SHORT],
        not_evidenced=statuses[FindingStatus.NOT_EVIDENCED], to_review=review.first,
        letters_wait=letters_wait(report))


def keep_summary(store: Store, case_id: str, today: dt.date) -> None:
    """Work the summary of a case out again, where something was said of it since its check."""
    if was_checked(store, case_id):
        store.put(case_id, SUMMARY, summary(checked(store, case_id, today).report))


def _minutes(findings: Iterable[Finding], buckets: Iterable[Bucket]) -> int:
    wanted = set(buckets)
    return sum(count.minutes or 0 for one in findings for bucket, count in one.ledger.buckets.items()
               if bucket in wanted)


def _pace(due: int, given: int) -> Pace | None:
    """Compare what was given with what was due by now, with some room on both sides.

    >>> [_pace(600, given) for given in (560, 580, 640)]
    [<Pace.BEHIND: 'behind'>, <Pace.ON: 'on'>, <Pace.AHEAD: 'ahead'>]
    """
    if not due:
        return None
    room = rules("thresholds")["pace"]["percent"] * due
    if abs(given - due) * 100 <= room:
        return Pace.ON
    return Pace.AHEAD if given > due else Pace.BEHIND


def _weeks_left(report: Report) -> int:
    """Count the school weeks that are left of the window's school year, on a common pattern beyond the calendar."""
    year, first = school_year_of(report.window[1]), report.as_of + ONE_DAY
    end = dt.date(year + 1, 8, 31)
    days = SchoolDays(report.calendar)
    shown = max((half.end for half in report.calendar.half_terms), default=report.window[1])
    left = {week.monday for week in days.weeks(first, end)}
    if shown < dt.date(year + 1, rules("thresholds")["school_year"]["last_month"], 1):
        left |= _assumed(report, max(first, shown + ONE_DAY), end)
    return len(left)


def _assumed(report: Report, first: dt.date, end: dt.date) -> set[dt.date]:
    if first > end:
        return set()
    try:
        calendar, _ = assumed_calendar(first, end, setting_of(report.reading.plan, end))
    except UnusableCalendar:
        return set()
    return {week.monday for week in SchoolDays(calendar).weeks(first, end)}


def coming(clocks: Iterable[Clock]) -> Coming | None:
    """Give the next day: one of the family's own that binds comes before others of the same day."""
    dated = [(clock.day, clock) for clock in clocks if clock.day]
    if not dated:
        return None
    day, clock = min(dated, key=lambda pair: (pair[0], not pair[1].yours, not pair[1].nature.binding))
    return Coming(day=day, what=clock.what, nature=clock.nature, yours=clock.yours)
