"""By when: the ends of the periods of `rules/deadlines.toml`, each with its nature and how it was worked out."""

import datetime as dt
from typing import Any, NamedTuple

from models.route import Nature
from pipeline.calendars.bank_holidays import bank_holidays
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.working_days import (
    add_months,
    add_school_days,
    add_working_days,
    next_working_day,
    tribunal_limit,
)
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import count


class Deadline(NamedTuple):
    """A day, what kind of day it is, and how it was worked out. No day where the calendar does not reach."""

    day: dt.date | None
    nature: Nature
    how: str
    other: dt.date | None = None
    """The later day that may be asked for instead, where the writer has the choice."""


def period_end(key: str, start: dt.date, days: SchoolDays) -> dt.date | None:
    """Give the last day of the period; None where it counts school days beyond the calendar."""
    rule = rules("deadlines")[key]
    end = _end(rule, start, days)
    if end and rule.get("tribunal"):
        end = tribunal_limit(end)
    sooner = period_end(rule["or_sooner"], start, days) if "or_sooner" in rule else None
    return min((day for day in (end, sooner) if day), default=None)


def _end(rule: dict[str, Any], start: dt.date, days: SchoolDays) -> dt.date | None:
    period, unit = rule["period"], rule["unit"]
    if unit == "school_days":
        return add_school_days(start, period, days)
    if unit == "working_days":
        return add_working_days(start, period)
    return add_months(start, period) if unit == "months" else start + dt.timedelta(**{_TIMEDELTA[unit]: period})


_TIMEDELTA = {"calendar_days": "days", "weeks": "weeks"}


def deadline(key: str, start: dt.date, days: SchoolDays, today: dt.date) -> Deadline:
    """Give the end of the period of a rule, and say how it was counted.

    A period that starts with a letter which has not gone yet is counted as if it were emailed before 5 pm on `start`.
    """
    rule, words = rules("deadlines")[key], rules("routes")["words"]
    letter, sent = rule["from"].split(" ")[0], start
    if letter == "received":
        start = next_working_day(sent)
    note = ""
    if letter in ("sent", "received"):
        note = words["if_sent"] if start == sent else fill(words["if_received"], day=sent)
    return counted(key, start, days, today, note)


def counted(key: str, start: dt.date, days: SchoolDays, today: dt.date, note: str = "") -> Deadline:
    """Give the end of the period that starts on a day, and say how it was counted; `note` says why on that day."""
    rule, words = rules("deadlines")[key], rules("routes")["words"]
    nature, period = Nature(rule["nature"]), period_words(key)
    end = period_end(key, start, days)
    if end is None:
        return Deadline(None, nature, fill(words["beyond"], period=period, start=start, note=note))
    how = fill(words["counted"], period=period, start=start, title=rule["title"], note=note)
    other = _end({**rule, "period": rule["or_period"]}, start, days) if "or_period" in rule else None
    more = _moved(rule, start, end, days) + _left_out(rule, start, end) + _longer(rule) + _other(rule, end, other)
    return Deadline(end, nature, how + unconfirmed(key) + "." + more + _passed(rule, end, today), other)


def period_words(key: str) -> str:
    """Give the length of a period in words.

    >>> period_words("r4_reply"), period_words("sar")
    ('5 working days', '1 month')
    """
    rule = rules("deadlines")[key]
    return count(rule["period"], rules("routes")["units"][rule["unit"]])


def unconfirmed(key: str) -> str:
    """Mark a rule that nobody has confirmed."""
    return str(rules("routes")["words"]["unconfirmed"]) if rules("deadlines")[key].get("checked_on") == "" else ""


def _passed(rule: dict[str, Any], end: dt.date, today: dt.date) -> str:
    """Say that a day has gone by; where a right of the family may be lost with it, who can help."""
    words = rules("routes")["words"]
    if end >= today:
        return ""
    return str(words["passed_yours"] if rule.get("yours") else words["passed"])


def _moved(rule: dict[str, Any], start: dt.date, end: dt.date, days: SchoolDays) -> str:
    plain = _end(rule, start, days)
    if not rule.get("tribunal") or plain is None or plain == end:
        return ""
    return fill(rules("routes")["words"]["moved"], plain=plain, end=end)


def _left_out(rule: dict[str, Any], start: dt.date, end: dt.date) -> str:
    """Name the bank holidays that fell on weekdays and were not counted."""
    if rule["unit"] != "working_days":
        return ""
    holidays = [day for day in sorted(bank_holidays()) if start < day < end]
    return fill(rules("routes")["words"]["left_out"], days=holidays) if holidays else ""


def _other(rule: dict[str, Any], end: dt.date, day: dt.date | None) -> str:
    """Say what the day would be with the other length that may be asked for."""
    if day is None:
        return ""
    period = count(rule["or_period"], rules("routes")["units"][rule["unit"]])
    return fill(rules("routes")["words"]["other"], period=period, day=day) + _left_out(rule, end, day)


def _longer(rule: dict[str, Any]) -> str:
    if "extension" not in rule:
        return ""
    longer = count(rule["extension"], rules("routes")["units"][rule["unit"]])
    return fill(rules("routes")["words"]["longer"], longer=longer)
