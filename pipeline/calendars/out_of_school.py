"""Days out of school as a register has them, by date and code."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from models.calendar import CalendarSource
from models.delivery import AttendanceMark, DayAway
from models.gap import Bucket, Report
from models.source import Row
from pipeline.calendars.open_days import SATURDAY, SchoolDays, school_year_of
from pipeline.rules import rules

HALF = Fraction(1, 2)
BUCKETS = {"suspension": Bucket.CHILD_EXCLUDED, "part_time": Bucket.PART_TIME}
AWAY = (Bucket.CHILD_ABSENT, *BUCKETS.values())


class Absence(NamedTuple):
    """The half-days of one cause, the days on which they fell, and the rows of the register that say so."""

    cause: str
    halves: int
    days: frozenset[dt.date]
    rows: tuple[Row, ...]


def days_away(marks: Iterable[AttendanceMark], days: SchoolDays) -> tuple[DayAway, ...]:
    """Give the school days with a mark that counts as out of school; none on which the school was closed."""
    missed: dict[dt.date, list[AttendanceMark]] = defaultdict(list)
    for mark in marks:
        if cause(mark.code) and not _closed(mark.date, days):
            missed[mark.date].append(mark)
    return tuple(DayAway(date=day, marks=tuple(sorted(missed[day], key=lambda mark: mark.half)))
                 for day in sorted(missed))


def cause(code: str) -> str:
    """Name the cause that a code stands for; nothing where it does not count.

    >>> cause("I"), cause("c2"), cause("M")
    ('illness', 'part_time', '')
    """
    causes = rules("out_of_school")["causes"]
    return next((name for name, codes in causes.items() if code.strip().upper() in codes), "")


def _closed(day: dt.date, days: SchoolDays) -> bool:
    """Whether the school's own calendar has the day as closed; an assumed one is no proof of that."""
    supplied, terms = days.calendar.source is CalendarSource.SUPPLIED, days.calendar.half_terms
    known = any(term.start <= day for term in terms) and any(day <= term.end for term in terms)
    return day.weekday() >= SATURDAY or (supplied and known and not days.is_open(day))


def this_year(report: Report) -> tuple[DayAway, ...]:
    """Give the days away of the school year in which the window ends, up to the day of the check."""
    year = school_year_of(report.window[1])
    return tuple(day for day in report.away if day.date <= report.as_of and school_year_of(day.date) == year)


def days_by_bucket(report: Report) -> dict[Bucket, set[dt.date]]:
    """Give the days away by the bucket that their sessions fall into: by the register, or else by what was counted."""
    found: dict[Bucket, set[dt.date]] = {bucket: set() for bucket in AWAY}
    for day in this_year(report):
        for code in day.codes:
            found[BUCKETS.get(cause(code), Bucket.CHILD_ABSENT)].add(day.date)
    if not any(found.values()):
        for line in (line for finding in report.findings for line in finding.evidence if line.bucket in AWAY):
            found[line.bucket].add(line.date)
    return found


def absences(report: Report) -> tuple[Absence, ...]:
    """Give the days of each cause in that year, and of how many half-days they are made up."""
    found: dict[str, list[AttendanceMark]] = defaultdict(list)
    for day in this_year(report):
        for mark in day.marks:
            found[cause(mark.code)].append(mark)
    return tuple(Absence(name, len(marks), frozenset(mark.date for mark in marks), tuple(mark.source for mark in marks))
                 for name, marks in found.items())


def whole_days(report: Report, *causes: str) -> tuple[dt.date, ...]:
    """Give the days on which a further whole day was made up, for some causes or for all: the n-th stands n-th."""
    reached, days = Fraction(), list[dt.date]()
    for day in this_year(report):
        before = int(reached)
        reached += HALF * sum(not causes or cause(code) in causes for code in day.codes)
        days += [day.date] * (int(reached) - before)
    return tuple(days)


def illness_days(report: Report) -> tuple[dt.date, ...]:
    """Give the days out of school for illness: guidance expects the authority to act at the fifteenth."""
    return whole_days(report, "illness")
