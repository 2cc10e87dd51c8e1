"""What is due by the year: the school year, or twelve months from the plan, and both where the words leave it open."""

import datetime as dt
from typing import NamedTuple

from models.amounts import Schedule
from models.due import Kind, Tally, Unit, Working
from models.when import When
from pipeline.calendars.open_days import ONE_DAY, SchoolPeriod, school_year_of
from pipeline.calendars.working_days import add_months
from pipeline.due.count import Counted, Reading, Share
from pipeline.due.periods import broken_off, note, share_in_force, why_broken_off
from pipeline.due.setting import DueSetting
from pipeline.due.stated_time import AUGUST_31, SEPTEMBER_1
from pipeline.due.words import amount, count, day
from pipeline.rules import rules


class Year(NamedTuple):
    """A year for which the amount is due, and the day on which it falls due."""

    name: str
    first: dt.date
    due_on: dt.date
    least: Share
    period: SchoolPeriod | None = None


def per_year(schedule: Schedule, setting: DueSetting, when: When) -> Counted:
    """Count the years that ended within the window, in the one meaning of "year" or in both."""
    school = [year for year in _school_years(setting) if year.first <= setting.end]
    readings = [_ended(school, setting)]
    if not when.school_year and setting.plan_start:
        readings.append(_ended(_plan_years(setting), setting))
    least = min(readings, key=lambda years: sum(year.least.part * 1000 // year.least.of for year in years))
    most = max(readings, key=len)
    running = [year for year in school if year.due_on > setting.end and not broken_off(year.due_on, setting)]
    return Counted(Kind.PER_YEAR, Reading(tuple(year.least for year in least), _words(least)),
                   Reading(tuple(_whole(year.first, year.due_on) for year in most), count(len(most), "year")),
                   sources=setting.days.sources(setting.start, setting.end),
                   dates=tuple(year.first.isoformat() for year in most),
                   notes=(*_two_meanings(schedule, readings), *(_so_far(year, schedule, setting) for year in running)),
                   not_yet="" if most else _why_not(running, setting))


def _school_years(setting: DueSetting) -> list[Year]:
    """Give the school years that the window touches; one that the calendar does not show to its end ends in August."""
    first, last = school_year_of(setting.start), school_year_of(max(setting.start, setting.end))
    shown = {school_year_of(year.start): year for year in setting.days.school_years}
    return [_school_year(year, shown.get(year), setting) for year in range(first, last + 1)]


def _school_year(year: int, shown: SchoolPeriod | None, setting: DueSetting) -> Year:
    name = f"school year {year}/{(year + 1) % 100:02}"
    if shown and shown.last_open >= dt.date(year + 1, rules("thresholds")["school_year"]["last_month"], 1):
        return Year(name, shown.first_open, shown.last_open, share_in_force(shown, setting), shown)
    first, last = dt.date(year, *SEPTEMBER_1), dt.date(year + 1, *AUGUST_31)
    since = max(first, setting.in_force_from or first)
    if since == first:
        return Year(name, first, last, _whole(first, last))
    days = max((last - since).days + 1, 0)
    return Year(name, first, last, Share(days, (last - first).days + 1, Unit.PERIOD,
                                         (Tally(first=since, last=last, number=days),)))


def _whole(first: dt.date, last: dt.date) -> Share:
    return Share(1, 1, Unit.PERIOD, (Tally(first=first, last=last, number=1),))


def _plan_years(setting: DueSetting) -> list[Year]:
    """Give the years that run from the plan's date, as far as the window reaches."""
    start, years = setting.plan_start, list[Year]()
    while start and add_months(start, 12 * len(years)) <= setting.end:
        first = add_months(start, 12 * len(years))
        last = add_months(start, 12 * (len(years) + 1)) - ONE_DAY
        years.append(Year(f"year from {day(first)}", first, last, _whole(first, last)))
    return years


def _ended(years: list[Year], setting: DueSetting) -> list[Year]:
    return [year for year in years if setting.start <= year.due_on <= setting.end]


def _words(years: list[Year]) -> str:
    parts = [f"{year.least.part} of {year.least.of} days of the {year.name}" for year in years
             if year.least.part < year.least.of]
    entire = count(len(years) - len(parts), "year")
    return " and ".join(parts + ([entire] if len(parts) < len(years) or not parts else []))


def _two_meanings(schedule: Schedule, readings: list[list[Year]]) -> tuple[Working, ...]:
    if len(readings) < 2:
        return ()
    school, plan = (len(years) for years in readings)
    return (note(f"The plan does not say which year it means. By the school year, {amount(schedule)} x {school} "
                 f"fell due; by the twelve months from the date of the plan, {amount(schedule)} x {plan}", ()),)


def _so_far(year: Year, schedule: Schedule, setting: DueSetting) -> Working:
    if year.period is None:
        return note(f"The {year.name} is not over; the calendar does not show its end", ())
    days, in_year = len(setting.days.open_days(setting.start, setting.end)), len(year.period.open_days)
    return note(f"For information only: {amount(schedule)} x {days} of {in_year} open days of the {year.name} = "
                f"{amount(schedule, Share(days, in_year))}; not due before {day(year.due_on)}", [year.period])


def _why_not(running: list[Year], setting: DueSetting) -> str:
    if not running:
        return why_broken_off(setting) if broken_off(dt.date.max, setting) else "No year ends within these days."
    return f"Not due before {day(running[0].due_on)}, the end of the {running[0].name}."
