"""What fell due within a window: the least and the most that the plan's words can mean, with the arithmetic."""

from collections.abc import Callable

from models.amounts import Bound, Period, Schedule
from models.due import Due, Kind, Working
from pipeline.due_count import NOTHING, Counted, Reading
from pipeline.due_setting import DueSetting
from pipeline.due_weeks import per_day, per_fortnight, per_week
from pipeline.due_words import count, length

__all__ = ["DueSetting", "due"]


def due(schedule: Schedule, setting: DueSetting) -> Due:
    """Give what fell due by the schedule, as (conservative, literal), with its workings."""
    counted = _counted(schedule, setting)
    readings = (counted.conservative, counted.literal)
    sessions, minutes = _floor(schedule, schedule.sessions), _floor(schedule, schedule.total_minutes)
    return Due(kind=Kind.CEILING if schedule.bound is Bound.UP_TO else counted.kind,
               sessions=None if sessions is None else _both(readings, sessions),
               minutes=None if minutes is None else _both(readings, minutes),
               workings=(*_workings(schedule, setting, counted), *counted.notes),
               not_yet=counted.not_yet, dates=counted.dates)


def _counted(schedule: Schedule, setting: DueSetting) -> Counted:
    if schedule.per is None:
        return Counted(Kind.NOT_STATED, NOTHING, NOTHING)
    return COUNTS[schedule.per](schedule, setting)


def _both(readings: tuple[Reading, Reading], amount: int) -> tuple[int, int]:
    least, most = readings[0].times(amount), readings[1].times(amount)
    return min(least, most), most


def _floor(schedule: Schedule, amount: int | None) -> int | None:
    return 0 if amount is not None and schedule.bound is Bound.UP_TO else amount


def _workings(schedule: Schedule, setting: DueSetting, counted: Counted) -> tuple[Working, ...]:
    amount = schedule.total_minutes if schedule.total_minutes is not None else schedule.sessions
    if amount is None:
        return ()
    say: Callable[[int], str] = length if schedule.total_minutes is not None else lambda n: count(n, "session")
    sources = (setting.source, *counted.sources)
    return tuple(Working(words=f"{name}: {say(amount)} x {reading.words} = {say(reading.times(amount))}",
                         sources=sources)
                 for name, reading in (("At least", counted.conservative), ("At most", counted.literal)))


def _later(schedule: Schedule, setting: DueSetting) -> Counted:
    return Counted(Kind.NOT_STATED, NOTHING, NOTHING)


COUNTS: dict[Period, Callable[[Schedule, DueSetting], Counted]] = {
    Period.DAY: per_day, Period.WEEK: per_week, Period.FORTNIGHT: per_fortnight,
    Period.MONTH: _later, Period.HALF_TERM: _later, Period.TERM: _later, Period.YEAR: _later,
    Period.ONCE: _later, Period.BLOCK: _later,
}
