"""Capitals that stand for the words of a provision: "PEEP" for a personal emergency evacuation plan."""

import re

from extractors.remembered import remembered
from pipeline.matching.school_speech import read_words, spell_out

_HEAD = 8
"""Further on, three words with the wanted initials stand side by side too often."""
_CAPITALS = re.compile(r"\b[A-Z]{3,5}\b")


@remembered(5_000)
def capitals_in(label: str) -> frozenset[str]:
    """Give the capitals of a label that are no abbreviation of school speech.

    >>> sorted(capitals_in("PEEP practice")), sorted(capitals_in("SALT 1:1"))
    (['peep'], [])
    """
    return frozenset(word.lower() for word in _CAPITALS.findall(label) if spell_out(word) == word.lower())


@remembered(5_000)
def initials_of(text: str) -> frozenset[str]:
    """Give the initials of every four or five words of a text that stand side by side, and of three at its head.

    >>> "peep" in initials_of("A personal emergency evacuation plan shall be drawn up.")
    True
    """
    first = "".join(word.stem[0] for word in read_words(text))
    runs = [(4, first), (5, first), (3, first[:_HEAD])]
    return frozenset(text[start:start + length] for length, text in runs for start in range(len(text) - length + 1))


def stands_for(label: str, text: str) -> bool:
    """Whether capitals in a label are the initials of words of a text."""
    return bool(capitals_in(label) & initials_of(text))
