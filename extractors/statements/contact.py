"""Whether time is with the child, for the child, or one pool for both."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from extractors.language import Found, Lexicon
from extractors.vocabulary import vocabulary
from models.amounts import Contact, Schedule

_INCLUDES = frozenset({"include", "includes", "including", "comprising", "covering", "between"})
_APART = 12
"""A stop or a semicolon sets words as far apart as so many others would."""


@cache
def _lexicon() -> Lexicon[Contact]:
    table = vocabulary("modes")["contact"]
    return Lexicon({phrase: contact for contact in Contact for phrase in table[contact]})


def read_contacts(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[Contact | None]:
    """Give the contact of each amount, whose tokens are `spans`, from the words nearest to it.

    >>> from extractors.language import words
    >>> read_contacts(words("2 hours direct and 1 hour indirect per term"), [(0, 2), (4, 6)])
    [<Contact.DIRECT: 'direct'>, <Contact.INDIRECT: 'indirect'>]
    """
    cues = [cue for cue in _lexicon().find(doc) if [token.norm_ for token in doc[max(0, cue.start - 2) : cue.start]]
            != ["addition", "to"]]
    if not spans:
        return []
    if any(cue.meaning is Contact.UNSPLIT for cue in cues):
        return [Contact.UNSPLIT] * len(spans)
    found: list[set[Contact]] = [set() for _ in spans]
    for cue in cues:
        nearest = min(range(len(spans)), key=lambda index: _distance(doc, cue, spans[index]))
        found[nearest].add(Contact.UNSPLIT if _within_a_list(doc, cue, spans[nearest]) else cue.meaning)
    return [_one(contacts) for contacts in found]


def with_contacts(schedules: Sequence[Schedule], contacts: Sequence[Contact | None]) -> tuple[Schedule, ...]:
    """Give each schedule its contact where it has none yet; where they do not pair off, nothing is said."""
    if len(schedules) != len(contacts):
        return tuple(schedules)
    return tuple(schedule if schedule.contact or not contact else schedule.model_copy(update={"contact": contact})
                 for schedule, contact in zip(schedules, contacts, strict=True))


def _within_a_list(doc: Doc, cue: Found[Contact], span: tuple[int, int]) -> bool:
    """Whether indirect work is one thing among others of an amount: "six hours, to include staff training"."""
    between = [token.norm_ for token in doc[span[1] : cue.start]]
    return cue.meaning is Contact.INDIRECT and any(word in _INCLUDES for word in between)


def _one(contacts: set[Contact]) -> Contact | None:
    if len(contacts) > 1:
        return Contact.UNSPLIT
    return next(iter(contacts), None)


def _distance(doc: Doc, cue: Found[Contact], span: tuple[int, int]) -> int:
    start, end = span
    between = doc[cue.end : start] if cue.end <= start else doc[end : cue.start]
    if cue.start < end and start < cue.end:
        return 0
    return len(between) + sum(_APART for token in between if token.norm_ in (".", ";"))
