"""Pages drawn in ways that a reader trips over: turned, cropped, struck, stamped, garbled; one small plan in each."""

from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDE = landscape(A4)
LINES = (
    "Section F: Special educational provision",
    "- Daily reading for 10 minutes with a TA in a quiet room.",
    "- Weekly speech and language therapy for 45 minutes, by a therapist.",
    "- Physiotherapy of one hour each term, and a review of it by the school.",
)
ITEMS = [line.removeprefix("- ") for line in LINES[1:]]
ROWS = [("Provision", "How often"), *((item, often) for item, often in zip(
    ("Reading with a TA", "Speech and language therapy"), ("10 minutes daily", "45 minutes weekly"), strict=True))]

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = A4) -> bytes:
    """A PDF of pages, each drawn by a function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, top: float = 500, left: float = 60) -> None:
    """The small plan, one line under the other."""
    for place, line in enumerate(LINES):
        canvas.drawString(left, top - 20 * place, line)


def table(canvas: Canvas, top: float = 500) -> None:
    """The same as a ruled table under its heading."""
    canvas.drawString(60, top, LINES[0])
    for place, row in enumerate(ROWS):
        y = top - 30 - 24 * place
        for x, wide, cell in zip((60, 260), (200, 160), row, strict=True):
            canvas.rect(x, y - 8, wide, 24)
            canvas.drawString(x + 4, y, cell)


def changed(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """A PDF after a change."""
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(pdf))), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def only(pdf: bytes, number: int) -> bytes:
    """A PDF of one page of another."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_page(PdfReader(BytesIO(pdf)).pages[number - 1])
    writer.write(out)
    return out.getvalue()


def turned(degrees: int) -> bytes:
    """A page whose words run up or down it, and that is shown turned, so that they are level."""

    def draw(canvas: Canvas) -> None:
        canvas.rotate(degrees)
        canvas.translate(*{90: (0, -A4[0]), 180: (-A4[0], -A4[1]), 270: (-A4[1], 0)}[degrees])
        lines(canvas)

    return changed(drawn(draw), lambda writer: writer.pages[0].rotate(degrees) and None)


def on_its_side() -> bytes:
    """A page whose words run up it, and that is shown so."""

    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        lines(canvas)

    return drawn(draw)


def cropped() -> bytes:
    """A page of which only a part is shown; words stand in what was cut away."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, left=160)
        canvas.drawString(160, 820, "- Swimming for 2 hours a week with a TA, which was cut away.")

    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox = RectangleObject((100, 100, 580, 700))

    return changed(drawn(draw), crop)


def watermarked() -> bytes:
    """Large pale letters that run aslant through the words."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica-Bold", 40)
        canvas.translate(80, 380)
        canvas.rotate(35)
        canvas.drawString(0, 0, "DRAFT NOT FOR ISSUE")
        canvas.restoreState()
        lines(canvas)

    return drawn(draw)


def in_a_form(canvas: Canvas) -> None:
    """A table that was drawn once and laid on the page elsewhere."""
    canvas.beginForm("table")
    canvas.setFont("Helvetica", 11)
    table(canvas, top=200)
    canvas.endForm()
    canvas.translate(40, 300)
    canvas.doForm("table")


def struck_by_hand(pdf: bytes) -> bytes:
    """A strike-out note laid over the words of the last item."""

    def strike(writer: PdfWriter) -> None:
        box = (60.0, 437.0, 460.0, 450.0)
        corners = ArrayObject([FloatObject(box[i]) for i in (0, 3, 2, 3, 0, 1, 2, 1)])
        note = Highlight(rect=box, quad_points=corners)
        note[NameObject("/Subtype")] = NameObject("/StrikeOut")
        writer.add_annotation(0, note)

    return changed(pdf, strike)


def struck_in_a_cell(canvas: Canvas) -> None:
    """An amount with a line through it, and the new one behind it, in a cell."""
    table(canvas)
    canvas.line(264, 426, 355, 426)
    canvas.drawString(360, 422, "60 weekly")


def picture_of(pdf: bytes, dpi: int = 200) -> ImageReader:
    """The first page as a picture."""
    import pypdfium2

    return ImageReader(pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil())


def stamped() -> bytes:
    """A scan with a line of text stamped over its foot."""
    scan = picture_of(drawn(lines))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(scan, 0, 0, *A4)
        canvas.drawString(60, 20, "Plan of Sam Smith, received by the school on 3 May 2025, page 1 of 1")

    return drawn(draw)


def without_a_map(*pages: Draw) -> bytes:
    """A PDF whose embedded font numbers its letters in its own way and does not say which is which."""
    font = TTFont("Unmapped", "Vera.ttf", asciiReadable=0)
    font.face.name = b"Unmapped"
    pdfmetrics.registerFont(font)

    def forget(writer: PdfWriter) -> None:
        for thing in writer._objects:
            if isinstance(thing, dict) and thing.get("/Type") == "/Font":
                thing.pop(NameObject("/ToUnicode"), None)

    return changed(drawn(*pages), forget)


def unmapped(canvas: Canvas) -> None:
    """The small plan in that font."""
    canvas.setFont("Unmapped", 11)
    lines(canvas)


def with_a_picture(badge: bool = False) -> bytes:
    """The small plan on two pages with a picture of a table below it; or with a badge at the head of each page."""
    picture = picture_of(drawn(table))

    def draw(canvas: Canvas) -> None:
        lines(canvas, top=700)
        canvas.drawImage(picture, 60, *((780, 180, 60) if badge else (300, 400, 200)))

    def overleaf(canvas: Canvas) -> None:
        if badge:
            draw(canvas)

    return drawn(draw, overleaf) if badge else drawn(draw)


def outlined(*above: str) -> bytes:
    """A page of Section F with words, if any, and curves below them as letters drawn as outlines have."""

    def first(canvas: Canvas) -> None:
        lines(canvas)

    def draw(canvas: Canvas) -> None:
        for place, line in enumerate(above):
            canvas.drawString(60, 780 - 20 * place, line)
        path = canvas.beginPath()
        for place in range(400):
            x, y = 60 + 10 * (place % 40), 600 - 20 * (place // 40)
            path.moveTo(x, y)
            for _ in range(4):
                path.curveTo(x, y + 4, x + 3, y + 8, x + 6, y + 8)
        canvas.drawPath(path, fill=1)

    return drawn(first, draw)
