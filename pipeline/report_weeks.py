"""The strip of weeks: what the rows of each school week say about one finding, against what was due in it."""

import datetime as dt
from collections import Counter
from typing import NamedTuple

from models.amounts import Schedule
from models.due import Kind
from models.gap import Bucket, EvidenceLine, Finding, Report
from pipeline.calendar import SchoolDays, monday_of

SCHOOL_DAYS_IN_A_WEEK = 5


class WeekCell(NamedTuple):
    """One week of the window: nothing in `parts` and not closed means that no row speaks of it."""

    monday: dt.date
    closed: bool
    parts: tuple[tuple[Bucket, int], ...] = ()
    """How much of the week each bucket has, in the unit of the finding (minutes, or else sessions)."""


def week_cells(report: Report, finding: Finding, schedule: Schedule | None, days: SchoolDays) -> tuple[WeekCell, ...]:
    """Give a cell for every week of the window, the closed ones too."""
    start, end = report.window
    open_days = {week.monday: len(week.open_days) for week in days.weeks(start, end)}
    rows = _rows_by_week(finding, schedule)
    due = set(finding.due.dates)
    cells = []
    for n in range((monday_of(end) - monday_of(start)).days // 7 + 1):
        monday = monday_of(start) + dt.timedelta(weeks=n)
        parts = rows.get(monday, Counter())
        if monday in open_days and (not due or monday.isoformat() in due):
            missing = _expected(finding, schedule, open_days[monday]) - sum(parts.values())
            parts = parts + Counter({Bucket.NO_RECORD: missing})
        cells.append(WeekCell(monday, monday not in open_days, tuple((b, parts[b]) for b in Bucket if parts[b] > 0)))
    return tuple(cells)


def _rows_by_week(finding: Finding, schedule: Schedule | None) -> dict[dt.date, Counter[Bucket]]:
    weeks: dict[dt.date, Counter[Bucket]] = {}
    for line in finding.evidence:
        weeks.setdefault(monday_of(line.date), Counter())[line.bucket] += _weight(finding, schedule, line)
    return weeks


def _weight(finding: Finding, schedule: Schedule | None, line: EvidenceLine) -> int:
    if finding.due.minutes is None:
        return 1
    return line.minutes or (schedule.session_minutes if schedule and schedule.session_minutes else 1)


def _expected(finding: Finding, schedule: Schedule | None, open_days: int) -> int:
    """Give what a week with so many open days is due, where the plan counts by weeks or days; otherwise 0."""
    if schedule is None or finding.kind not in (Kind.PER_WEEK, Kind.PER_DAY):
        return 0
    each = schedule.sessions if finding.due.minutes is None else schedule.total_minutes
    if finding.kind is Kind.PER_DAY:
        return (each or 0) * open_days
    return each or 0 if schedule.sessions else (each or 0) * open_days // SCHOOL_DAYS_IN_A_WEEK
