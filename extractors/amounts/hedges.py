"""Words around amounts that leave open what holds: conditions, changes, each of several people, parts of a day."""

from collections.abc import Callable, Iterator, Sequence
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
    for table, code in _SAID.items():
        for found in phrases(table).find(doc):
            yield doubt(code, words=doc[found.start : found.end].text)
    for holds, code in _BUILT:
        if holds(doc, parts, made):
            yield doubt(code)


def _changes(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether "rising to 15" names a later number that no part holds, or one of several amounts ends."""
    if len(made) > 1 and _until(doc, parts):
        return True
    taken = {index for part in parts for index in range(part.start, part.end)}
    after = (found.end for found in phrases("later").find(doc) if doc[found.end - 1].norm_ == "to")
    return any(index < len(doc) and index not in taken and figure(doc[index].norm_) is not None for index in after)


def _until(doc: Doc, parts: Sequence[Part]) -> bool:
    """Whether one of several amounts holds "until" a time, after which another does."""
    return any(part.kind is Kind.WHEN and doc[part.start].norm_ in ("until", "till") for part in parts)


def _each_of_several(doc: Doc, parts: Sequence[Part], _made: Sequence[Schedule]) -> bool:
    """Whether several adults are to give an amount "each"."""
    several = any(part.kind is Kind.PEOPLE and part.marked("adults") and part.number and part.number.low > 1
                  for part in parts)
    return several and any(token.norm_ == "each" and (token.i + 1 == len(doc) or doc[token.i + 1].norm_ in _AFTER_EACH)
                           for token in doc)


def of_each(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether words say "10 minutes each, daily" and not how many sessions that is said of."""
    sittings = {noun for noun in vocabulary("counts")["nouns"]["sittings"] if noun.endswith("s")}
    single = len(made) == 1 and made[0].per is not None and made[0].sessions in (None, 1)
    return single and any(part.marked("of_each") for part in parts) and not sittings & {token.norm_ for token in doc}


def _each_of_things(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether "10 minutes each" is said of things and not of sessions: "phonics and number, 10 minutes each"."""
    return of_each(doc, parts, made) and bool({token.norm_ for token in doc} & {"and", "&"})


def _any_year(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether a part of the school year is named, and not of which year: "in the summer term"."""
    if not any(entry.per is Period.ONCE and (entry.sessions or 1) > 1 for entry in made):
        return False
    seasons = vocabulary("lookalikes")["seasons"]
    named = any(token.norm_ in seasons for part in parts if part.kind is Kind.WHEN
                for token in doc[part.start : part.end])
    return named and not any(token.norm_ in ("year", "plan") or token.norm_.startswith("20") for token in doc)


def _by_year(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether amounts are told apart by the years of school: "once a week in Year 1, twice a week in Year 2"."""
    years = {doc[part.start : part.end].text for part in parts if part.marked("school_year")}
    return len(made) > 1 and len(years) > 1


def _whole_day(schedule: Schedule) -> bool:
    return schedule.per is Period.DAY and schedule.total_minutes is not None and schedule.sessions in (None, 1)


def _names_two_parts(doc: Doc, parts: Sequence[Part], made: Sequence[Schedule]) -> bool:
    """Whether two parts of the day are joined: "in the mornings and after lunch"."""
    halves = {"morning", "afternoon"} <= {token.norm_.rstrip("s") for token in doc}
    if len(made) != 1 or not _whole_day(made[0]) or (not halves and any(part.marked("two_parts") for part in parts)):
        return False
    names = {name for noun in vocabulary("periods")["day_parts"]["nouns"] for name in (noun, f"{noun}s")}
    at = [token.i for token in doc if token.norm_ in names]
    return any(0 < last - first <= _REACH and "and" in [token.norm_ for token in doc[first:last]]
               and doc[first].norm_.rstrip("s") != doc[last].norm_.rstrip("s")
               for first, last in pairwise(at))


_SAID = {"hedges": "hedged", "alternating": "alternating", "spread": "spread"}
"""Tables of words that leave open what holds, and their doubts."""
_BUILT: Sequence[tuple[Callable[[Doc, Sequence[Part], Sequence[Schedule]], bool], str]] = (
    (_changes, "change"), (_each_of_several, "each_of_several"), (_each_of_things, "each_of_things"),
    (_by_year, "change"), (_any_year, "once_or_yearly"), (_names_two_parts, "parts_of_the_day"),
)
"""Builds of a statement that do, and theirs."""
