"""What would change a finding: a record that is missing, or a fact that somebody knows."""

import datetime as dt
from enum import StrEnum

from models.amounts import Minutes
from models.noun import Noun


class AskKind(StrEnum):
    """What is missing."""

    RECORD = "record"
    """A record of days of which nothing is recorded."""
    OTHER_PROVIDER = "other_provider"
    """The log of another place where the child was on those days."""
    LENGTH = "length"
    """How long sessions lasted."""
    CONFLICT = "conflict"
    """Which of two records is right."""
    OUTCOME = "outcome"
    """Whether sessions took place of which a record does not say so clearly."""
    LATENESS = "lateness"
    """Whether a session waited for a child who came late."""
    LABEL = "label"
    """Which provision a label of the records belongs to."""
    REGISTER = "register"
    """Whether the child was in school on days on which a session was not held."""
    TIMETABLE = "timetable"
    """When it is to take place."""
    TERM_DATES = "term_dates"
    """The school's own term dates."""

    @property
    def is_paper(self) -> bool:
        """Whether the answer is a record that can be copied, and not something that a person must say."""
        return self in (AskKind.RECORD, AskKind.OTHER_PROVIDER, AskKind.REGISTER, AskKind.TIMETABLE)


class Ask(Noun):
    """One thing to ask for: its answer could change the status or the figure of a finding."""

    kind: AskKind
    words: str
    """What to ask for, in words that stand by themselves."""
    reason: str = ""
    """Why it is missing, where the words do not say so."""
    days: tuple[dt.date, ...] = ()
    files: tuple[str, ...] = ()
    """The files in which the answer is missing."""
    sessions: int | None = None
    """How many sessions it could settle; None where it is not about sessions."""
    minutes: Minutes | None = None
    """How many minutes it could settle, never more than are open; None where it settles none by itself."""
