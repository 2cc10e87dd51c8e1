"""Plans that are hard by their columns: boxes to tick, lengths apart, cells shared by rows, comments beside them."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Spacer

from tests.plans.content import HISTORY, NEEDS, OUTCOMES, Content
from tests.plans.pdf_layouts import (
    BODY,
    BOLD,
    BULLET,
    SUB,
    TITLE,
    Expected,
    Story,
    after,
    b,
    before,
    built,
    front,
    grid,
    p,
    section,
)
from tests.plans.pdf_traps import watermark

MODES = ("1:1", "Pair", "Small group", "Whole class")
RHYTHMS = ("Daily", "Weekly", "Fortnightly", "Termly")


def _boxed_font() -> TTFont:
    """A font of its own name in which ☒ and ☐ are drawn as x and o, for want of one that comes with boxes."""
    font = TTFont("Boxed", "Vera.ttf")
    font.face.name = b"Boxed"
    for box, drawn in (("☒", "x"), ("☐", "o")):
        font.face.charToGlyph[ord(box)] = font.face.charToGlyph[ord(drawn)]
        font.face.charWidths[ord(box)] = font.face.charWidths[ord(drawn)]
    return font


BOXED = ParagraphStyle("boxed", parent=BODY, fontName="Boxed", fontSize=8)
pdfmetrics.registerFont(_boxed_font())


def boxes(options: tuple[str, ...], chosen: int, signs: tuple[str, str] = ("[x]", "[ ]")) -> str:
    """Print all options, one of them with its box ticked."""
    return " ".join(f"{signs[place != chosen]} {option}" for place, option in enumerate(options))


def _opening(plan: Content) -> tuple[Story, Expected]:
    return [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []


def ticked_columns(plan: Content) -> tuple[bytes, Expected]:
    """Columns with every mode and rhythm printed, one box ticked, the length in a column of its own (LAYOUTS 3)."""
    story, expected = _opening(plan)
    heads = ("Provision", "Who", "How often", "Length", "Grouping")
    cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in heads]]
    for number, row in enumerate(plan.rows()):
        mode, rhythm = number % len(MODES), number % len(RHYTHMS)
        cells.append([row.text, row.who, boxes(RHYTHMS, rhythm), "20 minutes", boxes(MODES, mode)])
        columns = {"who": row.who, "how_often": RHYTHMS[rhythm], "minutes": "20 minutes", "mode": MODES[mode]}
        expected.append({"text": row.text, "columns": columns})
    return built([*story, grid(cells, [230, 110, 130, 80, 140]), *after(plan, section)], wide=True), expected


def ticked_form(plan: Content) -> tuple[bytes, Expected]:
    """A form: labels in its cells, boxes for mode and rhythm, numbers typed, headings of areas between (LAYOUTS 3)."""
    story, expected = _opening(plan)
    story.append(p("Tick what applies. A box without a tick does not apply."))
    cells: list[list[object]] = []
    spans: list[tuple[object, ...]] = []
    for area, rows in plan.areas.items():
        spans.append(("SPAN", (0, len(cells)), (2, len(cells))))
        cells.append([p(f"<b>{area}</b>"), "", ""])
        for number, row in enumerate(rows):
            mode, rhythm = number % len(MODES), number % len(RHYTHMS)
            spans.append(("SPAN", (0, len(cells)), (1, len(cells))))
            cells.append([f"<b>Provision:</b> {row.text}", "", f"<b>Provided by:</b> {row.who}"])
            typed: Story = [p(words) for words in ("Sessions: 2", "Minutes each: 15", "Group of: ____")]
            ticks = [p(boxes((option,), place - mode, ("☒", "☐")), BOXED) for place, option in enumerate(MODES)]
            cells.append([ticks, p(boxes(RHYTHMS, rhythm, ("☒", "☐")), BOXED), typed])
            columns = {"who": row.who, "how_often": RHYTHMS[rhythm], "mode": MODES[mode], "sessions": "2",
                       "minutes": "15"}  # fmt: skip
            expected.append({"text": row.text, "columns": columns})
    return built([*story, grid(cells, [110, 200, 180], *spans), *after(plan, section)]), expected


def shared_frequency(plan: Content) -> tuple[bytes, Expected]:
    """Cells for who and how often that are merged over two rows and go for each of them."""
    story, expected = _opening(plan)
    cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in ("Outcome", "Provision", "Who", "How often")]]
    spans: list[tuple[object, ...]] = []
    for area, rows in plan.areas.items():
        spans.append(("SPAN", (0, len(cells)), (0, len(cells) + len(rows) - 1)))
        first = rows[0]
        for place, row in enumerate(rows):
            shared = place < 2
            if place == 0:
                spans += [("SPAN", (column, len(cells)), (column, len(cells) + 1)) for column in (2, 3)]
            who, often = (first.who, "Each: three 20-minute sessions a week") if shared else (row.who, row.how_often)
            cells.append([plan.say(OUTCOMES[area]) if place == 0 else "", row.text, *(("", "") if place == 1 else
                                                                                      (who, often))])  # fmt: skip
            expected.append({"text": row.text, "columns": {"who": who, "how_often": often}})
    return built([*story, grid(cells, [150, 260, 130, 140], *spans), *after(plan, section)], wide=True), expected


def as_above(plan: Content) -> tuple[bytes, Expected]:
    """Cells that only say "as above" or have a ditto mark, under heads that come again on every page."""
    story, expected = _opening(plan)
    cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in ("Provision", "Delivered by", "Frequency", "Review")]]
    for rows in plan.areas.values():
        for place, row in enumerate(rows):
            cells.append([row.text, "As above" if place else row.who, row.how_often, "\u201d" if place else row.review])
            expected.append({"text": row.text, "columns": {"who": rows[0].who, "how_often": row.how_often}})
    table = grid(cells, [220, 100, 100, 70])
    table.repeatRows = 1
    return built([*story, table, *after(plan, section)]), expected


def large_decimals(plan: Content) -> tuple[bytes, Expected]:
    """Large print; numbered chapters, areas and items; who and how often on lines below, or "As above" (LAYOUTS 7)."""
    big = ParagraphStyle("big", parent=BODY, fontSize=18, leading=25, spaceAfter=6)
    head = ParagraphStyle("head", parent=BOLD, fontSize=20, leading=28)
    story: Story = [p(plan.council, TITLE), p("Education, Health and Care Plan", TITLE)]
    for label, value in (("Name", plan.name), ("Date of birth", plan.born), ("School", plan.school),
                         ("Status", plan.status), ("Date of final plan", plan.issued)):  # fmt: skip
        story.append(p(f"{label}: {value}", big))
    story += [PageBreak(), p("1. Section A: Views", head), p(f"1.1 {plan.say(HISTORY)}", big),
              p("2. Section B: Special educational needs", head)]  # fmt: skip
    story += [p(f"2.{number} {plan.say(need)}", big) for number, need in enumerate(NEEDS.values(), 1)]
    story.append(p("6. Section F: Special educational provision", head))
    expected: Expected = []
    for chapter, (area, rows) in enumerate(plan.areas.items(), 1):
        story.append(p(f"6.{chapter} {area}", head))
        for number, row in enumerate(rows, 1):
            who = row.who if number == 1 else "As above"
            story += [p(f"6.{chapter}.{number} {row.text}", big), p(f"By whom: {who}", big),
                      p(f"How often: {row.how_often}", big)]  # fmt: skip
            expected.append({"text": row.text, "columns": {"who": rows[0].who, "how_often": row.how_often}})
    return built([*story, p("7. Section G: Health provision", head), p("7.1 None.", big)]), expected


def comments_beside(plan: Content) -> tuple[bytes, Expected]:
    """A working document: struck and added words, an area over each table and comments beside (LAYOUTS 12)."""
    plan.status = "Working document"
    story, expected = _opening(plan)
    for area, rows in plan.areas.items():
        cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in (area, "Comments of the parties")]]
        for place, row in enumerate(rows):
            words = f"{row.text.rstrip('.')} <strike>for one hour a month</strike> <u>{row.how_often.lower()}</u>."
            cells.append([words, "" if place % 2 else "Parents: the report says 3 hours a week and not less."])
            expected.append({"text": f"{row.text.rstrip('.')} {row.how_often.lower()}."})
        cells.append([f"<strike>Home tuition of ten hours a week for {area.lower()}.</strike>", "Agreed: this goes."])
        story += [grid(cells, [340, 150]), Spacer(0, 10)]
    return built([*story, *after(plan, section)]), expected


def two_sides(plan: Content) -> tuple[bytes, Expected]:
    """A working document with a column for what each side says of the wording (LAYOUTS 12)."""
    plan.status = "Working document"
    story, expected = _opening(plan)
    cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in ("Proposed wording", "Parents", "Council")]]
    for row in plan.rows():
        words = f"{row.text.rstrip('.')}, {row.how_often.lower()}."
        cells.append([words, "The report says 3 hours a week.", "Not agreed: 30 minutes each week is enough."])
        expected.append({"text": words})
    return built([*story, grid(cells, [270, 110, 110]), *after(plan, section)]), expected


def bullets_over_pages(plan: Content) -> tuple[bytes, Expected]:
    """One cell with private-use bullets, two deep, over pages; watermark, merge fields, adult strands (LAYOUTS 14)."""
    story, expected = _opening(plan)
    strands = ("Employment", "Independent living", "Community inclusion", "Good health")
    words: Story = [p("What «Forename» must be given, set out under the Preparing for Adulthood headings.")]
    for strand, (area, rows) in zip(strands, plan.areas.items(), strict=True):
        words += [p(f"<b>{strand}</b>"), p(f"Outcome: {plan.say(OUTCOMES[area])}")]
        for row in rows:
            words += [b(f"{row.sentence.rstrip('.')}, with:", BULLET, "\uf0b7"),
                      b("a plan for each step;", SUB, "\uf0a7"), b("a place to work.", SUB, "\uf0a7"),
                      Spacer(0, 25)]  # fmt: skip
            expected.append({"text": f"{row.sentence.rstrip('.')}, with: a plan for each step; a place to work."})
    return built([*story, grid([[words]], [490]), *after(plan, section)], decorate=watermark), expected
