"""Who is to deliver provision: the words, the role, and whether they ask for a qualification."""

from functools import cache

from spacy.tokens import Doc

from extractors.language import Found, Lexicon
from extractors.vocabulary import vocabulary
from models.provision import Deliverer

_AGENT, _OF_A_PROGRAMME = 3, -4
_ACTS = ("will", "to", "shall", "who", "sees", "leads", "runs", "provides", "visits", "works", "must", "should", "is")
_OWN_WORK = ("support", "time", "hours")
_REACH = 6
"""How many words of qualification may stand before a role."""


@cache
def _lexicon() -> Lexicon[str]:
    phrases: dict[str, str] = {}
    for role, written in vocabulary("deliverers")["roles"].items():
        for phrase in written:
            phrases.setdefault(phrase, role)
    return Lexicon(phrases)


def read_deliverer(doc: Doc) -> Deliverer | None:
    """Read the person who acts, or None if the statement names none.

    >>> from extractors.language import words
    >>> read_deliverer(words("Delivered by a suitably qualified SLT each week."))
    Deliverer(text='suitably qualified SLT', role='slt', qualified=True)
    >>> read_deliverer(words("The OT shall write a programme, carried out daily by a trained TA.")).role
    'ta'
    """
    found = [person for person in _lexicon().find(doc) if not _names_a_service(doc, person)]
    if not found:
        return None
    best = max(found, key=lambda person: (_likely(doc, person), not _prepares(doc, person), -person.start))
    start = _with_qualifiers(doc, best.start)
    after = _qualification_after(doc, best.end)
    text = doc[start:best.end].text
    asked = any(token.norm_ in vocabulary("deliverers")["qualified"] for token in doc[start : after])
    return Deliverer(text=text.rstrip("-"), role=best.meaning, qualified=asked)


def _with_qualifiers(doc: Doc, start: int) -> int:
    allowed = vocabulary("deliverers")["before"]
    first = start
    while first > 0 and start - first < _REACH and doc[first - 1].norm_ in allowed:
        first -= 1
    return first


def _qualification_after(doc: Doc, end: int) -> int:
    return min(len(doc), end + _REACH)


def _names_a_service(doc: Doc, person: Found[str]) -> bool:
    """Whether the word is a service ("weekly OT", "10 hours of SALT") and not somebody."""
    following = doc[person.end].norm_ if person.end < len(doc) else ""
    short = doc[person.start : person.end].text.lower() in vocabulary("deliverers")["services_too"]
    before = doc[_with_qualifiers(doc, person.start) - 1].norm_ if _with_qualifiers(doc, person.start) else ""
    if following in vocabulary("deliverers")["not_after"]:
        return not (following in _OWN_WORK and person.meaning in vocabulary("deliverers")["supporters"])
    return short and before not in vocabulary("deliverers")["agents"] and following not in _ACTS


def _prepares(doc: Doc, person: Found[str]) -> bool:
    """Whether a person is said to write, plan or oversee, so that somebody else who is named may carry it out."""
    following = [token.norm_ for token in doc[person.end : person.end + 2]]
    return any(word in vocabulary("deliverers")["prepares"] for word in following)


def _likely(doc: Doc, person: Found[str]) -> int:
    """Weigh a person: one by whom, with whom or from whom it comes is likelier than one who set the programme."""
    start = _with_qualifiers(doc, person.start)
    before = [token.norm_ for token in doc[max(0, start - 3) : start]]
    score = 0
    if any(word in ("by", "with", "from") for word in before[-2:]):
        score += _AGENT
    if any(word in vocabulary("deliverers")["sets"] for word in before):
        score += _OF_A_PROGRAMME
    following = doc[person.end].norm_ if person.end < len(doc) else ""
    if following in ("will", "shall", "to", "provides", "sees", "leads", "is", "are", "has", "runs", "works", "must"):
        score += _AGENT
    return score - (2 if person.meaning in ("staff", "authority") else 0)
