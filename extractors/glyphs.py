"""Letters with their places → words: spaces found by the gaps, doubled letters left out, struck ones told apart."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from extractors.layout import Rule, Word

SPACE = 0.17
"""A gap of more than this share of the letter height is a space; kerning and justified letters stay under it."""
STRIKE = (0.3, 0.72)
"""A line through a letter runs between these shares of its height; an underline runs below, a table line above."""
SCRAMBLED = 0.6
"""Where more words than this share are single letters, the letters were written in no order."""
BULLET = "\uf0b7"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\xad": "-",
             "\u2010": "-", "\u2011": "-", "\u200b": "", "\ufeff": ""}


class Glyph(NamedTuple):
    """A letter and where it stands."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    struck: bool = False

    @property
    def letter(self) -> str:
        """The letter as it is to be read; one without a Unicode map stands for a bullet."""
        return BULLET if self.text.startswith("(cid:") else LIGATURES.get(self.text, self.text)


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """Join letters into words in the order in which they were written, or where they stand when that gives none.

    >>> [w.text for w in words_of([Glyph("T", 0, 0, 6, 10), Glyph("A", 6, 0, 12, 10), Glyph("4", 15, 0, 20, 10)])]
    ['TA', '4']
    """
    written = list(glyphs)
    words = _joined(written)
    single = sum(len(word.text) == 1 for word in words)
    return words if single < SCRAMBLED * len(words) or len(words) < 20 else _joined(_by_place(written))


def _by_place(glyphs: list[Glyph]) -> list[Glyph]:
    """Put letters in the order in which they are read."""
    level: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: (g.bottom, g.x0)):
        if level and glyph.bottom - level[-1][0].bottom < 0.4 * (glyph.bottom - glyph.top):
            level[-1].append(glyph)
        else:
            level.append([glyph])
    return [glyph for row in level for glyph in sorted(row, key=lambda g: g.x0)]


def _joined(glyphs: list[Glyph]) -> list[Word]:
    words: list[Word] = []
    run: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        text = glyph.letter
        if not text.strip():
            run = _closed(words, run)
            continue
        place = (text, round(glyph.x0), round(glyph.top))
        if place in seen:
            continue
        seen.add(place)
        if run and _apart(run[-1], glyph):
            run = _closed(words, run)
        run.append(glyph)
    _closed(words, run)
    return words


def _apart(last: Glyph, glyph: Glyph) -> bool:
    height = max(last.bottom - last.top, 1.0)
    if last.struck is not glyph.struck or BULLET in (last.letter, glyph.letter):
        return True
    level = abs(last.bottom - glyph.bottom) > 0.5 * height
    return level or glyph.x0 - last.x1 >= SPACE * height or glyph.x0 < last.x0 - 0.3 * height


def _closed(words: list[Word], run: list[Glyph]) -> list[Glyph]:
    if run:
        text = "".join(glyph.letter for glyph in run)
        bold = sum(glyph.bold for glyph in run) * 2 > len(run)
        words.append(Word(text, run[0].x0, min(g.top for g in run), max(g.x1 for g in run),
                          max(g.bottom for g in run), bold, struck=run[0].struck))
    return []


def with_strikes(glyphs: Iterable[Glyph], rules: Iterable[Rule]) -> list[Glyph]:
    """Mark the letters that a line runs through.

    >>> [(g.text, g.struck) for g in with_strikes([Glyph("4", 0, 0, 5, 10), Glyph("6", 5, 0, 10, 10)],
    ...                                           [Rule(True, 5.5, 0, 5)])]
    [('4', True), ('6', False)]
    """
    flat = sorted((rule for rule in rules if rule.flat), key=lambda rule: rule.at)
    heights = [rule.at for rule in flat]
    return [glyph._replace(struck=True) if _struck(glyph, flat, heights) else glyph for glyph in glyphs]


def _struck(glyph: Glyph, flat: list[Rule], heights: list[float]) -> bool:
    height = glyph.bottom - glyph.top
    place, lower = bisect_left(heights, glyph.top + STRIKE[0] * height), glyph.top + STRIKE[1] * height
    while place < len(heights) and heights[place] <= lower:
        if flat[place].start <= (glyph.x0 + glyph.x1) / 2 <= flat[place].end:
            return True
        place += 1
    return False
