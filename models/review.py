"""A person's decision about a reading: laid over it, never in place of it."""

import datetime as dt
from enum import StrEnum
from typing import Any

from pydantic import Field

from models.noun import Noun
from models.provision import PlanReading


class Action(StrEnum):
    """What a reviewer can do with a reading."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    UNDO = "undo"
    """Take back the last decision on the same provision."""


class Decision(Noun):
    """Who decided what about which words, when, and why. Decisions are appended, never changed."""

    provision: str
    """The fingerprint of the provision: the SHA-256 of its section, page and words, so that a decision survives a new
    run and falls away when the words change."""
    provision_id: str
    action: Action
    edits: dict[str, Any] = Field(default_factory=dict)
    """Fields of the reading that the person corrected, in the shapes of the public JSON."""
    by: str
    at: dt.datetime
    why: str = ""


class Reviewed(Noun):
    """A plan as it was read, with a person's decisions laid over it."""

    reading: PlanReading
    accepted: frozenset[str] = frozenset()
    """Provisions that a person has accepted or corrected."""
    rejected: frozenset[str] = frozenset()
    """Provisions that a person has left out."""
