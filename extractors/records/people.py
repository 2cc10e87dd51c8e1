"""Who is named in a table of records or in a text: in columns of people, after "Mrs", after "with"."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.cells.names import PEOPLE, Whose, whose
from extractors.records.headers import Header, find_header
from extractors.records.staff_key import staff_key
from extractors.tables import Table
from extractors.vocabulary import vocabulary
from models.redaction import Mention, PersonKind

WORD = r"[A-Z][\w’'-]*[a-z]\b"
ROLE = re.compile(r"\(([^()]{1,40})\)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a name alone, of one after a title, and of one after "with" and the like."""
    table = vocabulary("people")
    title = rf"(?:{'|'.join(table['titles'])})\.?"
    before = "|".join(sorted(table["before"], key=len, reverse=True))
    return (re.compile(rf"(?:{title} )?{WORD}(?: (?:{WORD}|[A-Z]\.?(?!\w))){{0,3}}"),
            re.compile(rf"\b{title} (?:[A-Z]\.? )?{WORD}"),
            re.compile(rf"\b(?:{before}) ({WORD}(?: (?:{WORD}|[A-Z]\b(?![’'\w])))?)"))


def mentions_in(table: Table, child: str | None) -> Iterator[Mention]:
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
                yield from mentions_of(value, child, place)


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
    """
    alone, _, _ = _patterns()
    for part in PEOPLE.split(value.replace("(", " (")):
        role = ROLE.search(part)
        name = " ".join(ROLE.sub(" ", part).split()).strip(" .:-–")
        if alone.fullmatch(name) and is_name(name) and not _is_child(name, child):
            yield Mention(name=name, kind=kind, role=role[1].strip() if role else "", place=place,
                          sure=not also_a_word(name) and not _could_be_child(name, child))


def mentions_of(text: str, child: str | None, place: str) -> Iterator[Mention]:
    """Give the people whom words name: for sure after a title; else a person has to say.

    >>> [(one.name, one.sure) for one in mentions_of("Mrs Bright sat with Tomas, then with Year 4 until May", None, "")]
    [('Mrs Bright', True), ('Tomas', False)]
    """
    _, titled, named = _patterns()
    for found in titled.finditer(text):
        yield Mention(name=found[0], kind=PersonKind.ADULT, place=place)
    for found in named.finditer(text):
        if is_name(found[1]) and not _is_child(found[1], child):
            yield Mention(name=found[1], kind=PersonKind.SOMEBODY, sure=False, place=place)


def is_name(words: str) -> bool:
    """Whether words may be a name: none of them is one that only looks like it.

    >>> is_name("Kirsty M"), is_name("Class Teacher"), is_name("Mrs Day"), is_name("Lunch")
    (True, False, True, False)
    """
    table = vocabulary("people")
    if words.split()[0].rstrip(".") in table["titles"] and len(words.split()) > 1:
        return True
    return not any(word in table["not_names"] for word in words.split())


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
