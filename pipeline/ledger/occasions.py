"""The occasions on which a provision was to be made, and what the records tell of each of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.amounts import Period, Schedule
from models.delivery import Outcome, TimetableSlot
from pipeline.calendars.open_days import SchoolDays, monday_of
from pipeline.calendars.planned import occurrences
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.same_session import Told, mentions
from pipeline.matching.coincidence import minutes_between


@dataclass
class Occasion:
    """One place in the timetable on one day; without a timetable, a day or a week in which the plan has a session."""

    span: tuple[dt.date, ...]
    """The days on which it can be held."""
    minutes: int | None
    slot: TimetableSlot | None = None
    told: Told | None = field(default=None)

    @property
    def start(self) -> dt.time | None:
        """When it starts, where the timetable says so."""
        return self.slot.start if self.slot else None


class Occasions:
    """All the occasions of one schedule within a window."""

    def __init__(self, schedule: Schedule, slots: Sequence[TimetableSlot], days: SchoolDays,
                 window: tuple[dt.date, dt.date]) -> None:
        """Take them from the timetable or, where it has none, from a plan that asks by the day or the week."""
        found = [Occasion((day,), slot.minutes, slot) for slot in slots for day in occurrences(slot, days, *window)]
        self.all = sorted(found, key=_order) if slots else _stated(schedule, days, window)
        self._by_day: dict[dt.date, list[Occasion]] = defaultdict(list)
        self._by_week: dict[dt.date, list[Occasion]] = defaultdict(list)
        for one in self.all:
            self._by_week[monday_of(one.span[0])].append(one)
            if len(one.span) == 1:
                self._by_day[one.span[0]].append(one)

    def in_week(self, day: dt.date) -> tuple[int, int]:
        """Give the minutes and the sessions that are planned for the day's week."""
        week = self._by_week[monday_of(day)]
        return sum(one.minutes or 0 for one in week), len(week)

    def settle(self, told: Iterable[Told], attendance: Attendance) -> None:
        """Give each occasion what is told of it: first what is told of its day, then of its week."""
        daily = [one for one in told if not one.lead.weekly]
        for one in (*[one for one in daily if not self._on_its_day(one)], *(one for one in told if one.lead.weekly)):
            if one.lead.weekly:
                self._spread(one, attendance)
            elif not mentions("made_up", one.lead.reason):
                self._in_its_week(one, attendance)

    def _on_its_day(self, told: Told) -> bool:
        free = [place for place in self._by_day[told.date] if place.told is None]
        nearest = min(free, key=lambda place: _distance(told.start, place.start), default=None)
        if nearest is not None:
            nearest.told = told
        return nearest is not None

    def _in_its_week(self, told: Told, attendance: Attendance) -> None:
        """Take a session on another day for one of its week of which nothing is told."""
        def order(place: Occasion) -> tuple[bool, int]:
            return _away(place, attendance), abs((place.span[0] - told.date).days)
        nearest = min(self._free(told.date), key=order, default=None)
        if nearest is not None:
            nearest.told = told

    def _spread(self, told: Told, attendance: Attendance) -> None:
        """Spread a week's summary over the occasions of the week of which nothing else is told."""
        left, sessions = told.most, told.sessions
        if told.lead.outcome not in (Outcome.DELIVERED, Outcome.UNCLEAR):
            left, sessions = None, sessions if sessions > 1 else len(self._free(told.date))
        for place in sorted(self._free(told.date), key=lambda place: (_away(place, attendance), place.span)):
            needed = place.minutes or 0
            if (sessions < 1) if left is None else (left <= 0 or 2 * left < needed):
                break
            place.told, sessions = told, sessions - 1
            left = None if left is None else left - needed

    def _free(self, day: dt.date) -> list[Occasion]:
        return [place for place in self._by_week[monday_of(day)] if place.told is None]


def session_length(schedule: Schedule) -> int | None:
    """Give the length of one session as the plan states it.

    >>> session_length(Schedule(sessions=1, total_minutes=45, per=Period.FORTNIGHT))
    45
    >>> session_length(Schedule(total_minutes=120, per=Period.ONCE))
    120
    """
    single = schedule.sessions == 1 or (schedule.sessions is None and schedule.per is Period.ONCE)
    return schedule.session_minutes or (schedule.total_minutes if single else None)


def _stated(schedule: Schedule, days: SchoolDays, window: tuple[dt.date, dt.date]) -> list[Occasion]:
    """Give as many occasions a day or a week as the plan states sessions."""
    spans: list[tuple[dt.date, ...]] = []
    if schedule.per is Period.DAY:
        spans = [(day,) for day in days.open_days(*window)]
    elif schedule.per is Period.WEEK:
        spans = [week.open_days for week in days.weeks(*window)]
    return [Occasion(span, session_length(schedule)) for span in spans for _ in range(schedule.sessions or 1)]


def _order(occasion: Occasion) -> tuple[object, ...]:
    return occasion.span, occasion.start or dt.time(), str(occasion.slot)


def _distance(one: dt.time | None, other: dt.time | None) -> int:
    return minutes_between(one, other) if one and other else 0


def _away(place: Occasion, attendance: Attendance) -> bool:
    return attendance.away(place.span, place.start) is not None
