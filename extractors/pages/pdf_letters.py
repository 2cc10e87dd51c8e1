"""The letters of a PDF page as pdfium gives them: where each stands as the page is shown, and which way it runs."""

import ctypes
import math
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.limits import most
from extractors.pages.glyphs import UNMAPPED, Glyph

BOLD = ("bold", "black", "heavy", "demi")
"""What the names of fonts with thick strokes have in them."""
BELOW = 0.22
"""The share of the height of letters that lies below the line on which they stand."""
ASLANT = 6.0
"""Letters that run at more degrees than this to the edges of the page are a watermark or a stamp."""

Box = tuple[float, float, float, float]


class Corner:
    """Turns a place in the PDF's own terms into one from the top left corner of the page as it is read."""

    def __init__(self, page: pypdfium2.PdfPage, turned: int | None = None) -> None:
        """Read a page as it is shown, or with the lines level that run up the page by so many degrees."""
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turned = page.get_rotation() if turned is None else turned
        sizes = self.right - self.left, self.top - self.bottom
        self.width, self.height = sizes if self.turned % 180 == 0 else sizes[::-1]

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Give x0, top, x1 and bottom of a rectangle."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


    def upright(self, box: Any, x: float, y: float, size: float) -> Box:
        """Give the same of a level letter of a size: from where it stands, at x and y, to its next."""
        below, above = BELOW * size, (1 - BELOW) * size
        if self.turned == 0:
            return x - self.left, self.top - y - above, box.right - self.left, self.top - y + below
        if self.turned == 90:
            return self.place(x - above, y, x + below, box.top)
        if self.turned == 180:
            return self.place(box.left, y - above, x, y + below)
        return self.place(x - below, box.bottom, x + above, y)

    def shows(self, box: Box) -> bool:
        """Whether any of a place lies within the page."""
        x0, top, x1, bottom = box
        return x1 >= 0 and x0 <= self.width and bottom >= 0 and top <= self.height


class _Style(NamedTuple):
    """How the letters of a word are set: their height, their weight, and the degrees by which they run up the page."""

    size: float
    bold: bool
    turn: int | None
    """0, 90, 180 or 270; None for letters that run aslant."""


class Letters:
    """The letters of a page in the order in which they are written, those that are level and those that are not."""

    def __init__(self, text: Any, corner: Corner) -> None:
        """Take them from a text page of pdfium; those outside the shown part of the page are left out."""
        self.level: list[Glyph] = []
        self.aslant = ""
        self._turns: Counter[int | None] = Counter()
        count = pdfium.FPDFText_CountChars(text)
        self.beyond = count > most("pdf", "page_letters")
        """There are more than a page can have: none of them is taken."""
        style: _Style | None = None
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(0 if self.beyond else count):
            letter = _letter(text, index)
            if not letter.strip() or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                self.level.append(SPACE)
                style = None
                continue
            if style is None:
                style = _style(text, index)
                self._turns[style.turn] += 1
            if style.turn != corner.turned:
                self.aslant += letter
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            place = corner.upright(box, x.value, y.value, style.size)
            if corner.shows(place):
                self.level.append(Glyph(letter, *place, style.bold))

    def turn(self) -> int | None:
        """Give the way in which most words run, if any do."""
        turns = {turn: count for turn, count in self._turns.items() if turn is not None}
        return max(turns, key=lambda turn: turns[turn], default=None)


SPACE = Glyph(" ", 0, 0, 0, 0)


def letters_of(page: pypdfium2.PdfPage) -> tuple[Letters, Corner]:
    """Read the letters of a page the way in which most of them run, which is not always the way it is shown."""
    text = page.get_textpage()
    corner = Corner(page)
    letters = Letters(text.raw, corner)
    if letters.turn() not in (None, corner.turned):
        corner = Corner(page, letters.turn())
        letters = Letters(text.raw, corner)
    text.close()
    return letters, corner


def _letter(text: Any, index: int) -> str:
    """Give a letter; UNMAPPED for one of which the file does not say what it is."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if 0x20 <= code < 0xFFFE:
        return chr(code)
    if code in (2, 0xFFFE) and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return " " if chr(code) in "\t\n\r" else UNMAPPED


def _style(text: Any, index: int) -> _Style:
    matrix, name = pdfium.FS_MATRIX(), ctypes.create_string_buffer(64)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    pdfium.FPDFText_GetFontInfo(text, index, name, 64, None)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    quarter = round(angle / 90) * 90
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    bold = any(word in name.value.decode("ascii", "replace").lower() for word in BOLD)
    return _Style(size, bold, quarter % 360 if abs(angle - quarter) <= ASLANT else None)
