"""Two papers set side by side: what one asks for, what the other says of it, and how they differ."""

import datetime as dt
from enum import StrEnum

from models.doubt import Doubt
from models.noun import Noun
from models.provision import Provision, SectionLetter
from models.source import Document


class Paper(StrEnum):
    """What a plan is compared with."""

    VERSION = "version"
    """An earlier version of the same plan."""
    REPORT = "report"
    """The report of a professional, whose advice stands behind Section K."""


class Advice(Noun):
    """What the report of a professional recommends, in printed order, and what of it could not be read."""

    source: Document
    date_of_birth: dt.date | None = None
    recommendations: tuple[Provision, ...] = ()
    warnings: tuple[Doubt, ...] = ()


class Verdict(StrEnum):
    """How the words of the plan stand to those of the other paper."""

    SAME = "same"
    LESS = "less"
    """Less time, less often, a less qualified adult, a larger group, work for the child in place of time with it."""
    MORE = "more"
    VAGUER = "vaguer"
    UNSURE = "unsure"
    MISSING = "missing"
    """The plan has nothing that we could recognise as this."""
    ADDED = "added"
    """Only the plan has it."""


WEAKER = (Verdict.LESS, Verdict.VAGUER)


class Difference(Noun):
    """One respect in which the plan differs: `minutes`, `sessions`, `adult`, `contact` ... and in what direction."""

    aspect: str
    verdict: Verdict


class Line(Noun):
    """One item of the other paper beside the item of the plan that takes its place; one of the two may be missing."""

    verdict: Verdict
    other: Provision | None = None
    plan: Provision | None = None
    also: tuple[Provision, ...] = ()
    """Further items of the plan that belong to it, where one was split."""
    maybe: tuple[Provision, ...] = ()
    """Further items of the plan that may be meant as well as `plan`."""
    differences: tuple[Difference, ...] = ()

    @property
    def items(self) -> tuple[Provision, ...]:
        """All items of the plan that stand in it."""
        return tuple(item for item in (self.plan, *self.also, *self.maybe) if item)

    @property
    def section(self) -> SectionLetter | None:
        """The section that it is about: that of the other paper's item, where there is one."""
        about = self.other or self.plan
        return about.section if about else None

    @property
    def reworded(self) -> bool:
        """Whether it asks for the same in other words."""
        texts = {" ".join(item.text.split()) for item in (self.other, self.plan, *self.also) if item}
        return self.verdict is Verdict.SAME and len(texts) > 1


class Comparison(Noun):
    """Two papers compared: what matters most first, and what matters alike in printed order."""

    paper: Paper
    plan_file: str
    other_file: str
    lines: tuple[Line, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    """What in the plan could not be read: it may hold what was not found."""
    unread: tuple[Doubt, ...] = ()
    """What in the other paper could not be read, with its pages: it may hold what is not listed here."""
