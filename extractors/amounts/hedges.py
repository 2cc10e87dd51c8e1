"""Words around amounts that leave open what holds: conditions, changes, each of several people, parts of a day."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from extractors.amounts.numbers import figure
from extractors.amounts.parts import Kind, Part
from extractors.amounts.reads import phrases
from extractors.doubts import doubt
from extractors.vocabulary import vocabulary
from models.amounts import Period, Schedule
from models.doubt import Doubt

_REACH = 4
_AFTER_EACH = frozenset({".", ",", ";", ")", "/", "per", "a", "in", "for", "every", "with"})
"""What may follow an "each" that says of whom, and not of what time."""


def hedges(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> Iterator[Doubt]:
    """Give a doubt for each way in which the words around the amounts leave open what holds.

    >>> from extractors.language import words
    >>> [entry.code for entry in hedges(words("15 hours a week, where staffing allows"), (), [Schedule(text="-")])]
    ['hedged']
    """
    if not made:
        return
    for found in phrases("hedges").find(doc):
        yield doubt("hedged", words=doc[found.start : found.end].text)
    if _changes_ahead(doc, parts):
        yield doubt("change")
    if _each_of_several(doc, parts):
        yield doubt("each_of_several")
    if len(made) == 1 and _whole_day(made[0]) and _names_two_parts(doc, parts):
        yield doubt("parts_of_the_day")


def _changes_ahead(doc: Doc, parts: Sequence[Part]) -> bool:
    """Whether "rising to 15" names a later number that no part holds."""
    taken = {index for part in parts for index in range(part.start, part.end)}
    after = (found.end for found in phrases("later").find(doc) if doc[found.end - 1].norm_ == "to")
    return any(index < len(doc) and index not in taken and figure(doc[index].norm_) is not None for index in after)


def _each_of_several(doc: Doc, parts: Sequence[Part]) -> bool:
    """Whether several adults are to give an amount "each"."""
    several = any(part.kind is Kind.PEOPLE and part.marked("adults") and part.number and part.number.low > 1
                  for part in parts)
    return several and any(token.norm_ == "each" and (token.i + 1 == len(doc) or doc[token.i + 1].norm_ in _AFTER_EACH)
                           for token in doc)


def _whole_day(schedule: Schedule) -> bool:
    return schedule.per is Period.DAY and schedule.total_minutes is not None and schedule.sessions in (None, 1)


def _names_two_parts(doc: Doc, parts: Sequence[Part]) -> bool:
    """Whether two parts of the day are joined: "in the mornings and after lunch"."""
    if any(part.marked("two_parts") for part in parts):
        return False
    names = {name for noun in vocabulary("periods")["day_parts"]["nouns"] for name in (noun, f"{noun}s")}
    at = [token.i for token in doc if token.norm_ in names]
    return any(0 < last - first <= _REACH and "and" in [token.norm_ for token in doc[first:last]]
               and doc[first].norm_.rstrip("s") != doc[last].norm_.rstrip("s")
               for first, last in pairwise(at))
