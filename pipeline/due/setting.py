"""What an amount is counted in: the school's days, the window, the plan's dates, and what the timetable shows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.amounts import Schedule
from pipeline.calendars.open_days import SchoolDays, Week


@dataclass(frozen=True)
class DueSetting:
    """The circumstances of one schedule; the caller finds them, the counting only uses them."""

    days: SchoolDays
    window: tuple[dt.date, dt.date]
    as_of: dt.date
    plan_start: dt.date | None = None
    """The date of the final plan: nothing is due before it."""
    plan_end: dt.date | None = None
    """The last day on which this version of the plan was in force."""
    born: dt.date | None = None
    """The child's date of birth: when "Year 6" is."""
    weekdays: tuple[int, ...] | None = None
    """The weekdays of the matched timetable slots, one for each weekly occurrence; 0 is Monday."""
    weekdays_by_week: Mapping[dt.date, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """The same for each week by its Monday, where weeks differ: by the timetable's cycle, or because a place moved."""
    places: Mapping[dt.date, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """The minutes of each matched slot of a week, by its Monday; 0 where a length is not known."""
    cycle_week: str | None = None
    """The week of the timetable's cycle in which the matched slots stand, where they all stand in one."""
    started: dt.date | None = None
    """The day on which this provision is known to have started, where a record shows it."""
    started_source: str = ""
    after: Schedule | None = None
    """The schedule that this one follows ("for twelve weeks, then ..."); `started` is then the day that began."""
    source: str = "the plan"
    """Where the amount is stated: "plan page 7"."""
    asked_from: dt.date | None = None
    asked_to: dt.date | None = None
    """The days for which the schedule's own words ask for it; `due` works them out."""

    @cached_property
    def in_force_from(self) -> dt.date | None:
        """The first day on which the plan asks for it, whatever the window."""
        return max((day for day in (self.plan_start, self.asked_from) if day), default=None)

    @cached_property
    def in_force_to(self) -> dt.date | None:
        """The last day on which the plan asks for it, whatever the window."""
        return min((day for day in (self.plan_end, self.asked_to) if day), default=None)

    @cached_property
    def start(self) -> dt.date:
        """The first day that counts."""
        return max(self.window[0], self.in_force_from or self.window[0])

    @cached_property
    def checked_to(self) -> dt.date:
        """The last day that is checked, and that can be known: no later than the day of the check."""
        return min(self.window[1], self.as_of)

    @cached_property
    def end(self) -> dt.date:
        """The last day that counts; before `start` where none does."""
        return min(self.checked_to, self.in_force_to or self.checked_to)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The school weeks with a day that counts, and those days."""
        return self.days.weeks(self.start, self.end)

    def weekdays_in(self, week: Week) -> tuple[int, ...]:
        """Give the weekdays on which the timetable has it in that week."""
        return self.weekdays_by_week.get(week.monday, ()) if self.weekdays_by_week else self.weekdays or ()

    def complete(self, week: Week) -> bool:
        """Whether every open day of the week on which the plan asks for it counts: none is before, after or to come."""
        first, last = week.monday, week.monday + dt.timedelta(days=6)
        asked = self.days.open_days(max(first, self.in_force_from or first), min(last, self.in_force_to or last))
        return len(asked) == len(week.open_days)

    def asking(self, first: dt.date | None, last: dt.date | None) -> "DueSetting":
        """Narrow the days for which the words ask for it."""
        return replace(self, asked_from=max((day for day in (self.asked_from, first) if day), default=None),
                       asked_to=min((day for day in (self.asked_to, last) if day), default=None))
