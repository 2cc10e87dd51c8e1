"""A proposal for making up sessions that were recorded as not held: what, where, and under which limits."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.amounts import Minutes
from models.noun import Noun
from models.source import Row

Count = Annotated[int, Field(ge=0)]


class Limits(Noun):
    """How much may be made up when, and which places of the timetable may be used."""

    minutes_a_day: Minutes
    sessions_a_day: Count
    sessions_a_week: Count
    deliverer_sessions_a_week: Count
    """For each adult, or kind of adult, who gives them."""
    item_sessions_a_day: Count
    """For each item of the plan."""
    last_day: dt.date | None = None
    """None for the end of the term dates."""
    allowed: tuple[str, ...] = ()
    """Labels of the timetable whose places may be used, and no others; empty for all that are not refused."""
    refused: tuple[str, ...] = ()
    """Labels whose places may not be used."""


class Owed(Noun):
    """Minutes of one amount that a record says were not held, and in which lengths they can be made up."""

    provision_id: str
    schedule: int
    deliverer: str
    minutes: Minutes
    session_minutes: Minutes
    """The length of one session; the last may be shorter."""


class FreePlace(Noun):
    """A place of the child's timetable on one day that holds nothing of Section F."""

    date: dt.date
    start: dt.time
    minutes: Minutes
    label: str
    source: Row
    barred_by: frozenset[str] = frozenset()
    """The limits that keep it from being used."""


class Placed(Noun):
    """One session to be made up, and where."""

    provision_id: str
    schedule: int
    deliverer: str
    date: dt.date
    start: dt.time
    minutes: Minutes
    label: str
    """What the timetable has there."""
    source: Row


class Outcome(StrEnum):
    """What came of looking for places."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    """It is proved that not all of it fits; what is placed is the most that does."""
    NOT_FOUND = "not_found"
    """No answer in the time allowed: it may fit or not."""
    NOTHING_OWED = "nothing_owed"
    NO_TIMETABLE = "no_timetable"
    """No timetable with times was supplied."""
    NO_DAYS = "no_days"
    """The term dates have no school day left."""


class CatchUp(Noun):
    """A proposal to discuss: nobody has agreed to it, and whether the adults are free is not known."""

    outcome: Outcome
    limits: Limits
    owed: tuple[Owed, ...] = ()
    placed: tuple[Placed, ...] = ()
    binding: tuple[str, ...] = ()
    """The limits each of which, if it alone were lifted, would let more fit; `together` where no single one would, and
    `places` where not even all of them would."""
    left_out: tuple[str, ...] = ()
    """What is not part of it, and why."""
    first_day: dt.date
    last_day: dt.date

    @property
    def minutes_owed(self) -> int:
        """All that was to be placed."""
        return sum(one.minutes for one in self.owed)

    @property
    def minutes_placed(self) -> int:
        """All that found a place."""
        return sum(one.minutes for one in self.placed)
