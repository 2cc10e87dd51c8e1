"""The letters of a PDF page as pdfium gives them: where each stands as the page is shown, and which way it runs."""

import ctypes
import math
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.glyphs import UNMAPPED, Glyph

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


class _Style(NamedTuple):
    """How the letters of a word are set: their height, their weight, and the degrees by which they run up the page."""

    size: float
    bold: bool
    turn: int | None
    """0, 90, 180 or 270; None for letters that run aslant."""


class _Letter(NamedTuple):
    text: str
    box: Box
    """As pdfium gives it: left, bottom, right and top, not as high as the letters of all fonts."""
    base: tuple[float, float]
    """Where it stands on its line."""
    style: _Style


class Letters:
    """The letters of a page in the order in which they are written, `None` where a word ends."""

    def __init__(self, text: Any) -> None:
        """Take them from a text page of pdfium."""
        self.written: list[_Letter | None] = []
        style: _Style | None = None
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(pdfium.FPDFText_CountChars(text)):
            letter = _letter(text, index)
            if not letter.strip() or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                self.written.append(None)
                style = None
                continue
            style = style or _style(text, index)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            bounds = (box.left, box.bottom, box.right, box.top)
            self.written.append(_Letter(letter, bounds, (x.value, y.value), style))

    def turn(self) -> int | None:
        """Give the way in which most letters run, if any do."""
        turns = Counter(letter.style.turn for letter in self.written if letter and letter.style.turn is not None)
        return max(turns, key=lambda turn: turns[turn], default=None)

    def aslant(self, turned: int) -> str:
        """Give the letters that do not run as those of the page do."""
        return "".join(letter.text for letter in self.written if letter and letter.style.turn != turned)

    def level(self, corner: Corner) -> list[Glyph]:
        """Give the others, those outside the shown part of the page left out."""
        glyphs = []
        for letter in self.written:
            if letter is None:
                glyphs.append(SPACE)
            elif letter.style.turn == corner.turned:
                x0, top, x1, bottom = corner.place(*_upright(letter))
                if x1 >= 0 and x0 <= corner.width and bottom >= 0 and top <= corner.height:
                    glyphs.append(Glyph(letter.text, x0, top, x1, bottom, letter.style.bold))
        return glyphs


SPACE = Glyph(" ", 0, 0, 0, 0)


def _letter(text: Any, index: int) -> str:
    """Give a letter; UNMAPPED for one of which the file does not say what it is."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code >= 0x20 and code < 0xFFFE:
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


def _upright(letter: _Letter) -> Box:
    """Give the rectangle of a letter, from where it stands to its next and as high as its size says."""
    (left, bottom, right, top), (x, y) = letter.box, letter.base
    below, above = BELOW * letter.style.size, (1 - BELOW) * letter.style.size
    return {0: (x, y - below, right, y + above), 90: (x - above, y, x + below, top),
            180: (left, y - above, x, y + below), 270: (x - below, bottom, x + above, y)}[letter.style.turn or 0]
