"""Signs, other than words, that a label and an amount of the plan are about one thing; each from -1 to 1."""

import datetime as dt
from functools import cache

from models.amounts import Contact, Period, Schedule
from models.provision import Mode, Service
from pipeline.matching.item import Item, directness
from pipeline.matching.school_speech import says
from pipeline.matching.staff import family, stands_apart
from pipeline.matching.strands import Strand
from pipeline.rules import rules

_INDIRECT = {Service.TRAINING, Service.REVIEW_MEETING, Service.PROGRAMME_PLANNING}
_SEVERAL = 3
_A_WEEK = {Period.WEEK: 1.0, Period.FORTNIGHT: 0.5, Period.DAY: 5.0}


def minutes(strand: Strand, item: Item) -> float:
    """Compare the length of a session with the one that the plan states."""
    stated, weights = _session_length(item.schedule), rules("matching")["minutes"]
    if not strand.minutes or not stated:
        pool = item.schedule.total_minutes if item.schedule and item.schedule.session_minutes is None else None
        if not strand.minutes or not pool or strand.minutes > pool:
            return 0.0
        return float(weights["same_seldom" if strand.minutes == pool else "pool"])
    ratio = strand.minutes / stated
    if ratio == 1:
        return float(weights["same_seldom" if _seldom(item.schedule) else "same"])
    if max(ratio, 1 / ratio) <= 1 + weights["close_ratio"]:
        return float(weights["close"])
    return float(weights["far"]) if far_apart(strand.minutes, stated) else 0.0


def _seldom(schedule: Schedule | None) -> bool:
    """Whether it is done once or twice in a term or a year."""
    return schedule is not None and schedule.per not in _A_WEEK and (schedule.sessions or 1) < _SEVERAL


def far_apart(one: int | None, other: int | None) -> bool:
    """Whether two lengths are too different to be of one kind of session.

    >>> far_apart(45, 20), far_apart(30, 20), far_apart(45, None)
    (True, False, False)
    """
    if not one or not other:
        return False
    return bool(max(one, other) >= rules("matching")["minutes"]["far_ratio"] * min(one, other))


def often(strand: Strand, item: Item) -> float:
    """Compare how often the timetable has it with how often the plan does."""
    schedule = item.schedule
    if schedule is None or schedule.per not in _A_WEEK or strand.per_week is None:
        return 0.0
    weights, planned = rules("matching")["often"], strand.per_week
    stated = (schedule.sessions or 0) * _A_WEEK[schedule.per]
    if not stated:
        stated = (schedule.total_minutes or 0) * _A_WEEK[schedule.per] / (strand.minutes or 60)
    if not stated or planned == stated:
        return float(weights["same"] if stated else 0.0)
    return float(weights["over"] if planned > weights["over_ratio"] * stated else weights["close"])


def staff(strand: Strand, item: Item) -> float:
    """Compare who does it with whom the plan names."""
    roles = item.roles
    if not strand.role or not (roles or item.named) or strand.role == "any_staff":
        return 0.0
    weights = rules("matching")["staff"]
    if strand.role in roles:
        return float(weights["same"])
    if strand.role in item.named:
        return float(weights["named"])
    mine, stated = family(strand.role), {family(role) for role in roles}
    if not roles or mine in stated or "support" in (mine, *stated):
        return float(weights["family"]) if roles else 0.0
    if _asked(item) < 0:
        return 0.0
    return float(weights["unlike"] if all(stands_apart(strand.role, role) for role in roles) else weights["other"])


def manner(strand: Strand, item: Item) -> float:
    """Compare "group" and "1:1" in the label with the plan's mode and words; "obs in class" is neither.

    Nor is support in class, which one child may have alone.
    """
    if says("indirect", strand.label) or any("in_class" in word.themes for word in strand.words):
        return 0.0
    group, alone = says("group", strand.label), says("individual", strand.label)
    if group == alone:
        return 0.0
    fits = {Mode.GROUP, Mode.CLASS} if group else {Mode.INDIVIDUAL}
    if item.provision.mode in fits or says("group" if group else "individual", item.clause):
        return 1.0
    return -1.0 if item.provision.mode is not None else 0.0


def contact(strand: Strand, item: Item) -> float:
    """Compare work for the child without the child, such as planning, with what the plan asks for."""
    asked = _asked(item)
    if says("indirect", strand.label):
        return -asked * float(rules("matching")["contact"]["both" if asked < 0 else "against"])
    return -1.0 if asked < 0 else 0.0


def term(strand: Strand, item: Item) -> float:
    """Compare the days of the rows with the term that the plan names, where it names one."""
    words = f"{item.schedule.text} {item.schedule.when}".lower() if item.schedule else ""
    named = {name for name in _terms() if name in words}
    if not named or not strand.sessions:
        return 0.0
    within = sum(_term_of(row.date) in named for row in strand.sessions)
    return 2 * within / len(strand.sessions) - 1


def _session_length(schedule: Schedule | None) -> int | None:
    """Give the length of a session: as stated, or a whole short amount that is due by the day, week or fortnight."""
    if schedule is None:
        return None
    short = schedule.per in _A_WEEK and (schedule.total_minutes or 0) <= rules("matching")["minutes"]["one_session"]
    whole = schedule.sessions == 1 or (schedule.sessions is None and short)
    return schedule.session_minutes or (schedule.total_minutes if whole else None)


def _asked(item: Item) -> int:
    """Say whether the plan asks for work with the child (1) or for the child (-1); 0 where it may be either."""
    schedule, provision = item.schedule, item.provision
    worded, several = directness(item.clause), len(provision.schedules) > 1
    read_so = provision.service in _INDIRECT or provision.mode is Mode.INDIRECT
    if schedule is not None and schedule.contact is not None:
        stated = {Contact.DIRECT: 1, Contact.INDIRECT: -1, Contact.UNSPLIT: 0}[schedule.contact]
        if several:
            return worded or stated
        return 0 if stated > 0 and read_so and worded < 1 else stated
    if several:
        return worded
    if worded < 0:
        return -1 if read_so else 0
    made = schedule is not None and _seldom(schedule) and schedule.total_minutes is None
    return 0 if made or says("indirect", item.clause) else 1


@cache
def _terms() -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    return {name: ((span["from"]["month"], span["from"]["day"]), (span["to"]["month"], span["to"]["day"]))
            for name, span in rules("thresholds")["terms"].items()}


def _term_of(day: dt.date) -> str:
    return next((name for name, (first, last) in _terms().items() if first <= (day.month, day.day) <= last), "")
