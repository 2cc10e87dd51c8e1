"""What is due by the day, the week and the fortnight."""

from collections import Counter

from models.amounts import Schedule
from models.due import Kind
from pipeline.calendar import Week
from pipeline.due_count import Counted, Reading, Share, whole
from pipeline.due_setting import DueSetting
from pipeline.due_words import count
from pipeline.rules import rules


def per_day(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count every open day once."""
    days = setting.days.open_days(setting.start, setting.end)
    reading = Reading(whole(len(days)), count(len(days), "open day"))
    return Counted(Kind.PER_DAY, reading, reading, dates=tuple(day.isoformat() for day in days))


def per_week(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count school weeks: all of them literally; by sessions or by open days conservatively."""
    weeks = setting.days.weeks(setting.start, setting.end)
    literal = Reading(whole(len(weeks)), count(len(weeks), "school week"))
    conservative = (_by_sessions if schedule.sessions else _by_open_days)(schedule, setting, weeks)
    return Counted(Kind.PER_WEEK, conservative, literal,
                   dates=tuple(week.monday.isoformat() for week in weeks))


def per_fortnight(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count pairs of school weeks, or the weeks of the cycle in which the timetable has it."""
    weeks = setting.days.weeks(setting.start, setting.end)
    most = (len(weeks) + 1) // 2
    least, words = len(weeks) // 2, f"{count(len(weeks), 'school week')} ÷ 2, rounded down"
    if setting.cycle_week:
        known = [week for week in weeks if setting.days.cycle_week(week.monday) == setting.cycle_week]
        kept = [week for week in known if _happens(week, setting.weekdays)]
        least, words = min(len(kept), most), f"{count(len(kept), 'open week')} {setting.cycle_week}"
    return Counted(Kind.PER_FORTNIGHT, Reading(whole(least), words),
                   Reading(whole(most), f"{count(len(weeks), 'school week')} ÷ 2, rounded up"),
                   dates=tuple(week.monday.isoformat() for week in weeks[::2]))


def _by_open_days(schedule: Schedule, setting: DueSetting, weeks: tuple[Week, ...]) -> Reading:
    days, in_week = sum(len(week.open_days) for week in weeks), rules("thresholds")["weeks"]["days_in_a_week"]
    return Reading((Share(days, in_week),), f"{count(days, 'open day')} ÷ {in_week}")


def _by_sessions(schedule: Schedule, setting: DueSetting, weeks: tuple[Week, ...]) -> Reading:
    each = schedule.sessions or 1
    expected = sum(_expected(week, each, setting) for week in weeks)
    a_week = f" ÷ {each} a week" if each > 1 else ""
    return Reading((Share(expected, each),), count(expected, "session") + a_week)


def _expected(week: Week, each: int, setting: DueSetting) -> int:
    """Give the sessions that the week expects: those whose weekday is open, and the rest if the week is long enough."""
    known = setting.weekdays or ()
    held = sum(times for weekday, times in Counter(known).items()
               if any(day.weekday() == weekday for day in week.open_days))
    long_enough = len(week.open_days) >= rules("thresholds")["weeks"]["counts_from_open_days"]
    untimed = max(each - len(known), 0) if long_enough else 0
    return min(each, held + untimed)


def _happens(week: Week, weekdays: tuple[int, ...] | None) -> bool:
    return not weekdays or any(day.weekday() in weekdays for day in week.open_days)
