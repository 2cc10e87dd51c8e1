"""The days that a check covers, where nobody has said which: the terms that the records touch."""

import datetime as dt

from models.case import Case
from models.delivery import Evidence
from pipeline.calendars.open_days import SchoolDays

Window = tuple[dt.date, dt.date]


def days_recorded(evidence: Evidence) -> Window | None:
    """Give the first and the last day of the logs, or else of the registers; None where there are neither."""
    days = [session.date for session in evidence.sessions] or [mark.date for mark in evidence.marks]
    return (min(days), max(days)) if days else None


def days_needed(case: Case, evidence: Evidence) -> Window:
    """Give the days for which term dates must be known."""
    return case.window or days_recorded(evidence) or (case.as_of, case.as_of)


def window_of(case: Case, evidence: Evidence, days: SchoolDays) -> Window:
    """Give the window asked for, or the terms that the records touch, or the last term that had begun."""
    if case.window:
        return case.window
    if recorded := days_recorded(evidence):
        return days.window_of(*recorded)
    begun = [term for term in days.terms if term.start <= case.as_of] or list(days.terms[:1])
    return (begun[-1].first_open, begun[-1].last_open) if begun else (case.as_of, case.as_of)
