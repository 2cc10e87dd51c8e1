"""A way to escalate, the clocks that run, and the step to take next."""

import datetime as dt
from enum import StrEnum

from models.noun import Noun


class Nature(StrEnum):
    """What kind of date a date is (DOMAIN 5.2): never call a suggested date a deadline."""

    STATUTORY = "statutory"
    COURT_RULE = "court_rule"
    PROTOCOL = "protocol"
    PUBLISHED_POLICY = "published_policy"
    GUIDANCE = "guidance"
    SUGGESTED = "suggested"

    @property
    def binding(self) -> bool:
        """Whether a right can be lost, or a duty broken, when the day goes by."""
        return self in (Nature.STATUTORY, Nature.COURT_RULE)


class ClockState(StrEnum):
    """How a day stands to the day of the check."""

    RUNNING = "running"
    NEAR = "near"
    PAST = "past"


class Clock(Noun):
    """A period that has begun: what has to happen, who has to do it, by when, and how that day was worked out."""

    key: str
    """The key of the rule in `rules/deadlines.toml`."""
    what: str
    route: str | None = None
    """The route that it belongs to, where it belongs to one."""
    yours: bool
    """Whether it is for the family to act in time; otherwise somebody else owes something by then."""
    start: dt.date
    day: dt.date | None
    """None where it counts school days beyond the calendar that we hold."""
    nature: Nature
    how: str
    state: ClockState
    confirmed: bool = True
    """Whether somebody has checked the rule against its source."""


class Route(Noun):
    """An escalation route of DOMAIN 5: whether it is open, why, and by when."""

    route: str
    title: str
    open: bool
    why: str
    by: dt.date | None = None
    by_what: str = ""
    """What has to happen by that day: an answer of theirs, or a step of the family's."""
    by_how: str = ""
    nature: Nature | None = None
    provisions: tuple[str, ...] = ()
    """The provisions that it is about."""
    to: str = ""
    """Whom it goes to."""
    taken: dt.date | None = None
    """The day on which it was last taken, where the events say so."""
    waiting: dt.date | None = None
    """The day until which an answer is awaited, where it was taken and not yet answered."""
    notes: tuple[str, ...] = ()
    """What the situation of this case adds to the cautions of the route."""


class NextStep(Noun):
    """The one thing to do next, why, and by when; without a route where there is only something to wait for."""

    route: str | None = None
    words: str
    urgent: bool = False
    by: dt.date | None = None
    by_what: str = ""
    nature: Nature | None = None
