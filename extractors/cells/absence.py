"""Whose absence a log's words speak of: the child's, that of the adult who gives the session, or not said whose."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from extractors.cells.words import plain
from extractors.vocabulary import vocabulary
from models.delivery import Outcome

NOBODY: frozenset[str] = frozenset()
LONGEST_ROLE = 4
"""Words of the longest name of an adult: "speech and language therapist"."""
AFTER = r"(?=\s*(?:$|[-:;,.()&/+]|so\b|at\b|on\b|this\b|again|and\b|with\b|from\b|for\b|due\b|until\b))"
"""What may follow a word of absence: "off task" and "away from the others" speak of none."""


class Absent(StrEnum):
    """Who was away."""

    CHILD = "child"
    ADULT = "adult"
    UNSAID = "unsaid"


class Meant(NamedTuple):
    """What became of a session, and what else the words can mean, where they leave open who was away."""

    outcome: Outcome | None
    or_else: Outcome | None = None


def absent_in(text: str, adults: frozenset[str] = NOBODY) -> Absent | None:
    """Say who was away by the words of a row; None where they speak of no absence. The child's name reads "child".

    >>> for text in ("away - conference", "TA off sick", "Mrs Bright away", "away", "child poorly", "off - dentist",
    ...              "pupil in isolation", "child off task", "put toys away from the table"):
    ...     print(text, "->", absent_in(text))
    away - conference -> adult
    TA off sick -> adult
    Mrs Bright away -> adult
    away -> unsaid
    child poorly -> child
    off - dentist -> child
    pupil in isolation -> unsaid
    child off task -> None
    put toys away from the table -> None
    >>> absent_in("Jo off sick", frozenset({"jo"})), absent_in("away (Jo)", frozenset({"jo"})), absent_in("Jo off sick")
    (<Absent.ADULT: 'adult'>, <Absent.ADULT: 'adult'>, None)
    """
    said = plain(text)
    found = [match for match in _absences().finditer(said) if not said[match.end():].lstrip().startswith("from the ")]
    subjects = [who for match in found if (who := _subject(said, match, adults))]
    if Absent.CHILD in subjects:
        return Absent.UNSAID if _says("either", said) else Absent.CHILD
    if Absent.ADULT in subjects:
        return Absent.ADULT
    if not found and not _says("either", said):
        return None
    return _by_reason(said, alone=Absent.UNSAID in subjects or any(_stands_alone(said, match) for match in found))


def _by_reason(said: str, *, alone: bool) -> Absent | None:
    """Say who was away by the reason, where nobody is named."""
    if _says("either", said):
        return Absent.UNSAID
    adult, child = _says("of_adults", said), _says("of_children", said)
    if adult is not child:
        return Absent.ADULT if adult else Absent.CHILD
    return Absent.UNSAID if alone else None


def reason_of_adults(text: str) -> bool:
    """Whether words name a reason that only an adult has to be away or busy.

    >>> reason_of_adults("with another pupil"), reason_of_adults("cover in Y4"), reason_of_adults("of course")
    (True, True, False)
    """
    return _says("of_adults", plain(text)) and not _says("of_children", plain(text))


def meant(outcome: Outcome | None, cell: str, comment: str, adults: frozenset[str] = NOBODY) -> Meant:
    """Settle who was away where a session is said not to have been held; what is not said of anybody is left open.

    "abs" and "absent" alone in a cell are said of the child; only a reason that no child has puts them in doubt.

    >>> [outcome and outcome.value for outcome in meant(Outcome.CHILD_ABSENT, "away", "annual leave")]
    ['not_delivered', None]
    >>> [outcome and outcome.value for outcome in meant(Outcome.CHILD_ABSENT, "off", "")]
    ['child_absent', 'not_delivered']
    >>> [outcome and outcome.value for outcome in meant(Outcome.CHILD_ABSENT, "abs", "conference")]
    ['child_absent', 'not_delivered']
    """
    if outcome not in (Outcome.CHILD_ABSENT, Outcome.NOT_DELIVERED):
        return Meant(outcome)
    whole = " - ".join(filter(None, (cell, comment)))
    who = absent_in(whole, adults)
    strong = outcome is Outcome.CHILD_ABSENT and absent_in(cell, adults) is None
    if strong:
        return Meant(outcome, Outcome.NOT_DELIVERED if reason_of_adults(whole) or who is Absent.UNSAID else None)
    if who is Absent.UNSAID:
        return Meant(Outcome.CHILD_ABSENT, Outcome.NOT_DELIVERED)
    if who is None:
        return Meant(outcome)
    return Meant(Outcome.NOT_DELIVERED if who is Absent.ADULT else Outcome.CHILD_ABSENT)


def _subject(said: str, match: re.Match[str], adults: frozenset[str]) -> Absent | None:
    """Say who stands before a word of absence, or in the rest after it: "TA away", "away - TA", "absent (KB)"."""
    between = vocabulary("absence")["between"]
    before = _names(re.split(r"[-:;,.()]\s", said[:match.start()])[-1])
    while before and before[-1] in between:
        before.pop()
    after = _names(said[match.end():])
    return _who(before, adults) or (_who(after, adults) if _is_whole(after, adults) else None)


def _names(text: str) -> list[str]:
    return re.findall(r"[^\W_][\w:]*(?:'\w+)?", text)


def _is_whole(tokens: list[str], adults: frozenset[str]) -> bool:
    """Whether the words after an absence are nothing but who it was."""
    return 0 < len(tokens) <= LONGEST_ROLE and (
        len(tokens) == 1 or " ".join(tokens) in adult_names() or tokens[0] in vocabulary("absence")["titles"]
        or all(token in adults for token in tokens))


def _who(tokens: list[str], adults: frozenset[str]) -> Absent | None:
    """Say who the last words of a text name.

    >>> _who(["speech", "therapist"], NOBODY), _who(["mrs", "bright"], NOBODY), _who(["kb"], frozenset({"kb"}))
    (<Absent.ADULT: 'adult'>, <Absent.ADULT: 'adult'>, <Absent.ADULT: 'adult'>)
    """
    absence = vocabulary("absence")
    ends = {" ".join(tokens[-length:]) for length in range(1, min(len(tokens), LONGEST_ROLE) + 1)}
    if ends & set(absence["children"]):
        return Absent.CHILD
    if ends & adult_names() or (len(tokens) > 1 and tokens[-2] in absence["titles"]):
        return Absent.ADULT
    named = tokens[-1] if tokens else ""
    if len(named) > 1 and named in adults:
        return Absent.ADULT
    return Absent.UNSAID if len(named) == 1 and len(tokens) == 1 and named.isalpha() else None


def _stands_alone(said: str, match: re.Match[str]) -> bool:
    """Whether a word that leaves open who was away starts the text or a part of it."""
    before = said[:match.start()].rstrip()
    return match[0] in vocabulary("absence")["unsaid"] and (not before or before[-1] in "-:;,.(/")


@cache
def adult_names() -> frozenset[str]:
    """Give the names of the jobs of adults, in lower case."""
    roles = (phrase for phrases in vocabulary("deliverers")["roles"].values() for phrase in phrases)
    forms = (form for phrase in roles for form in (phrase.replace("[s]", ""), phrase.replace("[s]", "s")))
    return frozenset({*forms, *vocabulary("absence")["adults"]})


@cache
def _absences() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{_one_of(map(re.escape, vocabulary('absence')['words']))})(?![\w']){AFTER}")


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_one_of(vocabulary('absence')[group])})(?!\w)")


def _says(group: str, said: str) -> bool:
    return _pattern(group).search(said) is not None


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(sorted(phrases, key=len, reverse=True))
