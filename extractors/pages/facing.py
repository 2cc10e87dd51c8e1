"""Facing columns of text on a page: lines that stand beside each other but are read one column after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.pages.layout import Block, Line, Paragraph
from extractors.plans.section_headings import letters_of

GUTTER = 1.2
"""The space between facing columns is at least this many letter heights wide."""
FEWEST = 4
"""So many lines in a row must part at the same place."""
PROSE = 4
"""A column of text has at least this many words a line; a column of labels has fewer."""


class Sides(NamedTuple):
    """What stands in the left column and in the right one."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]

    def headed(self) -> bool:
        """Whether each column opens with the heading of another section."""
        tops = [letters_of(side[0].text, prominent=True) if side else () for side in self]
        return all(tops) and tops[0] != tops[1]

    def bare(self) -> bool:
        """Whether neither column opens with a section heading, so that each may go on from the page before."""
        return not any(side and letters_of(side[0].text, prominent=True) for side in self)


def facing(lines: Sequence[Line], width: float) -> list[tuple[list[Line], ...]]:
    """Part lines into runs that are each read from top to bottom, two side by side where columns face each other.

    They do where at least four lines in a row leave the same strip near the middle of the page free and the words on
    both sides are prose.
    """
    runs: list[tuple[list[Line], ...]] = []
    start = 0
    while start < len(lines):
        gutter, end = _gutter(lines, start, width)
        if gutter is not None:
            runs.append(tuple(_halves(lines[start:end], gutter)))
        elif runs and len(runs[-1]) == 1:
            runs[-1][0].append(lines[start])
        else:
            runs.append(([lines[start]],))
        start = end
    return runs


def in_order(blocks: Sequence[Block | Sides]) -> Iterator[Block]:
    """Read facing columns one after the other; two sections that face each other over pages are read one by one."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if not isinstance(block, Sides):
            yield block
            continue
        pages = [block]
        while block.headed() and place < len(blocks) and isinstance(more := blocks[place], Sides) and more.bare():
            pages.append(more)
            place += 1
        for side in (0, 1):
            yield from (paragraph for page in pages for paragraph in page[side])


def _gutter(lines: Sequence[Line], start: int, width: float) -> tuple[float | None, int]:
    """Give the middle of the strip that lines from `start` leave free, and the line after the last that does."""
    low, high, end = 0.3 * width, 0.7 * width, start
    while end < len(lines):
        gap = _gap(lines[end], low, high)
        if gap is None:
            break
        low, high, end = *gap, end + 1
    if end - start < FEWEST or not _prose(lines[start:end], (low + high) / 2):
        return None, start + 1
    return (low + high) / 2, end


def _gap(line: Line, low: float, high: float) -> tuple[float, float] | None:
    """Give the part of the strip from `low` to `high` that a line leaves free, when it is wide enough."""
    least = GUTTER * line.size
    ends = [0.0, *(word.x1 for word in line.words)]
    starts = [*(word.x0 for word in line.words), 10_000.0]
    for left, right in zip(ends, starts, strict=True):
        free = max(low, left), min(high, right)
        if free[1] - free[0] >= least or (right - left >= least and free[1] - free[0] >= 4):
            return free
    return None


def _prose(lines: Sequence[Line], gutter: float) -> bool:
    sides = [[sum((word.x0 < gutter) is left for word in line.words) for line in lines] for left in (True, False)]
    filled = [[count for count in counts if count] for counts in sides]
    return all(len(counts) >= FEWEST and sum(counts) >= PROSE * len(counts) for counts in filled)


def _halves(lines: Sequence[Line], gutter: float) -> list[list[Line]]:
    halves = []
    for left in (True, False):
        side = [Line(line.page, words) for line in lines
                if (words := tuple(word for word in line.words if (word.x0 < gutter) is left))]
        halves.append(side)
    return halves
