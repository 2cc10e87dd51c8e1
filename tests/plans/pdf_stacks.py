"""Plans whose columns stand under one another: labels within a cell, under a paragraph, or above the item."""

from reportlab.lib.colors import lightgrey
from reportlab.platypus import Spacer

from tests.plans.content import OUTCOMES, Content, Row
from tests.plans.pdf_layouts import BOLD, SUB, Expected, Story, after, b, before, built, front, grid, p, section, shown


def _stack(*lines: tuple[str, str]) -> Story:
    return [flowable for label, words in lines for flowable in (p(f"<b>{label}</b>"), p(words))]


def outcomes_first(plan: Content) -> tuple[bytes, Expected]:
    """A box for each outcome: labels stacked in its cells, how it is checked beside them (LAYOUTS 8)."""
    story, expected = [*front(plan), *before(plan, section)], []
    story += [p("Sections E and F: outcomes, and the special educational provision for each", BOLD)]
    for number, (area, rows) in enumerate(plan.areas.items(), 1):
        cells: list[list[object]] = [
            [p(f"<b>Section E</b> Outcome {number}"), ""],
            [plan.say(OUTCOMES[area]), ""],
            [p("<b>SECTION F Special educational provision for this outcome</b>"), p("<b>Checked by</b>")],
        ]
        for row in rows:
            words = _stack(("Provision", row.text), ("Who", row.who), ("How often", row.how_often))
            cells.append([words, f"{row.review}, by the SENCO"])
            expected.append(shown(row, "who", "how_often"))
        across = [("SPAN", (0, line), (1, line)) for line in (0, 1)]
        story += [grid(cells, [380, 110], *across, ("BACKGROUND", (0, 0), (1, 0), lightgrey)), Spacer(0, 12)]
    return built(story + after(plan, section)), expected


def lists_in_stacks(plan: Content) -> tuple[bytes, Expected]:
    """Stacked labels under lists with lists in them; the amounts stand in the bullets."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for area, rows in plan.areas.items():
        words: Story = [p("<b>Provision</b>")]
        for row in rows:
            words += [b(f"{row.text.rstrip('.')}, {row.how_often.lower()}, with:"), b("a visual timetable;", SUB),
                      b("a quiet place to work.", SUB)]  # fmt: skip
            text = f"{row.text.rstrip('.')}, {row.how_often.lower()}, with: a visual timetable; a quiet place to work."
            expected.append({"text": text, "columns": {"who": "School staff", "how_often": "As set out above"}})
        words += [b("A box of equipment in the classroom:"), b("a sand timer;", SUB), b("a talking tin.", SUB)]
        words += _stack(("By whom", "School staff"), ("Frequency", "As set out above"))
        text = "A box of equipment in the classroom: a sand timer; a talking tin."
        expected.append({"text": text, "columns": {"who": "School staff"}})
        cells: list[list[object]] = [[p("<b>Need</b>"), p("<b>Provision</b>")], [area, words]]
        story += [grid(cells, [120, 370]), Spacer(0, 12)]
    return built(story + after(plan, section)), expected


def columns_above(plan: Content) -> tuple[bytes, Expected]:
    """Boxes that open with who and when, and give the provision last."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for area, rows in plan.areas.items():
        cells: list[list[object]] = [[p("<b>Outcome</b>"), p("<b>Special educational provision</b>")]]
        for row in rows:
            words = _stack(("By whom:", row.who), ("When:", row.how_often), ("What will be provided:", row.text))
            cells.append([plan.say(OUTCOMES[area]), words])
            expected.append(shown(row, "who", "how_often"))
        story += [p(area, BOLD), grid(cells, [150, 340]), Spacer(0, 12)]
    return built(story + after(plan, section)), expected


def cards(plan: Content) -> tuple[bytes, Expected]:
    """A card for each item whose cells all open with their own labels, or hold nothing but a label."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for place, row in enumerate(plan.rows()):
        asked = ("What will be provided?", row.text), ("Who will do this?", row.who), ("How often?", row.how_often)
        if place % 2:
            cells = [[_stack(line) for line in asked]]
            story += [grid(cells, [220, 130, 140]), Spacer(0, 10)]
        else:
            (what, words), (who, adult), (when, amount) = asked
            rows = [[p(f"<b>{what}</b>"), words, p(f"<b>{who}</b>"), adult],
                    [p(f"<b>{when}</b>"), amount, p("<b>Review</b>"), row.review]]  # fmt: skip
            story += [grid(rows, [90, 200, 80, 120]), Spacer(0, 10)]
        expected.append(shown(row, "who", "how_often"))
    return built(story + after(plan, section)), expected


def question_cards(plan: Content) -> tuple[bytes, Expected]:
    """A table for each item with questions down its left side, some of them of no column; who stands before what."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    for number, row in enumerate(plan.rows(), 1):
        asked = [[f"Provision {number}", "Meets need(s): CI1, CL2"], ["Who will provide it?", row.who],
                 ["What will be provided?", row.text], ["How much and how often?", row.how_often],
                 ["Where?", "A quiet room"],
                 ["How will it be delivered?", "☐ One to one ☒ Small group (no more than 6)"],
                 ["How will it be checked?", f"{row.review}; a reading log is kept weekly"]]  # fmt: skip
        story += [grid([[p(f"<b>{label}</b>"), words] for label, words in asked], [130, 360]), Spacer(0, 10)]
        expected.append(shown(row, "who", "how_often"))
    return built(story + after(plan, section)), expected


def labels_under_items(plan: Content) -> tuple[bytes, Expected]:
    """Numbered items without a table, each with labels on lines of their own below it."""
    story, expected = [*front(plan), *before(plan, section), p("Section F: Special educational provision", BOLD)], []
    number = 0
    for area, rows in plan.areas.items():
        story.append(p(area, BOLD))
        for row in rows:
            number += 1
            story += [p(f"{number}. {row.text}"), *_stack(("Who is responsible", row.who), ("Frequency", row.how_often),
                                                         ("Review", row.review))]  # fmt: skip
            expected.append(shown(row, "who", "how_often", "review"))
    return built(story + after(plan, section)), expected


def in_my_words(plan: Content) -> tuple[bytes, Expected]:
    """Outcomes and provision both say "I will", each under a heading of its own (LAYOUTS 5)."""
    story, expected = [*front(plan), *before(plan, section), p("Part F: My special education provision", BOLD)], []
    for area, rows in plan.areas.items():
        story += [
            p(area.upper(), BOLD),
            p("My short-term outcomes", BOLD),
            p("(1) I will join in for 10 minutes a day."),
        ]
        story.append(p("What help do I need to make this happen?", BOLD))
        said = [_mine(row) for row in rows]
        story += [b(words) for words in (*said, "I can use a quiet room when I ask for it.")]
        expected += [{"text": words} for words in (*said, "I can use a quiet room when I ask for it.")]
    return built(story + after(plan, section)), expected


def _mine(row: Row) -> str:
    return f"I will have {row.text[0].lower()}{row.text[1:].rstrip('.')}, {row.how_often.lower()}."


def outcomes_in_a_line(plan: Content) -> tuple[bytes, Expected]:
    """Each strand opens with "Outcome (Section E): ..."; lettered provision below, one letter with its words struck."""
    lines = [f"Child: {plan.name}", f"Date of birth: {plan.born}", f"School: {plan.school}",
             f"Status of plan: {plan.status}", "First plan issued: 3 June 2019",
             f"Date of this final plan: {plan.issued}"]  # fmt: skip
    story, expected = [p(plan.council, BOLD), *map(p, lines), *before(plan, section)], []
    story.append(p("Sections E and F: outcomes and special educational provision", BOLD))
    for area, rows in plan.areas.items():
        outcome = f"By July 2027 {plan.name} will have been to a club for 2 hours a week."
        story += [p(area, BOLD), p(f"Outcome (Section E): {outcome}"),
                  p("Special educational provision (Section F) to meet this outcome", BOLD)]  # fmt: skip
        for letter, row in zip("abcdefgh", rows, strict=False):
            story.append(p(f"({letter}) {row.sentence}"))
            expected.append({"text": row.sentence})
        story.append(p("(x) <strike>A weekly club of 45 minutes run by the careers team.</strike>"))
    return built(story + after(plan, section)), expected
