"""The school's calendar: terms, and the days within them on which the school is closed to the child."""

import datetime as dt
from enum import StrEnum

from pydantic import Field, model_validator

from models.noun import Noun
from models.source import Row


class CalendarSource(StrEnum):
    """Whether the term dates are the school's own or an assumption that every output must name."""

    SUPPLIED = "supplied"
    ASSUMED = "assumed"


class ClosureKind(StrEnum):
    """Why the school is closed."""

    HALF_TERM = "half_term"
    HOLIDAY = "holiday"
    INSET = "inset"
    BANK_HOLIDAY = "bank_holiday"
    OCCASIONAL = "occasional"


class Stretch(Noun):
    """Days from `start` to `end`, both included."""

    name: str
    start: dt.date
    end: dt.date
    source: Row | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Stretch":
        if self.end < self.start:
            raise ValueError("the end is before the start")
        return self

    def holds(self, day: dt.date) -> bool:
        """Whether the day falls within."""
        return self.start <= day <= self.end


class HalfTerm(Stretch):
    """A run of school weeks between two breaks; half-terms that share `term` make up one term."""

    term: str
    """`autumn`, `spring` or `summer`, with the first year of the school year: "autumn 2025"."""


class Closure(Stretch):
    """Days on which the school is closed to the child."""

    kind: ClosureKind


class SchoolCalendar(Noun):
    """The school's half-terms in order, and the closures within and between them."""

    source: CalendarSource
    half_terms: tuple[HalfTerm, ...]
    closures: tuple[Closure, ...] = ()
    file: str = ""
    cycle: tuple[str, ...] = ()
    """The names of the weeks of a timetable cycle in order, such as ("A", "B"); empty for a one-week timetable."""
    cycle_start: dt.date | None = None
    """The Monday of a week that is the first of the cycle; the cycle runs on over school weeks only."""
    cycle_overrides: dict[dt.date, str] = Field(default_factory=dict)
    """Weeks that the calendar names itself, by any day in them; the cycle runs on from the last one named."""
