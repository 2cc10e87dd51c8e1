"""Plans that are hard to read on purpose: nested lists, scrambled columns, struck words, merged and cut cells."""

from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer

from tests.plans.content import HISTORY, NEEDS, OUTCOMES, Content
from tests.plans.pdf_layouts import (
    BODY,
    BOLD,
    SUB,
    TITLE,
    Expected,
    after,
    b,
    before,
    built,
    front,
    grid,
    p,
    section,
    shown,
)


def contents_page(plan: Content) -> tuple[bytes, Expected]:
    """A list of contents and cross-references before the sections; consecutive sections (LAYOUTS 10)."""
    titles = (
        ("A", "Views"),
        ("B", "Special educational needs"),
        ("E", "Outcomes"),
        ("F", "Special educational provision"),
        ("G", "Health provision"),
        ("K", "Advice"),
    )
    story = [
        *front(plan),
        p("Contents", BOLD),
        *(p(f"Section {x}: {t} {'.' * 40} {n}") for n, (x, t) in enumerate(titles, 3)),
        p("Section F of this plan must be arranged by the council, and Section G by the health board."),
        PageBreak(),
        *before(plan, section),
        p("Section F: Special educational provision", BOLD),
    ]
    expected: Expected = []
    for area, rows in plan.areas.items():
        story += [p(area, BOLD), p("The school will:")]
        for row in rows:
            words = f"arrange {row.text[0].lower()}{row.text[1:].rstrip('.')} ({row.how_often.lower()})."
            story.append(b(words))
            expected.append({"text": words, "columns": {"who": "The school"}})
    return built(story + after(plan, section)), expected


def nested_in_cells(plan: Content) -> tuple[bytes, Expected]:
    """A B/F/E table whose F cells hold sub-headings, bullets and bullets under bullets."""
    story, expected = front(plan), []
    for area, rows in plan.areas.items():
        f = [p("<b>Teaching and therapy</b>")]
        for row in rows:
            f += [
                b(f"{row.text.rstrip('.')}, {row.how_often}, to include:"),
                b("modelling by an adult;", SUB, "–"),
                b("review of targets.", SUB, "–"),
            ]
            expected.append(
                {
                    "text": f"{row.text.rstrip('.')}, {row.how_often}, to include: modelling by an adult; "
                    "review of targets."
                }
            )
        cells = [
            [p(f"<b>{area}</b>"), "", ""],
            [p("<b>B – Needs</b>"), p("<b>F – Special educational provision</b>"), p("<b>E – Outcomes</b>")],
            [plan.say(NEEDS[area]), f, plan.say(OUTCOMES[area])],
        ]
        story += [grid(cells, [130, 230, 130], ("SPAN", (0, 0), (2, 0))), Spacer(0, 16)]
    return built(story + after(plan, section)), expected


def stacked_labels(plan: Content) -> tuple[bytes, Expected]:
    """Cells with stacked labels: "Provision:", "Delivered by:", "How often:"."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for area, rows in plan.areas.items():
        cells = [[p("<b>Need</b>"), p("<b>Provision</b>")]]
        for row in rows:
            cells.append(
                [plan.say(NEEDS[area]), [p(row.text), p(f"Delivered by: {row.who}"), p(f"How often: {row.how_often}")]]
            )
            expected.append(shown(row, "who", "how_often"))
        story += [p(area, BOLD), grid(cells, [180, 300]), Spacer(0, 10)]
    return built(story + after(plan, section)), expected


def merged_and_cut(plan: Content) -> tuple[bytes, Expected]:
    """Merged outcome cells, blank rows, "as above", and rows cut by page ends."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    cells: list[list[object]] = [[p(f"<b>{x}</b>") for x in ("Outcome", "Provision", "Who", "How often", "Review")]]
    spans: list[tuple[object, ...]] = []
    for area, rows in plan.areas.items():
        spans.append(("SPAN", (0, len(cells)), (4, len(cells))))
        cells.append([p(f"<b>{area.upper()}</b>"), "", "", "", ""])
        for place, row in enumerate(rows):
            cells.append([plan.say(OUTCOMES[area]) if place == 0 else "", row.text, row.who, row.how_often, row.review])
            expected.append(shown(row, "who", "how_often", "review"))
        cells.append(["", "", "", "", ""])
    story.append(grid(cells, [170, 250, 100, 110, 80], *spans))
    return built(story + after(plan, section), wide=True), expected


def watermark(canvas: Canvas, doc: object) -> None:
    """Draw a word across a page."""
    canvas.saveState()
    canvas.setFillColor(colors.lightgrey)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.translate(300, 400)
    canvas.rotate(45)
    canvas.drawCentredString(0, 0, "DRAFT")
    canvas.restoreState()


def large_print(plan: Content) -> tuple[bytes, Expected]:
    """Large print with a watermark across every page and merge fields left in."""

    big = ParagraphStyle("big", parent=BODY, fontSize=20, leading=28, spaceAfter=10)
    head = ParagraphStyle("head", parent=BOLD, fontSize=22, leading=30)
    plan.status = "Draft"
    story = [
        p(plan.council, TITLE),
        p("«Child_Forename1» «Child_Surname»", big),
        p(f"Name: {plan.name}", big),
        p(f"Date of birth: {plan.born}", big),
        p(f"School: {plan.school}", big),
        p(f"Date of draft: {plan.issued}", big),
        PageBreak(),
        p("Section A: Views", head),
        p(plan.say(HISTORY), big),
        p("Section F: Special educational provision", head),
    ]
    expected: Expected = []
    for area, rows in plan.areas.items():
        story.append(p(area, head))
        for row in rows:
            story.append(p(f"{len(expected) + 1}. {row.sentence}", big))
            expected.append({"text": row.sentence})
    return built([*story, p("Section G: Health provision", head), p("None.", big)], decorate=watermark), expected


def drawn_front(plan: Content) -> tuple[BytesIO, Canvas]:
    """A page of particulars drawn line by line, and the canvas to go on with."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    for y, words in (
        (780, plan.council),
        (760, "Education, Health and Care Plan"),
        (730, f"Name: {plan.name}"),
        (710, f"Date of birth: {plan.born}"),
        (690, f"School: {plan.school}"),
        (670, f"Date of plan: {plan.issued}"),
        (650, "Status: Final"),
    ):
        canvas.drawString(60, y, words)
    canvas.showPage()
    return out, canvas


def facing_columns(plan: Content) -> tuple[bytes, Expected]:
    """Two facing columns of prose, each word drawn on its own without spaces, right column first."""
    out, canvas = drawn_front(plan)
    rows = plan.rows()
    half = (len(rows) + 1) // 2
    columns = (
        [("Section F: Special educational provision", True), *((f"• {row.sentence}", False) for row in rows[:half])],
        [(f"• {row.sentence}", False) for row in rows[half:]],
    )
    for x, column in ((310, columns[1]), (60, columns[0])):
        _column(canvas, x, column)
    canvas.showPage()
    _column(canvas, 60, [("Section G: Health provision", True), ("None.", False)])
    canvas.showPage()
    canvas.save()
    return out.getvalue(), [{"text": row.sentence} for row in rows]


def _column(canvas: Canvas, left: float, paragraphs: list[tuple[str, bool]]) -> None:
    y = 780.0
    for text, bold in paragraphs:
        font = "Helvetica-Bold" if bold else "Helvetica"
        canvas.setFont(font, 10)
        x = left
        for word in text.split():
            width = canvas.stringWidth(word, font, 10)
            if x + width > left + 220:
                x, y = left + (10 if text.startswith("•") else 0), y - 13
            canvas.drawString(x, y, word)
            x += width + 2.8
        y -= 19


def working_document(plan: Content) -> tuple[bytes, Expected]:
    """A working document: added words bold, struck words with a line through them."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for area, rows in plan.areas.items():
        story.append(p(area, BOLD))
        for row in rows:
            story.append(
                b(f"{row.text.rstrip('.')} <strike>for one hour a month</strike> <b>{row.how_often.lower()}</b>.")
            )
            expected.append({"text": f"{row.text.rstrip('.')} {row.how_often.lower()}."})
        story.append(b(f"<strike>Home tuition of ten hours a week for {area.lower()}.</strike>"))
    return built(story + after(plan, section)), expected


def records(plan: Content) -> tuple[bytes, Expected]:
    """A box for each item with its labels down the left side."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for area, rows in plan.areas.items():
        story.append(p(area, BOLD))
        for row in rows:
            story += [
                grid(
                    [
                        ["Provision", row.text],
                        ["Who will deliver", row.who],
                        ["How often", row.how_often],
                        ["Review", row.review],
                    ],
                    [110, 370],
                ),
                Spacer(0, 8),
            ]
            expected.append(shown(row, "who", "how_often", "review"))
    return built(story + after(plan, section)), expected


def ruled_lines_only(plan: Content) -> tuple[bytes, Expected]:
    """A table without upright lines."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    cells: list[list[object]] = [["Provision", "Who", "How often", "Review"]]
    for row in plan.rows():
        cells.append([row.text, row.who, row.how_often, row.review])
        expected.append(shown(row, "who", "how_often", "review"))
    table = grid(cells, [200, 100, 110, 80])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0, colors.white), ("LINEBELOW", (0, 0), (-1, -1), 0.6, colors.black)])
    table._linecmds = [command for command in table._linecmds if command[0] == "LINEBELOW"]
    return built([*story, table, *after(plan, section)]), expected


def numbered_parts(plan: Content) -> tuple[bytes, Expected]:
    """Numbered parts without section letters (LAYOUTS 6)."""
    names = {
        "A": "Part 1: My views",
        "B": "Part 2: Special educational needs",
        "C": "Part 3: Health needs",
        "D": "Part 4: Social care needs",
        "E": "Part 5: Outcomes",
        "G": "Part 7: Health provision",
        "H1": "Part 8: Social care provision",
        "H2": "Part 8a: Other social care provision",
        "I": "Part 9: Placement",
        "J": "Part 10: Personal budget",
        "K": "Part 11: Advice and information",
    }
    story, expected = (
        [*front(plan), *before(plan, lambda x, t: names[x]), p("Part 6: Provision agreed (EHCP only)", BOLD)],
        [],
    )
    for area, rows in plan.areas.items():
        story += [p(area, BOLD), *(b(row.sentence, sign="") for row in rows)]
        expected += [{"text": row.sentence} for row in rows]
    return built(story + after(plan, lambda x, t: names[x])), expected
