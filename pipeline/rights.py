"""Who holds the rights in a plan on a day: the parent, or from the end of compulsory school age the young person."""

import datetime as dt

from pipeline.calendar import last_of_month
from pipeline.rules import rules


def leaving_day(born: dt.date) -> dt.date:
    """Give the last day of compulsory school age: the last Friday in June of the school year in which they reach 16.

    >>> leaving_day(dt.date(2009, 8, 31)), leaving_day(dt.date(2009, 9, 1))
    (datetime.date(2025, 6, 27), datetime.date(2026, 6, 26))
    """
    rule = rules("rights")["young_person"]
    year = born.year + rule["age"] + (born.month >= rule["school_year_starts_in"])
    last = last_of_month(dt.date(year, rule["month"], 1))
    return last - dt.timedelta(days=(last.weekday() - rule["weekday"]) % 7)


def is_young_person(born: dt.date | None, day: dt.date) -> bool:
    """Whether the rights are the young person's own on the day; not known to be, without a date of birth."""
    return born is not None and day > leaving_day(born)
