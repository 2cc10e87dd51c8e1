"""Two papers set side by side: what one asks for, what the other says of it, and how they differ."""

from enum import StrEnum

from models.doubt import Doubt
from models.noun import Noun
from models.provision import Provision


class Paper(StrEnum):
    """What a plan is compared with."""

    VERSION = "version"
    """An earlier version of the same plan."""
    REPORT = "report"
    """The report of a professional, whose advice stands behind Section K."""


class Verdict(StrEnum):
    """How the words of the plan stand to those of the other paper."""

    SAME = "same"
    LESS = "less"
    MORE = "more"
    VAGUER = "vaguer"
    UNSURE = "unsure"
    MISSING = "missing"
    """The plan has nothing that we could recognise as this."""
    ADDED = "added"
    """Only the plan has it."""


class Difference(Noun):
    """One respect in which the plan differs: `minutes`, `sessions`, `adult`, `contact` ... and in what direction."""

    aspect: str
    verdict: Verdict


class Line(Noun):
    """One item of the other paper beside the item of the plan that takes its place; one of the two may be missing."""

    verdict: Verdict
    other: Provision | None = None
    plan: Provision | None = None
    differences: tuple[Difference, ...] = ()


class Comparison(Noun):
    """Two papers compared, in the printed order of the other paper; what only the plan has stands last."""

    paper: Paper
    plan_file: str
    other_file: str
    lines: tuple[Line, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    """What in the plan could not be read: it may hold what was not found."""
