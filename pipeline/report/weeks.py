"""The strip of weeks: what became of the sessions of each school week, and which weeks the school was closed."""

import datetime as dt
from typing import NamedTuple

from models.amounts import Schedule
from models.due import Kind
from models.gap import Bucket, Finding, Report, WeekShare
from pipeline.calendars.open_days import SchoolDays, monday_of

SCHOOL_DAYS_IN_A_WEEK = 5


class WeekCell(NamedTuple):
    """One week of the window: nothing in `parts` and not closed means that neither record nor timetable tells of it."""

    monday: dt.date
    closed: bool
    parts: tuple[tuple[Bucket, int], ...] = ()
    """How much of the week each bucket has, in the unit of the finding (minutes, or else sessions)."""


def week_cells(report: Report, finding: Finding, schedule: Schedule | None, days: SchoolDays) -> tuple[WeekCell, ...]:
    """Give a cell for every week of the window, the closed ones too."""
    start, end = report.window
    whole = {week.monday for week in days.weeks(start, end) if len(week.open_days) == SCHOOL_DAYS_IN_A_WEEK}
    opened = {week.monday for week in days.weeks(start, end)}
    told = {week.monday: _parts(finding, week) for week in finding.weeks}
    cells = []
    for n in range((monday_of(end) - monday_of(start)).days // 7 + 1):
        monday = monday_of(start) + dt.timedelta(weeks=n)
        parts = told.get(monday) or (_silence(finding, schedule, monday) if monday in whole else ())
        cells.append(WeekCell(monday, monday not in opened, parts))
    return tuple(cells)


def _parts(finding: Finding, week: WeekShare) -> tuple[tuple[Bucket, int], ...]:
    timed, due = finding.due.minutes is not None, _fell_due(finding, week.monday)
    amounts = ((bucket, (count.minutes if timed else count.sessions) or 0) for bucket, count in week.buckets.items())
    return tuple((bucket, amount) for bucket, amount in amounts if amount and (due or bucket is not Bucket.NO_RECORD))


def _fell_due(finding: Finding, monday: dt.date) -> bool:
    """Whether silence means anything in a week: not after a course has ended, or before it began."""
    if finding.kind not in (Kind.PER_WEEK, Kind.PER_DAY):
        return True
    return monday in {monday_of(dt.date.fromisoformat(day)) for day in finding.due.dates}


def _silence(finding: Finding, schedule: Schedule | None, monday: dt.date) -> tuple[tuple[Bucket, int], ...]:
    """Give what a whole week is due that nothing tells of; where a timetable has the item, it tells of each week."""
    tells = finding.planned_minutes or Bucket.NO_RECORD not in finding.ledger.buckets
    if schedule is None or tells or finding.kind is not Kind.PER_WEEK or not _fell_due(finding, monday):
        return ()
    each = schedule.sessions if finding.due.minutes is None else schedule.total_minutes
    return ((Bucket.NO_RECORD, each),) if each else ()
