"""Working days, school days and calendar months, as letters and deadlines count them (DOMAIN 5.2)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable

from models.case import Post
from pipeline.calendars.bank_holidays import is_bank_holiday
from pipeline.calendars.open_days import ONE_DAY, SATURDAY, SchoolDays
from pipeline.rules import rules


def is_working_day(day: dt.date) -> bool:
    """Whether the day is a weekday and not a bank holiday in England.

    >>> is_working_day(dt.date(2026, 12, 24)), is_working_day(dt.date(2026, 12, 28))
    (True, False)
    """
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def is_tribunal_day(day: dt.date) -> bool:
    """Whether the SEND Tribunal counts the day: a working day outside its days at Christmas.

    >>> is_tribunal_day(dt.date(2026, 12, 24)), is_tribunal_day(dt.date(2026, 12, 29))
    (True, False)
    """
    return is_working_day(day) and not _tribunal_christmas(day)


def next_working_day(day: dt.date) -> dt.date:
    """Give the day itself where it is a working day, or else the first one after it.

    >>> next_working_day(dt.date(2026, 12, 25))
    datetime.date(2026, 12, 29)
    """
    return next_that(day, is_working_day)


def next_that(day: dt.date, counts: Callable[[dt.date], bool]) -> dt.date:
    """Give the first day from `day` on that counts."""
    while not counts(day):
        day += ONE_DAY
    return day


def add_working_days(start: dt.date, number: int, counts: Callable[[dt.date], bool] = is_working_day) -> dt.date:
    """Give the last of so many working days; the first is the one after `start`.

    >>> add_working_days(dt.date(2026, 4, 1), 5)
    datetime.date(2026, 4, 10)
    """
    day = start
    for _ in range(number):
        day = next_that(day + ONE_DAY, counts)
    return day


def add_school_days(start: dt.date, number: int, days: SchoolDays) -> dt.date | None:
    """Give the last of so many school days, the first of them after `start`; None where the calendar ends before."""
    following = days.open_days(start + ONE_DAY, dt.date.max)
    if number == 0:
        return start
    return following[number - 1] if number <= len(following) else None


def add_months(start: dt.date, number: int) -> dt.date:
    """Give the corresponding date so many months on, or the last day of a month that has none.

    >>> add_months(dt.date(2027, 12, 31), 2)
    datetime.date(2028, 2, 29)
    """
    years, month = divmod(start.month - 1 + number, 12)
    year, month = start.year + years, month + 1
    return dt.date(year, month, min(start.day, monthrange(year, month)[1]))


def received(sent: dt.date, how: Post, at: dt.time | None = None) -> dt.date:
    """Give the day on which a letter counts as received; an email of which the hour is not known counts as a late one.

    >>> received(dt.date(2026, 5, 1), Post.FIRST_CLASS)
    datetime.date(2026, 5, 6)
    >>> received(dt.date(2026, 5, 1), Post.EMAIL, dt.time(16, 59))
    datetime.date(2026, 5, 1)
    """
    receipt = rules("thresholds")["receipt"]
    if how is Post.FIRST_CLASS:
        return add_working_days(sent, receipt["first_class_working_days"])
    late = how is Post.EMAIL and (at is None or at >= receipt["email_before"])
    return next_working_day(sent + ONE_DAY if late else sent)


def tribunal_limit(day: dt.date) -> dt.date:
    """Move a limit for the SEND Tribunal that falls in August or at Christmas to the day that counts instead.

    >>> tribunal_limit(dt.date(2026, 8, 12)), tribunal_limit(dt.date(2026, 12, 26))
    (datetime.date(2026, 9, 1), datetime.date(2027, 1, 4))
    """
    august = rules("thresholds")["tribunal"]["no_limit_in_month"]
    if day.month == august:
        return next_working_day(day.replace(month=august + 1, day=1))
    return next_that(day, is_tribunal_day) if _tribunal_christmas(day) else day


def _tribunal_christmas(day: dt.date) -> bool:
    closed = rules("thresholds")["tribunal"]["closed_at_christmas"]
    first, last = ((closed[edge]["month"], closed[edge]["day"]) for edge in ("from", "to"))
    return (day.month, day.day) >= first or (day.month, day.day) <= last
