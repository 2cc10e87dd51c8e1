"""The pages of a PDF → their words and straight lines, each with its place; by pdfium, in a few milliseconds a page."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.limits import most
from extractors.pages.glyphs import SIGNS, UNMAPPED, words_of
from extractors.pages.layout import Page, Rule, Word
from extractors.pages.pdf_letters import Box, Corner, letters_of
from extractors.pages.pdfium import opened
from extractors.vocabulary import vocabulary
from extractors.watched import Watch, unwatched
from models.errors import FileTooLarge, LockedFile, UnreadableFile

GARBLED = 20
"""A page of fewer words than this may have none of the words that every page of English has."""
STAMP = 30
"""A page that is a picture has at least so many words of its own, or they are a stamp on a scan."""
THIN = 2.5
"""A rectangle thinner than this, in points, is drawn as a line."""
SIMPLE = 6
"""A path of so few points is a line or a rectangle; one of more is looked at side by side."""
OUTLINED = 3000
"""So many points of curves are letters drawn as outlines: a letter has about twenty."""
LEADERS = re.compile(r"[._…]{3,}")


def read_pages(path: Path, watch: Watch = unwatched) -> list[Page]:
    """Read every page."""
    try:
        with opened(path) as document:
            pages = most("plan", "pages")
            if len(document) > pages:
                raise FileTooLarge(f"This PDF has {len(document):,} pages; the limit is {pages}.", path.name,
                                   "Give the plan without its appended reports.")
            return [_page(document[index], index + 1, path) for index in _told(range(len(document)), watch)]
    except pypdfium2.PdfiumError as cause:
        raise _unusable(path, cause) from cause


def check_pages(path: Path) -> None:
    """Refuse a record of too many pages, or a page of it with more letters, lines or pixels than paper holds."""
    try:
        with opened(path) as document:
            if len(document) > most("record", "pages"):
                raise FileTooLarge(f"there are more than {most('record', 'pages')} pages.", path.name,
                                   "Give the pages about this child alone.")
            for index in range(len(document)):
                page = document[index]
                _drawn(page, most("record", "page_drawings"), index + 1, path)
                if page.get_textpage().count_chars() > most("record", "page_letters"):
                    raise too_full(path, index + 1)
                page.close()
    except pypdfium2.PdfiumError:
        return      # another reader may understand it


def _drawn(page: pypdfium2.PdfPage, many: int, number: int, path: Path) -> list[Any]:
    """Give the lines and pictures of a page, if there are no more than a page of paper can hold."""
    found = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    drawn = list(islice(found, many + 1))
    if len(drawn) > many or _pixels(drawn) > most("pdf", "picture_pixels"):
        raise too_full(path, number)
    return drawn


def _told(indices: range, watch: Watch) -> Iterator[int]:
    for index in indices:
        watch(index + 1, len(indices))
        yield index


def _unusable(path: Path, cause: pypdfium2.PdfiumError) -> LockedFile | UnreadableFile:
    """Say why a PDF is of no use."""
    if "assword" in str(cause):
        return LockedFile("This PDF needs a password to open.", path.name,
                          "Open it with the password, print it to a new PDF and give that one.")
    return UnreadableFile("This PDF cannot be read: it is damaged or cut short.", path.name,
                          "Download it again, or ask the council for a new copy.")


def _page(page: pypdfium2.PdfPage, number: int, path: Path) -> Page:
    drawn = _drawn(page, most("pdf", "page_drawings"), number, path)
    letters, corner = letters_of(page)
    if letters.beyond:
        raise too_full(path, number)
    rules = [rule for thing in drawn if thing.type == pdfium.FPDF_PAGEOBJ_PATH for rule in _rules(thing, corner)]
    words = words_of(letters.level, [*rules, *_struck_out(page, corner)])
    pictures = [_extent(thing) / (corner.width * corner.height)
                for thing in drawn if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    outlined = sum(_curves(thing) for thing in drawn if thing.type == pdfium.FPDF_PAGEOBJ_PATH) > OUTLINED
    pictured = sum(pictures) > 0.5 or (outlined and len(words) < GARBLED)
    found = Page(number, corner.width, corner.height, words, rules, letters.aslant,
                 readable=_readable(words, pictured), hidden=pictured and _unseen(page),
                 pictured=1.0 if outlined else max(pictures, default=0.0))
    page.close()
    return found


def too_full(path: Path, number: int) -> FileTooLarge:
    """Say that a page holds more than paper does."""
    return FileTooLarge("this page holds more than a page of paper can.", f"{path.name}, page {number}",
                        "Print the pages about this child to a new PDF.")


def _pixels(drawn: Sequence[Any]) -> int:
    """Count the pixels of pictures as they will be unpacked."""
    sizes = (picture.get_px_size() for picture in drawn if picture.type == pdfium.FPDF_PAGEOBJ_IMAGE)
    return sum(width * height for width, height in sizes)


def _struck_out(page: pypdfium2.PdfPage, corner: Corner) -> Iterator[Rule]:
    """Give the lines of strike-out notes laid over the page."""
    points = pdfium.FS_QUADPOINTSF()
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, place)
        if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_STRIKEOUT:
            for piece in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
                pdfium.FPDFAnnot_GetAttachmentPoints(note, piece, points)
                xs, ys = (points.x1, points.x2, points.x3, points.x4), (points.y1, points.y2, points.y3, points.y4)
                x0, top, x1, bottom = corner.place(min(xs), min(ys), max(xs), max(ys))
                yield Rule(True, (top + bottom) / 2, x0, x1)
        pdfium.FPDFPage_CloseAnnot(note)


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


def _rules(path: Any, corner: Corner) -> Iterator[Rule]:
    frame = _frame(path)
    if pdfium.FPDFPath_CountSegments(path.raw) <= SIMPLE:
        yield from sides(corner.place(*frame.on_rect(*path.get_bounds())))
        return
    last = None
    for point, drawn in _points(path, path.get_matrix().multiply(frame)):
        if drawn and last is not None:
            left, right, bottom, top = *sorted((last[0], point[0])), *sorted((last[1], point[1]))
            if min(right - left, top - bottom) < 1:
                yield from sides(corner.place(left, bottom, right, top))
        last = point


def _frame(thing: Any) -> pypdfium2.PdfMatrix:
    """Give what the forms that a thing stands in do to places within them."""
    frame = pypdfium2.PdfMatrix()
    while thing.container is not None:
        thing = thing.container
        frame = frame.multiply(thing.get_matrix())
    return frame


def _points(path: Any, matrix: pypdfium2.PdfMatrix) -> Iterator[tuple[tuple[float, float], bool]]:
    """Give the points of a path, and whether a line leads to each."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield matrix.on_point(x.value, y.value), pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO


def _curves(path: Any) -> int:
    """Count the points of the curves of a path."""
    count = pdfium.FPDFPath_CountSegments(path.raw)
    kinds = (pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path.raw, index)) for index in range(count))
    return sum(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds) if count > SIMPLE else 0


def _unseen(page: pypdfium2.PdfPage) -> bool:
    """Whether the words of a page are not drawn."""
    words = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3))[:20]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(word.raw) for word in words]
    return bool(modes) and all(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)


def _extent(picture: Any) -> float:
    left, bottom, right, top = _frame(picture).on_rect(*picture.get_bounds())
    return float((right - left) * (top - bottom))


def _readable(words: list[Word], pictured: bool) -> bool:
    """Whether the words of a page are all that there is to read, and are words.

    A text layer without a map to letters gives signs that are none, or few of the words that every page has. A picture
    with a line or two over it is a scan with a stamp; a page of a few letters and no picture has only its number. The
    dots that lead to a page number are no letters.
    """
    letters = LEADERS.sub("", "".join(word.text for word in words))
    if len(words) < (STAMP if pictured else GARBLED):
        return not pictured and not any(map(_garbled, words))
    plain = sum(letter.isascii() and letter.isalnum() for letter in letters)
    common = sum(word.text.lower() in vocabulary("marks")["small"] for word in words)
    known = plain * 2 > len(letters) and (len(words) < 60 or common > 0)
    return known and not any(map(_garbled, words))


def _garbled(word: Word) -> bool:
    """Whether a word is of letters that have no map to Unicode.

    >>> [_garbled(Word(text, 0, 0, 9, 9)) for text in ("\ufffd\ufffd", "\uf041\uf042\uf043", "\uf0b7", "\uf0fe\uf0a8")]
    [True, True, False, False]
    """
    least = 2 if UNMAPPED in word.text else 3
    return len(word.text) >= least and SIGNS.fullmatch(word.text) is not None
