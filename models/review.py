"""A person's decisions about a reading and about the records: laid over them, never in their place."""

import datetime as dt
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from models.delivery import Placement
from models.noun import Noun
from models.provision import PlanReading
from models.source import Box


class Action(StrEnum):
    """What a reviewer can do with a reading."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    PLACE = "place"
    """Say to which provision a label of the records belongs, or that it belongs to none."""
    COLUMN = "column"
    """Say what a column of the records holds."""
    NAME = "name"
    """Say who the initials in the records stand for."""
    SPLIT = "split"
    """Say that one item holds several; each part is read by itself."""
    JOIN = "join"
    """Say that two neighbours are one item; they are read together."""
    SECOND = "second"
    """Look at an accepted reading again without knowing what was decided."""
    UNDO = "undo"
    """Take back a decision."""


class Act(Noun):
    """Something that a person decided: who, when, and why. Acts are appended, never changed."""

    by: str
    at: dt.datetime
    why: str = ""


class AboutProvision(Act):
    """Something that was decided about one provision."""

    provision: str
    """The fingerprint of the provision: the SHA-256 of its section, page and words, so that a decision survives a new
    run and falls away when the words change."""
    provision_id: str

    @property
    def about(self) -> str:
        """What it is about: decisions about the same thing follow each other."""
        return self.provision


class Decision(AboutProvision):
    """Who decided what about which words, when, and why. Decisions are appended, never changed."""

    action: Action
    edits: dict[str, Any] = Field(default_factory=dict)
    """Fields of the reading that the person corrected, in the shapes of the public JSON."""
    undoes: str = ""
    """Of an undo: the key of the decision that it takes back; empty for the last about the same thing."""


class Part(Noun):
    """A part of an item that a person cut, and where its words stand."""

    text: str = Field(min_length=1)
    boxes: tuple[Box, ...] = ()


class Divided(AboutProvision):
    """An item that holds several: its parts in the order of the words."""

    action: Literal[Action.SPLIT] = Action.SPLIT
    parts: tuple[Part, ...] = Field(min_length=2)


class Joined(AboutProvision):
    """Two neighbours that are one item."""

    action: Literal[Action.JOIN] = Action.JOIN
    next: str
    """The fingerprint of the item that follows."""
    next_id: str


class Second(AboutProvision):
    """What a second reader decided without seeing the first decision, and whether the two agree."""

    action: Literal[Action.SECOND] = Action.SECOND
    round: int = Field(ge=1)
    took: Action
    edits: dict[str, Any] = Field(default_factory=dict)
    agrees: bool


class Placed(Act):
    """Which provision a label of the records belongs to, as a person says: once for the whole case."""

    action: Literal[Action.PLACE] = Action.PLACE
    label: str = Field(min_length=1)
    provision: str = ""
    """The fingerprint of the provision; empty where the label belongs to nothing in the plan."""
    provision_id: str = ""
    schedule: int | None = Field(default=None, ge=0)
    """Which of its amounts, counted from 0; None where there is one, or where it is for us to say."""

    @property
    def about(self) -> str:
        """What it is about: a label, however it is spaced."""
        return about_label(self.label)


class Named(Act):
    """Who a name or initials in the records stand for, as a person says: "KB" is "Mrs Bright (TA)"."""

    action: Literal[Action.NAME] = Action.NAME
    initials: str = Field(min_length=1)
    stands_for: str = Field(min_length=1)

    @property
    def about(self) -> str:
        """What it is about: one person."""
        return about_person(self.initials)


class Columned(Act):
    """What a column of the records holds, as a person says: "How did it go" is "done"."""

    action: Literal[Action.COLUMN] = Action.COLUMN
    header: str = Field(min_length=1)
    role: str = Field(min_length=1)
    """A role of the columns of a log in `column_names.toml`; `ignored` where nothing in it counts."""

    @property
    def about(self) -> str:
        """What it is about: every column of this name."""
        return about_column(self.header)


Made = Decision | Placed | Named | Columned | Divided | Joined | Second
"""One line of `decisions.jsonl`."""


def about_label(label: str) -> str:
    """Name a label of the records as a thing that can be decided about.

    >>> about_label("Phonics  F/up")
    'label: phonics f/up'
    """
    return f"label: {' '.join(label.casefold().split())}"


def about_person(initials: str) -> str:
    """Name somebody in the records as a thing that can be decided about."""
    return f"staff: {' '.join(initials.casefold().split())}"


def about_column(header: str) -> str:
    """Name a column of the records as a thing that can be decided about."""
    return f"column: {' '.join(header.casefold().split())}"


class Reviewed(Noun):
    """A plan as it was read, with a person's decisions laid over it."""

    reading: PlanReading
    accepted: frozenset[str] = frozenset()
    """Provisions that a person has accepted or corrected."""
    rejected: frozenset[str] = frozenset()
    """Provisions that a person has left out."""
    placements: tuple[Placement, ...] = ()
    """What a person has said of labels of the records."""
    staff_key: dict[str, str] = Field(default_factory=dict)
    """Who initials stand for, as a person has said."""
