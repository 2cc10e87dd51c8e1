"""A PDF → its words and lines, page by page: a fast look at all of it, then a close one at the pages that matter."""

from collections.abc import Collection, Iterator
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
COMMON = {"a", "and", "in", "of", "or", "the", "to", "with", "by", "for", "is", "at", "on", "name", "date"}


def look(path: Path) -> list[Page]:
    """Take a fast look at every page: its words and where they stand, without lines."""
    document = _opened(path)
    try:
        most = vocabulary("limits")["pages"]
        if len(document) > most:
            raise FileTooLarge(f"This PDF has {len(document)} pages; the limit is {most}.", path.name,
                               "Give the plan without its appended reports.")
        return [_looked(document[index], index + 1) for index in range(len(document))]
    except pypdfium2.PdfiumError as cause:
        raise _damaged(path) from cause
    finally:
        document.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as cause:
        if "assword" in str(cause):
            raise LockedFile("This PDF needs a password to open.", path.name,
                             "Open it with the password, print it to a new PDF and give that one.") from cause
        raise _damaged(path) from cause


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile("This PDF cannot be read: it is damaged or cut short.", path.name,
                          "Download it again, or ask the council for a new copy.")


def _looked(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    words = words_of(_letters(text.raw, _Corner(page)))
    found = Page(number, width, height, words, pictured=_pictured(page, 0.5 * width * height), readable=_readable(words))
    text.close()
    page.close()
    return found


class _Corner:
    """Turns a place in the PDF's own terms into one from the top left corner of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        self.turned = page.get_rotation()

    def glyph(self, letter: str, box: Any) -> Glyph:
        """Place a letter."""
        x0, x1, y0, y1 = box.left - self.left, box.right - self.left, box.bottom - self.bottom, box.top - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        places = {0: (x0, height - y1, x1, height - y0), 90: (y0, x0, y1, x1),
                  180: (width - x1, y0, width - x0, y1), 270: (height - y1, width - x1, height - y0, width - x0)}
        return Glyph(letter, *places[self.turned])


def _letters(text: Any, corner: _Corner) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = "-" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 else ""
        if letter.strip() and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield corner.glyph(letter, box)
        else:
            yield Glyph(" ", 0, 0, 0, 0)


def _pictured(page: pypdfium2.PdfPage, least: float) -> bool:
    """Whether a picture covers so much of a page."""
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > least:
            return True
    return False


def _readable(words: list[Word]) -> bool:
    """Whether the words of a page are words: a text layer without a map to letters gives few that are."""
    letters = "".join(word.text for word in words)
    if len(letters) < LEAST:
        return False
    plain = sum(letter.isascii() and letter.isalnum() for letter in letters)
    common = sum(word.text.lower() in COMMON for word in words)
    return plain * 2 > len(letters) and (len(words) < 60 or common > 0)


def read_closely(path: Path, numbers: Collection[int]) -> list[Page]:
    """Read some pages with the exact place of every letter and line."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path, pages=sorted(numbers)) as document:
            return [_close(page) for page in document.pages]
    except (PdfminerException, PDFException) as cause:
        raise _damaged(path) from cause


def _close(page: Any) -> Page:
    """Take letters and lines from the page's layout, which is twice as fast as from its tables of objects."""
    from pdfminer.layout import LTChar, LTCurve

    height = float(page.height)
    level: list[Glyph] = []
    turned: list[str] = []
    rules = list(_struck_out(page))
    for item in _items(page.layout):
        if isinstance(item, LTChar):
            if abs(item.matrix[1]) <= 0.1 * abs(item.matrix[0]):
                level.append(Glyph(item.get_text(), item.x0, height - item.y1, item.x1, height - item.y0,
                                   "bold" in str(item.fontname).lower()))
            else:
                turned.append(item.get_text())
        elif isinstance(item, LTCurve):
            rules += _rules(item, height)
    found = Page(page.page_number, float(page.width), height, words_of(with_strikes(level, rules)), rules, "".join(turned))
    page.close()
    return found


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if hasattr(item, "_objs"):
            yield from _items(item)
        else:
            yield item


def _rules(curve: Any, height: float) -> Iterator[Rule]:
    """Give the flat and upright sides of a line, a rectangle or a polygon; a thin rectangle is one line."""
    x0, y0, x1, y1 = curve.bbox
    if y1 - y0 < THIN and x1 - x0 >= THIN:
        yield Rule(True, height - (y0 + y1) / 2, x0, x1)
    elif x1 - x0 < THIN and y1 - y0 >= THIN:
        yield Rule(False, (x0 + x1) / 2, height - y1, height - y0)
    elif len(curve.pts) in (4, 5):
        for edge in (y0, y1):
            yield Rule(True, height - edge, x0, x1)
        for edge in (x0, x1):
            yield Rule(False, edge, height - y1, height - y0)


THIN = 2.5
"""A rectangle thinner than this, in points, is drawn as a line."""


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
