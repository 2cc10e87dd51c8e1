"""The cases of a desk: what each is called, how far its check has come, and what a glance at it shows."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.noun import Noun


class State(StrEnum):
    """How far the check of a case has come."""

    NEW = "new"
    """Papers may be missing; nothing was checked yet."""
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """Something has to be put right first; the case says what."""


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
