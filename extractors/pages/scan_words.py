"""Misread letters in recognised words, put right only where there is one way to read them."""

import re
from collections.abc import Sequence

from extractors.pages.layout import Word
from extractors.pages.paragraphs import lines_of
from extractors.vocabulary import vocabulary

ONE_TO_ONE = re.compile(r"^(\W*)[lI1|][:;.][lI1|](\W*)$")
NUMBER = re.compile(r"^(?=.*\d)[\dOoIl|]{2,}$")
DIGITS = str.maketrans("OoIl|", "00111")


def with_bullets(words: Sequence[Word]) -> list[Word]:
    """Put a bullet for a lone sign at the head of a line or a cell, when it is one that bullets are misread as.

    >>> [w.text for w in with_bullets([Word("¢", 0, 0, 3, 9), Word("Daily", 9, 0, 30, 9)])]
    ['•', 'Daily']
    """
    misread = vocabulary("marks")["misread"]
    made: list[Word] = []
    for line in lines_of(words, 1):
        ends = [-1000.0, *(word.x1 for word in line.words)]
        starts = [*(word.x0 for word in line.words[1:]), 10_000.0]
        for word, end, start in zip(line.words, ends, starts, strict=False):
            lone = word.x0 - end > 2 * word.size and 0.25 * word.size < start - word.x1 < 3 * word.size
            made.append(word._replace(text="•", sure=0.9) if lone and word.text in misread else word)
    return made


def repaired(words: Sequence[Word]) -> list[Word]:
    """Put misread numbers right.

    >>> [w.text for w in repaired([Word("l:l", 0, 0, 9, 9), Word("3O", 9, 0, 19, 9), Word("mins", 20, 0, 40, 9)])]
    ['1:1', '30', 'mins']
    >>> [w.text for w in repaired([Word("3O", 9, 0, 19, 9), Word("Street", 20, 0, 40, 9)])]
    ['3O', 'Street']
    """
    units = set(vocabulary("marks")["units"]) | {"x", "×", "week", "weeks", "week,"}
    made = []
    for place, word in enumerate(words):
        after = words[place + 1].text.lower().strip(".,;:)") if place + 1 < len(words) else ""
        made.append(word._replace(text=_put_right(word.text, after in units)))
    return made


def _put_right(text: str, counted: bool) -> str:
    if found := ONE_TO_ONE.match(text):
        return text if text.strip(",.;()") == "1.1" else f"{found[1]}1:1{found[2]}"
    return text.translate(DIGITS) if counted and NUMBER.match(text) else text
