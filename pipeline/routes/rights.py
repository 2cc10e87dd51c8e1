"""Who holds the rights in a plan on a day: the parent, or from the end of compulsory school age the young person."""

from enum import StrEnum

from models.case import Case
from models.gap import Report
from pipeline.calendars.school_age import is_young_person


class Holder(StrEnum):
    """Who writes, and in whose right."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"
    """For a young person who cannot decide this themselves."""


def holder(report: Report, case: Case) -> Holder:
    """Say who holds the rights on the day of the check, and so in whose name letters go."""
    if not is_young_person(report.reading.plan.date_of_birth, report.as_of):
        return Holder.PARENT
    return Holder.REPRESENTATIVE if case.situation.lacks_capacity else Holder.YOUNG_PERSON


def needs_authority(report: Report, case: Case) -> bool:
    """Whether somebody acts for another, so that the pack needs their authority (component J)."""
    return bool(case.representative.name) or holder(report, case) is Holder.REPRESENTATIVE
