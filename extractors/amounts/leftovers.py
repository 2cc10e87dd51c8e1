"""What the grammar did not take in: a number or a word of time that is left over must never pass in silence."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractors.amounts.clauses import Clause
from extractors.amounts.numbers import figure
from extractors.amounts.parts import Kind, Part
from extractors.doubts import doubt
from extractors.vocabulary import vocabulary
from models.doubt import Doubt

_NEAR, _FURTHER = 3, 8
_AFTER_AMOUNTS = frozenset({"for", "in", "during", "at"})
"""Before these a number has no noun of its own: "20 hours in the first term and 15 in the second"."""
_OF_AMOUNTS = frozenset({Kind.PER, Kind.COUNT, Kind.LENGTH, Kind.RUN})


def leftovers(
    doc: Doc, parts: Sequence[Part], unread: Sequence[Clause], beside_amounts: bool = True,
    names: frozenset[int] = frozenset(),
) -> Iterator[Doubt]:
    """Give a doubt for each number near a word of time that no part holds, and each period that nothing is said per.

    A number of weeks that stands alone matters only beside an amount; one in `names`, words of a name, not at all.

    >>> from extractors.language import words
    >>> [entry.reason for entry in leftovers(words("7 lots weekly"), (), ())]
    ['We did not take in "7 lots weekly", which may change the amount.']
    """
    taken = {index for part in parts for index in range(part.start, part.end)} | names
    periods = {part.start for part in parts if part.kind is Kind.PER}
    of_time = beside_amounts or any(_is_unit(token.norm_) for token in doc)
    for token in doc:
        if token.i not in taken and _left_number(doc, token.i, of_time):
            yield doubt("leftover", words=doc[token.i : min(len(doc), token.i + _NEAR)].text)
        elif token.i not in taken and _is_unit(token.norm_) and {token.i + 1, token.i + 2} & periods:
            yield doubt("leftover", words=doc[max(0, token.i - 2) : token.i + 3].text)
    for part in parts:
        if part.marked("bare") and part.marked("guessed") and _of_sittings(doc, part.end):
            yield doubt("leftover", words=doc[part.start : part.end].text)
    for clause in unread:
        runs = all(part.kind is Kind.RUN for part in clause.parts) and not beside_amounts
        if not runs and any(part.kind in _OF_AMOUNTS and not part.marked("stretch") for part in clause.parts):
            yield doubt("leftover", words=doc[clause.parts[0].start : clause.parts[-1].end].text)


def _is_number(word: str) -> bool:
    value = figure(word)
    return value is not None and word != "single"


def _left_number(doc: Doc, index: int, of_time: bool) -> bool:
    """Whether a number says something of time: a word of time is near, or the sentence ends on it after an amount."""
    if not _is_number(doc[index].norm_) or _is_label(doc, index):
        return False
    if _over_another(doc, index):
        return True
    after = doc[index + 1] if index + 1 < len(doc) else None
    follows = after is not None and after.is_alpha and after.norm_ not in _AFTER_AMOUNTS
    bare = of_time and not follows and doc[index].norm_ != "one"
    return bare or _time_nearby(doc, index)


def _of_sittings(doc: Doc, end: int) -> bool:
    """Whether a number that has no noun of its own goes with the sessions named after it: "at least 10, sessions"."""
    after = [token.norm_ for token in doc[end : end + _FURTHER]]
    sittings = vocabulary("counts")["nouns"]["sittings"]
    return after[:1] in ([","], ["and"], ["or"]) and any(word in sittings for word in after)


def _over_another(doc: Doc, index: int) -> bool:
    """Whether a number is written over another and is no date: "30/7", which may be minutes over days."""
    over = [token.norm_ for token in doc[index + 1 : index + 3]]
    dated = index > 0 and doc[index - 1].norm_ in vocabulary("clauses")["before_dates"]
    return len(over) == 2 and over[0] == "/" and _is_number(over[1]) and not dated


def _is_label(doc: Doc, index: int) -> bool:
    """Whether a number opens a line of a list: "2.", "(2)" or "F1.1"."""
    if index <= 1 and "." in doc[index].norm_:
        return True
    before = doc[index - 1].norm_ if index else "."
    after = doc[index + 1].norm_ if index + 1 < len(doc) else ""
    return before in ".;(" and after in (".", ")")


def _is_unit(word: str) -> bool:
    return len(word) > 1 and word in vocabulary("durations")["units"]


def _time_nearby(doc: Doc, index: int) -> bool:
    reach = 1 if doc[index].norm_ == "one" else _NEAR
    near = (token.norm_ for token in doc[max(0, index - (0 if reach == 1 else 2)) : index + reach + 1])
    return any(word in _time_words() for word in near)


def _time_words() -> frozenset[str]:
    return frozenset(vocabulary("clauses")["time_words"])
