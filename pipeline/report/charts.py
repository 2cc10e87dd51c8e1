"""The two pictures of a finding, drawn once as shapes and written as SVG for the web page and as PNG for Word."""

import datetime as dt
import io
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from models.gap import Bucket, Finding
from pipeline.report.weeks import WeekCell
from pipeline.report.words import bucket_amount
from pipeline.rules import rules
from pipeline.wording import phrase
from templates.words import and_list, dates, hours_and_minutes, sentence

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WIDTH, BAR, STRIP, MARGIN, CHIP = 640, 30, 44, 18, 15
DPI, SCALE = 192, 2
INK, SHADES = "#0b0c0c", 32
CLOSED = "closed"


class Box(NamedTuple):
    """A rectangle filled with the pattern of a bucket, of a closed week, or with plain ink or paper."""

    x: float
    y: float
    width: float
    height: float
    tile: str


class Label(NamedTuple):
    """A word at a point: `anchor` is start, middle or end of its line."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    size: int = 11


class Picture(NamedTuple):
    """Shapes in the order of drawing, and what they show in words."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    alt: str


def ledger_bar(finding: Finding, due: str) -> Picture | None:
    """Draw what became of all that was due as one bar, with a mark where the timetable ends; None if none was due."""
    shares = {bucket: _share(finding, bucket) for bucket in bar_order() if _share(finding, bucket)}
    whole = sum(amount for bucket, amount in shares.items() if bucket is not Bucket.BEYOND_DUE)
    if not whole:
        return None
    scale = (WIDTH - 2) / max(sum(shares.values()), 1)
    boxes, labels, x = [], [], 1.0
    for bucket, amount in shares.items():
        box = Box(x, MARGIN, amount * scale, BAR, bucket.value)
        boxes += [box, *_chip(box)]
        labels += _letter(box)
        x += box.width
    labels.append(Label(1 + whole * scale, MARGIN + BAR + 14, f"due: {due}", "end"))
    if finding.planned_minutes is not None and finding.due.minutes and finding.planned_minutes < finding.due.minutes[0]:
        mark = 1 + finding.planned_minutes * scale
        boxes.append(Box(mark - 1, MARGIN - 5, 3, BAR + 5, "ink"))
        labels.append(Label(mark, 10, f"planned: {hours_and_minutes(finding.planned_minutes)}", _side(mark)))
    alt = "; ".join(f"{_named(bucket)}, {bucket_amount(finding, bucket)}" for bucket in shares)
    return Picture(WIDTH, MARGIN + BAR + MARGIN, tuple(boxes), tuple(labels), f"Bar of what was due, {due}: {alt}.")


def week_strip(cells: tuple[WeekCell, ...]) -> Picture | None:
    """Draw a cell for each week, split as its rows are; None where no row speaks of any week."""
    if not any(bucket is not Bucket.NO_RECORD for cell in cells for bucket, _ in cell.parts):
        return None
    step = min((WIDTH - 2) / len(cells), 42)
    boxes: list[Box] = []
    labels: list[Label] = []
    for place, cell in enumerate(cells):
        x, y = 1 + place * step, 1.0
        whole = sum(part for _, part in cell.parts) or 1
        for bucket, part in cell.parts or ((CLOSED if cell.closed else "paper", 1),):
            box = Box(x, y, step - 3, STRIP * part / whole, str(bucket))
            boxes += [box, *_chip(box)]
            labels += _letter(box)
            y += box.height
        labels += [Label(x + step / 2 - 1, STRIP + 13, str(cell.monday.day), size=10)]
        if not place or cell.monday.day <= 7:
            labels.append(Label(x + step / 2 - 1, STRIP + 25, f"{cell.monday:%b}", size=10))
    return Picture(WIDTH, STRIP + 30, tuple(boxes), tuple(labels), _weeks_in_words(cells))


def _weeks_in_words(cells: tuple[WeekCell, ...]) -> str:
    """Say which weeks look alike, each by the day of its Monday."""
    alike: dict[str, list[dt.date]] = {}
    for cell in cells:
        empty = _name(CLOSED) if cell.closed else phrase("due", "silent_week")
        names = [_named(bucket) for bucket, _ in cell.parts] or [empty]
        alike.setdefault(and_list(names), []).append(cell.monday)
    weeks = "; ".join(f"{names}: {dates(mondays)}" for names, mondays in alike.items())
    return f"Strip of the weeks, each by its Monday. {sentence(weeks)}"


@cache
def bar_order() -> tuple[Bucket, ...]:
    """Give the buckets in the order in which they are drawn and listed."""
    return tuple(Bucket(name) for name in rules("wording")["buckets"] if name != CLOSED)


def _share(finding: Finding, bucket: Bucket) -> int:
    count = finding.ledger.buckets.get(bucket)
    if count is None:
        return 0
    return (count.minutes if finding.due.minutes is not None else count.sessions) or 0


def _named(bucket: Bucket) -> str:
    return _name(bucket.value)


def _name(tile: str) -> str:
    return str(rules("wording")["buckets"][tile]["name"]).lower()


def _side(x: float) -> str:
    return "start" if x < WIDTH / 4 else "end" if x > WIDTH * 3 / 4 else "middle"


def _letter(box: Box) -> list[Label]:
    """Label a box with the letter of its bucket, where there is room for it."""
    letter = rules("wording")["buckets"].get(box.tile, {}).get("letter", "")
    if not letter or box.width < CHIP + 2 or box.height < CHIP - 2:
        return []
    return [Label(box.x + box.width / 2, box.y + box.height / 2 + 4, letter)]


def _chip(box: Box) -> list[Box]:
    """Give the white ground on which the letter of a patterned box can be read."""
    if not _letter(box):
        return []
    return [Box(box.x + (box.width - CHIP) / 2, box.y + (box.height - CHIP) / 2, CHIP, min(CHIP, box.height), "chip")]


def png(picture: Picture) -> bytes:
    """Give the picture as a PNG file for Word."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (picture.width * SCALE, picture.height * SCALE), "white")
    pen = ImageDraw.Draw(image)
    for box in picture.boxes:
        x0, y0 = round(box.x * SCALE), round(box.y * SCALE)
        x1, y1 = max(round((box.x + box.width) * SCALE), x0 + 2), max(round((box.y + box.height) * SCALE), y0 + 2)
        image.paste(_tiled(box.tile, x1 - x0, y1 - y0), (x0, y0))
        if box.tile != "chip":
            pen.rectangle((x0, y0, x1 - 1, y1 - 1), outline=INK, width=2)
    for label in picture.labels:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
        pen.text((label.x * SCALE, label.y * SCALE), label.words, INK, _font(label.size * SCALE), anchor)
    file = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()


@cache
def _palette() -> "Image.Image":
    """Give the colours that pictures are drawn in: those of the buckets, and what lies between ink and paper."""
    from PIL import Image, ImageColor

    looks = [look[part] for look in rules("wording")["buckets"].values() for part in ("ink", "paper")]
    colours = dict.fromkeys(map(ImageColor.getrgb, (INK, "white", *looks)))
    shades = [tuple(part + (255 - part) * step // SHADES for part in ImageColor.getrgb(INK)) for step in range(SHADES)]
    few = Image.new("P", (1, 1))
    few.putpalette([part for colour in (*colours, *shades) for part in colour])
    return few


@cache
def _font(size: int) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _tiled(tile: str, width: int, height: int) -> "Image.Image":
    from PIL import Image

    if tile in ("ink", "paper", "chip"):
        return Image.new("RGB", (width, height), INK if tile == "ink" else "white")
    return _ground(tile).crop((0, 0, width, height))


@cache
def _ground(name: str) -> "Image.Image":
    """Give the pattern of a bucket, as large as any box can be."""
    from PIL import Image

    one, ground = _tile(name), Image.new("RGB", (WIDTH * SCALE, max(BAR, STRIP) * SCALE))
    for x in range(0, ground.width, one.width):
        for y in range(0, ground.height, one.height):
            ground.paste(one, (x, y))
    return ground


def _tile(name: str) -> "Image.Image":
    from PIL import Image, ImageColor

    look = rules("wording")["buckets"][name]
    ink, paper = ImageColor.getrgb(look["ink"]), ImageColor.getrgb(look["paper"])
    one = Image.new("RGB", (8, 8))
    one.putdata([ink if dot == "#" else paper for line in look["tile"] for dot in line])
    return one.resize((8 * SCALE, 8 * SCALE), Image.Resampling.NEAREST)
