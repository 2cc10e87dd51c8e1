"""What is due by the day, the week and the fortnight."""

from collections import Counter
from collections.abc import Iterable, Iterator

from models.amounts import Schedule
from models.due import Kind, Tally, Unit, Working
from pipeline.calendars.open_days import Week, school_year_of
from pipeline.due.count import Counted, Reading, Share, whole
from pipeline.due.setting import DueSetting
from pipeline.due.words import count, day, listed
from pipeline.rules import rules


def per_day(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count every open day once."""
    days = setting.days.open_days(setting.start, setting.end)
    most = min(len(days), _rule("days_in_a_week") * _at_most(len(setting.weeks), schedule, setting))
    reading = Reading(whole(most, Unit.OPEN_DAY, _days(setting.weeks)), count(most, "open day"))
    return Counted(Kind.PER_DAY, reading, reading, sources=_sources(setting),
                   dates=tuple(day.isoformat() for day in days))


def per_week(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count school weeks: all of them literally; conservatively by sessions that can be expected, or by open days."""
    most = _at_most(len(setting.weeks), schedule, setting)
    conservative = (_by_sessions if schedule.sessions else _by_hours)(schedule, setting)
    literal = Reading(whole(most, Unit.WEEK, _each_week(setting.weeks)), count(most, "school week"))
    return Counted(Kind.PER_WEEK, conservative, literal,
                   sources=_sources(setting), dates=tuple(week.monday.isoformat() for week in setting.weeks),
                   notes=_left_out(setting) if schedule.sessions and not setting.weekdays else ())


def per_fortnight(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count pairs of school weeks, or the weeks of the cycle in which the timetable has it, where these are no more.

    DOMAIN 3.2 says both ("floor(school weeks ÷ 2); if timetable week known, count that week"), and 3.7 counts 7 at
    least in an autumn with 8 weeks A: so a known week can lower the whole fortnights, which are due for sure.
    """
    weeks = setting.weeks
    most = (_at_most(len(weeks), schedule, setting) + 1) // 2
    held = [week for week in weeks if _can_be_held(week, setting)]
    known = _weeks_of_cycle(held, setting)
    if setting.cycle_week and len(known) <= len(weeks) // 2:
        words = count(len(known), f"open week {setting.cycle_week}", f"open weeks {setting.cycle_week}")
        least = Reading(whole(min(len(known), most), Unit.WEEK, _each_week(known)), words)
    else:
        least = Reading(whole(min(len(held) // 2, most), Unit.WEEK, _each_week(held), halved=True),
                        f"{count(len(held), 'school week')} ÷ 2, rounded down")
    literal = whole(most, Unit.WEEK, _each_week(weeks), halved=True, rounded_up=True)
    return Counted(Kind.PER_FORTNIGHT, least,
                   Reading(literal, f"{count(len(weeks), 'school week')} ÷ 2, rounded up"),
                   sources=_sources(setting), dates=tuple(week.monday.isoformat() for week in weeks[::2]))


def _weeks_of_cycle(weeks: list[Week], setting: DueSetting) -> list[Week]:
    """Give the weeks of the cycle in which the timetable has it; before its first day it has none."""
    return [week for week in weeks if setting.days.cycle_week(week.monday) == setting.cycle_week
            and (setting.weekdays_in(week) or not setting.weekdays_by_week)]


def _by_hours(schedule: Schedule, setting: DueSetting) -> Reading:
    """Count an amount without a number of sessions by open days (DOMAIN 3.2).

    Where the timetable has all of it in one place of every week, it is a session of a known weekday (DOMAIN 3.3).
    """
    held = [week for week in setting.weeks if _can_be_held(week, setting)]
    if not all(_in_one_place(schedule, setting, week) for week in setting.weeks):
        return _by_open_days(schedule, setting)
    known = min(len(held), _at_most(len(setting.weeks), schedule, setting))
    return Reading(whole(known, Unit.WEEK, _each_week(held)),
                   f"{count(known, 'school week')} open on the day on which the timetable has it")


def _in_one_place(schedule: Schedule, setting: DueSetting, week: Week) -> bool:
    places = setting.places.get(week.monday, ())
    return len(places) == 1 and places[0] >= (schedule.total_minutes or 0)


def _by_open_days(schedule: Schedule, setting: DueSetting) -> Reading:
    in_week = _rule("days_in_a_week")
    days = sum(len(week.open_days) for week in setting.weeks)
    counted = min(days, in_week * _at_most(len(setting.weeks), schedule, setting))
    share = Share(counted, in_week, Unit.OPEN_DAY, tuple(_days(setting.weeks)))
    return Reading((share,), f"{count(counted, 'open day')} ÷ {in_week}")


def _by_sessions(schedule: Schedule, setting: DueSetting) -> Reading:
    each = schedule.sessions or 1
    most = each * _at_most(len(setting.weeks), schedule, setting)
    by_week = tuple(_tally(week, _expected(week, each, setting)) for week in setting.weeks)
    expected = min(sum(one.number for one in by_week), most)
    return Reading((Share(expected, each, Unit.SESSION, by_week),), count(expected, "session"), of_sessions=True)


def _tally(week: Week, number: int) -> Tally:
    return Tally(first=week.open_days[0], last=week.open_days[-1], number=number)


def _each_week(weeks: Iterable[Week]) -> Iterator[Tally]:
    return (_tally(week, 1) for week in weeks)


def _days(weeks: Iterable[Week]) -> Iterator[Tally]:
    return (_tally(week, len(week.open_days)) for week in weeks)


def _expected(week: Week, each: int, setting: DueSetting) -> int:
    """Give the sessions that a week expects: those whose weekday is open, and the rest if the week is long enough."""
    known = setting.weekdays_in(week)
    held = sum(times for weekday, times in Counter(known).items() if _open_on(week, weekday))
    untimed = max(each - len(known), 0) if _counts(week, setting) else 0
    return min(each, held + untimed)


def _left_out(setting: DueSetting) -> tuple[Working, ...]:
    """Name the weeks that the lower figure leaves out."""
    short = [f"{day(week.monday)} ({count(len(week.open_days), 'open day')})"
             for week in setting.weeks if not _counts(week, setting)]
    if not short:
        return ()
    return (Working(words=f"The lower figure leaves out the week of {listed(short)}: fewer than "
                          f"{_rule('counts_from_open_days')} open days, or cut short by the days that are checked.",
                    sources=_sources(setting)),)


def _counts(week: Week, setting: DueSetting) -> bool:
    return len(week.open_days) >= _rule("counts_from_open_days") and setting.complete(week)


def _can_be_held(week: Week, setting: DueSetting) -> bool:
    known = setting.weekdays_in(week)
    return any(_open_on(week, weekday) for weekday in known) if known else setting.complete(week)


def _open_on(week: Week, weekday: int) -> bool:
    return any(day.weekday() == weekday for day in week.open_days)


def _at_most(weeks: int, schedule: Schedule, setting: DueSetting) -> int:
    """Keep to the weeks that the words name ("38 weeks"), in each school year."""
    if schedule.duration_weeks is None:
        return weeks
    years = {school_year_of(week.open_days[-1]) for week in setting.weeks}
    return min(weeks, schedule.duration_weeks * len(years))


def _rule(name: str) -> int:
    number: int = rules("thresholds")["weeks"][name]
    return number


def _sources(setting: DueSetting) -> tuple[str, ...]:
    return setting.days.sources(setting.start, setting.end)
