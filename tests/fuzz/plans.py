"""Plans made strange: printed and typed from strange words, damaged as files, Word documents of odd build."""

import random
from html import escape
from unittest import mock

from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.fuzz.damage import damaged, misdirected, originals
from tests.fuzz.inputs import Input
from tests.fuzz.words import mutated, swollen
from tests.plans import pdf_layouts
from tests.plans.content import Content, Row, content
from tests.plans.make_plans import layouts

PRINTABLE = 400
"""No more letters than this of one cell are printed: a page has to hold it."""
ENCODINGS = ("utf-8",) * 6 + ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32")
ENDS = ("\n", "\r\n", "\r", "\f", "\n\n", "\t", "|", "\u2028", "\x00")


def mutated_pdf(dice: random.Random) -> Input:
    """A PDF with damaged bytes, with a damaged meaning, or of strange words."""
    way = dice.random()
    if way < 0.3:
        return Input(".pdf", damaged(dice, dice.choice(originals("pdf"))()))
    if way < 0.65:
        return Input(".pdf", misdirected(dice, dice.choice(originals("pdf"))()))
    made = _printed(dice)
    return Input(".pdf", misdirected(dice, made) if dice.random() < 0.3 else made)


def _printed(dice: random.Random) -> bytes:
    """A plan of strange words in some layout; a font that is embedded carries letters of any script."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    name = dice.choice([name for name in layouts() if name.endswith(".pdf")])
    styles = [style for style in vars(pdf_layouts).values() if isinstance(style, ParagraphStyle)]
    fonts = [mock.patch.object(style, "fontName", "Vera") for style in styles]
    with mock.patch.object(rl_config, "pageCompression", 0):
        for font in fonts:
            font.start()
        try:
            return layouts()[name](_strange_plan(dice))[0]
        finally:
            for font in fonts:
                font.stop()


def _strange_plan(dice: random.Random) -> Content:
    plan = content(dice.randrange(1000))
    plan.areas = {area: [_strange_row(dice, row) for row in rows] for area, rows in plan.areas.items()}
    plan.name, plan.council = _maybe(dice, plan.name), _maybe(dice, plan.council)
    return plan


def _strange_row(dice: random.Random, row: Row) -> Row:
    return Row(*(_maybe(dice, cell) for cell in (row.text, row.who, row.how_often, row.review)))


def _maybe(dice: random.Random, text: str) -> str:
    if dice.random() < 0.5:
        return text
    strange = mutated(dice, text)[:PRINTABLE].encode("utf-8", "ignore").decode().replace("\x00", "") or "-"
    return escape(strange if strange.strip() else "-")


def mutated_text(dice: random.Random) -> Input:
    """A text file with strange lines, rows of bars and tabs, page breaks, encodings and damaged bytes."""
    lines = dice.choice(originals("txt"))().decode().split("\n")
    for _ in range(dice.choice((1, 3, 10, 20))):
        place = dice.randrange(len(lines))
        lines[place] = dice.choice((_strange_line, _row_of_bars, lambda dice, line: ""))(dice, lines[place])
    if dice.random() < 0.1:
        lines = lines * dice.choice((2, 20))
    made = dice.choice((ENDS[0], ENDS[0], dice.choice(ENDS))).join(lines)
    if dice.random() < 0.9:
        made = made.replace("\x00", "")           # a file that holds one is taken for no text
    encoded = made.encode(dice.choice(ENCODINGS), dice.choice(("replace", "ignore")))
    return Input(".txt", damaged(dice, encoded) if dice.random() < 0.2 else encoded)


def _strange_line(dice: random.Random, line: str) -> str:
    return swollen(dice, line) if dice.random() < 0.02 else mutated(dice, line)


def _row_of_bars(dice: random.Random, line: str) -> str:
    return dice.choice("|\t").join(line.split() * dice.choice((1, 1, 50)))
