"""The cases of a desk: what each is called, how far its check has come, and what a glance at it shows."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.amounts import Minutes
from models.noun import Noun
from models.route import Nature


class State(StrEnum):
    """How far the check of a case has come."""

    NEW = "new"
    """Papers may be missing; nothing was checked yet."""
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """Something has to be put right first; the case says what."""


UNDER_WAY = (State.WAITING, State.RUNNING)


class Stopped(Noun):
    """What stopped a check, in the three parts of a stop."""

    what: str
    where: str = ""
    remedy: str = ""


class CaseEntry(Noun):
    """One case in the list of a desk. Its id says nothing; its name is the person's own choice."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    name: str
    state: State = State.NEW
    added_at: dt.datetime
    checked_at: dt.datetime | None = None
    stopped: Stopped | None = None


class Pace(StrEnum):
    """How what was given stands to what was due by the day of the check."""

    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"


class Coming(Noun):
    """The next day by which something has to happen, or has already gone by."""

    day: dt.date
    what: str
    nature: Nature
    yours: bool
    """Whether it is for the family to act in time."""


class CaseSummary(Noun):
    """A glance at a checked case: the minutes of Section F, what waits for a person, and the next day that matters.

    What was due is given, explained or unexplained, and nothing else. Items without minutes are only counted.
    """

    as_of: dt.date
    window: tuple[dt.date, dt.date]
    due: Minutes
    """The lower figure, as everywhere."""
    planned: Minutes | None = None
    """None without a timetable."""
    delivered: Minutes
    explained: Minutes
    """Not given while the child was away or the school was closed."""
    unexplained: Minutes
    """Recorded as not delivered, or of which nothing is recorded."""
    pace: Pace | None = None
    """None where nothing was due in minutes."""
    weeks_left: int
    """School weeks after the day of the check to the end of the window's school year, in which it could be made up."""
    next: Coming | None = None
    items: int
    short: int = 0
    not_evidenced: int = 0
    to_review: int = 0
    """Items, labels and people of the records that wait for somebody to look."""
    letters_wait: bool = False
    """Words about harm were found, and nobody has said that they have looked."""

    @property
    def priority(self) -> int:
        """What a caseload is sorted by: minutes unexplained, times the weeks in which something can be done."""
        return self.unexplained * self.weeks_left
