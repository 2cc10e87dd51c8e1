"""Whole plans as councils print them: the national tables, forms with appendices first, converted statements."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.platypus import PageBreak, Spacer

from tests.plans.content import ADVICE, CARE, HEALTH, HISTORY, NEEDS, OUTCOMES, Content
from tests.plans.pdf_layouts import (
    BOLD,
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
    shown,
)


def _heads(*names: str) -> list[object]:
    return [p(f"<b>{name}</b>") for name in names]


def national(plan: Content) -> tuple[bytes, Expected]:
    """The national tables: needs, provision and outcomes side by side, then C, G, E and D, H1, H2, E (LAYOUTS 1)."""
    story, expected = [*front(plan), p("A1 History", BOLD), p(plan.say(HISTORY)), PageBreak()], []
    widths = [220, 290, 220]
    for area, rows in plan.areas.items():
        cells: list[list[object]] = [
            [p(f"<b>Special Educational Needs and Provision (B-F-E): {area}</b>"), "", ""],
            [p("<b>Strengths</b>"), "", ""],
            [plan.say("{name} is kind and will work for 20 minutes with a friend."), "", ""],
            _heads("B – Special Educational Needs", "F – Special Educational Provision", "E – Outcomes"),
            [plan.say(NEEDS[area]), [b(row.sentence, sign="-") for row in rows], plan.say(OUTCOMES[area])],
            *[["", "", ""] for _ in range(3)],
        ]
        expected += [{"text": row.sentence} for row in rows]
        story += [grid(cells, widths, *(("SPAN", (0, line), (2, line)) for line in range(3))), Spacer(0, 14)]
    health = [_heads("C – Health needs", "G – Health provision", "E – Outcomes"),
              [plan.say(NEEDS["Sensory and/or physical"]), HEALTH, "By July 2027 he sleeps for 8 hours."]]  # fmt: skip
    care = [_heads("D – Social care needs", "H1 – Social care provision", "H2 – Other social care provision",
                   "E – Outcomes"),
            ["Needs time with friends.", "None.", CARE, "Two friends by July 2027."]]  # fmt: skip
    advice = [_heads("Advice and information requested", "Date received", "Who from", "Appended YES/NO"),
              [plan.say(ADVICE), "3 March 2025", "Therapist", "YES"]]  # fmt: skip
    story += [grid(health, widths), Spacer(0, 14), grid(care, [180, 180, 190, 180]), PageBreak(),
              p("Section K", BOLD), grid(advice, [330, 120, 160, 120])]  # fmt: skip
    return built(story, wide=True), expected


def appendices_first(plan: Content) -> tuple[bytes, Expected]:
    """A legal preamble, the standing ticked among others, and the list of advice before all sections (LAYOUTS 3)."""
    plan.status = "Draft"
    story: Story = [
        p(plan.council, TITLE),
        p("Status of Education Health and Care Plan (please tick)", BOLD),
        p("[x] Draft [ ] Final [ ] Amended"),
        p(f"The following Education, Health and Care Plan issued on {plan.issued} by {plan.council} in respect of "
          f"{plan.name} whose particulars are set out below."),
        grid([["Date of birth", plan.born], ["School", plan.school]], [180, 300]),
        p("Section K: Advice and information", BOLD),
        grid([_heads("Appendix", "Advice"), ["K1", plan.say(ADVICE)], ["K2", "Head teacher, 3 March 2025"]], [90, 400]),
        PageBreak(),
        *before(plan, section),
        p("Section F: Special educational provision", BOLD),
    ]  # fmt: skip
    expected: Expected = []
    cells: list[list[object]] = [_heads("What is needed", "How much", "Who by")]
    for row in plan.rows():
        cells.append([row.text, row.how_often, row.who])
        expected.append(shown(row, "who", "how_often"))
    story += [grid(cells, [250, 120, 120]), p("Section G: Health provision", BOLD), p(HEALTH),
              p("Section H1: Social care provision", BOLD), p("None."), p("Section I: Placement", BOLD),
              p(f"Name: {plan.school}")]  # fmt: skip
    return built(story), expected


def converted_statement(plan: Content) -> tuple[bytes, Expected]:
    """Objectives, numbered prose of provision, and monitoring with hours in it (LAYOUTS 11)."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    story.append(p("Objectives", BOLD))
    story += [p(f"({number}) {plan.say(outcome)}") for number, outcome in enumerate(OUTCOMES.values(), 1)]
    story.append(p("Provision to meet needs and objectives", BOLD))
    for number, row in enumerate(plan.rows(), 1):
        often = row.how_often[0].lower() + row.how_often[1:]
        words = (f"{row.text.rstrip('.')} shall be provided by {row.who}, {often}. "
                 "The work shall be recorded and the record shall be given to the parents on request.")  # fmt: skip
        story.append(p(f"{number}. {words}"))
        expected.append({"text": words})
    story += [p("Monitoring", BOLD), p("The school will hold a meeting of one hour each half term with the parents."),
              p("The council will review the plan within 12 months.")]  # fmt: skip
    return built(story + after(plan, section)), expected


def wide_section_f(plan: Content) -> tuple[bytes, Expected]:
    """An upright plan whose Section F lies on its side, heads again on every page, blank rows (LAYOUTS 16)."""
    story, expected = [p("Section F: Special educational provision", BOLD)], []
    cells: list[list[object]] = [_heads("Outcome", "Provision", "Who", "How often", "Review")]
    for area, rows in plan.areas.items():
        for row in rows:
            cells += [[plan.say(OUTCOMES[area]), row.text, row.who, row.how_often, row.review], ["", "", "", "", ""]]
            expected.append(shown(row, "who", "how_often", "review"))
    table = grid(cells, [190, 240, 100, 110, 90])
    table.repeatRows = 1
    parts = (built([*front(plan), *before(plan, section)]), built([*story, table], wide=True),
             built(after(plan, section)))  # fmt: skip
    writer = PdfWriter()
    for part in parts:
        for page in PdfReader(BytesIO(part)).pages:
            writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue(), expected


def pasted_paragraph(plan: Content) -> tuple[bytes, Expected]:
    """The same paragraph under every outcome, each one a provision of its own."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    same = plan.rows()[0]
    for number, (area, rows) in enumerate(plan.areas.items(), 1):
        cells: list[list[object]] = [_heads("Provision", "Staffing", "Frequency")]
        for row in (same, rows[-1], same):
            cells.append([row.text, row.who, row.how_often])
            expected.append(shown(row, "who", "how_often"))
        story += [p(f"Outcome {number}: {plan.say(OUTCOMES[area])}", BOLD), grid(cells, [250, 120, 120]), Spacer(0, 12)]
    return built(story + after(plan, section)), expected


def choices_left_in(plan: Content) -> tuple[bytes, Expected]:
    """Choices of the form that nobody made, left beside provision that has none."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    cells: list[list[object]] = [_heads("Provision", "By whom", "Frequency", "Funded by")]
    for place, row in enumerate(plan.rows()):
        often = "Choose an item." if place % 3 == 0 else row.how_often
        cells.append([row.text, row.who, often, "YES/ NO"])
        expected.append({"text": row.text, "columns": {"who": row.who, **({"how_often": often} if place % 3 else {})}})
    return built([*story, grid(cells, [240, 100, 100, 60]), *after(plan, section)]), expected
