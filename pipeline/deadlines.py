"""By when: the ends of the periods of `rules/deadlines.toml`, each with its nature and how it was worked out."""

import datetime as dt
from typing import NamedTuple

from models.gap import Nature
from pipeline.calendar import SchoolDays
from pipeline.rules import rules
from pipeline.wording import fill
from pipeline.working_days import add_months, add_school_days, add_working_days, tribunal_limit
from templates.words import count


class Deadline(NamedTuple):
    """A day, what kind of day it is, and how it was worked out. No day where the calendar does not reach."""

    day: dt.date | None
    nature: Nature
    how: str


def period_end(key: str, start: dt.date, days: SchoolDays) -> dt.date | None:
    """Give the last day of the period; None where it counts school days beyond the calendar."""
    rule = rules("deadlines")[key]
    period, unit = rule["period"], rule["unit"]
    if unit == "school_days":
        return add_school_days(start, period, days)
    if unit == "working_days":
        return add_working_days(start, period)
    end = add_months(start, period) if unit == "months" else start + dt.timedelta(**{_TIMEDELTA[unit]: period})
    return tribunal_limit(end) if rule.get("tribunal") else end


_TIMEDELTA = {"calendar_days": "days", "weeks": "weeks"}


def tribunal_end(issued: dt.date) -> dt.date:
    """Give the last day for an appeal about a plan of that date.

    >>> tribunal_end(dt.date(2026, 6, 12))
    datetime.date(2026, 9, 1)
    """
    return tribunal_limit(add_months(issued, rules("deadlines")["trib_limit"]["period"]))


def deadline(key: str, start: dt.date, days: SchoolDays, today: dt.date) -> Deadline:
    """Give the end of the period of a rule that starts on a day, and say how it was counted."""
    rule, words = rules("deadlines")[key], rules("routes")["words"]
    period = count(rule["period"], rules("routes")["units"][rule["unit"]])
    end = period_end(key, start, days)
    if end is None:
        return Deadline(None, Nature(rule["nature"]), fill(words["beyond"], period=period))
    how = fill(words["counted"], period=period, start=start, title=rule["title"],
               sent=words["if_sent"] if rule["from"] == "sent" else "")
    unconfirmed = words["unconfirmed"] if rule.get("checked_on") == "" else ""
    return Deadline(end, Nature(rule["nature"]), how + unconfirmed + "." + (words["passed"] if end < today else ""))
