"""For which days a schedule's own words ask for it: from, until, for so many weeks, after another one."""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from models.amounts import Schedule
from models.when import Moment, When
from pipeline.calendars.open_days import ONE_DAY
from pipeline.due.dated import end_of_course
from pipeline.due.setting import DueSetting
from pipeline.due.stated_time import days_meant, first_day, last_day
from pipeline.rules import rules


class Asked(NamedTuple):
    """The setting narrowed to those days, and why they are not certain, where they are not."""

    setting: DueSetting
    doubt: str = ""


def asked(schedule: Schedule, setting: DueSetting, when: When) -> Asked:
    """Narrow the setting to the days for which the words ask for the schedule."""
    if when.follows:
        return _after_another(setting)
    dated = in_its_terms(when, setting) if when.terms else _between(when, setting)
    if not limited(schedule):
        return dated
    return _course(schedule, dated, when)


def in_its_terms(when: When, setting: DueSetting) -> Asked:
    """Narrow the days to those of the terms that the words name: "in the autumn and summer terms"."""
    days = setting.days.in_seasons(when.terms) if when.terms else setting.days
    if days is None:
        return Asked(setting, "The plan names terms, and the term dates do not tell which terms are which.")
    return Asked(replace(setting, days=days))


def limited(schedule: Schedule) -> bool:
    """Whether the words limit the schedule to a part of the school year."""
    whole_year = rules("thresholds")["whole_year"].get(schedule.per, 0)
    return schedule.duration_weeks is not None and schedule.duration_weeks < whole_year


def _between(when: When, setting: DueSetting) -> Asked:
    if when.unplaced:
        return Asked(setting, "The plan says when, in words that we cannot place in the calendar.")
    first = _days(when.starts, setting)
    last = _days(when.ends, setting, first[0] if first and when.starts != when.ends else None)
    if (when.starts and not first) or (when.ends and not last):
        return Asked(setting, "The plan says when, but the date that it counts from is not known.")
    if first and when.starts and when.starts.after_plan is not None:
        return Asked(setting.asking(first[1], None))
    return Asked(setting.asking(first[0] if first else None, last[1] if last else None))


def _days(moment: Moment | None, setting: DueSetting, since: dt.date | None = None) -> tuple[dt.date, dt.date] | None:
    days = days_meant(moment, setting, since) if moment else None
    return (first_day(moment, days), last_day(moment, days)) if moment and days else None


def _course(schedule: Schedule, dated: Asked, when: When) -> Asked:
    """Narrow to so many school weeks from the day on which they are known to have begun."""
    begun = dated.setting.started or (dated.setting.asked_from if when.starts and when.starts != when.ends else None)
    if begun is None:
        weeks = schedule.duration_weeks
        return Asked(dated.setting, f"The plan says for {weeks} weeks and not from when; no record shows the start.")
    weeks_of = dated.setting.days.weeks(begun, dt.date.max)[:schedule.duration_weeks]
    last = weeks_of[-1].open_days[-1] if weeks_of else begun
    complete = len(weeks_of) == schedule.duration_weeks
    return Asked(dated.setting.asking(begun, last if complete else None))


def _after_another(setting: DueSetting) -> Asked:
    unknown = "The plan says that this follows something else, and not from which day."
    if setting.after is None:
        return Asked(setting, unknown)
    end = end_of_course(setting.after, setting)
    return Asked(setting.asking(end + ONE_DAY, None)) if end else Asked(setting, unknown)
