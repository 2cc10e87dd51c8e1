"""A PDF → its words and lines, page by page: a fast look at all of it, then a close one at the pages that matter."""

import ctypes
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.glyphs import Glyph, with_strikes, words_of
from extractors.layout import Page, Rule, Word
from extractors.vocabulary import vocabulary
from models.errors import FileTooLarge, LockedFile, UnreadableFile

HEAVY = 600
"""Fonts of this weight and above are bold."""
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
    finally:
        document.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as cause:
        if "assword" in str(cause):
            raise LockedFile("This PDF needs a password to open.", path.name,
                             "Open it with the password, print it to a new PDF and give that one.") from cause
        raise UnreadableFile("This is not a PDF that can be read: it is damaged, cut short or of another kind.",
                             path.name, "Download it again, or ask the council for a new copy.") from cause


def _looked(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = _letters(text.raw, height)
    text.close()
    words = words_of(glyphs)
    found = Page(number, width, height, words, pictured=_pictured(page), readable=_readable(words))
    page.close()
    return found


def _pictured(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture covers most of a page."""
    width, height = page.get_size()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
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


def _letters(text: Any, height: float) -> list[Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    glyphs = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = "-" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 else ""
        if not letter.strip() or not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            glyphs.append(Glyph(" ", 0, 0, 0, 0))
            continue
        glyphs.append(Glyph(letter, left.value, height - top.value, right.value, height - bottom.value))
    return glyphs


def read_closely(path: Path, numbers: Collection[int]) -> list[Page]:
    """Read some pages with the exact place of every letter and line."""
    import pdfplumber

    with pdfplumber.open(path, pages=sorted(numbers)) as document:
        return [_close(page) for page in document.pages]


def _close(page: Any) -> Page:
    rules = [_rule(edge) for edge in page.edges]
    upright = with_strikes((_glyph(char) for char in page.chars if _level(char)), rules)
    turned = "".join(char["text"] for char in page.chars if not _level(char)).strip()
    found = Page(page.page_number, float(page.width), float(page.height), words_of(upright), rules, turned)
    page.close()
    return found


def _glyph(char: dict[str, Any]) -> Glyph:
    return Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], "bold" in char["fontname"].lower())


def _level(char: dict[str, Any]) -> bool:
    """Whether a letter stands upright, as those of a slanting watermark do not."""
    along, up = char["matrix"][:2]
    return bool(abs(up) <= 0.1 * abs(along))


def _rule(edge: dict[str, Any]) -> Rule:
    if edge["orientation"] == "h":
        return Rule(True, edge["top"], edge["x0"], edge["x1"])
    return Rule(False, edge["x0"], edge["top"], edge["bottom"])
