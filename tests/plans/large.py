"""Plans of hundreds of pages: Section F here and there among the others, or tables of Section F from end to end."""

from reportlab.platypus import PageBreak

from tests.plans.content import ADVICE, HISTORY, NEEDS, Content
from tests.plans.pdf_layouts import BOLD, Expected, Story, b, built, front, grid, p

SECTIONS = ("Section B: Special educational needs", "Section C: Health needs", "Section D: Social care needs",
            "Section E: Outcomes")
SECTION_F = "Section F: Special educational provision"
LINES, ROWS = 14, 11
"""So many paragraphs, or rows of a table, fill a page."""


def spread_widely(plan: Content, pages: int) -> tuple[bytes, Expected]:
    """A page of Section F after each four of other sections."""
    story, expected = front(plan), []
    rows = plan.rows()
    for number in range(pages - 1):
        if number % 5 != 4:
            story += [*_others(plan, number), PageBreak()]
            continue
        story += [p(SECTION_F, BOLD), *(b(row.sentence) for row in rows), PageBreak()]
        expected += [{"text": row.sentence} for row in rows]
    return built(story), expected


def _others(plan: Content, number: int) -> Story:
    said = [plan.say(words) for words in (*NEEDS.values(), HISTORY, ADVICE)]
    head = p(SECTIONS[number % 5], BOLD)
    return [head, *(p(f"{said[line % len(said)]} {said[(line + number) % len(said)]}") for line in range(LINES))]


def tables_throughout(plan: Content, pages: int) -> tuple[bytes, Expected]:
    """Section F as one ruled table of four columns after another, each filling its page."""
    story, expected = [*front(plan), p(SECTION_F, BOLD)], []
    rows = (plan.rows() * 2)[:ROWS]
    for _ in range(pages - 1):
        cells = [[row.text, row.who, row.how_often, row.review] for row in rows]
        story += [grid([["Provision", "Who", "How often", "Review"], *cells], [220, 110, 100, 60]), PageBreak()]
        expected += [{"text": row.text} for row in rows]
    return built(story), expected
