"""Plans in the layouts of LAYOUTS.md as PDFs: each function draws one and says what a reader should find."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.plans.content import ADVICE, CARE, HEALTH, HISTORY, NEEDS, OUTCOMES, Content, Row

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=4)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=6)
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=15, leading=19)
BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=16, bulletIndent=4)
SUB = ParagraphStyle("sub", parent=BODY, leftIndent=34, bulletIndent=22)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])

Story = list[Flowable]
Expected = list[dict[str, object]]
Layout = Callable[[Content], tuple[bytes, Expected]]


def built(story: Story, wide: bool = False, decorate: Callable[..., None] | None = None) -> bytes:
    """Set a story and give the PDF."""
    out = BytesIO()
    page = landscape(A4) if wide else A4
    document = SimpleDocTemplate(
        out, pagesize=page, margin=50, invariant=1, topMargin=56, bottomMargin=56, leftMargin=50, rightMargin=50
    )
    nothing = decorate or (lambda canvas, doc: None)
    document.build(story, onFirstPage=nothing, onLaterPages=nothing)
    return out.getvalue()


def p(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(text, style)


def b(text: str, style: ParagraphStyle = BULLET, sign: str = "•") -> Paragraph:
    return Paragraph(text, style, bulletText=sign)


def grid(rows: list[list[str | list[Flowable] | Paragraph]], widths: list[float], *extra: tuple[object, ...]) -> Table:
    """Draw a table; plain words become paragraphs."""
    made = [[p(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return Table(made, colWidths=widths, style=TableStyle([*GRID.getCommands(), *extra]), splitInRow=1)


def front(plan: Content) -> Story:
    """The front page with its table of particulars."""
    rows = [
        ["Name of child or young person", plan.name],
        ["Date of birth", plan.born],
        ["School", plan.school],
        ["Status of plan", plan.status],
        ["Date of final plan", plan.issued],
        ["Date of next review", "11 June 2026"],
    ]
    return [
        p(plan.council, TITLE),
        p("Education, Health and Care Plan", TITLE),
        Spacer(0, 20),
        grid(rows, [180, 300]),
        PageBreak(),
    ]


def before(plan: Content, heading: Callable[[str, str], str]) -> Story:
    """Sections A to E."""
    story: Story = [
        p(heading("A", "The views, interests and aspirations of the child"), BOLD),
        p(plan.say(HISTORY)),
        p(heading("B", "Special educational needs"), BOLD),
    ]
    for area, need in NEEDS.items():
        story += [p(area, BOLD), b(plan.say(need))]
    story += [
        p(heading("C", "Health needs"), BOLD),
        p("None identified."),
        p(heading("D", "Social care needs"), BOLD),
        p("None identified."),
        p(heading("E", "Outcomes"), BOLD),
    ]
    return story + [b(plan.say(outcome)) for outcome in OUTCOMES.values()] + [PageBreak()]


def after(plan: Content, heading: Callable[[str, str], str]) -> Story:
    """Sections G to K, with an appended report."""
    return [
        p(heading("G", "Health provision"), BOLD),
        p(HEALTH),
        p(heading("H1", "Social care provision"), BOLD),
        p("None."),
        p(heading("H2", "Any other social care provision"), BOLD),
        p(CARE),
        p(heading("I", "Placement"), BOLD),
        p(f"Name: {plan.school}"),
        p(heading("J", "Personal budget"), BOLD),
        p("None requested."),
        p(heading("K", "Advice and information"), BOLD),
        p("K1 Educational psychologist, 3 March 2025"),
        PageBreak(),
        p("APPENDIX 1: SPEECH AND LANGUAGE THERAPY REPORT", BOLD),
        p(plan.say(ADVICE)),
    ]


def section(letter: str, title: str) -> str:
    return f"Section {letter}: {title}"


def shown(row: Row, *columns: str) -> dict[str, object]:
    """What a reader should find of a table row."""
    return {"text": row.text, "columns": {name: getattr(row, name) for name in columns}}


def k_reference(plan: Content) -> tuple[bytes, Expected]:
    """Area tables with source tags on every cell (LAYOUTS 2)."""
    story, expected = front(plan), []
    for area, rows in plan.areas.items():
        cells: list[list[object]] = [
            [p(f"<b>Sections B, E and F: {area}</b>"), "", "", ""],
            [p("<b>Strengths</b>"), "", "", ""],
            ["Kind, and works hard for 20 minutes at a time. (K1)", "", "", ""],
            [p("<b>Needs</b>"), "", "", ""],
            [plan.say(NEEDS[area]) + " (K2)", "", "", ""],
            [p("<b>Medium Term Outcomes</b>"), "", "", ""],
            [plan.say(OUTCOMES[area]), "", "", ""],
            [
                p(f"<b>{name}</b>")
                for name in (
                    "Special Educational Provision",
                    "By Whom",
                    "Frequency",
                    "Which Need Does This Provision Meet",
                )
            ],
        ]
        for row in rows:
            cells.append([f"{row.text} (K1)", f"{row.who} (K1)", f"{row.how_often} (K1)", ""])
            expected.append({"text": f"{row.text} (K1)", "columns": {"who": row.who, "how_often": row.how_often}})
        spans = [("SPAN", (0, n), (3, n)) for n in range(7)]
        story += [grid(cells, [210, 95, 95, 95], *spans), Spacer(0, 18)]
    return built(story + after(plan, section)), expected


def first_person_items(plan: Content) -> tuple[bytes, Expected]:
    """Items under "What help do I need", outcomes restated first (LAYOUTS 5)."""
    story, expected, number = front(plan) + before(plan, lambda x, t: f"PART {x} – MY {t.upper()}"), [], 1
    story += [p("PART F – MY SPECIAL EDUCATION PROVISION", BOLD)]
    for area, rows in plan.areas.items():
        story += [
            p(area.upper(), BOLD),
            p(f"(1) {plan.say(OUTCOMES[area])}"),
            p("(2) I will be able to work with a friend for 20 minutes every day."),
            p("What help do I need to make this happen and how will it be delivered?", BOLD),
        ]
        for row in rows:
            story += [
                p(f"Item {number}: {row.text}"),
                b(f"This will be given by {row.who}."),
                b(f"It will happen {row.how_often}."),
            ]
            expected.append({"text": f"{row.text} This will be given by {row.who}. It will happen {row.how_often}."})
            number += 1
    return built(story + after(plan, lambda x, t: f"PART {x} – {t.upper()}")), expected


def suffolk(plan: Content) -> tuple[bytes, Expected]:
    """First-person headings, running head and foot, subsections (LAYOUTS 4)."""

    def decorate(canvas: object, doc: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(200, 820, "OFFICIAL – SENSITIVE [PERSONAL]")
        canvas.drawString(60, 25, f"{plan.name.upper()}    PAGE {doc.page} OF 12")

    story = front(plan) + before(plan, lambda x, t: f"Section {x} {t}")
    story += [p("Section F Special Educational Provision Required by Me", BOLD), p("PROVISION", BOLD)]
    expected: Expected = []
    for area, rows in plan.areas.items():
        story.append(p(area, BOLD))
        for row in rows:
            story.append(b(row.sentence))
            expected.append({"text": row.sentence})
    story += [
        p("MONITORING ARRANGEMENTS", BOLD),
        p("The SENCO will hold a one-hour meeting each term."),
        p("FUTURE CHANGES", BOLD),
        p("A transition meeting of 45 minutes may be needed in Year 6."),
    ]
    return built(story + after(plan, lambda x, t: f"Section {x} {t}"), decorate=decorate), expected


def decimals(plan: Content) -> tuple[bytes, Expected]:
    """Decimal numbers through the whole plan (LAYOUTS 7)."""
    story: Story = front(plan)
    parts = (
        ("SECTION A: VIEWS", 3, [HISTORY]),
        ("SECTION B: SPECIAL EDUCATIONAL NEEDS", 4, list(NEEDS.values())),
        ("SECTION E: OUTCOMES", 6, list(OUTCOMES.values())),
    )
    for title, chapter, sentences in parts:
        story += [p(title, BOLD), *(p(f"{chapter}.{n} {plan.say(text)}") for n, text in enumerate(sentences, 1))]
    story.append(p("SECTION F: SPECIAL EDUCATIONAL PROVISION", BOLD))
    expected: Expected = []
    for chapter, (area, rows) in enumerate(plan.areas.items(), 1):
        story.append(p(f"7.{chapter} {area}", BOLD))
        for number, row in enumerate(rows, 1):
            story.append(p(f"7.{chapter}.{number} {row.sentence}"))
            expected.append({"text": row.sentence})
    return built(story + after(plan, lambda x, t: f"SECTION {x}: {t.upper()}")), expected


def outcome_boxes(plan: Content) -> tuple[bytes, Expected]:
    """Provision in boxes under each outcome (LAYOUTS 8)."""
    story, expected = front(plan), []
    story += [p("Section E and Section F: Outcomes and special educational provision", BOLD)]
    for number, (area, rows) in enumerate(plan.areas.items(), 1):
        cells = [
            [[p(f"<b>Outcome {number}:</b> {plan.say(OUTCOMES[area])}")]],
            [[p(f"<b>Provision to meet outcome {number}</b>"), *(b(row.sentence) for row in rows)]],
        ]
        expected += [{"text": row.sentence} for row in rows]
        story += [grid(cells, [480]), Spacer(0, 12)]
    return built(story + after(plan, section)), expected


def steps_table(plan: Content) -> tuple[bytes, Expected]:
    """Steps | provision | who | when (LAYOUTS 9)."""
    story, expected = front(plan) + before(plan, section), []
    story += [
        p("Section F: Special educational provision", BOLD),
        p(
            "The following table identifies the steps and the special educational provision required to meet the needs "
            "set out in Section B."
        ),
    ]
    cells: list[list[object]] = [["Steps", "Provision", "Who", "When"]]
    for area, rows in plan.areas.items():
        for row in rows:
            cells.append([plan.say(OUTCOMES[area]), row.text, row.who, row.how_often])
            expected.append(shown(row, "who", "how_often"))
    return built([*story, grid(cells, [150, 180, 80, 80]), *after(plan, section)]), expected


def bracketed(plan: Content) -> tuple[bytes, Expected]:
    """Letters in brackets, bullets throughout (LAYOUTS 13)."""

    def heading(letter: str, title: str) -> str:
        return f"({letter}) {title}"

    story, expected = front(plan) + before(plan, heading), []
    story.append(p(heading("F", "Special educational provision"), BOLD))
    for area, rows in plan.areas.items():
        story += [p(area, BOLD), *(b(row.sentence, sign="\u2022") for row in rows)]
        expected += [{"text": row.sentence} for row in rows]
    return built(story + after(plan, heading)), expected


def adulthood(plan: Content) -> tuple[bytes, Expected]:
    """Preparing-for-adulthood headings (LAYOUTS 14)."""
    story, expected = front(plan) + before(plan, section), []
    story.append(p("Section F: Special educational provision", BOLD))
    for strand, rows in zip(
        ("Employment", "Independent living", "Community inclusion", "Good health"), plan.areas.values(), strict=True
    ):
        story.append(p(strand, BOLD))
        for row in rows:
            story.append(p(row.sentence))
            expected.append({"text": row.sentence, "area": "preparing_for_adulthood"})
    return built(story + after(plan, section)), expected
