"""What fell due within a window, as two readings, with the arithmetic of each in words."""

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
