"""The diary of a case: what was entered, corrected or struck out of its events, by whom and when; and notes."""

import datetime as dt

from pydantic import Field, model_validator

from models.case import Event
from models.noun import Noun


class Entry(Noun):
    """One change of the events of a case. Entries are appended, never changed."""

    at: dt.datetime
    by: str
    before: Event | None = None
    """What stood there; None for an event that is new."""
    after: Event | None = None
    """What stands there now; None for an event that was struck out."""
    why: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Entry":
        if self.before == self.after:
            raise ValueError("an entry changes something")
        return self


class Correction(Noun):
    """A change of what a case is called, of whom its letters name, or of the child's situation; never taken out."""

    at: dt.datetime
    by: str
    what: str
    before: str = ""
    after: str = ""


class Note(Noun):
    """What somebody wrote about a case. Notes are appended, never changed."""

    at: dt.datetime
    by: str
    words: str = Field(min_length=1)
