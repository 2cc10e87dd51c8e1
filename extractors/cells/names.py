"""Whose row it is: the ways in which a school shortens a child's name, told from the names of other children."""

import difflib
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from extractors.cells.words import plain
from extractors.remembered import remembered
from models.counts import count_in

CLASS_CODE = re.compile(r"\b(?:(?:y|yr|year|class|reg|form)\s?\d{0,2}[a-z]{0,2}|\d{1,2}[a-z]{0,3}|upn|dob)\b")
PEOPLE = re.compile(r"\s*(?:[,;/&+\n]|\band\b|\bwith\b)\s*")
PARTICLES = frozenset(("van", "von", "de", "da", "di", "del", "der", "den", "dos", "du", "al", "el", "bin", "ibn",
                       "ap", "le", "la", "st"))
"""A surname starts with the first of these."""
SHORTEST = 3
"""A short form of a first name keeps at least this many of its letters: Ben, Alex."""
ALIKE = 0.8
"""Names that share this much are taken for a slip of the pen, which a person must confirm."""


class Whose(StrEnum):
    """Whether a name cell names the child of the case."""

    OWN = "own"
    OTHER = "other"
    UNSURE = "unsure"


class Named(NamedTuple):
    """Whose row it is, and how many children the cell names."""

    whose: Whose
    people: int = 1


class _Name(NamedTuple):
    given: tuple[str, ...]
    """First name and what the child is known as."""
    middle: tuple[str, ...]
    surname: tuple[str, ...]


def whose(cell: str, child: str) -> Named:
    """Tell whether a cell names the child, in full, short or by initials, alone or among others.

    >>> for cell in ("Nell A-I", "NAI", "N.A.", "Ashworth-Ibe, Nell", "Nell, R.B. + 1", "Nella P", "R.B."):
    ...     print(cell, *whose(cell, "Nell Ashworth-Ibe"))
    Nell A-I own 1
    NAI own 1
    N.A. own 1
    Ashworth-Ibe, Nell own 1
    Nell, R.B. + 1 own 3
    Nella P other 1
    R.B. other 1
    >>> [str(whose(cell, "Priya Ravenscroft").whose) for cell in ("PRav", "PR 8K", "Priya N", "P. Rawlins", "P")]
    ['own', 'own', 'other', 'other', 'unsure']
    """
    alone = _one(cell, child)
    if alone is Whose.OWN:
        return Named(alone)
    people = [part for part in PEOPLE.split(cell) if part.strip()]
    if len(people) < 2:
        return Named(alone)
    readings = [_one(part, child) for part in people]
    more = sum(count - 1 for part in people if (count := count_in(part)) is not None)
    for reading in (Whose.OWN, Whose.UNSURE):
        if reading in readings:
            return Named(reading, len(people) + more)
    return Named(Whose.OTHER, len(people) + more)


@lru_cache(maxsize=64)
def _name(child: str) -> _Name:
    nickname = re.findall(r"[(\"']([A-Za-z]{2,})[)\"']", child)
    rest = re.sub(r"[(\"'][A-Za-z]{2,}[)\"']", " ", child)
    if "," in rest:
        surname, _, first = rest.partition(",")
        rest = f"{first} {surname}"
    parts = plain(rest).replace(".", " ").replace("'", "").split()
    if not parts:
        return _Name((), (), ())
    given = (parts[0], *(plain(name) for name in nickname))
    start = next((place for place, part in enumerate(parts) if place and part in PARTICLES), len(parts) - 1)
    family = tuple(re.split(r"[- ]", " ".join(parts[max(start, 1):]))) if len(parts) > 1 else ()
    return _Name(given, tuple(parts[1:max(start, 1)]), family)


@remembered(5_000)
def _one(cell: str, child: str) -> Whose:
    """Read one name: a given name and a surname, either in full or cut short, in either order."""
    text = plain(cell)
    bare = " ".join(CLASS_CODE.sub(" ", text).replace(".", " " if re.search(r"\.\s?\w{2}", text) else "").split())
    tokens = [token.replace("-", "").replace("'", "") for token in re.sub(r"[,()]", " ", bare).split()]
    name = _name(child)
    if not tokens or not name.given:
        return Whose.UNSURE
    if _is_own(tokens, name, capitals=cell.strip(". ").replace(".", "").isupper()):
        return Whose.OWN
    if _may_be_own(tokens, name):
        return Whose.UNSURE
    joined, full = " ".join(tokens), " ".join((name.given[0], "".join(name.surname)))
    close = difflib.SequenceMatcher(None, joined, full).ratio() >= ALIKE
    return Whose.UNSURE if close or not any(token.isalpha() for token in tokens) else Whose.OTHER


def _may_be_own(tokens: list[str], name: _Name) -> bool:
    """Whether a person must say: a lone initial, a short form of the first name, a middle name, the surname alone."""
    short = len(tokens[0]) >= SHORTEST and name.given[0].startswith(tokens[0])
    if len(tokens) == 1:
        return short or tokens[0] in (name.given[0][0], *name.surname)
    middles = {*name.middle, *(part[0] for part in name.middle)}
    family = bool(name.surname) and "".join(name.surname) in ("".join(tokens[1:]), tokens[0])
    longer = len(name.given[0]) >= SHORTEST and tokens[0].startswith(name.given[0])
    longer = longer and tokens[-1] in _surname_forms(name)
    return family or longer or (tokens[0] in name.given and tokens[-1] in middles)


def _is_own(tokens: list[str], name: _Name, *, capitals: bool) -> bool:
    surnames = _surname_forms(name)
    middles = {"", *name.middle, *(middle[0] for middle in name.middle), "".join(part[0] for part in name.middle)}
    givens = {*name.given, *(given[0] for given in name.given)}
    givens |= {name.given[0][:length] for length in range(SHORTEST, len(name.given[0]))}
    if len(tokens) == 1:
        firsts = {given[0] + middle[:1] for given in name.given for middle in middles}
        initials = {first + surname for first in firsts for surname in surnames}
        whole = {*name.given, "".join(name.surname)} if name.surname else set(name.given)
        return tokens[0] in whole or (tokens[0] in initials and (capitals or len(tokens[0]) > 2))
    first, last = tokens[0], tokens[-1]
    between = "".join(tokens[1:-1])
    parts = {"", "".join(name.surname[:-1]), *name.surname[:-1], *(part[0] for part in name.surname[:-1])}
    if first in givens and last in surnames and between in middles | parts | {"".join(name.middle)}:
        return True
    full = "".join(name.surname)
    families = {full, *(part for part in name.surname if len(part) > SHORTEST)}
    return bool(full) and (first in families or "".join(tokens[:-1]) == full) and last in givens | {*name.middle}


def _surname_forms(name: _Name) -> set[str]:
    """Give the surname in full, cut to three letters or more, its parts, and its initials."""
    if not name.surname:
        return set()
    full = "".join(name.surname)
    cut = {full[:length] for length in range(3, len(full) + 1)}
    return {*cut, *name.surname, "".join(part[0] for part in name.surname), full[0]}


def readings(cells: Iterable[str], child: str | None) -> dict[str, Named]:
    """Read every name of a column; a short form that another child of the column shares is unsure.

    The start of the first name is the child's where other rows name the child beyond doubt, or all say the same.

    >>> column = readings(["Nell", "Nell A-I", "Nell Burton"], "Nell Ashworth-Ibe")
    >>> {cell: str(reading.whose) for cell, reading in column.items()}
    {'Nell': 'unsure', 'Nell A-I': 'own', 'Nell Burton': 'other'}
    >>> [str(name.whose) for name in readings(["Jess", "Jess O-P", "Tyler W"], "Jessamy Orr-Pike").values()]
    ['own', 'own', 'other']
    >>> [str(name.whose) for name in readings(["Jess", "Jess O-P", "Jessica"], "Jessamy Orr-Pike").values()]
    ['unsure', 'own', 'other']
    >>> [str(name.whose) for name in readings(["Jess", "Jess"], "Jessamy Orr-Pike").values()]
    ['own']
    """
    different = dict.fromkeys(cell for cell in cells if cell)
    if child is None:
        sole = len({plain(cell) for cell in different}) == 1
        return {cell: Named(Whose.OWN if sole else Whose.UNSURE) for cell in different}
    column = {cell: whose(cell, child) for cell in different}
    others = [cell for cell, reading in column.items() if reading.whose is Whose.OTHER]
    beyond_doubt = len(column) == 1 or any(reading.whose is Whose.OWN for reading in column.values())
    return {cell: _among(cell, reading, child, others if beyond_doubt else None) for cell, reading in column.items()}


def _among(cell: str, reading: Named, child: str, others: list[str] | None) -> Named:
    """Read a name beside those of the other children of its column; None where no row surely names the child."""
    if _shared(cell, reading, others or []):
        return Named(Whose.UNSURE, reading.people)
    start = plain(cell).replace(".", "")
    short = len(start) >= SHORTEST and _name(child).given[0].startswith(start)
    alone = others is not None and not any(plain(other).startswith(start) for other in others)
    return Named(Whose.OWN) if reading.whose is Whose.UNSURE and short and alone else reading


def _shared(cell: str, reading: Named, others: list[str]) -> bool:
    """Whether another child of the column could be written in the same short way."""
    if reading.whose is not Whose.OWN or reading.people > 1:
        return False
    tokens = plain(cell).replace(".", "").split()
    return len(tokens) == 1 and any(len(other.split()) > 1 and _one(cell, other) is Whose.OWN for other in others)
