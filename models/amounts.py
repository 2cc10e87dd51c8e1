"""How much, how often: minutes, ranges of them, periods, and the schedule that a sentence states."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.noun import Noun
from models.source import Quote

Minutes = Annotated[int, Field(ge=0)]
"""A length of time. Whole minutes only: hours exist in the words of reports, never in the arithmetic."""


class Range(Noun):
    """From `low` to `high`, both included; `None` is an open end. Exact means that they are equal."""

    low: int | None = None
    high: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Range":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a range runs from its lower end to its higher end")
        return self

    @classmethod
    def exactly(cls, amount: int) -> "Range":
        """Give the range that holds one amount."""
        return cls(low=amount, high=amount)

    @property
    def exact(self) -> bool:
        """Whether there is one amount only."""
        return self.low is not None and self.low == self.high

    def times(self, count: int) -> "Range":
        """Multiply both ends by a count of 0 or more.

        >>> Range(low=30, high=45).times(2)
        Range(low=60, high=90)
        """
        return Range(low=None if self.low is None else self.low * count,
                     high=None if self.high is None else self.high * count)

    def plus(self, other: "Range") -> "Range":
        """Add two ranges end by end; an open end stays open."""
        return Range(low=None if self.low is None or other.low is None else self.low + other.low,
                     high=None if self.high is None or other.high is None else self.high + other.high)


class Period(StrEnum):
    """What an amount is per; `once` and `block` are amounts for the whole of the provision."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    HALF_TERM = "half_term"
    TERM = "term"
    YEAR = "year"
    ONCE = "once"
    BLOCK = "block"


class Bound(StrEnum):
    """Whether the amount is exact, a floor, a ceiling, the low end of a range, or rough."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"
    APPROX = "approx"


class Contact(StrEnum):
    """Whether the time is with the child (direct), for the child (indirect), or one pool for both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    UNSPLIT = "unsplit"


class Schedule(Noun):
    """One stated amount: so many sessions, of so many minutes, in each period.

    `total_minutes` is per `per`. For a range the low ends stand in the ordinary fields and the high end of the total
    (of the sessions, where no minutes are stated) in `range_max`. What the words do not state is None.
    """

    sessions: int | None = Field(default=None, ge=0)
    session_minutes: Minutes | None = None
    total_minutes: Minutes | None = None
    per: Period | None = None
    bound: Bound = Bound.EXACT
    range_max: int | None = Field(default=None, ge=0)
    contact: Contact | None = None
    duration_weeks: int | None = Field(default=None, ge=0)
    """For how many weeks the schedule runs, where the words limit it."""
    interval_minutes: Minutes | None = None
    """"A break every 45 minutes": spacing, not length."""
    when: str | None = None
    """The words that say when it starts, ends or is due: "in the autumn term", "from January 2026"."""
    full_time: bool = False
    """"Full-time", "at all times": the length of the school day, which the sentence does not state."""
    year_round: bool = False
    """The words take in the school holidays ("52 weeks")."""
    rule: str = ""
    """The id of the grammar rule that read it."""
    text: str = ""
    """The words that it was read from."""
    quote: Quote | None = None

    @property
    def measurable(self) -> bool:
        """Whether minutes or sessions within a period are stated, so that an amount can fall due."""
        return self.per is not None and (self.total_minutes is not None or self.sessions is not None)

    @property
    def minutes_per_period(self) -> Range:
        """Give the minutes due in each period: the floor, and the most that the words can mean.

        >>> Schedule(total_minutes=60, per=Period.WEEK, bound=Bound.UP_TO).minutes_per_period
        Range(low=0, high=60)
        >>> Schedule(sessions=3, session_minutes=20, total_minutes=60, per=Period.WEEK).minutes_per_period
        Range(low=60, high=60)
        """
        if self.total_minutes is None:
            return Range()
        if self.bound is Bound.UP_TO:
            return Range(low=0, high=self.total_minutes)
        if self.bound is Bound.RANGE:
            return Range(low=self.total_minutes, high=self.range_max)
        return Range(low=self.total_minutes, high=None if self.bound is Bound.AT_LEAST else self.total_minutes)
