"""Compulsory school age: when it begins and ends, and from when on a young person holds their own rights."""

import datetime as dt

from pipeline.calendars.open_days import last_of_month
from pipeline.calendars.working_days import add_months
from pipeline.rules import rules


def school_age_begins(born: dt.date) -> dt.date:
    """Give the first day of compulsory school age.

    >>> school_age_begins(dt.date(2020, 9, 1)), school_age_begins(dt.date(2021, 3, 31))
    (datetime.date(2025, 12, 31), datetime.date(2026, 3, 31))
    """
    rule = rules("school_age")["compulsory"]
    fifth = add_months(born, 12 * rule["age"])
    return min(day for year in (fifth.year, fifth.year + 1) for begin in rule["begins"]
               if (day := dt.date(year, begin["month"], begin["day"])) >= fifth)


def leaving_day(born: dt.date) -> dt.date:
    """Give the last day of compulsory school age: the last Friday in June of the school year in which they reach 16.

    >>> leaving_day(dt.date(2009, 8, 31)), leaving_day(dt.date(2009, 9, 1))
    (datetime.date(2025, 6, 27), datetime.date(2026, 6, 26))
    """
    rule = rules("school_age")["young_person"]
    year = born.year + rule["age"] + (born.month >= rule["school_year_starts_in"])
    last = last_of_month(dt.date(year, rule["month"], 1))
    return last - dt.timedelta(days=(last.weekday() - rule["weekday"]) % 7)


def of_school_age(born: dt.date | None, day: dt.date) -> bool:
    """Whether the child is of compulsory school age on the day; taken to be, without a date of birth."""
    return born is None or school_age_begins(born) <= day <= leaving_day(born)


def is_young_person(born: dt.date | None, day: dt.date) -> bool:
    """Whether the rights are the young person's own on the day; not known to be, without a date of birth."""
    return born is not None and day > leaving_day(born)
