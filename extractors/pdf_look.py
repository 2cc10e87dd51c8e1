"""A fast look at every page of a PDF: its words, their places, and the straight lines."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.glyphs import Glyph, with_strikes, words_of
from extractors.layout import Page, Rule, Word
from extractors.vocabulary import vocabulary
from models.errors import FileTooLarge, LockedFile, UnreadableFile

LEAST = 20
"""A page with fewer letters than this has no text layer worth the name."""
HEAVY = 600
"""Letters of this weight and above are bold."""
THIN = 2.5
"""A rectangle thinner than this, in points, is drawn as a line."""
SIMPLE = 6
"""A path of so few points is a line or a rectangle; one of more is looked at side by side."""

Box = tuple[float, float, float, float]


def look(path: Path) -> list[Page]:
    """Take a fast look at every page."""
    document = _opened(path)
    try:
        most = vocabulary("limits")["pages"]
        if len(document) > most:
            raise FileTooLarge(f"This PDF has {len(document)} pages; the limit is {most}.", path.name,
                               "Give the plan without its appended reports.")
        return [_looked(document[index], index + 1) for index in range(len(document))]
    except pypdfium2.PdfiumError as cause:
        raise damaged(path) from cause
    finally:
        document.close()


def damaged(path: Path) -> UnreadableFile:
    """Say that a PDF is of no use."""
    return UnreadableFile("This PDF cannot be read: it is damaged or cut short.", path.name,
                          "Download it again, or ask the council for a new copy.")


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as cause:
        if "assword" in str(cause):
            raise LockedFile("This PDF needs a password to open.", path.name,
                             "Open it with the password, print it to a new PDF and give that one.") from cause
        raise damaged(path) from cause


def _looked(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    corner = _Corner(page)
    text = page.get_textpage()
    drawn = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    rules = [rule for thing in drawn if thing.type == pdfium.FPDF_PAGEOBJ_PATH for rule in _rules(thing, corner)]
    words = words_of(with_strikes(_letters(text.raw, corner), rules))
    pictured = any(_covers(thing, 0.5 * width * height) for thing in drawn if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE)
    hidden = pictured and _unseen(page)
    text.close()
    page.close()
    return Page(number, width, height, words, rules, pictured=pictured, readable=_readable(words), hidden=hidden)


class _Corner:
    """Turns a place in the PDF's own terms into one from the top left corner of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        self.turned = page.get_rotation()

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Give x0, top, x1 and bottom of a rectangle."""
        x0, x1, y0, y1 = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        if self.turned == 0:
            return x0, height - y1, x1, height - y0
        return {90: (y0, x0, y1, x1), 180: (width - x1, y0, width - x0, y1),
                270: (height - y1, width - x1, height - y0, width - x0)}[self.turned]


def _letters(text: Any, corner: _Corner) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = "-" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 else ""
        if letter.strip() and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            bold = pdfium.FPDFText_GetFontWeight(text, index) >= HEAVY
            yield Glyph(letter, *corner.place(box.left, box.bottom, box.right, box.top), bold)
        else:
            yield Glyph(" ", 0, 0, 0, 0)


def sides(box: Box) -> Iterator[Rule]:
    """Give a thin rectangle as one line and any other as its four sides.

    >>> list(sides((0, 9, 100, 10)))
    [Rule(flat=True, at=9.5, start=0, end=100)]
    """
    x0, top, x1, bottom = box
    if bottom - top < THIN <= x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 < THIN <= bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)
    elif x1 - x0 >= THIN:
        yield from (Rule(True, at, x0, x1) for at in (top, bottom))
        yield from (Rule(False, at, top, bottom) for at in (x0, x1))


def _rules(path: Any, corner: _Corner) -> Iterator[Rule]:
    if pdfium.FPDFPath_CountSegments(path.raw) <= SIMPLE:
        yield from sides(corner.place(*path.get_bounds()))
        return
    last = None
    for point, drawn in _points(path):
        if drawn and last is not None:
            left, right, bottom, top = *sorted((last[0], point[0])), *sorted((last[1], point[1]))
            if min(right - left, top - bottom) < 1:
                yield from sides(corner.place(left, bottom, right, top))
        last = point


def _points(path: Any) -> Iterator[tuple[tuple[float, float], bool]]:
    """Give the points of a path, and whether a line leads to each."""
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = path.get_matrix()
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield matrix.on_point(x.value, y.value), pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO


def _unseen(page: pypdfium2.PdfPage) -> bool:
    """Whether the words of a page are not drawn."""
    words = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3))[:20]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(word.raw) for word in words]
    return bool(modes) and all(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)


def _covers(picture: Any, least: float) -> bool:
    left, bottom, right, top = picture.get_bounds()
    return bool((right - left) * (top - bottom) > least)


def _readable(words: list[Word]) -> bool:
    """Whether the words of a page are words: a text layer without a map to letters gives few that are."""
    letters = "".join(word.text for word in words)
    if len(letters) < LEAST:
        return False
    plain = sum(letter.isascii() and letter.isalnum() for letter in letters)
    common = sum(word.text.lower() in vocabulary("marks")["small"] for word in words)
    return plain * 2 > len(letters) and (len(words) < 60 or common > 0)
