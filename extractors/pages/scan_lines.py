"""The picture of a page → how far it leans, and the straight lines of its tables."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.pages.glyphs import STRIKE
from extractors.pages.layout import Line, Rule, Word
from extractors.pages.paragraphs import lines_of

Ink = NDArray[np.bool_]

DARK = 140
"""Points darker than this, of 255, are ink; grey shading is not."""
MOST = 6.0
"""A page leans by no more degrees than this."""
FLAT_LEAST, UPRIGHT_LEAST = 0.4, 0.17
"""The shortest table lines, in inches."""
AWAY = 4
"""So many points above and below a table line there is nothing,"""
CROWDED = 0.25
"""or ink along less than this share of it."""
GAP = 3
"""So many points without ink are a fault of the scan, and no end of a table line."""
THICK = 0.06
"""A darker band than this, in inches, is shading, whose edges are two lines."""

BOLD = 1.3
"""Strokes that are so many times as thick as usual are bold print."""
STRUCK, THROUGH = 1.2, 0.85
"""Ink that runs on for so many letter heights, and through so much of a word, is a line through it."""


class Run(NamedTuple):
    """A stretch of ink in one row of points."""

    row: int
    start: int
    end: int


def lean(ink: Ink) -> float:
    """Give the angle in degrees by which the lines of a page fall to the right: where rows of ink are the sharpest."""
    ys, xs = np.nonzero(ink)
    if len(ys) < 200:
        return 0.0
    if len(ys) > 60_000:
        chosen = np.linspace(0, len(ys) - 1, 60_000).astype(int)
        ys, xs = ys[chosen], xs[chosen]
    best = 0.0
    for span, step in ((MOST, 0.5), (0.5, 0.1), (0.1, 0.02)):
        angles = best + np.arange(-span, span + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ys, xs, angle)))
    return best


def _sharpness(ys: NDArray[np.int_], xs: NDArray[np.int_], angle: float) -> float:
    rows = np.round(ys - xs * np.tan(np.radians(angle))).astype(int)
    counts = np.bincount(rows - rows.min()).astype(float)
    return float((counts * counts).sum())


def rules_in(ink: Ink, dpi: float) -> list[Rule]:
    """Give the table lines in the ink of a page, in points."""
    flat = _lines(ink, round(FLAT_LEAST * dpi), dpi)
    upright = _lines(ink.T, round(UPRIGHT_LEAST * dpi), dpi)
    point = 72 / dpi
    lying = [Rule(True, at * point, start * point, end * point) for at, start, end in flat]
    standing = [Rule(False, at * point, start * point, end * point) for at, start, end in upright]
    return lying + [rule for rule in standing if _meets(rule, lying)]


def _meets(rule: Rule, lying: list[Rule]) -> bool:
    """Whether an upright line ends at a flat one, as the lines of a table do and letters do not."""
    return any(other.start - 5 <= rule.at <= other.end + 5
               and (abs(other.at - rule.start) < 8 or abs(other.at - rule.end) < 8 or rule.start < other.at < rule.end)
               for other in lying)


def _lines(ink: Ink, least: int, dpi: float) -> list[tuple[float, float, float]]:
    """Join long runs in neighbouring rows to lines: where each is, and where it starts and ends."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    groups: list[list[Run]] = []
    live: list[list[Run]] = []
    for row in np.nonzero(thick.sum(axis=1) >= least)[0]:
        runs = _runs(thick[row], int(row), least)
        live = [group for group in live if row - group[-1].row <= 2]
        for run in runs:
            home = next((group for group in live if any(_overlap(run, other) for other in group[-3:])), None)
            if home is None:
                home = []
                groups.append(home)
                live.append(home)
            home.append(run)
    return [line for group in groups if _clear(group, ink) for line in _drawn(group, dpi)]


def _clear(group: list[Run], ink: Ink) -> bool:
    """Whether there is white above and below a line, as there is not along the letters of a word."""
    start, end = min(run.start for run in group), max(run.end for run in group)
    above, below = max(group[0].row - AWAY, 0), min(max(run.row for run in group) + AWAY, len(ink) - 1)
    return bool((ink[above, start:end] | ink[below, start:end]).mean() < CROWDED)


def _overlap(one: Run, two: Run) -> bool:
    return one.start <= two.end + 3 and two.start <= one.end + 3


def _drawn(group: list[Run], dpi: float) -> list[tuple[float, float, float]]:
    start, end = min(run.start for run in group), max(run.end for run in group)
    first, last = group[0].row, max(run.row for run in group)
    if last - first > THICK * dpi:
        return [(first, start, end), (last, start, end)]
    return [((first + last) / 2, start, end)]


def _runs(row: NDArray[np.bool_], number: int, least: int, gap: int = GAP) -> list[Run]:
    """Give the stretches of ink in a row that are long enough; a gap of a few points does not break one."""
    edges = np.diff(np.concatenate(([0], row.astype(np.int8), [0])))
    starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
    if len(starts) == 0:
        return []
    apart = np.nonzero(starts[1:] - ends[:-1] > gap)[0]
    firsts = starts[np.concatenate(([0], apart + 1))]
    lasts = ends[np.concatenate((apart, [len(ends) - 1]))]
    return [Run(number, int(start), int(end)) for start, end in zip(firsts, lasts, strict=True) if end - start >= least]


def with_strokes(words: list[Word], ink: Ink, dpi: float) -> list[Word]:
    """Mark the words whose strokes are thicker than usual on the page as bold."""
    widths = [_stroke(word, ink, dpi / 72) for word in words]
    known = sorted(width for width in widths if width)
    if not known:
        return words
    usual = known[len(known) // 2]
    return [word._replace(bold=width > BOLD * usual) for word, width in zip(words, widths, strict=True)]


def _stroke(word: Word, ink: Ink, scale: float) -> float:
    """Give how many points of ink lie side by side in a word on average, as a share of its height."""
    top, bottom, left, right = (int(edge * scale) for edge in (word.top, word.bottom, word.x0, word.x1))
    part = ink[max(top, 0):bottom, max(left, 0):right]
    if part.size == 0:
        return 0.0
    starts = part[:, 0].sum() + (part[:, 1:] & ~part[:, :-1]).sum()
    return float(part.sum() / starts / (bottom - top)) if starts else 0.0


def with_strikes(words: list[Word], ink: Ink, dpi: float) -> list[Word]:
    """Mark the words that a line runs through on the page."""
    through = {line: _strikes(line, ink, dpi / 72) for line in lines_of(words, 1)}
    return [word._replace(struck=_crossed(word, strikes)) for line, strikes in through.items() for word in line.words]


def _strikes(line: Line, ink: Ink, scale: float) -> list[tuple[float, float]]:
    """Give where long runs of ink begin and end at the height of the middle of the letters of a line."""
    top, height = line.area.top, line.size
    rows = slice(int((top + STRIKE[0] * height) * scale), int((top + STRIKE[1] * height) * scale) + 1)
    strip = ink[rows]
    level = strip[:-2] | strip[1:-1] | strip[2:]          # a line that leans by a point or two is one line all the same
    runs = [run for number, row in enumerate(level) for run in _runs(row, number, round(STRUCK * height * scale), 0)]
    return [(run.start / scale, run.end / scale) for run in runs]


def _crossed(word: Word, strikes: list[tuple[float, float]]) -> bool:
    """Whether one line runs through nearly all of a word: letters that touch join to a shorter one."""
    least = THROUGH * (word.x1 - word.x0)
    return any(min(end, word.x1) - max(start, word.x0) >= least for start, end in strikes) \
        and any(map(str.isalnum, word.text))
