"""More forms that plans take: facing sections, labels for headings, headings in two lines, columns by other names."""


from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer

from tests.plans.content import NEEDS, OUTCOMES, Content
from tests.plans.pdf_layouts import BOLD, Expected, after, b, before, built, front, grid, p, section, shown
from tests.plans.pdf_traps import _column, drawn_front


def facing_sections(plan: Content) -> tuple[bytes, Expected]:
    """Needs in the left column and provision in the right one, over two pages, without any line."""
    out, canvas = drawn_front(plan)
    rows = plan.rows()
    half = (len(rows) + 1) // 2
    needs = [(plan.say(need), False) for need in NEEDS.values()]
    for place, part in enumerate((rows[:half], rows[half:])):
        left, right = needs[place * 2 : place * 2 + 2], [(f"- {row.sentence}", False) for row in part]
        if place == 0:
            left.insert(0, ("Section B: Special educational needs", True))
            right.insert(0, ("Section F: Special educational provision", True))
        _column(canvas, 60, left)
        _column(canvas, 310, right)
        canvas.showPage()
    _column(canvas, 60, [("Section G: Health provision", True), ("None.", False)])
    canvas.showPage()
    canvas.save()
    return out.getvalue(), [{"text": row.sentence} for row in rows]


def outcome_labels(plan: Content) -> tuple[bytes, Expected]:
    """A label and a sentence for each outcome, then bullets of provision with no heading of their own."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for number, (area, rows) in enumerate(plan.areas.items(), 1):
        story += [p(f"Outcome {number}", BOLD), p(plan.say(OUTCOMES[area])), *(b(row.sentence) for row in rows)]
        expected += [{"text": row.sentence} for row in rows]
    return built(story + after(plan, section)), expected


def heading_in_two_lines(plan: Content) -> tuple[bytes, Expected]:
    """ "SECTION F" above its title, and the section's name again at the head of every page."""

    def decorate(canvas: Canvas, doc: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 810, f"{plan.name} - Education, Health and Care Plan")
        if doc.page > 2:
            canvas.drawString(400, 810, "Provision")

    story = [*front(plan), *before(plan, section), p("SECTION F", BOLD), p("Special Educational Provision")]
    expected: Expected = []
    for area, rows in plan.areas.items():
        story += [p(area, BOLD), *(p(row.sentence) for row in rows), PageBreak(), p("Section F (continued)", BOLD)]
        expected += [{"text": row.sentence} for row in rows]
    return built(story + after(plan, section), decorate=decorate), expected


def letter_last(plan: Content) -> tuple[bytes, Expected]:
    """Headings with their letters at the end: "Special educational provision (Section F)"."""

    def heading(letter: str, title: str) -> str:
        return f"{title} (Section {letter})"

    story, expected = [*front(plan), *before(plan, heading), p(heading("F", "Special educational provision"), BOLD)], []
    for area, rows in plan.areas.items():
        story += [p(area, BOLD), *(b(row.sentence, sign="-") for row in rows)]
        expected += [{"text": row.sentence} for row in rows]
    return built(story + after(plan, heading)), expected


def early_years(plan: Content) -> tuple[bytes, Expected]:
    """Areas of the council's own, strengths and needs first, points with sessions, length and ratio (LAYOUTS 15)."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    names = (
        "Cognition & Learning",
        "Communication, friendships & relationships",
        "SEMH",
        "Physical, Sensory & Independence",
    )
    for name, (area, rows) in zip(names, plan.areas.items(), strict=True):
        cells: list[list[object]] = [
            [p(f"<b>{x}</b>") for x in ("No.", "Provision point", "Sessions", "Duration", "Ratio", "Approach")]
        ]
        for number, row in enumerate(rows, 1):
            cells.append([str(number), row.text, "3 per week", "20 minutes", "1:4", "Play-based"])
            expected.append({"text": row.text, "columns": {"sessions": "3 per week", "minutes": "20 minutes"}})
        story += [p(name, BOLD), p("Needs", BOLD), p(plan.say(NEEDS[area])), p("Provision", BOLD)]
        story += [grid(cells, [30, 200, 70, 70, 50, 70]), Spacer(0, 10)]
    return built(story + after(plan, section)), expected


def other_names(plan: Content) -> tuple[bytes, Expected]:
    """Columns by names that no list has in full."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    heads = (f"What will be provided for {plan.first}", "Provided by whom?", "How often and for how long will it be?",
             "When will this be reviewed?")  # fmt: skip
    cells: list[list[object]] = [[p(f"<b>{head}</b>") for head in heads]]
    for row in plan.rows():
        cells.append([row.text, row.who, row.how_often, row.review])
        expected.append(shown(row, "who", "how_often", "review"))
    return built([*story, grid(cells, [190, 100, 110, 90]), *after(plan, section)]), expected


def second_amounts(plan: Content) -> tuple[bytes, Expected]:
    """Rows without provision of their own that give another amount for the row above."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    cells: list[list[object]] = [[p(f"<b>{x}</b>") for x in ("Provision", "Who", "How often")]]
    for row in plan.rows():
        cells += [[row.text, row.who, row.how_often], ["", "Advisory teacher", "One visit a term"]]
        columns = {"who": f"{row.who}; Advisory teacher", "how_often": f"{row.how_often}; One visit a term"}
        expected.append({"text": row.text, "columns": columns})
    return built([*story, grid(cells, [250, 120, 120]), *after(plan, section)]), expected


def names_beside(plan: Content) -> tuple[bytes, Expected]:
    """A table with the name of each section on the left, over several lines, and its words on the right."""
    expected: Expected = [{"text": row.sentence} for row in plan.rows()]
    provision = [
        item for area, rows in plan.areas.items() for item in (p(area, BOLD), *(b(row.sentence) for row in rows))
    ]
    sections = [
        ("Section A<br/>Views", [p(plan.say(OUTCOMES[next(iter(plan.areas))]))]),
        ("Section B<br/>Special educational needs", [b(plan.say(need)) for need in NEEDS.values()]),
        ("Section F<br/>Special<br/>educational provision", provision),
        ("Section G<br/>Health provision", [p("None identified.")]),
    ]
    return built([*front(plan), grid([[p(f"<b>{name}</b>"), words] for name, words in sections], [90, 400])]), expected
