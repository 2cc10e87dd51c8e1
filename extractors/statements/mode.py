"""How the child meets provision: alone, in a group, in class, or not at all; how many share it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.numbers import figure
from extractors.amounts.parts import Kind, Part
from extractors.language import Found, Lexicon, words
from extractors.statements.service import INDIRECT
from extractors.vocabulary import vocabulary
from models.amounts import Bound
from models.provision import Mode, Service

_STRONG, _REACH = 6, 7
_LATER = frozenset({"before", "prior"})
"""After one of these a class is where something is used later ("before the words are met in class")."""


_SIZE = re.compile(r"(?:max(?:imum)?\.?|up to|(?:no|not) more than|at most|≤|<=)?\s*(?:of\s+)?"
                   r"(?:\d{1,2}\s*(?:-|–|to)\s*)?(\d{1,2})\s*(?:max\.?|maximum|pupils?|children|learners|students)?\.?",
                   re.IGNORECASE)
"""A number of children and its bound, in a column for the size of the group."""


class Together(NamedTuple):
    """How many children share an adult, as far as the words say."""

    mode: Mode | None = None
    max_group_size: int | None = None
    ratio: str | None = None


class _Cue(NamedTuple):
    mode: Mode
    weight: int


@cache
def _modes() -> Lexicon[_Cue]:
    phrases: dict[str, _Cue] = {}
    for mode in Mode:
        for weight, written in vocabulary("modes")[mode].items():
            if weight.isdecimal():
                phrases.update({phrase: _Cue(mode, int(weight)) for phrase in written if phrase not in phrases})
    return Lexicon(phrases)


def read_mode(doc: Doc, parts: Sequence[Part], service: Service, cells: Doc | None = None) -> Together:
    """Read mode, group size and ratio; what the statement says goes before the other cells of its row.

    >>> from extractors.amounts.reading import cover
    >>> doc = words("A group of no more than 4, three times a week")
    >>> read_mode(doc, cover(doc), Service.OTHER)
    Together(mode=<Mode.GROUP: 'group'>, max_group_size=4, ratio=None)
    """
    cue = _clearest(doc, service) or (_clearest(cells, service) if cells is not None else None)
    if cells is not None and _done_by_everybody(cells) and (cue is None or cue.mode is Mode.INDIVIDUAL):
        cue = _Cue(Mode.CLASS, _STRONG)
    mode = cue.mode if cue else None
    if service in INDIRECT:
        mode = Mode.INDIRECT
    if service is Service.SMALL_GROUP:
        mode = mode or Mode.GROUP
    size = _group_size(parts, mode) or _sharing(parts)
    if size is not None and size > 2 and mode in (None, Mode.INDIRECT):
        mode = Mode.GROUP
    return Together(mode, size, _ratio(parts))


def _done_by_everybody(cells: Doc) -> bool:
    """Whether the cells say that all staff do it all day: then it is done in class."""
    said = cells.text.lower()
    table = vocabulary("modes")["everybody"]
    return any(who in said for who in table["who"]) and any(when in said for when in table["when"])


def _clearest(doc: Doc, service: Service) -> _Cue | None:
    cues = [cue for cue in _modes().find(doc) if not _in_passing(doc, cue, service)]
    found = max(cues, key=lambda cue: (cue.meaning.weight, -cue.start), default=None)
    return found.meaning if found else None


def _in_passing(doc: Doc, cue: Found[_Cue], service: Service) -> bool:
    """Whether indirect work goes with what is done and is not it: "under the supervision of the SLT", "reviewed"."""
    before = doc[cue.start - 1].norm_ if cue.start else ""
    reviewed = doc[cue.end - 1].norm_ == "reviewed" and service is not Service.REVIEW_MEETING
    if cue.meaning.mode is Mode.CLASS:
        return any(token.norm_ in _LATER for token in doc[max(0, cue.start - _REACH) : cue.start])
    passing = reviewed or before in vocabulary("modes")["indirect"]["in_passing"]
    return cue.meaning.mode is Mode.INDIRECT and passing


def letter_mode(cell: str) -> Together:
    """Read a cell of letters or ticked words.

    >>> letter_mode("G (≤4)"), letter_mode("Pair").max_group_size
    (Together(mode=<Mode.GROUP: 'group'>, max_group_size=4, ratio=None), 2)
    """
    doc = words(cell)
    letters = vocabulary("modes")["letters"]
    named = [letters[token.norm_] for token in doc if token.norm_ in letters and token.norm_.isalpha()]
    pair = 2 if any(token.norm_ in vocabulary("modes")["pairs"] for token in doc) else None
    sizes = (figure(token.norm_) for token in doc if token.norm_.isdecimal())
    size = next((int(size) for size in sizes if size), pair)
    if not named:
        return Together()
    return Together(Mode(named[-1]), size if Mode.GROUP in named else None)


def size_in(cell: str) -> int | None:
    """Give how many children at most share it, of a cell that says nothing else.

    >>> size_in("Max. 4"), size_in("2 – 3"), size_in("No more than 6 pupils"), size_in("1:3"), size_in("Staff")
    (4, 3, 6, None, None)
    """
    found = _SIZE.fullmatch(cell.strip())
    return int(found[1]) if found else None


def _group_size(parts: Sequence[Part], mode: Mode | None) -> int | None:
    people = [part for part in parts if part.kind is Kind.PEOPLE and part.number and not part.marked("adults")]
    grouped = [part for part in people if part.marked("group")] or [part for part in people if not part.marked("bare")]
    if mode is Mode.GROUP:
        grouped = grouped or [part for part in people if Bound.UP_TO in part.marks]
    if not grouped or grouped[0].number is None:
        return None
    size = int(grouped[0].number.high) - grouped[0].marked("below")
    return size if size > 0 else None


def _sharing(parts: Sequence[Part]) -> int | None:
    """Give how many children share the adults of a ratio such as 2:8."""
    ratio = next((part for part in parts if part.kind is Kind.RATIO and part.number), None)
    return int(ratio.figures.high) if ratio is not None and ratio.figures.high > 1 else None


def _ratio(parts: Sequence[Part]) -> str | None:
    stated = next((part for part in parts if part.kind is Kind.RATIO), None)
    if stated is None:
        return None
    return f"{int(stated.number.low)}:{int(stated.number.high)}" if stated.number else "1:1"
