"""How prominently a statement names a service: what is given before who gives it, and both before who is behind it."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from extractors.language import Lexicon
from extractors.vocabulary import vocabulary

_LOOK_BACK = 6
_LONGEST = 12
"""No introduction has more words than this."""
_ENDS = frozenset({".", ";", ":"})


@cache
def _introductions() -> Lexicon[str]:
    table = vocabulary("prominence")
    return Lexicon({phrase: role for role in ("agent", "author", "behind") for phrase in table[role]["words"]})


@cache
def _openings() -> Lexicon[str]:
    table = vocabulary("prominence")
    return Lexicon({phrase: role for role in ("purpose", "means", "known") for phrase in table[role]["words"]})


def most(doc: Doc, start: int, end: int, person: bool, helper: bool) -> float:
    """Give the most that a name at `start` to `end` can weigh where it stands.

    `person`: it names who and not what; `helper`: an assistant, whose work is what is given only if nothing else is.

    >>> from extractors.language import words
    >>> doc = words("Phonics with a TA trained by the SLT")
    >>> most(doc, 0, 1, False, False), most(doc, 3, 4, True, True), most(doc, 7, 8, True, False)
    (inf, 3.0, 2)
    """
    table = vocabulary("prominence")
    limits = [_of_place(doc, start, end), _of_opening(doc, start)]
    role = introduced(doc, start)
    if end < len(doc) and doc[end - 1].text.endswith("-") and doc[end].norm_ in table["known"]["after"]:
        limits.append(table["known"]["most"])
    elif end < len(doc) and doc[end - 1].text.endswith("-") and doc[end].norm_ in table["manner"]["after"]:
        limits.append(table["manner"]["most"])
    elif role == "agent":
        limits.append(_of_agent(person, helper))
    elif role:
        limits.append(table[role]["most"])
    elif person and end < len(doc) and doc[end].norm_ in ("'", "'s"):
        limits.append(table["author"]["most"])
    return min(limits)


def _of_agent(person: bool, helper: bool) -> float:
    agent = vocabulary("prominence")["agent"]
    if not person:
        return float("inf")
    return float(agent["helper"] if helper else agent["most"])


def least(doc: Doc, end: int) -> float:
    """Give the least that a professional weighs whose name ends before `end`: more, if an assessment or visit follows.

    >>> from extractors.language import words
    >>> least(words("The OT will assess her posture"), 2), least(words("The OT programme"), 2)
    (9.6, 0)
    """
    acting = vocabulary("prominence")["acting"]
    after = _norms(doc, end, end + 2)
    acts = len(after) == 2 and after[0] in acting["auxiliaries"] and after[1] in acting["verbs"]
    return float(acting["least"]) if acts or (after and after[0] in acting["present"]) else 0


def introduced(doc: Doc, start: int) -> str | None:
    """Say how the words right before a name introduce it: as who gives it, who set it, or who is behind it.

    >>> from extractors.language import words
    >>> introduced(words("delivered by a qualified SLT"), 4), introduced(words("targets set by the OT"), 4)
    ('agent', 'author')
    """
    allowed = {*vocabulary("prominence")["between"]["words"], *vocabulary("deliverers")["before"]}
    at = start
    while at > 0 and start - at < _LOOK_BACK and (doc[at - 1].norm_ in allowed or doc[at - 1].is_digit):
        at -= 1
    near = doc[max(0, at - _LONGEST) : at]
    found = [found.meaning for found in _introductions().find(near) if found.end == at] if at else []
    return found[0] if found else None


def _of_opening(doc: Doc, start: int) -> float:
    """Give the limit of a name that says what something is for, or by what means it is done."""
    table = vocabulary("prominence")
    first = max(0, start - table["purpose"]["reach"])
    ended = [token.i + 1 for token in doc[first:start] if token.norm_ in _ENDS]
    lead = doc[max([first, *ended]) : start]
    found = _openings().find(lead) if len(lead) else []
    limits = [table[cue.meaning]["most"] for cue in found if start - cue.end < table[cue.meaning]["reach"]]
    return float(min(limits, default=float("inf")))


def _of_place(doc: Doc, start: int, end: int) -> float:
    """Give the limit of a name that says in which lessons somebody is supported."""
    scene = vocabulary("prominence")["scene"]
    reach = scene["reach"]
    before = _norms(doc, max(0, start - reach), start)
    after = _norms(doc, end - 1, end + reach)
    at = any(word in scene["before"] for word in before)
    placed = at and any(word in (*scene["after"], *scene["openings"]) for word in (*before, *after))
    return float(scene["most"]) if placed else float("inf")


def _norms(doc: Doc, start: int, end: int) -> Sequence[str]:
    return [token.norm_ for token in doc[start:end]]
