"""The clocks of a case: every period of `rules/deadlines.toml` that has begun and was not ended, the nearest first."""

import datetime as dt
from typing import Any, NamedTuple

from models.case import Case
from models.gap import Report
from models.route import Clock, ClockState, Nature
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.out_of_school import illness_days
from pipeline.routes.deadlines import Deadline, counted, period_end
from pipeline.routes.history import Happening, History
from pipeline.rules import rules
from pipeline.wording import fill

BY_REGISTER = "s19_health"
"""The one period that a register can have run out by itself, day by day."""


class Setting(NamedTuple):
    """What clocks are read by."""

    report: Report
    case: Case
    history: History
    days: SchoolDays


def setting(report: Report, case: Case) -> Setting:
    """Gather what clocks are read by, once for a case."""
    return Setting(report, case, History(report, case), SchoolDays(report.calendar))


def clock_rules() -> dict[str, dict[str, Any]]:
    """Give the rules of the deadline table."""
    return {key: rule for key, rule in rules("deadlines").items() if isinstance(rule, dict) and "period" in rule}


def clocks(case: Setting) -> tuple[Clock, ...]:
    """Give the clocks that run, the nearest first."""
    found = [one for key in clock_rules() if (one := clock(key, case))]
    return tuple(sorted(found, key=lambda one: (one.day or dt.date.max, one.key)))


def clock(key: str, case: Setting) -> Clock | None:
    """Give one clock; None where it has not begun, has been ended, or has gone by so long ago that it says nothing."""
    rule = rules("deadlines")[key]
    start = case.history.last(rule["from"])
    if start is None and key == BY_REGISTER:
        return _by_register(case)
    if start is None or not _concerns(rule, case) or _ended(rule, start, case.history):
        return None
    end = _latest(key, start, case)
    made = _clock(key, start.day, end, case.report.as_of)
    return None if _lapsed(rule, made, case.report.as_of) else made


def _concerns(rule: dict[str, Any], case: Setting) -> bool:
    """Whether the family's own account, which some periods rest on, is there."""
    return "when" not in rule or bool(getattr(case.case.situation, rule["when"]))


def _ended(rule: dict[str, Any], start: Happening, history: History) -> bool:
    ends = [end for name in rule.get("until", ()) if (end := history.last(name))]
    return any(end.day >= start.day for end in ends)


def _latest(key: str, start: Happening, case: Setting) -> Deadline:
    """Count a period, and the other one whose end counts where it is later."""
    rule, words = rules("deadlines")[key], rules("routes")["words"]
    note = "" if start.day == start.counts_from else fill(words["deemed"], sent=start.day)
    end = counted(key, start.counts_from, case.days, case.report.as_of, note)
    if start.reply_by and end.nature is Nature.SUGGESTED:
        return Deadline(start.reply_by, end.nature, fill(words["asked_for"], day=start.day))
    other = rule.get("or_later")
    since = case.history.last(other["from"]) if other else None
    if since and since.day >= start.day:
        later = counted(other["rule"], since.counts_from, case.days, case.report.as_of)
        end = max(end, later, key=lambda one: one.day or dt.date.max)
    return _arguable(rule, start, end, case)


def _arguable(rule: dict[str, Any], start: Happening, end: Deadline, case: Setting) -> Deadline:
    """Say beside the day what it would be from the other start that could be argued."""
    other = case.history.last(rule["counted_from"]) if "counted_from" in rule else None
    if other is None or other.day >= start.day:
        return end
    key = next(key for key, one in clock_rules().items() if one is rule)
    day = period_end(key, other.day, case.days)
    return end._replace(how=end.how + fill(rules("routes")["words"]["arguable"], start=other.day, day=day))


def _clock(key: str, start: dt.date, end: Deadline, today: dt.date) -> Clock:
    rule = rules("deadlines")[key]
    return Clock(key=key, what=rule["what"], route=_route_of(key), yours=rule.get("yours", False), start=start,
                 day=end.day, nature=end.nature, how=end.how, state=state_of(end.day, today),
                 confirmed=rule.get("checked_on") != "")


def state_of(day: dt.date | None, today: dt.date) -> ClockState:
    """Say how a day stands to today: the day itself is still in time."""
    if day is None or (day - today).days > rules("deadlines")["near_days"]:
        return ClockState.RUNNING
    return ClockState.PAST if day < today else ClockState.NEAR


def _lapsed(rule: dict[str, Any], clock: Clock, today: dt.date) -> bool:
    return bool(rule.get("lapses") and clock.day and (today - clock.day).days > rules("deadlines")["near_days"])


def _route_of(key: str) -> str | None:
    named = (name for name, rule in rules("routes").items()
             if name[1:].isdigit() and key in (rule.get("deadline"), *rule.get("reply", ()), *rule.get("clocks", ())))
    return next(named, None)


def _by_register(case: Setting) -> Clock | None:
    """Give the day on which the register has the child ill for the fifteenth school day, where it has."""
    key, words = BY_REGISTER, rules("routes")["words"]
    ill, number = illness_days(case.report), rules("deadlines")[key]["period"]
    if len(ill) < number or case.history.last("back_in_school"):
        return None
    end = Deadline(ill[number - 1], counted(key, ill[0], case.days, case.report.as_of).nature,
                   fill(words["by_register"], number=number, first=ill[0], day=ill[number - 1],
                        title=rules("deadlines")[key]["title"]))
    return _clock(key, ill[0], end, case.report.as_of)
