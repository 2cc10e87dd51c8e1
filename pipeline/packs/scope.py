"""What a pack may speak of: the items of its own sections that are read without doubt, and the gaps among them."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.case import Case, Event
from models.gap import Finding, Report
from models.provision import Provision, SectionLetter
from models.route import Route
from pipeline.findings.gaps import gaps
from pipeline.letters.items import letter_rule, sections
from pipeline.redaction.hiding import NOBODY, Hiding
from pipeline.review.standing import Standing, findings_of, items_of, standing
from pipeline.rules import rules
from pipeline.wording import fill


@dataclass(frozen=True)
class Scope:
    """One route of one case. Everything in its pack is made from this, so that nothing else can get in."""

    report: Report
    case: Case
    route: Route
    events: tuple[Event, ...] = ()
    """What was sent and received that has to do with the route's own sections."""
    withheld: int = 0
    """How many letters about other sections stay out."""
    hiding: Hiding = NOBODY
    """Whose names are replaced."""

    @cached_property
    def rule(self) -> dict[str, Any]:
        """Give the row of the matrix."""
        return dict(rules("packs")["matrix"][self.route.route])

    @cached_property
    def sections(self) -> tuple[SectionLetter, ...]:
        """Give the sections of the plan that the route is about: those of one body's duty."""
        return sections(letter_rule(self.route.route))

    @cached_property
    def items(self) -> tuple[Provision, ...]:
        """Give the items that may be named, in the order of the plan."""
        return tuple(one for one in items_of(self.report, self.sections)
                     if standing(self.report, one) is not Standing.DOUBTFUL)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Give the items that stay out until somebody has checked how they are read."""
        return tuple(one.id for one in items_of(self.report, self.sections)
                     if standing(self.report, one) is Standing.DOUBTFUL)

    @cached_property
    def unchecked(self) -> tuple[str, ...]:
        """Give the items that nobody has yet checked."""
        return tuple(one.id for one in self.items if standing(self.report, one) is Standing.UNCHECKED)

    @cached_property
    def gaps(self) -> tuple[tuple[Provision, Finding], ...]:
        """Give the gaps of these items, what matters most first."""
        known = {one.id for one in self.items}
        return tuple(pair for pair in gaps(self.report, self.sections) if pair[0].id in known)

    @cached_property
    def findings(self) -> tuple[tuple[Provision, Finding], ...]:
        """Give every finding of these items, in the order of the plan."""
        return tuple((one, finding) for one in self.items for finding in findings_of(self.report, one))

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what the situation adds to the cautions, as far as it names no item of another section."""
        others = {one.id for one in self.report.reading.provisions if one.section not in self.sections}
        return tuple(note for note in self.route.notes if not others & set(re.findall(r"\w+", note)))

    @property
    def bare(self) -> bool:
        """Whether nobody is named."""
        return self.rule.get("summary") == "bare"

    @property
    def section_names(self) -> tuple[str, ...]:
        """Name the sections."""
        return tuple(rules("packs")["sections"][one] for one in self.sections)


def without_address(words: str, case: Case) -> str:
    """Take the address of a parent who lives apart out of words that somebody else has written.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from models.case import Contact
    >>> apart = Contact(address=("9 Far Lane", "Elsewhere"))
    >>> case = Case(id="c", plan=Path("plan.pdf"), as_of=date(2026, 1, 5), other_parent=apart)
    >>> without_address("Post to 9 far lane, Elsewhere", case)
    'Post to [ADDRESS LEFT OUT], [ADDRESS LEFT OUT]'
    """
    left_out = rules("packs")["words"]["address"]
    for line in filter(None, (line.strip() for line in case.other_parent.address)):
        words = re.sub(rf"(?<!\w){re.escape(line)}(?!\w)", left_out, words, flags=re.IGNORECASE)
    return words


def pack_words(name: str, **facts: Any) -> str:
    """Fill in a sentence of the packs.

    >>> pack_words("unchecked", ids=["F1", "F2"])
    '2 items are not yet checked against the plan by a person: F1 and F2.'
    """
    return fill(rules("packs")["words"][name], **facts)
