"""Where a word that is a name elsewhere is none for sure: "Will you …?", "in May", "Page 4"."""

import re
from functools import cache

from extractors.vocabulary import vocabulary

START = r"(?:^|(?<=[.!?:;•–(“\"‘] )|(?<=[.!?:;•–(“\"‘\t]))"
"""The beginning of a sentence."""


def no_names(text: str) -> frozenset[int]:
    """Give where such words begin.

    >>> [sorted(no_names(words)) for words in ("Will you mark it?", "Will sat down.", "So Will came. May we? On 9 May")]
    [[0], [], [14, 27]]
    >>> [sorted(no_names(words)) for words in ("Will the school say why?", "Will the TA came.", "in May’s group")]
    [[0], [], []]
    """
    return frozenset(one.start() for one in _anywhere().finditer(text))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile("|".join(_rule(**rule) for rule in vocabulary("people")["no_name"]), re.MULTILINE)


def _rule(words: list[str], *, start: bool = False, before: tuple[str, ...] = (), after: str = "") -> str:
    there = "|".join(f"(?<={one})" for one in before) or (START if start else "")
    return rf"(?:{there})\b(?:{'|'.join(words)})\b(?={after})"
