"""What is due once: a block, a training, an assessment, by the day that the plan states or not stated at all."""

import datetime as dt

from models.amounts import Period, Schedule
from models.due import Kind
from models.when import When
from pipeline.due.count import NOTHING, Counted, Reading, Share
from pipeline.due.setting import DueSetting
from pipeline.due.stated_time import days_meant, last_day
from pipeline.due.words import day

ONCE = Reading((Share(1),), "1")
KINDS = {Period.ONCE: Kind.ONE_OFF, Period.BLOCK: Kind.BLOCK}


def once(schedule: Schedule, setting: DueSetting, when: When) -> Counted:
    """Count it once if the day by which it is due lies within the window."""
    kind = KINDS.get(schedule.per or Period.ONCE, Kind.PER_YEAR)
    by, certain = _due_by(schedule, setting, when)
    if by is None:
        return Counted(kind, NOTHING, ONCE if setting.start <= setting.end else NOTHING,
                       not_yet="The plan does not say by when: ask for a date.")
    if by > setting.end:
        return Counted(kind, NOTHING, NOTHING, not_yet=f"Not due before {day(by)}.")
    if by < setting.start:
        return Counted(kind, NOTHING, NOTHING,
                       not_yet=f"It was due by {day(by)}, before these days: ask for the record of it.")
    return Counted(kind, ONCE if certain else NOTHING, ONCE, dates=(by.isoformat(),),
                   not_yet="" if certain else "The plan names no year: it may have been due in an earlier one.")


def _due_by(schedule: Schedule, setting: DueSetting, when: When) -> tuple[dt.date | None, bool]:
    if when.ends is not None:
        days = days_meant(when.ends, setting)
        return (last_day(when.ends, days), days.certain) if days else (None, False)
    return end_of_course(schedule, setting), True


def end_of_course(schedule: Schedule, setting: DueSetting) -> dt.date | None:
    """Give the last open day of the last week of a course whose start and number of weeks are known."""
    if setting.started is None or not schedule.duration_weeks:
        return None
    weeks = setting.days.weeks(setting.started, dt.date.max)[:schedule.duration_weeks]
    return weeks[-1].open_days[-1] if len(weeks) == schedule.duration_weeks else None
