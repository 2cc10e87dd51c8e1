"""A doubt about the input, kept as data: a run that has doubts is partial, not failed."""

from enum import StrEnum

from models.noun import Noun

MATCHING = "matching"
"""The field of doubts about which record belongs to which provision: no reading of the plan's words settles them."""


class Severity(StrEnum):
    """How much rests on a doubt."""

    REVIEW = "review"
    """A person must look before the fact is used in a letter."""
    NOTE = "note"
    """Worth knowing; nothing waits for it."""


class Doubt(Noun):
    """One thing that we are not sure of: what, where, and what to do about it, in words that a parent understands."""

    code: str
    """A stable name for tests and logs, such as `no_period`; the sentences may change, the code does not."""
    field: str
    """The field in doubt: `schedules`, `service`, `date`, `row` ..."""
    reason: str
    alternatives: tuple[str, ...] = ()
    """The readings that are possible, most likely first."""
    about: str = ""
    """The label of the records that it is about, as it is written there; empty where it is about something else."""
    place: str = ""
    """File, page or row, in words; empty where the doubt stands beside its provision."""
    next_step: str = ""
    severity: Severity = Severity.REVIEW
