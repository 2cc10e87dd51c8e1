"""Doubts about a reading, in sentences that a parent understands."""

from extractors.vocabulary import vocabulary
from models.doubt import Doubt


def doubt(code: str, field: str = "schedules", alternatives: tuple[str, ...] = (), **words: str) -> Doubt:
    """Make the doubt of a code, with the words that its sentence and its alternatives leave room for.

    >>> doubt("odd_period", words="bi-weekly").reason
    '"bi-weekly" is not a period that we can count in, or it can be read in two ways.'
    """
    entry = vocabulary("doubts")[code]
    others = alternatives or tuple(other.format(**words) for other in entry.get("alternatives", ()))
    return Doubt(code=code, field=field, reason=entry["reason"].format(**words), alternatives=others,
                 next_step=entry["next_step"])
