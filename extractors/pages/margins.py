"""Running heads, page feet, page numbers and watermarks: found by their place and repetition, and left out."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.pages.layout import Line, Page, Word
from extractors.pages.open_tables import is_header
from extractors.pages.paragraphs import lines_of
from extractors.plans.section_headings import letters_of

EDGE = 0.13
"""Heads and feet stand within this share of the page height from its edge."""
STEP = 8.0
"""Heads and feet stand at the same height on every page, give or take half of this, in points."""
LARGE = 2.2
"""A watermark's letters are this many times as high as the words of the page."""
NUMBERED = re.compile(r"(?:page\s*)?[-–|]?\s*(?:page\s*)?\d{1,3}\s*(?:(?:of|/)\s*\d{1,3})?\s*[-–|]?$", re.IGNORECASE)


def margins_of(pages: Sequence[Page], ruled: dict[int, list[tuple[float, float]]]) -> dict[int, list[Line]]:
    """Give the lines of each page that belong to no text; `ruled` holds the tops and bottoms of the tables."""
    shown: defaultdict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for line in lines_of(page.words, page.number):
            if _at_edge(page, line) and not _in_table(line, ruled.get(page.number, [])) and not _of_the_text(line):
                shown[_shape(line.text), _place(page, line)].append((page.number, line))
    left_out: dict[int, list[Line]] = defaultdict(list)
    for (shape, _), found in shown.items():
        often = len({number for number, _ in found}) >= max(2, 0.3 * len(pages))
        if often or NUMBERED.match(shape.replace("#", "1")):
            for number, line in found:
                left_out[number].append(line)
    for page in pages:
        left_out[page.number] += _watermark(page)
    return left_out


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).lower()


def _at_edge(page: Page, line: Line) -> bool:
    middle = (line.area.top + line.area.bottom) / 2
    return not EDGE * page.height < middle < (1 - EDGE) * page.height


def _place(page: Page, line: Line) -> int:
    """Give how far a line stands from the nearer edge, roughly."""
    middle = (line.area.top + line.area.bottom) / 2
    return round(middle / STEP) if middle < page.height / 2 else -round((page.height - middle) / STEP)


def _of_the_text(line: Line) -> bool:
    """Whether a line that comes again belongs to the text all the same: a section heading, the head of a table."""
    return bool(letters_of(line.text)) or is_header(line)


def _in_table(line: Line, tables: list[tuple[float, float]]) -> bool:
    return any(top <= (line.area.top + line.area.bottom) / 2 <= bottom for top, bottom in tables)


def _watermark(page: Page) -> list[Line]:
    if len(page.words) < 12:
        return []
    sizes = sorted(word.size for word in page.words)
    usual = sizes[len(sizes) // 2]
    return [Line(page.number, (word,)) for word in page.words
            if word.size > 3 * LARGE * usual or (word.size > LARGE * usual and _crosses(page, word))]


def _crosses(page: Page, word: Word) -> bool:
    """Whether other words stand in the same place."""
    return any(other is not word and other.x0 < word.x1 and word.x0 < other.x1
               and other.top < word.bottom and word.top < other.bottom for other in page.words)
