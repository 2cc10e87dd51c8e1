"""What fell due within a window: the least and the most that the plan's words can mean, with the arithmetic."""

from collections.abc import Callable
from dataclasses import replace

from extractors.statements.when import read_when
from models.amounts import Bound, Period, Schedule
from models.due import Due, Kind, Working
from models.when import When
from pipeline.calendars.open_days import every_weekday
from pipeline.due.asked import asked
from pipeline.due.count import NOTHING, Counted, Reading
from pipeline.due.dated import KINDS, once
from pipeline.due.notes import notes
from pipeline.due.periods import per_half_term, per_month, per_term
from pipeline.due.setting import DueSetting
from pipeline.due.weeks import per_day, per_fortnight, per_week
from pipeline.due.words import amount, count, length
from pipeline.due.year import per_year

__all__ = ["DueSetting", "due"]

COUNTS: dict[Period, Callable[[Schedule, DueSetting], Counted]] = {
    Period.DAY: per_day, Period.WEEK: per_week, Period.FORTNIGHT: per_fortnight, Period.MONTH: per_month,
    Period.HALF_TERM: per_half_term, Period.TERM: per_term,
}


def due(schedule: Schedule, setting: DueSetting) -> Due:
    """Give what fell due by the schedule, as (conservative, literal), with its workings."""
    counted = _counted(schedule, setting)
    ceiling, unstated = schedule.bound is Bound.UP_TO, counted.kind is Kind.NOT_STATED
    sessions, minutes = (None, None) if unstated else (_sessions(schedule, counted), _minutes(schedule, counted))
    return Due(kind=Kind.CEILING if ceiling else counted.kind, sessions=sessions, minutes=minutes,
               workings=(*(() if ceiling or unstated else _workings(schedule, setting, counted)),
                         *counted.notes, *notes(schedule, setting, counted)),
               not_yet=counted.not_yet, dates=counted.dates,
               readings=None if unstated else (counted.conservative.kept(), counted.literal.kept()))


def _counted(schedule: Schedule, setting: DueSetting) -> Counted:
    if schedule.sessions is None and schedule.total_minutes is None:
        return _without_amount(schedule)
    if schedule.per is None:
        return Counted(Kind.NOT_STATED, NOTHING, NOTHING,
                       not_yet=f"The plan says {amount(schedule)} and not for what time: ask what it is per.")
    when = _when(schedule)
    if schedule.per in KINDS:
        return _counted_once(schedule, setting, when)
    return _counted_again(schedule, setting, when)


def _without_amount(schedule: Schedule) -> Counted:
    if schedule.full_time or schedule.interval_minutes is not None:
        return Counted(Kind.CONTINUOUS, NOTHING, NOTHING, not_yet="It holds all the time: no amount is stated.")
    return Counted(Kind.NOT_STATED, NOTHING, NOTHING, not_yet="The plan states no amount.")


def _counted_once(schedule: Schedule, setting: DueSetting, when: When) -> Counted:
    """Count a block or a one-off: once, or once in every term where the words say so."""
    kind = KINDS[schedule.per or Period.ONCE]
    if when.each is Period.YEAR:
        return per_year(schedule, setting, when)._replace(kind=kind)
    if when.each in (Period.MONTH, Period.HALF_TERM, Period.TERM):
        return COUNTS[when.each](schedule, setting)._replace(kind=kind)
    return once(schedule, setting, when)


def _counted_again(schedule: Schedule, setting: DueSetting, when: When) -> Counted:
    """Count what is due again and again, on the days for which its words ask for it."""
    if runs_through_holidays(schedule):
        setting = replace(setting, days=every_weekday(*setting.window))
    if schedule.per is Period.YEAR:
        return _counted_yearly(schedule, setting, when)
    narrowed, doubt = asked(schedule, setting, when)
    counted = COUNTS[schedule.per or Period.WEEK](schedule, narrowed)
    if not narrowed.weeks:
        return counted._replace(not_yet=doubt or "No school day on which the plan asks for it falls within these days.")
    return counted._replace(conservative=NOTHING, not_yet=doubt) if doubt else counted


def runs_through_holidays(schedule: Schedule) -> bool:
    """Whether the weekdays of the holidays count, too; terms and years are those of the school whatever is said."""
    return schedule.year_round and schedule.per in (Period.DAY, Period.WEEK, Period.FORTNIGHT, Period.MONTH)


def _counted_yearly(schedule: Schedule, setting: DueSetting, when: When) -> Counted:
    if when.ends is not None and when.ends.first is Period.YEAR:
        return once(schedule, setting, when)
    return per_year(schedule, setting, when)


def _when(schedule: Schedule) -> When:
    """Read the words of time; which year and which term are meant may stand in the words of the amount itself."""
    said, beside = read_when(schedule.when or ""), read_when(schedule.text)
    first = beside.ends if beside.ends and beside.ends.first else None
    return said.model_copy(update={"school_year": said.school_year or beside.school_year, "ends": said.ends or first,
                                   "each": said.each or beside.each, "follows": said.follows or beside.follows})


def _sessions(schedule: Schedule, counted: Counted) -> tuple[int, int] | None:
    if schedule.sessions is None:
        return None
    each = 0 if schedule.bound is Bound.UP_TO else schedule.sessions
    least, most = counted.conservative.times(each), counted.literal.times(each)
    return min(least, most), most


def _minutes(schedule: Schedule, counted: Counted) -> tuple[int, int] | None:
    """Give the minutes due: of whole sessions where sessions are stated, so that the two never disagree."""
    if schedule.total_minutes is None:
        return None
    each = 0 if schedule.bound is Bound.UP_TO else schedule.total_minutes
    least, most = (_minutes_of(reading, each, schedule.sessions) for reading in (counted.conservative, counted.literal))
    return min(least, most), most


def _minutes_of(reading: Reading, minutes: int, sessions: int | None) -> int:
    return minutes * reading.times(sessions) // sessions if sessions else reading.times(minutes)


def _workings(schedule: Schedule, setting: DueSetting, counted: Counted) -> tuple[Working, ...]:
    """Write each of the two readings as a line of arithmetic; where neither counts anything, `not_yet` says why."""
    if counted.conservative.empty and counted.literal.empty:
        return ()
    started = (setting.started_source,) if setting.started_source else ()
    return tuple(Working(words=f"{name}: {_sum(schedule, reading)}",
                         sources=(setting.source, *counted.sources, *started))
                 for name, reading in (("Lower figure", counted.conservative), ("Higher figure", counted.literal)))


def _sum(schedule: Schedule, reading: Reading) -> str:
    if reading.empty:
        return "nothing that is certain"
    factors, result = _factors(schedule, reading), _result(schedule, reading)
    return result if factors == result else f"{factors} = {result}"


def _factors(schedule: Schedule, reading: Reading) -> str:
    """Say what is multiplied by what; a count of sessions is multiplied by the length of one."""
    if not reading.of_sessions:
        return f"{amount(schedule)} x {reading.words}"
    each, minutes = schedule.sessions or 1, schedule.total_minutes
    if minutes is None:
        return reading.words
    return f"{length(minutes // each) if minutes % each == 0 else f'{length(minutes)} ÷ {each}'} x {reading.words}"


def _result(schedule: Schedule, reading: Reading) -> str:
    if schedule.total_minutes is None:
        return count(reading.times(schedule.sessions or 0), "session")
    return length(_minutes_of(reading, schedule.total_minutes, schedule.sessions))
