"""Header rows of the tables in a plan: what each column holds, and to which section it belongs."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.pages.layout import Cell, TableRow
from extractors.plans.headings import area_in, named_area
from extractors.remembered import remembered
from extractors.vocabulary import vocabulary

PREFIX = re.compile(r"(?:section\s+)?\(?(?P<letter>H\s?[12]|[A-H])\)?\s*(?:[:–—.-]+\s*|\s+(?=[A-Z]))(?P<rest>.*)$",
                    re.IGNORECASE | re.DOTALL)
LONGEST = 22
"""A column heading has no more words than this."""
BY_LETTER = {"B": "need", "C": "need", "D": "need", "E": "outcome"}


class Column(NamedTuple):
    """What a column holds, and the letter of the section that its heading names."""

    role: str
    letter: str | None = None
    said: str = ""
    """What the heading says of every number below it, such as "hours per week"."""
    told: bool = False
    """Whether only the words below a heading of no known name tell what it holds."""


def column_of(text: str) -> Column | None:
    """Tell what a column holds from its heading.

    >>> column_of("By Whom"), column_of("No. / wk"), column_of("Which Need Does This Provision Meet")
    (Column(role='who'...), Column(role='sessions'...), Column(role='need'...))
    >>> column_of("F: Delivered by"), column_of("E – Outcomes"), column_of("Daily for ten minutes")
    (Column(role='who', letter='F'...), Column(role='outcome', letter='E'...), None)
    >>> column_of("Hours per term").said, column_of("Visits / year").said
    ('hours per term', 'visits per year')
    """
    text = " ".join(text.split())
    if not text or len(text.split()) > LONGEST or (text.endswith(".") and len(text.split()) > 5):
        return None
    if counted := _counted(text):
        return Column("how_often", said=counted)
    whole = _role(text)
    if whole is None and (unit := _unit_behind(text)):
        return Column("other") if _words_only(text).startswith("total") else Column("how_often", said=unit)
    found = PREFIX.match(text)
    if found is None or (whole and not found["rest"]):
        bare = re.fullmatch(r"(?:section\s+)?\(?(H[12]|[B-H])\)?", text, re.IGNORECASE)
        return _lettered(bare[1].upper(), "provision") if bare else _unlettered(text, whole)
    letter = found["letter"].upper().replace(" ", "")
    role = _role(found["rest"]) or _opening_role(found["rest"])
    return _lettered(letter, role) if role else _unlettered(text, whole)


@remembered(5_000)
def _counted(text: str) -> str:
    """Give the unit and the period of a heading that names both; sessions a week have a column of their own.

    >>> _counted("Hours per week"), _counted("Weekly minutes"), _counted("Minutes per session"), _counted("Per week")
    ('hours per week', 'minutes weekly', '', '')
    """
    plain = _words_only(re.sub(r"\([^)]*\)", " ", text))
    units = "|".join(vocabulary("plan_columns")["counted"]["units"])
    nouns = "|".join(noun for named in vocabulary("periods")["nouns"].values() for noun in named)
    opening, between = "(?:(?:number|no|total) (?:of )?)?", "(?:(?:per|an?|each|every|in each) )?"
    if found := re.fullmatch(rf"{opening}({units}) {between}({nouns})", plain):
        return "" if _phrases().get(plain) == "sessions" else f"{found[1]} per {found[2]}"
    found = re.fullmatch(rf"({'|'.join(_rhythms())}) ({units})", plain)
    return f"{found[2]} {found[1]}" if found else ""


def _unit_behind(text: str) -> str:
    """Give the unit in brackets behind a heading of no known name, and whether it is of direct or of indirect work.

    >>> _unit_behind("Direct work (hours)"), _unit_behind("Allocation (minutes per week)"), _unit_behind("Work (K2)")
    ('hours direct', 'minutes per week', '')
    """
    bracketed = re.search(r"\(([a-z /]+)\)$", text, re.IGNORECASE)
    said = bracketed[1].lower() if bracketed else ""
    if said not in vocabulary("plan_columns")["counted"]["units"]:
        return _counted(said)
    contact = re.match(r"(?:in)?direct\b", text, re.IGNORECASE)
    return f"{said} {contact[0].lower()}" if contact else said


@cache
def _rhythms() -> tuple[str, ...]:
    return tuple(vocabulary("plan_columns")["counted"]["rhythms"])


def _under_rhythms(found: list[tuple[Cell, Column | None]]) -> list[tuple[Cell, Column | None]]:
    """Take columns headed "Daily", "Weekly" and so on, of which there are several, for how often."""
    named = [_words_only(_plain(cell)) for cell, _ in found]
    if sum(name in _rhythms() for name in named) < 2:
        return found
    return [(cell, Column("how_often", said=name) if name in _rhythms() else column)
            for (cell, column), name in zip(found, named, strict=True)]


def _unlettered(text: str, role: str | None) -> Column | None:
    named = vocabulary("plan_columns")["letters"]
    letter = next((letter for letter, titles in named.items() if any(title in text.lower() for title in titles)), None)
    return Column(role, letter if role == "provision" else None) if role else None


def _lettered(letter: str, role: str) -> Column | None:
    if letter == "A":
        return None
    return Column(BY_LETTER.get(letter, role), "H2" if letter == "H" else letter)


def _opening_role(text: str) -> str | None:
    """Give the role of a long heading after a letter from its first words."""
    opening = " ".join(re.findall(r"[a-z]+", text.lower())[:6])
    return next((role for phrase, role in _phrases().items() if " " in phrase and phrase in opening), None)


def label_role(text: str) -> str | None:
    """Give the role that a label such as "Delivered by" names exactly, or None.

    >>> label_role("Delivered by"), label_role("Narrative group")
    ('who', None)
    """
    plain = _words_only(text)
    role = _phrases().get(plain)
    common = plain in vocabulary("plan_columns")["not_labels"]["words"]
    return None if common or role in ("ref", "other", "notes") else role


def stacked_role(text: str) -> str | None:
    """Give the role of a label that is printed as one, in bold or with a colon, on a line of its own.

    >>> stacked_role("When:"), stacked_role("Resources"), stacked_role("How often will she have this?")
    ('how_often', None, 'how_often')
    >>> stacked_role("How much and how often:"), stacked_role("What help will I get:"), stacked_role("Time and staff:")
    ('how_often', 'provision', None)
    """
    plain = _words_only(text)
    words = vocabulary("plan_columns")
    if plain in words["not_labels"]["unless_stacked"]:
        return _phrases()[plain]
    asks = text.rstrip().endswith(("?", ":")) and len(plain.split()) <= 10
    asked = next((role for role, openings in words["questions"].items() if plain.startswith(tuple(openings))), None)
    return asked if asks and asked else label_role(text) or _joint_role(plain)


def _joint_role(plain: str) -> str | None:
    """Give the role of two labels in one, where both name the same column.

    >>> _joint_role("time and frequency"), _joint_role("staff and time"), _joint_role("resources")
    ('how_often', None, None)
    """
    parts = plain.split(" and ")
    roles = {_phrases().get(part) for part in parts}
    role = roles.pop() if len(parts) > 1 == len(roles) else None
    return None if role in ("ref", "other", "notes") else role


def _words_only(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


@cache
def _phrases() -> dict[str, str]:
    columns = vocabulary("plan_columns")["columns"]
    return {phrase: role for role in columns for phrase in columns[role]}


@remembered(5_000)
def _role(text: str) -> str | None:
    """Give the role whose phrase covers most of a heading, at least half of it."""
    plain = " ".join(re.sub(r"\([^)]*\)", " ", text).lower().replace("’", "'").replace("'s", "").split())
    words = re.findall(r"[a-z0-9]+", plain)
    plain = " ".join(words)
    if plain in _phrases() | _whole():
        return (_phrases() | _whole())[plain]
    if plain.replace(" ", "") in _glued():
        return _glued()[plain.replace(" ", "")]
    held = [(len(phrase.split()), role) for phrase, role in _phrases().items() if phrase and _stands_in(phrase, plain)]
    telling = list(vocabulary("plan_columns")["stems"])
    held.sort(key=lambda pair: telling.index(pair[1]) if pair[1] in telling else len(telling))
    most, role = max(held, default=(0, None), key=lambda pair: pair[0])
    return role if most * 2 >= len(words) else _covered(words)


@cache
def _whole() -> dict[str, str]:
    """Give the role of each phrase that is a heading only by itself."""
    return {phrase: role for role, phrases in vocabulary("plan_columns")["whole"].items() for phrase in phrases}


@cache
def _glued() -> dict[str, str]:
    """Give the role of each phrase whose spaces were lost."""
    return {phrase.replace(" ", ""): role for phrase, role in _phrases().items() if len(phrase) > 5}


def _stands_in(phrase: str, plain: str) -> bool:
    """Whether the whole words of a phrase stand among those of a heading."""
    return f" {phrase} " in f" {plain} "


def _covered(words: list[str]) -> str | None:
    """Give the role whose phrases together cover most of a heading, at least half of it and more than any other's.

    >>> _covered("how long and how often".split()), _covered("who and when".split())
    ('how_often', None)
    """
    places: dict[str, set[int]] = {}
    plain = " ".join(words)
    for phrase, role in _phrases().items():
        said = phrase.split() if _stands_in(phrase, plain) else []
        for start in range(len(words) - len(said) + 1):
            if said and words[start:start + len(said)] == said:
                places.setdefault(role, set()).update(range(start, start + len(said)))
    best = sorted(places, key=lambda role: -len(places[role]))
    clear = len(best) == 1 or (len(best) > 1 and len(places[best[0]]) > len(places[best[1]]))
    return best[0] if clear and len(places[best[0]]) * 2 >= len(words) else None


def header_of(row: TableRow) -> dict[int, Column] | None:
    """Read a row as a header: what each of its columns holds; None when it is no header row."""
    filled = row.filled
    found = [(cell, column_of(_plain(cell))) for cell in filled]
    if len(found) == 2 and _titled(found):
        found = [(cell, column or Column("other")) for cell, column in found]
    found = _under_rhythms(_under_area(found))
    if sum(column is not None for _, column in found) > 1:
        found = [(cell, column or _stemmed(_plain(cell))) for cell, column in found]
    known = [(cell, column) for cell, column in found if column]
    roles = {column.role for _, column in known}
    if len(known) < 2 or len(known) * 3 < len(filled) * 2 or len(roles) < 2:
        return None
    if not any(column.role != "ref" for _, column in known) or any(len(_plain(c).split()) > LONGEST for c in filled):
        return None
    return {place: column for cell, column in known for place in range(cell.column, cell.end)}


def _under_area(found: list[tuple[Cell, Column | None]]) -> list[tuple[Cell, Column | None]]:
    """Take a column that an area of need heads for its provision, where all other heads are known and none of it."""
    places = [place for place, (cell, column) in enumerate(found)
              if column is None and cell.paragraphs[0].bold and named_area(cell.text)]
    others = [column for _, column in found if column is not None]
    if len(places) != 1 or len(others) + 1 != len(found) or any(column.role == "provision" for column in others):
        return found
    return [(cell, Column("provision") if place in places else column) for place, (cell, column) in enumerate(found)]


def _titled(found: Sequence[tuple[Cell, Column | None]]) -> bool:
    """Whether the title of a section of provision heads the first column and a few words the other."""
    (_, first), (cell, second) = found
    words = _plain(cell)
    if first is None or first.role != "provision" or not first.letter or second is not None:
        return False
    worded = re.search(r"[a-z]{3}", words) is not None and re.search(r"\d|\.$", words) is None
    return worded and len(words.split()) <= 5 and area_in(words) is None


def _stemmed(text: str) -> Column | None:
    """Tell what a column holds from a telling part of a word, where the heads beside it are known.

    >>> _stemmed("When will progress be reviewed?"), _stemmed("Colour")
    (Column(role='review'...), None)
    """
    stems = vocabulary("plan_columns")["stems"]
    if not 0 < len(text.split()) <= 12 or text.endswith("."):
        return None
    return next((Column(role) for role, parts in stems.items() if any(part in text.lower() for part in parts)), None)


def _plain(cell: Cell) -> str:
    return " ".join(f"{p.mark} {p.text}".strip() for p in cell.paragraphs)
