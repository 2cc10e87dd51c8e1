"""What an amount is counted in: the school's days, the window, the plan's dates, and what the timetable shows."""

import datetime as dt
from dataclasses import dataclass, replace

from pipeline.calendar import SchoolDays


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
    weekdays: tuple[int, ...] | None = None
    """The weekdays of the matched timetable slots, one for each weekly occurrence; 0 is Monday."""
    cycle_week: str | None = None
    """The week of the timetable's cycle in which the matched slots stand, where they all stand in one."""
    started: dt.date | None = None
    """The day on which this provision is known to have started, where a record shows it."""
    started_source: str = ""
    source: str = "the plan"
    """Where the amount is stated: "plan page 7"."""

    @property
    def start(self) -> dt.date:
        """The first day that counts."""
        return max(self.window[0], self.plan_start or self.window[0])

    @property
    def end(self) -> dt.date:
        """The last day that counts; before `start` where none does."""
        return min(self.window[1], self.as_of, self.plan_end or self.window[1])

    def within(self, start: dt.date | None, end: dt.date | None) -> "DueSetting":
        """Narrow the days on which the plan asks for this provision to those from `start` to `end`."""
        return replace(self,
                       plan_start=max((day for day in (self.plan_start, start) if day), default=None),
                       plan_end=min((day for day in (self.plan_end, end) if day), default=None))
