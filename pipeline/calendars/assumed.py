"""Term dates where none were given: a common pattern, marked as assumed wherever it is used."""

import datetime as dt
from typing import Any

from models.calendar import CalendarSource, HalfTerm, SchoolCalendar
from models.doubt import Doubt, Severity
from models.errors import UnusableCalendar
from models.provision import Plan
from pipeline.calendars.open_days import school_year_of
from pipeline.calendars.school_age import is_young_person
from pipeline.rules import rules

PATTERNS = ("term_dates/school", "term_dates/college")

ASSUMED = Doubt(
    code="assumed_calendar", field="calendar", severity=Severity.REVIEW,
    reason="No term dates were given. The figures rest on a common pattern of term dates, not on this school's own: "
           "some days and weeks may be wrong.",
    next_step="Add the school's own term dates, with its INSET days, and check again.")


def setting_of(plan: Plan, day: dt.date) -> str:
    """Say whose pattern fits the plan's setting: a college's for a young person at one, and else a school's.

    >>> young = dt.date(2008, 5, 3)
    >>> for name in ("Harborough College", "Elm Row School"):
    ...     print(setting_of(Plan(setting=name, date_of_birth=young), dt.date(2025, 11, 1)))
    college
    school
    >>> setting_of(Plan(setting="Elm Row Community College", date_of_birth=dt.date(2013, 5, 3)), dt.date(2025, 11, 1))
    'school'
    """
    named = set((plan.setting or "").lower().replace(",", " ").split())
    college = named & set(rules("term_dates/college")["names"])
    return "college" if college and is_young_person(plan.date_of_birth, day) else "school"


def assumed_calendar(first: dt.date, last: dt.date, setting: str = "school") -> tuple[SchoolCalendar, Doubt]:
    """Give a calendar of the school years from `first` to `last`, and the doubt that goes with it everywhere.

    `setting` is `school`, `nursery` or `college`.
    """
    pattern = _pattern(setting)
    wanted = range(school_year_of(first), school_year_of(last) + 1)
    missing = [f"{year}/{(year + 1) % 100:02}" for year in wanted if str(year) not in pattern]
    if missing:
        raise UnusableCalendar(f"no term dates were given, and none can be assumed for {', '.join(missing)}",
                               remedy="Give the term dates of the school for those years.")
    half_terms = tuple(half_term for year in wanted for half_term in _half_terms(year, pattern[str(year)]))
    return SchoolCalendar(source=CalendarSource.ASSUMED, half_terms=half_terms,
                          file=f"assumed term dates of a {setting}"), ASSUMED


def _pattern(setting: str) -> dict[str, Any]:
    files = (rules(name) for name in PATTERNS)
    years: dict[str, Any] = next(file["years"] for file in files if setting in file["settings"])
    return years


def _half_terms(year: int, terms: dict[str, list[list[dt.date]]]) -> list[HalfTerm]:
    return [HalfTerm(name=f"{season.capitalize()} {number}", term=f"{season} {year}", start=start, end=end)
            for season, halves in terms.items() for number, (start, end) in enumerate(halves, start=1)]
