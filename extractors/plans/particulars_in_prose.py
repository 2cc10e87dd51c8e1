"""Particulars where no label stands: the forms in which prose, titles and running heads give them."""

import re
from functools import cache
from typing import NamedTuple

from extractors.vocabulary import vocabulary

CAPITALS = r"[A-Z][\w'’-]*"
NAME = rf"{CAPITALS}(?:\s+{CAPITALS}){{1,4}}"


OF = (rf"(?:\s+of\s+(?:the\s+)?{CAPITALS}(?:\s+(?:and\s+|&\s+)?{CAPITALS})*|\s+for\s+the\s+{CAPITALS}"
      r"|\s+for\s+(?:Girls|Boys))?")
"""What may follow the word for a place and is part of its name: "College of Further Education"."""


class Forms(NamedTuple):
    """Patterns, each with the words of the vocabulary in it."""

    named: re.Pattern[str]
    """A name after words such as "in respect of"."""
    headed: re.Pattern[str]
    """A name in a running head, before a dash, a date of birth or a number."""
    title: re.Pattern[str]
    """Words that no name has."""
    attends: re.Pattern[str]
    place: re.Pattern[str]
    aside: re.Pattern[str]
    """What is said of a setting in brackets."""
    born: re.Pattern[str]
    birth: re.Pattern[str]
    """What parts a name from a date of birth behind it."""
    born_on: re.Pattern[str]
    """What stands right before a date of birth."""
    issued: re.Pattern[str]
    signed: re.Pattern[str]


@cache
def forms() -> Forms:
    """Build the patterns once."""
    words = vocabulary("particulars")["prose"]
    said = {key: "|".join(re.escape(word) for word in found) for key, found in words.items()}
    place = rf"{CAPITALS}(?:\s+(?:{CAPITALS}|{said['joining']}))*\s+(?:{said['places']}){OF}"
    return Forms(
        named=re.compile(rf"(?i:{said['before_a_name']})\s+(?P<name>{NAME})"),
        headed=re.compile(rf"(?:^|[–|-]\s*)(?P<name>{NAME})\s*(?:[–|(-]|\b(?:{said['behind_a_name']})|\d|$)", re.I),
        title=re.compile(said["in_titles"], re.IGNORECASE),
        attends=re.compile(rf"(?i:{said['before_a_place']})\s+(?P<name>{place})"),
        place=re.compile(f"(?P<name>{place})"),
        aside=re.compile(rf"\s*\((?:{said['of_a_place']})[^)]*\)"),
        born=re.compile(rf"(?:{said['of_birth']})\W*(?P<date>.{{6,24}})", re.IGNORECASE),
        birth=re.compile(rf"\s+(?:{said['of_birth']})", re.IGNORECASE),
        born_on=re.compile(rf"(?:{said['of_birth']})\W*(?:on\s+)?(?:the\s+)?$", re.IGNORECASE),
        issued=re.compile(rf"(?:{said['of_issue']})\s+(?:[^.]{{0,120}}\bon\s+)?(?:the\s+)?$", re.IGNORECASE),
        signed=re.compile(rf"\b(?:{said['of_signing']})\b.*", re.IGNORECASE | re.DOTALL))


def council(text: str) -> str | None:
    """Give the name of a council in a text.

    >>> council("CONFIDENTIAL – Halden Borough Council SEND Service"), council("Saltmarsh MBC")
    ('Halden Borough Council', 'Saltmarsh Metropolitan Borough Council')
    >>> council("Royal Borough of Upton and Lee"), council("the council")
    ('Royal Borough of Upton and Lee', None)
    """
    words = vocabulary("particulars")["authority"]
    place = rf"(?:{CAPITALS}|{'|'.join(words['joining'])})"
    kinds = "|".join(("Council", "COUNCIL", *words["short"]))
    found = re.search(rf"(?P<name>{CAPITALS}(?:\s+{place}){{0,6}}?)\s+(?P<kind>{kinds})\b", text)
    if found is None:
        of = rf"(?:{'|'.join(words['of'])}) of {CAPITALS}"
        found = re.search(rf"(?P<name>{of}(?:\s+{place})*\s*{CAPITALS}|{of})(?P<kind>)", text)
    if found is None:
        return None
    name = re.sub(rf"^(?:(?:{'|'.join(words['before'])})\s+)+", "", found["name"])
    kind = words["short"].get(found["kind"], found["kind"])
    return cased(f"{name} {kind}".strip()) if name.lower() not in words["no_names"] else None


def cased(name: str) -> str:
    """Give a name in capitals as a name is written.

    >>> cased("HALDEN BOROUGH COUNCIL"), cased("de Souza")
    ('Halden Borough Council', 'de Souza')
    """
    return name.title().replace("’S", "’s") if name.isupper() else name
