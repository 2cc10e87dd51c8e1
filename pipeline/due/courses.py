"""Courses of limited length: when one began and ended, and the amount that follows it ("after which, fortnightly")."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.statements.when import read_when
from models.amounts import Period, Schedule
from models.delivery import Outcome
from models.gap import Coverage
from pipeline.calendars.open_days import ONE_DAY, monday_of
from pipeline.due.amounts import DueSetting
from pipeline.due.asked import in_its_terms, limited
from pipeline.due.dated import end_of_course
from pipeline.ledger.same_session import mentions
from pipeline.matching.item import Item
from pipeline.matching.matched import Matching, Part

_SHORT = (Period.DAY, Period.WEEK, Period.FORTNIGHT)
_THEN = "thereafter"


class Run(NamedTuple):
    """One schedule with its records, and the days for which it is planned: a course that the timetable dates ends.

    A timetable that says nothing of its start plans it for as long as it is valid, whatever the plan says.
    """

    schedule: Schedule
    part: Part
    due: DueSetting
    first: dt.date | None = None
    last: dt.date | None = None


def run(item: Item, schedule: Schedule, matching: Matching, known: tuple[DueSetting, Sequence[Coverage]]) -> Run:
    """Give a schedule its records; where one amount follows another, each has the rows of its own days."""
    logs, setting = known[1], in_its_terms(read_when(schedule.when or ""), known[0]).setting
    given = matching.given.get(item.key, Part())
    leader, follower = _leader(item), _follower(item)
    if leader is None and follower is None:
        began, source = _began(schedule, given, (setting, logs))
        setting = replace(setting, started=began, started_source=source)
        return Run(schedule, given, setting, last=end_of_course(schedule, setting) if _dated(given) else None)
    head = leader or item
    whole = _together(matching, head.key, (head.provision.id, (head.number or 0) + 1))
    began, source = _began(head.schedule or schedule, matching.given.get(head.key, Part()), (setting, logs))
    setting = replace(setting, started=began, started_source=source)
    end = end_of_course(head.schedule or schedule, setting)
    if leader is None:
        return Run(schedule, whole.until(end) if end else given, setting, last=end)
    dated = schedule.when and not mentions("to_the_end", schedule.when)
    follows = schedule if dated else schedule.model_copy(update={"when": _THEN})
    return Run(follows, whole.since(end + ONE_DAY) if end else given, replace(setting, after=leader.schedule),
               first=end + ONE_DAY if end else None)


def _leader(item: Item) -> Item | None:
    """Give the amount that this one follows, where the words say that it does."""
    earlier = Item(item.provision, item.number - 1) if item.number else None
    return earlier if earlier and _followed(earlier) else None


def _follower(item: Item) -> Item | None:
    there = item.number is not None and item.number + 1 < len(item.provision.schedules)
    return Item(item.provision, (item.number or 0) + 1) if there and _followed(item) else None


def _followed(item: Item) -> bool:
    return bool(item.schedule and item.schedule.duration_weeks) and mentions("afterwards", item.provision.text)


def _together(matching: Matching, *keys: tuple[str, int | None]) -> Part:
    parts = [matching.given.get(key, Part()) for key in keys]
    return Part(tuple(slot for part in parts for slot in part.slots),
                tuple(row for part in parts for row in part.sessions))


def _dated(part: Part) -> bool:
    """Whether the timetable says from when it has each place."""
    return bool(part.slots) and all(slot.first_day for slot in part.slots)


def _began(
    schedule: Schedule, part: Part, known: tuple[DueSetting, Sequence[Coverage]],
) -> tuple[dt.date | None, str]:
    """Give the day on which a course is known to have begun, and where that is recorded.

    The timetable says so, or a log that runs for a week or more before the first session: one that opens with it
    may have missed the start, and one that opens when the plan is older than the course is long may have missed it all.
    """
    if schedule.per is not Period.BLOCK and (schedule.per not in _SHORT or not limited(schedule)):
        return None, ""
    if _dated(part):
        return min((slot.first_day, slot.source.place()) for slot in part.slots if slot.first_day)
    opened = min((monday_of(log.first_day) for log in known[1]), default=dt.date.max)
    if _may_be_over(schedule, known[0].in_force_from, opened):
        return None, ""
    rows = [(row.date, row.source.place()) for row in part.sessions if row.outcome is Outcome.DELIVERED]
    first = min(rows, default=(None, ""))
    return first if first[0] is not None and monday_of(first[0]) > opened else (None, "")


def _may_be_over(schedule: Schedule, since: dt.date | None, opened: dt.date) -> bool:
    """Whether a course of the plan may have run its weeks before the first log opens."""
    return since is not None and (opened - since).days >= 7 * (schedule.duration_weeks or 1)
