"""Whether a statement is provision at all, and not an outcome, a need, history or a price."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.language import Lexicon
from extractors.vocabulary import vocabulary


class Standing(NamedTuple):
    """Whether a statement is provision; if not, what it is, and whether its words leave no doubt of that."""

    provision: bool
    kind: str = ""
    sure: bool = True


class _Cue(NamedTuple):
    group: str
    sure: bool


@cache
def _cues() -> Lexicon[_Cue]:
    phrases: dict[str, _Cue] = {}
    for group, entry in vocabulary("not_provision").items():
        if isinstance(entry, dict) and "kind" in entry:
            phrases.update({phrase: _Cue(group, True) for phrase in entry["sure"]})
            for phrase in entry["likely"]:
                phrases.setdefault(phrase, _Cue(group, False))
    return Lexicon(phrases)


@cache
def _promises() -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(vocabulary("not_provision")["promises"]["phrases"], True))


def read_standing(doc: Doc) -> Standing:
    """Say what kind of statement it is.

    >>> from extractors.language import words
    >>> read_standing(words("Last year the therapist came twice."))
    Standing(provision=False, kind='what happened before', sure=True)
    """
    cues = _cues().find(doc)
    promised = bool(_promises().find(doc))
    opening = doc[0].norm_ if len(doc) else ""
    outcome = opening in vocabulary("not_provision")["outcome"]["opens"] and not promised
    sure = [cue.meaning for cue in cues if cue.meaning.sure]
    likely = [cue.meaning for cue in cues if not cue.meaning.sure]
    if outcome:
        return _not("outcome", True)
    if sure:
        return _not(sure[0].group, not promised)
    if likely and not promised:
        return _not(likely[0].group, False)
    return Standing(True)


def _not(group: str, sure: bool) -> Standing:
    return Standing(False, vocabulary("not_provision")[group]["kind"], sure)
