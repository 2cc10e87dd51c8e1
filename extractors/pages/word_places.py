"""Where the words of the parts of a quote stand: the boxes of a whole, shared out among what it was cut into."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from extractors.pages.layout import Word
from extractors.pages.pdf import read_pages
from models.source import Box

FOUND = 0.6
"""A part of which fewer words than this share are found keeps the boxes of the whole."""
LINE = 3.0
"""Words whose tops differ by less, in points, stand in one line."""


def places_of(path: Path, boxes: Sequence[Box], texts: Sequence[str]) -> list[tuple[Box, ...]]:
    """Give the boxes of each of several texts that follow each other within some boxes, line by line.

    Where the page does not show where a text begins and ends, it has the boxes of the whole.
    """
    pages = {page.number: page.words for page in read_pages(path)} if boxes else {}
    printed = [(box.page, word) for box in boxes for word in pages.get(box.page, ()) if _within(word, box)]
    told = [(number, word) for number, text in enumerate(texts) for word in text.split()]
    matcher = SequenceMatcher(None, [word.text for _, word in printed], [word for _, word in told], autojunk=False)
    found: list[list[tuple[int, Word]]] = [[] for _ in texts]
    for start, other, length in matcher.get_matching_blocks():
        for place in range(length):
            found[told[other + place][0]].append(printed[start + place])
    return [tuple(_lines(words)) if len(words) >= FOUND * len(text.split()) else tuple(boxes)
            for words, text in zip(found, texts, strict=True)]


def _within(word: Word, box: Box) -> bool:
    return box.x0 - 1 <= (word.x0 + word.x1) / 2 <= box.x1 + 1 and box.top - 1 <= (word.top + word.bottom) / 2 <= (
        box.bottom + 1)


def _lines(words: Iterable[tuple[int, Word]]) -> list[Box]:
    """Give one box for each line of words."""
    lines: list[Box] = []
    for page, word in words:
        last = lines[-1] if lines else None
        if last and last.page == page and abs(last.top - word.top) < LINE and word.x0 > last.x0:
            lines[-1] = Box(page=page, x0=last.x0, top=min(last.top, word.top), x1=max(last.x1, word.x1),
                            bottom=max(last.bottom, word.bottom))
        else:
            lines.append(Box(page=page, x0=word.x0, top=word.top, x1=word.x1, bottom=word.bottom))
    return lines
