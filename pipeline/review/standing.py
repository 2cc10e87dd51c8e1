"""Whether a reading may be relied on: accepted by a person, read without doubt, in doubt, or set aside."""

from enum import StrEnum

from models.doubt import MATCHING, Doubt, Severity
from models.gap import Finding, Report
from models.provision import Provision, SectionLetter


class Standing(StrEnum):
    """How far a provision has come; the value is what a reader sees."""

    ACCEPTED = "checked"
    UNCHECKED = "not yet checked"
    DOUBTFUL = "check this reading first"
    REJECTED = "set aside"


def items_of(report: Report, sections: tuple[SectionLetter, ...]) -> tuple[Provision, ...]:
    """Give the provisions of some sections that nobody has set aside."""
    return tuple(provision for provision in report.reading.provisions
                 if provision.section in sections and provision.id not in report.rejected)


def section_f(report: Report) -> tuple[Provision, ...]:
    """Give the provisions of Section F that nobody has set aside."""
    return items_of(report, (SectionLetter.F,))


def findings_of(report: Report, provision: Provision) -> tuple[Finding, ...]:
    """Give the findings of one provision."""
    return tuple(one for one in (*report.findings, *report.outside_f) if one.provision_id == provision.id)


def open_doubts(report: Report, provision: Provision) -> tuple[Doubt, ...]:
    """Give the doubts that a person must settle before a letter may rely on the provision.

    Accepting how its words are read settles all but those about which records belong to it.
    """
    doubts = [*provision.review, *(doubt for finding in findings_of(report, provision) for doubt in finding.doubts)]
    left = [doubt for doubt in doubts if doubt.severity is Severity.REVIEW
            and (doubt.field == MATCHING or provision.id not in report.accepted)]
    return tuple({(doubt.code, doubt.field, doubt.reason): doubt for doubt in left}.values())


def standing(report: Report, provision: Provision) -> Standing:
    """Say how far a provision has come."""
    if provision.id in report.rejected:
        return Standing.REJECTED
    if open_doubts(report, provision):
        return Standing.DOUBTFUL
    return Standing.ACCEPTED if provision.id in report.accepted else Standing.UNCHECKED
