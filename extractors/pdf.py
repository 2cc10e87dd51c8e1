"""The pages of a PDF that matter most → the exact place of every letter and line."""

import itertools
import struct
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from extractors.glyphs import Glyph, with_strikes, words_of
from extractors.layout import Page, Rule
from extractors.pdf_look import damaged, sides

CLUMSY = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, struct.error)
"""What the reader of a damaged file raises beside its own exceptions."""


def read_closely(path: Path, numbers: Collection[int]) -> list[Page]:
    """Read some pages of a PDF with pdfplumber."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(path, pages=sorted(numbers)) as document:
            return [_close(page) for page in document.pages]
    except (PdfminerException, MalformedPDFException, PSException, *CLUMSY) as cause:
        raise damaged(path) from cause


def _close(page: Any) -> Page:
    """Take letters and lines from the page's layout, which is twice as fast as from its tables of objects."""
    from pdfminer.layout import LTChar, LTCurve

    height = float(page.height)
    level: list[Glyph] = []
    turned: list[str] = []
    rules = list(_struck_out(page))
    for item in _items(page.layout):
        if isinstance(item, LTCurve):
            rules += _rules(item, height)
        elif isinstance(item, LTChar) and abs(item.matrix[1]) <= 0.1 * abs(item.matrix[0]):
            bold = "bold" in str(item.fontname).lower()
            level.append(Glyph(item.get_text(), item.x0, height - item.y1, item.x1, height - item.y0, bold))
        elif isinstance(item, LTChar):
            turned.append(item.get_text())
    words = words_of(with_strikes(level, rules))
    found = Page(page.page_number, float(page.width), height, words, rules, "".join(turned))
    page.close()
    return found


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if hasattr(item, "_objs"):
            yield from _items(item)
        else:
            yield item


def _rules(curve: Any, height: float) -> Iterator[Rule]:
    """Give the flat and upright sides of a line, a rectangle or a polygon."""
    points = [(x, height - y) for x, y in curve.pts]
    if len(points) <= 5:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield from sides((min(xs), min(ys), max(xs), max(ys)))
        return
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) < 1:
            yield from sides((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _struck_out(page: Any) -> Iterator[Rule]:
    """Give the lines of strike-out notes laid over the page."""
    for note in page.annots if page.page_obj.annots else ():
        data = note["data"]
        if getattr(data.get("Subtype"), "name", "") != "StrikeOut":
            continue
        points = [float(point) for point in data.get("QuadPoints", ())]
        for place in range(0, len(points) - 7, 8):
            xs, ys = points[place:place + 8:2], points[place + 1:place + 8:2]
            yield Rule(True, float(page.height) - (max(ys) + min(ys)) / 2, min(xs), max(xs))
