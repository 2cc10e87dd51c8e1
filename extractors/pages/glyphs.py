"""Letters with their places → words: spaces found by the gaps, doubled letters left out, struck ones told apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from extractors.language import mended
from extractors.pages.layout import Rule, Word

SPACE = 0.17
"""A gap of more than this share of the letter height is a space; kerning and justified letters stay under it."""
STRIKE = (0.3, 0.72)
"""A line through a letter runs between these shares of its height; an underline runs below, a table line above."""
SCRAMBLED = 0.6
"""Where more words than this share are single letters, the letters were written in no order."""
UNMAPPED = "\ufffd"
"""A letter of which the file does not say what it is."""
SIGNS = re.compile(rf"[\ue000-\uf8ff{UNMAPPED}]+")
"""Letters of fonts of signs, bullets and boxes, which have no Unicode of their own; many together are garbled words."""
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-",
                           "\u2010": "-", "\u2011": "-", "\u200b": "", "\ufeff": ""})


class Glyph(NamedTuple):
    """A letter and where it stands."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False


def words_of(glyphs: Iterable[Glyph], rules: Iterable[Rule] = ()) -> list[Word]:
    """Join letters into words in the order in which they were written, or where they stand when that gives none.

    A line through the letters parts those that are struck out from the others.

    >>> [w.text for w in words_of([Glyph("T", 0, 0, 6, 10), Glyph("A", 6, 0, 12, 10), Glyph("4", 15, 0, 20, 10)])]
    ['TA', '4']
    >>> [(w.text, w.struck) for w in words_of([Glyph("4", 0, 0, 5, 10), Glyph("6", 5, 0, 10, 10)],
    ...                                       [Rule(True, 5.5, 0, 5)])]
    [('4', True), ('6', False)]
    """
    written, strokes = list(glyphs), _Strokes(rules)
    words = _joined(written, strokes)
    single = sum(len(word.text) == 1 for word in words)
    return words if single < SCRAMBLED * len(words) or len(words) < 20 else _joined(_by_place(written), strokes)


class _Strokes:
    """The flat lines of a page, to be looked up by their height."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.flat = sorted((rule for rule in rules if rule.flat), key=lambda rule: rule.at)
        self.heights = [rule.at for rule in self.flat]

    def through(self, run: list[Glyph]) -> list[Rule]:
        """Give the lines that run through letters of these heights."""
        top, height = run[0].top, run[0].bottom - run[0].top
        first = bisect_left(self.heights, top + STRIKE[0] * height)
        return self.flat[first:bisect_right(self.heights, top + STRIKE[1] * height, first)]


def _by_place(glyphs: list[Glyph]) -> list[Glyph]:
    """Put letters in the order in which they are read."""
    level: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: (g.bottom, g.x0)):
        if level and glyph.bottom - level[-1][0].bottom < 0.4 * (glyph.bottom - glyph.top):
            level[-1].append(glyph)
        else:
            level.append([glyph])
    return [glyph for row in level for glyph in sorted(row, key=lambda g: g.x0)]


def _joined(glyphs: list[Glyph], strokes: _Strokes) -> list[Word]:
    return [word for run in _runs(glyphs) for word in _words(run, strokes.through(run)) if word.text]


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Give the letters that stand together; the same letter again in the same place is left out."""
    run: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        if run and _apart(run[-1], glyph):
            yield run
            run = []
        if glyph.text == " ":
            continue
        place = (glyph.text, round(glyph.x0), round(glyph.top))
        if place not in seen or (run and run[-1] == glyph):       # two letters of one sign share its place
            seen.add(place)
            run.append(glyph)
    if run:
        yield run


def _apart(last: Glyph, glyph: Glyph) -> bool:
    if glyph.text == " " or bool(SIGNS.match(last.text)) is not bool(SIGNS.match(glyph.text)):
        return True
    height = max(last.bottom - last.top, 1.0)
    return glyph.x0 - last.x1 >= SPACE * height or glyph.x0 < last.x0 - 0.3 * height \
        or abs(last.bottom - glyph.bottom) > 0.5 * height


def _words(run: list[Glyph], strokes: list[Rule]) -> Iterator[Word]:
    if not strokes:
        yield _word(run, False)
        return
    for struck, part in groupby(run, lambda glyph: _struck(glyph, strokes)):
        yield _word(list(part), struck)


def _word(letters: list[Glyph], struck: bool) -> Word:
    text = mended("".join(glyph.text for glyph in letters).translate(LIGATURES))
    first, bold = letters[0], sum(glyph.bold for glyph in letters) * 2 > len(letters)
    return Word(text, first.x0, first.top, letters[-1].x1, first.bottom, bold, struck=struck)


def _struck(glyph: Glyph, strokes: list[Rule]) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    return any(rule.start <= middle <= rule.end for rule in strokes)
