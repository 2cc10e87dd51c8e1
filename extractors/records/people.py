"""Who is named in a table of records or in a text: in columns of people, after "Mrs", and perhaps within words."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from extractors.cells.names import PARTICLES, PEOPLE, Whose, whose
from extractors.records.headers import Header, find_header
from extractors.records.no_names import no_names
from extractors.records.staff_key import staff_key
from extractors.tables import Table
from extractors.vocabulary import vocabulary
from models.redaction import Mention, PersonKind

CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
CAPITAL = rf"[{CAPITALS}]"
WORD = rf"{CAPITAL}[\w’'-]*[^\W\d_{CAPITALS}](?<![’']s)\b"
"""A word as a name is written: it ends small, and without what belongs to it."""
INITIAL = rf"{CAPITAL}\.?(?![\w’'])"
ROLE = re.compile(r"\(([^()]{1,40})\)")
IN_ANOTHER_WAY = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3}")
"""What a cell of people may hold beside: a name in capitals, initials before it, or all of it small."""
INITIALS = re.compile(rf"(?:{CAPITAL}\.?){{1,4}}")


class _Patterns(NamedTuple):
    """How names are found."""

    alone: re.Pattern[str]
    titled: re.Pattern[str]
    named: re.Pattern[str]
    """After "with" and the like."""
    owner: re.Pattern[str]
    """Before what is somebody's."""
    within: re.Pattern[str]
    """In the middle of a sentence."""
    doing: re.Pattern[str]
    """At the beginning of a sentence, before what somebody did."""


@cache
def _patterns() -> _Patterns:
    table = vocabulary("people")
    title = rf"(?:{'|'.join(table['titles'])})\.?"
    parts = "|".join(sorted(PARTICLES))
    surname = rf"(?:(?i:{parts}) ){{0,2}}{WORD}"
    before, did = ("|".join(sorted(table[name], key=len, reverse=True)) for name in ("before", "did"))
    more = rf"(?: (?:{surname}|{INITIAL}))"
    return _Patterns(
        alone=re.compile(rf"(?:{title} )?(?:{INITIAL} ?){{0,3}}{surname}{more}{{0,3}}"),
        titled=re.compile(rf"\b{title} (?:{INITIAL} ?){{0,3}}{surname}"),
        named=re.compile(rf"\b(?:{before}) ({WORD}{more}?)"),
        owner=re.compile(rf"\b({WORD})[’']s\b"),
        within=re.compile(rf"(?<=[a-z,;] )({WORD}{more}{{0,2}})"),
        doing=re.compile(rf"(?:^|(?<=[.!?;:] ))({WORD})(?= (?:{did}|[a-z]+ed)\b)", re.MULTILINE))


def mentions_in(table: Table, child: str | None, ordinary: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """Give everybody but the child whom a table names, each with the place."""
    for name in staff_key(table).values():
        yield from people_of(name, PersonKind.ADULT, child, table.source(0).file)
    header = find_header(table, vocabulary("column_names")["forms"])
    columns = _columns(header) if header else {}
    for number, line in enumerate(table.rows):
        place = table.source(number).place()
        for column, value in enumerate(line):
            if not isinstance(value, str) or (header and number == header.row):
                continue
            if header and number > header.row and column in columns:
                yield from people_of(value, columns[column], child, place)
            else:
                yield from mentions_of(value, child, place, ordinary)


def _columns(header: Header) -> dict[int, PersonKind]:
    kinds = {PersonKind.ADULT: "adult_columns", PersonKind.CHILD: "child_columns"}
    return {header.columns[role]: kind for kind, name in kinds.items() for role in vocabulary("people")[name]
            if role in header.columns}


def people_of(value: str, kind: PersonKind, child: str | None, place: str) -> Iterator[Mention]:
    """Give the people of a cell that holds people.

    >>> [(one.name, one.role) for one in people_of("Ms Obi (TA) / Jo Marsh, HLTA and KB", PersonKind.ADULT, None, "")]
    [('Ms Obi', 'TA'), ('Jo Marsh', '')]
    >>> [(one.name, one.sure) for one in people_of("Nell, Grace, Tomas W", PersonKind.CHILD, "Nell Ashworth", "")]
    [('Grace', False), ('Tomas W', True)]
    >>> [(one.name, one.sure) for one in people_of("van der Berg; J. Smith; OBI Zoë; AB", PersonKind.CHILD, None, "")]
    [('van der Berg', True), ('J. Smith', True), ('OBI Zoë', False)]
    """
    for part in PEOPLE.split(value.replace("(", " (")):
        role = ROLE.search(part)
        name = " ".join(ROLE.sub(" ", part).split()).strip(" .:-–")
        whole = _patterns().alone.fullmatch(name) is not None
        if (whole or _may_be_one(name, kind)) and is_name(name) and not _is_child(name, child):
            yield Mention(name=name, kind=kind, role=role[1].strip() if role else "", place=place,
                          sure=whole and not also_a_word(name) and not _could_be_child(name, child))


def _may_be_one(name: str, kind: PersonKind) -> bool:
    """Whether what stands in a cell of people may be a name that is written in another way; initials name nobody."""
    small = name.islower() and kind is not PersonKind.CHILD
    return not small and not INITIALS.fullmatch(name) and IN_ANOTHER_WAY.fullmatch(name) is not None


def mentions_of(text: str, child: str | None, place: str, ordinary: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """Give the people whom words name: for sure after a title; else a person has to say.

    Words that the same papers also write small are `ordinary`: only after "with" and the like may they be a name.

    >>> [(one.name, one.sure) for one in mentions_of("Mrs Bright sat with Tomas, then with Year 4 until May", None, "")]
    [('Mrs Bright', True), ('Tomas', False)]
    >>> [one.name for one in mentions_of("Dr. A. N. Shah rang Mr van der Berg. Amara hit Zoë; Kofi’s mum", None, "")]
    ['Dr. A. N. Shah', 'Mr van der Berg', 'Amara', 'Zoë', 'Kofi']
    >>> [one.name for one in mentions_of("Worry was less. Will you come, May or Sue?", None, "", frozenset({"worry"}))]
    ['May', 'Sue']
    """
    found = list(_patterns().titled.finditer(text))
    for one in found:
        yield Mention(name=one[0], kind=PersonKind.ADULT, place=place)
    taken = {one.end() for one in found}
    for name in dict.fromkeys(_perhaps(text, ordinary, taken)):
        if not _is_child(name, child):
            yield Mention(name=name, kind=PersonKind.SOMEBODY, sure=False, place=place)


def mentions_of_file(name: str, child: str | None, ordinary: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """Give whom a file may be named after; a person has to say.

    >>> [one.name for one in mentions_of_file("Log_Tomas_Webb Autumn 2025 (Zoë).csv", None)]
    ['Tomas Webb', 'Zoë']
    """
    words = re.sub(r"[^\w’'-]+|_", " ", name.rpartition(".")[0]).split()
    for named, some in groupby(words, lambda word: _is_named(word, ordinary)):
        if named and not _is_child(said := " ".join(some), child):
            yield Mention(name=said, kind=PersonKind.SOMEBODY, sure=False, place=name)


def _is_named(word: str, ordinary: frozenset[str]) -> bool:
    return re.fullmatch(WORD, word) is not None and is_name(word) and word.casefold() not in ordinary


def _perhaps(text: str, ordinary: frozenset[str], taken: set[int]) -> list[str]:
    """Give words that may be names, in their order; what ends where a name with a title ends is a part of that."""
    patterns = _patterns()
    found = {one.start(1): one[1] for one in patterns.named.finditer(text) if one.end(1) not in taken}
    for pattern in (patterns.within, patterns.owner, patterns.doing):
        for one in pattern.finditer(text):
            if one.end(1) not in taken and not {word.casefold() for word in one[1].split()} & ordinary:
                found.setdefault(one.start(1), one[1])
    none = no_names(text)
    return [name for start, name in sorted(found.items()) if is_name(name) and start not in none]


def is_name(words: str) -> bool:
    """Whether words may be a name: none of them is one that only looks like it.

    >>> is_name("Kirsty M"), is_name("Class Teacher"), is_name("Mrs Day"), is_name("Lunch")
    (True, False, True, False)
    """
    table, first = vocabulary("people"), words.split()[0].rstrip(".")
    if first in table["titles"]:
        return len(words.split()) > 1
    return not any(word.casefold() in _not_names() for word in words.split())


@cache
def _not_names() -> frozenset[str]:
    return frozenset(word.casefold() for word in vocabulary("people")["not_names"])


def also_a_word(name: str) -> bool:
    """Whether a name of one word is an ordinary word, too.

    >>> also_a_word("Grace"), also_a_word("Grace Obi"), also_a_word("Mrs May")
    (True, False, False)
    """
    return name in vocabulary("people")["also_words"]


def _is_child(name: str, child: str | None) -> bool:
    return child is not None and whose(name, child).whose is Whose.OWN


def _could_be_child(name: str, child: str | None) -> bool:
    return child is not None and whose(name, child).whose is Whose.UNSURE
