"""What fell due within a window, as two readings, with the arithmetic of each in words and in figures."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.amounts import Minutes
from models.noun import Noun


class Kind(StrEnum):
    """The kinds of obligation of DOMAIN 3.2."""

    PER_WEEK = "per_week"
    PER_DAY = "per_day"
    PER_FORTNIGHT = "per_fortnight"
    PER_MONTH = "per_month"
    PER_HALF_TERM = "per_half_term"
    PER_TERM = "per_term"
    PER_YEAR = "per_year"
    BLOCK = "block"
    ONE_OFF = "one_off"
    CONTINUOUS = "continuous"
    CEILING = "ceiling"
    NOT_STATED = "not_stated"
    """An amount without a period: nothing can fall due until someone says what it is per."""


class Working(Noun):
    """One line of arithmetic, in words and figures, and where each factor comes from."""

    words: str
    """"25 h x 72 open days / 5 = 360 h"."""
    sources: tuple[str, ...] = ()
    """"plan page 7", "term_dates.csv, row 3"."""


class Unit(StrEnum):
    """What is counted to find how often an amount fell due."""

    OPEN_DAY = "open_day"
    """A day of school; of what runs through the holidays, a weekday that is no bank holiday."""
    WEEK = "week"
    SESSION = "session"
    PERIOD = "period"
    """A month, a half-term, a term or a year."""
    OCCASION = "occasion"
    """What is due once."""


class Tally(Noun):
    """How many of what is counted there are in one stretch of days, both ends included."""

    first: dt.date
    last: dt.date
    number: int = Field(ge=0)


class Factor(Noun):
    """A share of the stated amount: `part` of `of`, and what is counted to come to that part."""

    part: int = Field(ge=0)
    of: int = Field(default=1, ge=1)
    unit: Unit
    tallies: tuple[Tally, ...] = ()
    halved: bool = False
    """Two of what is counted make one: weeks, of an amount by the fortnight."""
    rounded_up: bool = False
    most: int | None = None
    """No more than these count: the weeks that the plan names, or the days of a share."""


class DueReading(Noun):
    """One reading of how often the stated amount fell due: the sum of its shares, each rounded down."""

    factors: tuple[Factor, ...] = ()


class Due(Noun):
    """The least and the most that fell due. Only the conservative figure is ever alleged."""

    kind: Kind
    sessions: tuple[int, int] | None = None
    """(conservative, literal); None where the plan does not state sessions."""
    minutes: tuple[Minutes, Minutes] | None = None
    workings: tuple[Working, ...] = ()
    not_yet: str = ""
    """Why nothing is due yet ("the autumn term ends on 19 December 2025"); empty when something is."""
    dates: tuple[str, ...] = Field(default=())
    """ISO dates of the first day of each period that fell due, for the strip of weeks."""
    readings: tuple[DueReading, DueReading] | None = None
    """How often the amount fell due, by the lower and by the higher reading; None where no amount is stated."""
