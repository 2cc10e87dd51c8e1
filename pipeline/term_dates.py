"""The school's own term dates, or, where a case has none, dates that every output calls assumed."""

import datetime as dt
from typing import Any

from models.calendar import CalendarSource, HalfTerm, SchoolCalendar
from models.doubt import Doubt
from models.errors import UnusableCase
from pipeline.rules import rules

ASSUMED = Doubt(
    code="calendar_assumed",
    field="calendar",
    reason="The records hold no term dates, so usual ones were assumed: what was due may be a few days out.",
    next_step="Add the school's own term dates, with its training days, and check again.",
)


def assumed_calendar(day: dt.date) -> SchoolCalendar:
    """Give the half-terms that we know of, if the day falls within a year of them.

    >>> assumed_calendar(dt.date(2025, 11, 3)).half_terms[6].term
    'autumn 2025'
    """
    half_terms = tuple(part for term in rules("term_dates")["term"] for part in _parts(term))
    if not half_terms[0].start.year <= day.year <= half_terms[-1].end.year:
        raise UnusableCase(
            "there are no term dates, and we know of none that could be assumed for these records.",
            remedy="Add the school's term dates with --calendar.",
        )
    return SchoolCalendar(source=CalendarSource.ASSUMED, half_terms=half_terms, file="assumed term dates")


def _parts(term: dict[str, Any]) -> list[HalfTerm]:
    names = ("first", "second")
    return [
        HalfTerm(name=f"{term['name']}, {which} half", term=term["name"], start=term[which][0], end=term[which][1])
        for which in names
    ]
