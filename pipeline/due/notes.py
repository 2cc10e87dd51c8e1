"""What has to be said beside an amount that fell due, because the plan's words are wider or narrower than a number."""

import datetime as dt
from collections.abc import Iterator

from models.amounts import Bound, Contact, Schedule
from models.due import Kind, Working
from pipeline.due.count import Counted
from pipeline.due.setting import DueSetting
from pipeline.due.words import WEEKDAYS, amount, count, day, length, listed
from pipeline.rules import rules


def notes(schedule: Schedule, setting: DueSetting, counted: Counted) -> tuple[Working, ...]:
    """Give a line for each thing that a reader has to know beside the figures."""
    lines = [*_bound(schedule), *_timetabled(setting, counted), *_unsplit(schedule), *_year_round(schedule),
             *_settling_in(setting)]
    return tuple(Working(words=line, sources=(setting.source,)) for line in lines)


def _bound(schedule: Schedule) -> Iterator[str]:
    if schedule.bound is Bound.UP_TO:
        yield f'The plan says "up to" {amount(schedule)}: that is a most and no least, so nothing is counted as due.'
    if schedule.bound is Bound.RANGE and schedule.range_max is not None:
        said = length if schedule.total_minutes is not None else _sessions
        yield f"The plan gives a range: the lower end is counted, the upper end ({said(schedule.range_max)}) is not."
    if schedule.bound is Bound.AT_LEAST:
        yield "The plan gives a least: more may be right, and only the least is counted."
    if schedule.bound is Bound.APPROX:
        yield "The plan gives a rough figure: it is counted as it stands."


def _sessions(number: int) -> str:
    return count(number, "session")


def _timetabled(setting: DueSetting, counted: Counted) -> Iterator[str]:
    known = {weekday for week in setting.weeks for weekday in setting.weekdays_in(week)}
    if known and (counted.conservative.of_sessions or counted.kind is Kind.PER_FORTNIGHT):
        names = listed([WEEKDAYS[weekday] + "s" for weekday in sorted(known)])
        yield (f"The timetable has it on {names}, so the lower figure counts those on which the school was open. "
               "What the plan says does not depend on the timetable.")


def _unsplit(schedule: Schedule) -> Iterator[str]:
    if schedule.contact is Contact.UNSPLIT:
        yield ("The plan does not say how much of this is time with the child: "
               "the whole is set against all that was done.")


def _year_round(schedule: Schedule) -> Iterator[str]:
    if schedule.year_round:
        yield "The plan takes in the school holidays: every weekday counts but bank holidays."


def _settling_in(setting: DueSetting) -> Iterator[str]:
    start = setting.plan_start
    if start is None or not setting.window[0] < start <= setting.window[1]:
        return
    last = start + dt.timedelta(weeks=rules("thresholds")["settling_in"]["weeks"])
    yield f"The plan is dated {day(start)}. Nothing is taken off for the first five weeks, to {day(last)}."
