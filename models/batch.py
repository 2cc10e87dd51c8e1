"""A caseload that is checked in one go: where each case comes from, where it goes, and how it ended."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field

from models.noun import Noun


class Source(Noun):
    """One case of a caseload: a case folder, or the papers that a manifest names."""

    name: str
    """What the person calls it; never leaves this machine."""
    folder: Path | None = None
    papers: dict[str, tuple[Path, ...]] = Field(default_factory=dict)
    """Field of a case -> its files, where a manifest names them."""
    out: Path
    """The folder for its results."""


class Outcome(StrEnum):
    """How a case of a batch ended."""

    CHECKED = "checked"
    UNCHANGED = "unchanged"
    """Nothing that it rests on has changed since it was checked."""
    STOPPED = "stopped"
    """Its papers could not be used; the reason is kept with it."""
    TOO_MUCH = "too_much"
    """It took more time or memory than a case may, and its process was ended."""
    FAULT = "fault"
    """A fault of this program."""


class Batch(Noun):
    """The ids of the cases of one run, in the order of the caseload."""

    ids: tuple[str, ...]
