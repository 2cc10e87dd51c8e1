"""Where the moments that a plan names fall in the school's calendar."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from models.amounts import Period
from models.when import Edge, Moment
from pipeline.calendars.open_days import ONE_DAY, last_of_month, school_year_of
from pipeline.calendars.working_days import add_months
from pipeline.due.setting import DueSetting
from pipeline.rules import rules

AUGUST_31 = (8, 31)
SEPTEMBER_1 = (9, 1)
YEAR_GROUP_ONE_AT = 6
"""A child is in Year 1 in the school year that begins six years after the one in which the child was born."""


class Days(NamedTuple):
    """The days that a moment takes up."""

    first: dt.date
    last: dt.date
    certain: bool = True
    """Whether no other year can be meant."""


def days_meant(moment: Moment, setting: DueSetting, since: dt.date | None = None) -> Days | None:
    """Give the days that a moment takes up; None where the plan's date or the child's birth date would be needed.

    Without a year, the one after `since` is meant, or else the last that has begun.
    """
    if moment.after_plan is not None:
        return _after_plan(moment, setting)
    if moment.first is not None:
        return _first_of_plan(moment.first, setting)
    candidates = list(_candidates(moment, setting))
    wanted = since or setting.plan_start or setting.window[0]
    possible = [days for days in candidates if days.last >= wanted] or candidates[-1:]
    begun = [days for days in possible if days.first <= setting.checked_to] or possible[:1]
    return begun[-1]._replace(certain=len(candidates) == 1 or begun[-1] == possible[0]) if begun else None


def first_day(moment: Moment, days: Days) -> dt.date:
    """Give the day from which on."""
    return days.last + ONE_DAY if moment.edge is Edge.END else days.first


def last_day(moment: Moment, days: Days) -> dt.date:
    """Give the day until which, the latest that the words allow."""
    if moment.edge is Edge.BEFORE:
        return days.first - ONE_DAY
    return days.first if moment.edge is Edge.START else days.last


def _after_plan(moment: Moment, setting: DueSetting) -> Days | None:
    start, number = setting.plan_start, moment.after_plan or 0
    if start is None:
        return None
    if moment.unit is Period.MONTH:
        return Days(start, add_months(start, number))
    if moment.unit is Period.YEAR:
        return Days(start, add_months(start, 12 * number))
    if moment.unit in (Period.TERM, Period.HALF_TERM):
        return None
    return Days(start, start + dt.timedelta(days=number * (7 if moment.unit is Period.WEEK else 1)))


def _first_of_plan(period: Period, setting: DueSetting) -> Days | None:
    """Give the first whole period after the plan's date: the latest that "the first term" can mean."""
    start = setting.plan_start
    if start is None:
        return None
    if period in (Period.TERM, Period.HALF_TERM):
        year = school_year_of(start)
        terms = (days for year in (year, year + 1) for days in _terms_of(year, setting, period))
        return Days(start, next(days.last for days in terms if days.first >= start))
    months = 12 if period is Period.YEAR else 1
    return Days(start, add_months(start, months) - ONE_DAY)


def _candidates(moment: Moment, setting: DueSetting) -> Iterator[Days]:
    """Give the days meant in each year that can be meant, in order."""
    for year in _years(moment, setting):
        if moment.term:
            yield from (days for season, days in _seasons_of(year, setting) if season == moment.term)
        elif moment.month:
            yield from _month_of(moment, year)
        else:
            yield Days(dt.date(year, *SEPTEMBER_1), dt.date(year + 1, *AUGUST_31))


def _years(moment: Moment, setting: DueSetting) -> tuple[int, ...]:
    """Give the school years that can be meant."""
    if moment.year_group is not None:
        return (school_year_of(setting.born) + YEAR_GROUP_ONE_AT - 1 + moment.year_group,) if setting.born else ()
    if moment.year is not None:
        autumn = moment.term == "autumn" or (moment.term is None and (moment.month or SEPTEMBER_1[0]) >= SEPTEMBER_1[0])
        return (moment.year if autumn else moment.year - 1,)
    first = school_year_of(setting.plan_start or setting.window[0])
    return tuple(range(first, school_year_of(setting.checked_to) + 2))


def _month_of(moment: Moment, school_year: int) -> Iterator[Days]:
    month = moment.month or 1
    year = school_year if month >= SEPTEMBER_1[0] else school_year + 1
    first = dt.date(year, month, 1)
    last = last_of_month(first)
    if moment.day is None:
        yield Days(first, last)
    elif moment.day <= last.day:
        yield Days(first.replace(day=moment.day), first.replace(day=moment.day))


def _terms_of(year: int, setting: DueSetting, period: Period) -> list[Days]:
    if period is Period.HALF_TERM:
        known = [Days(half.first_open, half.last_open) for half in setting.days.half_terms
                 if school_year_of(half.start) == year]
        if known:
            return known
    return [days for _, days in _seasons_of(year, setting)]


def _seasons_of(year: int, setting: DueSetting) -> Iterator[tuple[str, Days]]:
    """Give the three terms of a school year: the calendar's own where it shows them."""
    for season, edges in rules("thresholds")["terms"].items():
        known = next((term for term in setting.days.terms
                      if term.name.startswith(season) and school_year_of(term.start) == year), None)
        if known:
            yield season, Days(known.first_open, known.last_open)
        else:
            calendar_year = year if season == "autumn" else year + 1
            first, last = (dt.date(calendar_year, edges[edge]["month"], edges[edge]["day"]) for edge in ("from", "to"))
            yield season, Days(first, last)
