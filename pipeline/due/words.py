"""Lengths of time, counts and dates as the workings say them."""

import datetime as dt

from models.amounts import Schedule
from pipeline.due.count import Share

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

def length(minutes: int) -> str:
    """Say a length of time in hours and minutes.

    >>> length(45), length(360), length(630)
    ('45 min', '6 h', '10 h 30 min')
    """
    hours, rest = divmod(minutes, 60)
    said = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in said if part)


def count(number: int, noun: str, nouns: str = "") -> str:
    """Say a number of things.

    >>> count(1, "school week"), count(15, "school week"), count(8, "open week A", "open weeks A")
    ('1 school week', '15 school weeks', '8 open weeks A')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"


def day(date: dt.date) -> str:
    """Say a date.

    >>> day(dt.date(2025, 12, 8))
    '8 December 2025'
    """
    return f"{date.day} {date:%B %Y}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["Mondays", "Tuesdays", "Fridays"])
    'Mondays, Tuesdays and Fridays'
    """
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def tenths(numerator: int, denominator: int) -> str:
    """Say a fraction to one decimal, in whole-number arithmetic; for information only, never for what is due.

    >>> tenths(12 * 72, 189)
    '4.6'
    """
    whole, tenth = divmod((20 * numerator + denominator) // (2 * denominator), 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def amount(schedule: Schedule, share: Share | None = None) -> str:
    """Say the schedule's amount, or a share of it.

    >>> amount(Schedule(total_minutes=360)), amount(Schedule(total_minutes=360), Share(45, 72))
    ('6 h', '3 h 45 min')
    >>> amount(Schedule(sessions=12)), amount(Schedule(sessions=12), Share(72, 189))
    ('12 sessions', '4.6 sessions')
    """
    share = share or Share(1)
    if schedule.total_minutes is not None:
        return length(schedule.total_minutes * share.part // share.of)
    said = tenths((schedule.sessions or 0) * share.part, share.of)
    return f"{said} session" if said == "1" else f"{said} sessions"
