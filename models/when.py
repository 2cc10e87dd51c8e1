"""When a provision starts, ends or is due, as its words say it; no calendar has been laid beside them yet."""

from enum import StrEnum

from pydantic import Field

from models.amounts import Period
from models.noun import Noun


class Edge(StrEnum):
    """Which part of a stretch of time is meant, where the words say: "before", "at the start of", "by the end of"."""

    BEFORE = "before"
    START = "start"
    END = "end"


class Moment(Noun):
    """A day, a month, a term or a year, as far as it is named; or a length of time from the plan."""

    day: int | None = Field(default=None, ge=1, le=31)
    month: int | None = Field(default=None, ge=1, le=12)
    year: int | None = None
    """The calendar year of a day, a month or a term; alone, the year in which a school year began."""
    term: str | None = None
    """`autumn`, `spring` or `summer`."""
    year_group: int | None = None
    """The school year in which the child is in this year group."""
    first: Period | None = None
    """The first term, half-term, month or year of the plan."""
    after_plan: int | None = None
    """So many of `unit` from the date of the plan."""
    unit: Period | None = None
    edge: Edge | None = None


class When(Noun):
    """What the words say of time: each term; from, until or within a moment; after what came before."""

    each: Period | None = None
    """"each term": the amount falls due again in every one."""
    starts: Moment | None = None
    ends: Moment | None = None
    terms: tuple[str, ...] = ()
    """The terms of every year in which it is asked for, where the words name more than one, or all but one."""
    follows: bool = False
    """"after which", "then": it starts where the schedule before it ends."""
    school_year: bool = False
    """The words say that a year is a school year."""
    unplaced: bool = False
    """The words speak of a time that we could not read ("once settled")."""
