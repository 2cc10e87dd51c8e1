"""The days on which the school is open to the child, and the weeks, months, half-terms and terms that they make up."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from models.calendar import CalendarSource, HalfTerm, SchoolCalendar, Stretch
from models.doubt import Doubt
from pipeline.calendars.bank_holidays import is_bank_holiday, years_known
from pipeline.rules import rules

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


class Week(NamedTuple):
    """A school week: a week from Monday with at least one open day."""

    monday: dt.date
    open_days: tuple[dt.date, ...]


class SchoolPeriod(NamedTuple):
    """A month, a half-term, a term or a school year, and its open days (never none)."""

    name: str
    start: dt.date
    end: dt.date
    open_days: tuple[dt.date, ...]
    sources: tuple[str, ...] = ()

    @property
    def first_open(self) -> dt.date:
        """The first day on which the school is open."""
        return self.open_days[0]

    @property
    def last_open(self) -> dt.date:
        """The last day on which the school is open: what is per this period falls due on it."""
        return self.open_days[-1]


def monday_of(day: dt.date) -> dt.date:
    """Give the Monday of the day's week.

    >>> monday_of(dt.date(2025, 9, 3))
    datetime.date(2025, 9, 1)
    """
    return day - dt.timedelta(days=day.weekday())


def school_year_of(day: dt.date) -> int:
    """Give the year in which the day's school year began.

    >>> school_year_of(dt.date(2026, 7, 17)), school_year_of(dt.date(2026, 8, 31))
    (2025, 2026)
    """
    starts = rules("thresholds")["school_year"]["starts"]
    return day.year if (day.month, day.day) >= (starts["month"], starts["day"]) else day.year - 1


def days_of(stretch: Stretch) -> Iterator[dt.date]:
    """Give every day of a stretch in order."""
    return (stretch.start + dt.timedelta(days=n) for n in range((stretch.end - stretch.start).days + 1))


class SchoolDays:
    """A school calendar, counted: which days are open, and how they fall into weeks and periods."""

    def __init__(self, calendar: SchoolCalendar, seasons: tuple[str, ...] = ()) -> None:
        """Count the calendar once, all of it or the terms of some seasons; every question after that is a look-up."""
        self.calendar = calendar
        closed = {day for closure in calendar.closures for day in days_of(closure)}
        self._all = _school_days(calendar.half_terms, closed)
        named = [half_term for half_term in calendar.half_terms if half_term.term.split(" ")[0] in seasons]
        self._open = _school_days(named, closed) if seasons else self._all

    def in_seasons(self, seasons: tuple[str, ...]) -> "SchoolDays | None":
        """Give the days of the terms of some seasons alone; None where the calendar does not tell which those are."""
        known = rules("thresholds")["terms"]
        told = all(half_term.term.split(" ")[0] in known for half_term in self.calendar.half_terms)
        return SchoolDays(self.calendar, seasons) if told else None

    def open_days(self, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
        """Give the open days from `start` to `end`, both included."""
        return tuple(self._open[bisect_left(self._open, start):bisect_right(self._open, end)])

    def is_open(self, day: dt.date) -> bool:
        """Whether the school is open to the child on the day."""
        return bool(self.open_days(day, day))

    def leaves_out(self, start: dt.date, end: dt.date) -> bool:
        """Whether the school is open from `start` to `end` in terms that are not counted here, and in no other."""
        return not self.open_days(start, end) and bisect_left(self._all, start) < bisect_right(self._all, end)

    def weeks(self, start: dt.date, end: dt.date) -> tuple[Week, ...]:
        """Give the school weeks that have an open day from `start` to `end`, with their open days in that stretch."""
        return tuple(Week(monday, tuple(days)) for monday, days in groupby(self.open_days(start, end), monday_of))

    def months(self, start: dt.date, end: dt.date) -> tuple[SchoolPeriod, ...]:
        """Give the calendar months, whole, that have an open day from `start` to `end`."""
        firsts = sorted({day.replace(day=1) for day in self.open_days(start, end)})
        return tuple(self._period(f"{first:%B %Y}", first, last_of_month(first)) for first in firsts)

    @cached_property
    def half_terms(self) -> tuple[SchoolPeriod, ...]:
        """The half-terms that have an open day, in order."""
        return tuple(self._joined(half_term.name, [half_term]) for half_term in self._lived(self.calendar.half_terms))

    @cached_property
    def terms(self) -> tuple[SchoolPeriod, ...]:
        """The terms that have an open day, in order: half-terms that share a term, put together."""
        lived = sorted(self._lived(self.calendar.half_terms), key=lambda half_term: half_term.start)
        return tuple(self._joined(term, list(parts)) for term, parts in groupby(lived, lambda part: part.term))

    @cached_property
    def school_years(self) -> tuple[SchoolPeriod, ...]:
        """The school years that have an open day, as far as the calendar shows them."""
        lived = sorted(self._lived(self.calendar.half_terms), key=lambda half_term: half_term.start)
        return tuple(self._joined(f"school year {year}/{(year + 1) % 100:02}", list(parts))
                     for year, parts in groupby(lived, lambda part: school_year_of(part.start)))

    def window_of(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
        """Give the first and the last open day of the terms that the days from `first` to `last` touch."""
        touched = [term for term in self.terms if term.start <= last and first <= term.end]
        return (touched[0].first_open, touched[-1].last_open) if touched else (first, last)

    def cycle_week(self, day: dt.date) -> str | None:
        """Give the name of the day's week in the timetable's cycle, which runs on over holidays."""
        return self._cycle.get(monday_of(day))

    def sources(self, start: dt.date, end: dt.date) -> tuple[str, ...]:
        """Say which rows of the calendar the open days from `start` to `end` come from, and what closed others."""
        used = [half_term for half_term in self.calendar.half_terms if _meet(half_term, start, end)]
        closed = [closure for closure in self.calendar.closures if _meet(closure, start, end)
                  and any(_meet(closure, half_term.start, half_term.end) for half_term in used)]
        return self._places([*used, *closed])

    def doubts(self, start: dt.date, end: dt.date) -> tuple[Doubt, ...]:
        """Say what the calendar cannot tell about the days from `start` to `end`."""
        return (*_unknown_bank_holidays(start, end), *self._too_short(start, end))

    def _too_short(self, start: dt.date, end: dt.date) -> tuple[Doubt, ...]:
        """Say so where the calendar leaves a part of the days untold that is too long for a holiday."""
        told = [edge for half_term in self.calendar.half_terms for edge in (half_term.start, half_term.end)] or [end]
        untold = [Stretch(name="", start=first, end=last) for first, last in
                  ((start, min(told) - ONE_DAY), (max(told) + ONE_DAY, end)) if first <= last]
        if not any(_term_time(stretch) > rules("thresholds")["coverage"]["days"] for stretch in untold):
            return ()
        return (Doubt(code="calendar_too_short", field="calendar", place=self.calendar.file,
                      reason="The term dates do not cover all the days that are checked: nothing counts on the rest.",
                      next_step="Add the missing terms to the term dates, or check fewer days."),)

    @cached_property
    def _anchors(self) -> dict[dt.date, str]:
        """Give the weeks from which to count; a start in the holidays is none where a school week is named."""
        named = {monday_of(day): name for day, name in self.calendar.cycle_overrides.items()}
        start = monday_of(self.calendar.cycle_start) if self.calendar.cycle and self.calendar.cycle_start else None
        if start is None or (named and start not in self._mondays):
            return named
        return {start: self.calendar.cycle[0], **named}

    @cached_property
    def _cycle(self) -> dict[dt.date, str]:
        """The name of each week in the timetable's cycle, by its Monday."""
        known = self.calendar.cycle and self._anchors
        return {monday: self._in_cycle(monday) for monday in self._mondays} if known else {}

    def _in_cycle(self, monday: dt.date) -> str:
        names, anchors = self.calendar.cycle, self._anchors
        anchor = max((known for known in anchors if known <= monday), default=min(anchors))
        steps = bisect_left(self._mondays, monday) - bisect_left(self._mondays, anchor)
        return names[(names.index(anchors[anchor]) + steps) % len(names)]

    @cached_property
    def _mondays(self) -> list[dt.date]:
        return sorted({monday_of(day) for day in self._all})

    def _lived(self, half_terms: Iterable[HalfTerm]) -> list[HalfTerm]:
        return [half_term for half_term in half_terms if self.open_days(half_term.start, half_term.end)]

    def _joined(self, name: str, parts: list[HalfTerm]) -> SchoolPeriod:
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        return self._period(name, start, end, self._places(parts))

    def _period(self, name: str, start: dt.date, end: dt.date, sources: tuple[str, ...] = ()) -> SchoolPeriod:
        return SchoolPeriod(name, start, end, self.open_days(start, end), sources or self.sources(start, end))

    def _places(self, stretches: Iterable[Stretch]) -> tuple[str, ...]:
        places = [stretch.source.place() for stretch in stretches if stretch.source]
        return tuple(dict.fromkeys(places)) or ((self.calendar.file,) if self.calendar.file else ())


def _school_days(half_terms: Iterable[HalfTerm], closed: set[dt.date]) -> list[dt.date]:
    return sorted({day for half_term in half_terms for day in days_of(half_term)
                   if day.weekday() < SATURDAY and day not in closed and not is_bank_holiday(day)})


def _meet(stretch: Stretch, start: dt.date, end: dt.date) -> bool:
    return stretch.start <= end and start <= stretch.end


def _unknown_bank_holidays(start: dt.date, end: dt.date) -> tuple[Doubt, ...]:
    unknown = [str(year) for year in range(start.year, end.year + 1) if year not in years_known()]
    if not unknown:
        return ()
    return (Doubt(code="bank_holidays_missing", field="calendar",
                  reason=f"We hold no bank holidays for {', '.join(unknown)}: they may count as school days.",
                  next_step="Mark the bank holidays as closures in the term dates, or update the program."),)


def _term_time(stretch: Stretch) -> int:
    """Count the days that are not in the summer holidays."""
    first, last = (tuple(rules("thresholds")["coverage"]["summer"][edge].values()) for edge in ("from", "to"))
    return sum(not first <= (day.month, day.day) <= last for day in days_of(stretch))


def last_of_month(day: dt.date) -> dt.date:
    """Give the last day of the day's month.

    >>> last_of_month(dt.date(2028, 2, 1))
    datetime.date(2028, 2, 29)
    """
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - ONE_DAY


def every_weekday(first: dt.date, last: dt.date) -> SchoolDays:
    """Give the days of a provision that runs through the holidays: every weekday but the bank holidays."""
    whole = HalfTerm(name="the whole year", term="the whole year",
                     start=first.replace(day=1) - 7 * ONE_DAY, end=last_of_month(last) + 7 * ONE_DAY)
    return SchoolDays(SchoolCalendar(source=CalendarSource.SUPPLIED, half_terms=(whole,)))
