"""What a sentence asserts by its build: who does what, and whether that is past, an ability or a deadline."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.numbers import figure
from extractors.vocabulary import vocabulary

_OPENING = 8
"""Within so many words a sentence about other children has its verb."""


class _Saying(NamedTuple):
    """A subject (of which kind), and the place of its verb."""

    subject: str
    verb: int
    named: bool = False
    """Whether it is a name, which can be mistaken."""


def _words(table: str, entry: str) -> frozenset[str]:
    return frozenset(vocabulary("assertions")[table][entry])


def read_assertion(doc: Doc, services: frozenset[int] = frozenset()) -> str | None:
    """Say what a statement tells of instead of provision, if its build does; `services` are words that name some.

    >>> from extractors.language import words
    >>> read_assertion(words("Joss can stand for 10 minutes.")), read_assertion(words("She slept for 4 hours."))
    ('need', 'history')
    >>> read_assertion(words("Joss will stand with an adult for 10 minutes."))
    """
    if names_another_section(doc):
        return "section"
    if _opens_able(doc):
        return "need"
    if _of_others(doc):
        return "others"
    told = (_told(doc, saying, bool(services)) for saying in _sayings(doc, services))
    return next((kind for kind in told if kind), None)


def _opens_able(doc: Doc) -> bool:
    """Whether a note opens with what the child can do, and leaves out who: "Can attend for 3 minutes"."""
    opening = [token.norm_ for token in doc[:2]]
    return len(opening) == 2 and opening[0] in _words("verbs", "able") and opening[1] not in _words("verbs", "leave")


def _of_others(doc: Doc) -> bool:
    """Whether a sentence opens with what other children have ("All pupils in the school get 15 minutes a day")."""
    norms = [token.norm_ for token in doc[:_OPENING]]
    opens = len(norms) > 1 and norms[0] in _words("subjects", "many") and norms[1] in _words("subjects", "others")
    return opens and any(word in _words("subjects", "have") for word in norms[2:])


def names_another_section(doc: Doc) -> bool:
    """Whether a statement opens with the letter of a section other than F.

    >>> from extractors.language import words
    >>> names_another_section(words("Section E: by July")), names_another_section(words("Section F: weekly OT"))
    (True, False)
    """
    opening = [token.norm_ for token in doc[:2]]
    return opening[:1] == ["section"] and opening[-1] in _words("sections", "others")


def _sayings(doc: Doc, services: frozenset[int]) -> Iterator[_Saying]:
    for token in doc[:-1]:
        kind = _subject(doc, token.i, services)
        verb = _after_adverbs(doc, token.i + 1)
        if kind and verb < len(doc) and not _in_passing(doc, token.i):
            yield _Saying(kind, verb, kind == "child" and token.norm_ not in _words("subjects", "child"))


def _subject(doc: Doc, index: int, services: frozenset[int]) -> str:
    norm = doc[index].norm_
    before = doc[index - 1].norm_ if index else ""
    kinds = ("child", "letter", "families") if index == 0 or before in (",", ".") else ("child", "letter")
    for kind in kinds:
        if norm in _words("subjects", kind):
            return kind
    if norm in _words("subjects", "settings"):
        opens = index <= 3 and doc[0].norm_ in ("the", "our", "this", "a", "each")
        return "settings" if opens else ""
    return "child" if _is_name(doc, index) and index not in services else ""


def _is_name(doc: Doc, index: int) -> bool:
    """Whether a word that opens a sentence may be a child's name, however it is set."""
    token = doc[index]
    opens = index == 0 or doc[index - 1].norm_ == "."
    named = token.is_alpha and len(token) > 1 and figure(token.norm_) is None
    return opens and named and token.norm_ not in _words("subjects", "no_names")


def _in_passing(doc: Doc, index: int) -> bool:
    """Whether a word within the sentence makes what follows a remark in passing."""
    return index > 0 and doc[index - 1].norm_ in _words("subjects", "in_passing")


def _after_adverbs(doc: Doc, index: int) -> int:
    while index < len(doc) and doc[index].norm_ in _words("verbs", "adverbs"):
        index += 1
    return index


def _told(doc: Doc, saying: _Saying, served: bool) -> str | None:
    if saying.subject == "letter":
        return "procedure" if _deadline(doc, saying.verb) else None
    if saying.subject == "families":
        return "home" if not served and doc[saying.verb].norm_.endswith("s") else None
    if _past(doc, saying, served) or _perfect(doc, saying.verb):
        return "history"
    if saying.subject == "settings":
        return "staffing" if _staffed(doc, saying.verb) else None
    habit = not served and (_needs_a_while(doc, saying.verb) or (_present(doc, saying.verb) and not saying.named))
    if not served and _stays(doc, saying.verb):
        return "attendance"
    return "need" if habit or _able(doc, saying.verb) else None


def _is_past(word: str) -> bool:
    regular = word.endswith("ed") and not word.endswith("eed") and len(word) > 4
    return regular or word in _words("verbs", "past")


def _past(doc: Doc, saying: _Saying, served: bool) -> bool:
    """Whether a verb stands in the past, and is no participle ("support delivered", "position changed by")."""
    word = doc[saying.verb].norm_
    after = doc[saying.verb + 1].norm_ if saying.verb + 1 < len(doc) else ""
    by = after == "by"
    given = word in _words("verbs", "given") or (served and word.endswith("ed"))
    participle = saying.named and given and after not in _words("verbs", "determiners")
    return _is_past(word) and not by and not participle


def _perfect(doc: Doc, verb: int) -> bool:
    """Whether a verb tells what has been: "has been seen", "have moved"."""
    if doc[verb].norm_ not in ("has", "have"):
        return False
    after = _after_adverbs(doc, verb + 1)
    following = [token.norm_ for token in doc[after : after + 2]]
    if not following or set(following) & _words("verbs", "granted"):
        return False
    return following[0] in ("been", "had") or _is_past(following[0])


def _able(doc: Doc, verb: int) -> bool:
    """Whether a child can do something, and is not given leave to."""
    following = [token.norm_ for token in doc[verb + 1 : verb + 3]]
    if doc[verb].norm_ in _words("verbs", "able"):
        return bool(following) and following[0] not in _words("verbs", "leave")
    return doc[verb].norm_ in ("is", "are") and following == ["able", "to"]


def _present(doc: Doc, verb: int) -> bool:
    """Whether somebody does something as a habit that is no part of provision: "watches", "leaves"."""
    word = doc[verb].norm_
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3 and word not in _words("verbs", "taking")


def _stays(doc: Doc, verb: int) -> bool:
    """Whether a child "is in" or "is at" a place."""
    words = [token.norm_ for token in doc[verb : verb + 2]]
    return words[:1] in (["is"], ["are"]) and words[1:] in (["in"], ["at"])


def _needs_a_while(doc: Doc, verb: int) -> bool:
    """Whether a child "needs 10 minutes to" do something."""
    words = [token.norm_ for token in doc[verb : verb + 4]]
    return len(words) == 4 and words[0] in ("needs", "takes") and figure(words[1]) is not None and words[3] == "to"


def _staffed(doc: Doc, verb: int) -> bool:
    """Whether a setting says what it has: "employs", "has two"."""
    after = [token.norm_ for token in doc[verb + 1 : verb + 2]]
    counted = bool(after) and (figure(after[0]) is not None or after[0] in ("a", "an"))
    return doc[verb].norm_ in _words("verbs", "employs") and counted


def _deadline(doc: Doc, verb: int) -> bool:
    """Whether a letter gives somebody so many days: "you have 15 days"."""
    words = [token.norm_ for token in doc[verb : verb + 4] if token.norm_ not in _words("units", "before")]
    told = words[0] in ("have", "has") and len(words) > 2 and figure(words[1]) is not None
    return told and words[2] in _words("units", "deadline")
