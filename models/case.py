"""One child's case: the files, the people to write to, the window, and what was sent and received."""

import datetime as dt
from enum import StrEnum
from pathlib import Path

from models.noun import Noun


class Contact(Noun):
    """A person or an office to write to."""

    name: str = ""
    role: str = ""
    address: tuple[str, ...] = ()


class EventKind(StrEnum):
    """What happened in the course of a case."""

    SENT = "sent"
    RECEIVED = "received"
    MEETING = "meeting"
    CALL = "call"


class Event(Noun):
    """A letter, a reply, a meeting or a call."""

    date: dt.date
    kind: EventKind
    route: str | None = None
    words: str = ""


class Case(Noun):
    """All that a check needs: paths of the files, the window, the day it is done as of, and whom letters name."""

    id: str
    plan: Path
    earlier_plans: tuple[Path, ...] = ()
    """Other versions of the plan; their dates say which was in force when."""
    timetables: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()
    registers: tuple[Path, ...] = ()
    calendar: Path | None = None
    events: tuple[Event, ...] = ()
    event_lists: tuple[Path, ...] = ()
    """Files that list more events."""
    window: tuple[dt.date, dt.date] | None = None
    """First and last day to check; None for the terms of the calendar that the log touches."""
    as_of: dt.date
    sender: Contact = Contact()
    school: Contact = Contact()
    authority: Contact = Contact()
    decisions: Path | None = None
