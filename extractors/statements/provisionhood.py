"""Whether a statement is provision at all, and not an outcome, a need, history or a price."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.language import Found, Lexicon
from extractors.statements.assertion import names_another_section, read_assertion
from extractors.vocabulary import vocabulary


class Standing(NamedTuple):
    """Whether a statement is provision; what else it may be; and whether its words leave no doubt of that."""

    provision: bool
    kind: str = ""
    sure: bool = True


class _Cue(NamedTuple):
    group: str
    sure: bool


_ONLY_OF_AMOUNTS = frozenset({"staffing", "logistics", "limit", "home", "health", "need", "history"})
"""Where nothing is counted, words that speak of these make no statement less of a provision."""
_NEUTRAL = _Cue("", False)


@cache
def _cues() -> Lexicon[_Cue]:
    phrases: dict[str, _Cue] = {}
    for group, entry in vocabulary("not_provision").items():
        if isinstance(entry, dict) and "kind" in entry:
            phrases.update({phrase: _Cue(group, True) for phrase in entry["sure"]})
            for phrase in entry["likely"]:
                phrases.setdefault(phrase, _Cue(group, False))
    phrases.update(dict.fromkeys(vocabulary("not_provision")["neutral"]["phrases"], _NEUTRAL))
    return Lexicon(phrases)


@cache
def _promises() -> Lexicon[str]:
    table = vocabulary("not_provision")["promises"]
    return Lexicon({phrase: strength for strength in ("mentioned", "strong") for phrase in table[strength]})


def read_standing(
    doc: Doc, spans: Sequence[tuple[int, int]] = (), services: frozenset[int] = frozenset()
) -> Standing:
    """Say what kind of statement it is; `spans` are the parts of its amounts, whose words speak for nothing else.

    `services` are the words that name a service or who gives it.

    >>> from extractors.language import words
    >>> read_standing(words("Last year the therapist came twice."), [(5, 6)])
    Standing(provision=False, kind='what happened before', sure=False)
    >>> read_standing(words("Nia will receive an hour a week, as she did at her last school."), [(3, 7)])
    Standing(provision=True, kind='what happened before', sure=False)
    """
    found = [cue for cue in _cues().find(doc) if cue.meaning is not _NEUTRAL and not _of_provision(doc, cue)
             and not any(start <= cue.start and cue.end <= end for start, end in spans)]
    promises = {promise.meaning for promise in _promises().find(doc)}
    if names_another_section(doc):
        return Standing(False, vocabulary("assertions")["kinds"]["section"])
    told = read_assertion(doc, services) if spans else None
    if told is not None and "strong" not in promises:
        return Standing(False, vocabulary("assertions")["kinds"][told])
    group = _group(doc, [cue.meaning for cue in found], promises, bool(spans))
    if group is None:
        return Standing(True)
    return Standing("strong" in promises, vocabulary("not_provision")[group]["kind"], not promises)


def _of_provision(doc: Doc, cue: Found[_Cue]) -> bool:
    """Whether a word of attendance tells of a group or a therapy that is attended."""
    attended = vocabulary("not_provision")["attended"]["words"]
    return doc[cue.start].norm_ == "attends" and any(token.norm_ in attended for token in doc[cue.end : cue.end + 6])


def _group(doc: Doc, cues: list[_Cue], promises: set[str], amounts: bool) -> str | None:
    """Choose what a statement is taken for; words that are only likely to say so need an amount to matter."""
    if doc[0].norm_ in vocabulary("not_provision")["outcome"]["opens"] and "strong" not in promises:
        return "outcome"
    sure = next((cue.group for cue in cues if cue.sure and (amounts or cue.group not in _ONLY_OF_AMOUNTS)), None)
    if sure is None and amounts and not promises:
        return next((cue.group for cue in cues), None)
    return sure
