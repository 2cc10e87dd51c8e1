"""A page of a PDF as a picture: cut to what stands around some boxes, with the boxes marked as by a highlighter."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from extractors.pages.pdf_letters import letters_of
from extractors.pages.pdfium import opened
from extractors.pages.scan import scale_of
from models.source import Box

AROUND = 54
"""So many points of the page are shown above and below the boxes: three or four lines."""
BESIDE = 9
NARROWEST = 240
"""A narrow picture shows at least so many points, or its letters would be huge."""
MARGIN = 3
"""The mark is so many points wider than the words."""
WIDTH = 1500
"""Pictures are at most so many pixels wide: sharp on a large screen, small enough to be shown at once."""
SHARPEST = 2.5
COLOUR = (255, 232, 140)


def whole_page(path: Path, number: int, boxes: Sequence[Box] = ()) -> bytes:
    """Give a page as WebP, the boxes on it marked."""
    drawn, scale = _drawn(path, number)
    return _webp(_marked(drawn, [box for box in boxes if box.page == number], scale))


def part_of_page(path: Path, boxes: Sequence[Box], *, narrow: bool = False) -> bytes:
    """Give what stands around boxes of one page as WebP, the boxes marked.

    It is as wide as the page, so that the cells beside are seen; or, for a small screen, as narrow as the boxes.
    """
    drawn, scale = _drawn(path, boxes[0].page)
    top, bottom = min(box.top for box in boxes) - AROUND, max(box.bottom for box in boxes) + AROUND
    left = min(box.x0 for box in boxes) - BESIDE
    right = max(left + NARROWEST, *(box.x1 + BESIDE for box in boxes))
    across = (max(0, round(left * scale)), min(drawn.width, round(right * scale))) if narrow else (0, drawn.width)
    edges = (across[0], max(0, round(top * scale)), across[1], min(drawn.height, round(bottom * scale)))
    return _webp(_marked(drawn, boxes, scale).crop(edges))


def _drawn(path: Path, number: int) -> tuple[Image.Image, float]:
    """Draw a page the way in which its words are read, and give the pixels to a point."""
    with opened(path) as document:
        page = document[number - 1]
        _, corner = letters_of(page)
        scale = scale_of(corner.width, corner.height, min(WIDTH / max(corner.width, 1), SHARPEST))
        turn = (corner.turned - page.get_rotation()) % 360
        return page.render(scale=scale, rotation=turn).to_pil().convert("RGB"), scale


def _marked(drawn: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """Lay the colour over the boxes so that the ink stays as it is."""
    ink = Image.new("RGB", drawn.size, "white")
    pen = ImageDraw.Draw(ink)
    for box in boxes:
        edges = (box.x0 - MARGIN, box.top - MARGIN, box.x1 + MARGIN, box.bottom + MARGIN)
        pen.rectangle([edge * scale for edge in edges], fill=COLOUR)
    return ImageChops.multiply(drawn, ink)


def _webp(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "WEBP", quality=80, method=2)
    return kept.getvalue()
