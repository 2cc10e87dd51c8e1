"""A caseload that is checked in one go: where each case comes from, where it goes, and how it ended."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field

from models.amounts import Minutes
from models.caseload import CaseSummary
from models.noun import Noun
from models.provision import Service


class Source(Noun):
    """One case of a caseload: a case folder, or the papers that a manifest names."""

    name: str
    """What the person calls it; never leaves this machine."""
    folder: Path | None = None
    papers: dict[str, tuple[Path, ...]] = Field(default_factory=dict)
    """Field of a case -> its files, where a manifest names them."""
    out: Path
    """The folder for its results."""


class Elsewhere(Noun):
    """One case of a caseload of which something lies in a store: a place is an absolute path, or an address."""

    name: str
    folder: str | None = None
    papers: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    out: str


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

    @property
    def failed(self) -> bool:
        """Whether there are no results of the case as its papers are now."""
        return self in (Outcome.STOPPED, Outcome.TOO_MUCH, Outcome.FAULT)


class Looked(Noun):
    """How a case stood when its papers were last looked at in their store."""

    outcome: Outcome
    sure: bool
    """Whether papers that look the same are the same."""


class Batch(Noun):
    """The ids of the cases of one run, in the order of the caseload."""

    ids: tuple[str, ...]


class Nightly(Noun):
    """A caseload that is checked every night."""

    caseload: str
    """Where the folder of its cases or its list lies: a path, or an address."""
    out: str


class Nights(Noun):
    """All caseloads that are checked every night."""

    caseloads: tuple[Nightly, ...]


class Shortfall(Noun):
    """By how much one service fell short in one case."""

    service: Service
    minutes: Minutes
    provider: str = ""
    """Who gives it, where somebody has said so."""


class Glance(Noun):
    """What a caseload shows of one case: its figures, and where which service fell short."""

    summary: CaseSummary
    school: str = ""
    authority: str = ""
    short: tuple[Shortfall, ...] = ()
    unused: tuple[str, ...] = ()
    """What of its papers was not used, why, and what to do: its figures rest on the others alone."""


class Ended(Noun):
    """How one case of a batch ended, with what the caseload shows of it."""

    source: Source
    outcome: Outcome
    glance: Glance | None = None
    """None where it failed: figures of other papers than these would mislead."""
    reason: str = ""
    """Why it failed, and what to do."""


class Group(Noun):
    """Children whose records show the same service short at one place."""

    service: Service
    place: str
    minutes: Minutes
    cases: tuple[Source, ...]
