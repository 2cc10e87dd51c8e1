"""The calendars and cases of tests/cases/calendar, as nouns."""

import functools
import tomllib
from pathlib import Path

from models.amounts import Schedule
from models.calendar import CalendarSource, Closure, HalfTerm, SchoolCalendar
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.due.amounts import DueSetting

CASES = Path(__file__).parents[1] / "cases" / "calendar"


def read(name):
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def school_calendar(name):
    stated = read("calendars")[name]
    half_terms = tuple(
        HalfTerm(name=half, term=term, start=start, end=end, source=Row(file=stated["file"], row=row))
        for row, (half, term, start, end) in enumerate(stated["half_terms"], start=2)
    )
    closures = tuple(Closure(name=kind, kind=kind, start=first, end=last)
                     for kind, first, last in stated.get("closures", []))
    cycle = {key: stated[key] for key in ("cycle", "cycle_start", "cycle_overrides") if key in stated}
    return SchoolCalendar(source=CalendarSource.SUPPLIED, half_terms=half_terms, closures=closures,
                          file=stated["file"], **cycle)


@functools.cache
def school_days(name):
    return SchoolDays(school_calendar(name))


def by_week(calendar, window, weekdays):
    """The weekdays of each week of a window, from those of each week of the cycle."""
    days = school_days(calendar)
    return {week.monday: tuple(weekdays.get(days.cycle_week(week.monday), ())) for week in days.weeks(*window)}


def setting(calendar, window, as_of=None, **circumstances):
    if "after" in circumstances:
        circumstances["after"] = Schedule(**circumstances["after"])
    if "weekdays" in circumstances:
        circumstances["weekdays"] = tuple(circumstances["weekdays"])
    if "cycle_weekdays" in circumstances:
        circumstances["weekdays_by_week"] = by_week(calendar, window, circumstances.pop("cycle_weekdays"))
    return DueSetting(days=school_days(calendar), window=tuple(window), as_of=as_of or window[1], **circumstances)
