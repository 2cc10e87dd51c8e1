"""Plans as Word documents and text files, and what a reader should find in them."""

from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.plans.content import HEALTH, HISTORY, NEEDS, OUTCOMES, Content
from tests.plans.pdf_layouts import Expected, shown


def _front(plan: Content) -> docx.document.Document:
    document = docx.Document()
    document.add_heading(plan.council, 0)
    document.add_heading("Education, Health and Care Plan", 1)
    table = document.add_table(0, 2)
    for label, value in (
        ("Name", plan.name),
        ("Date of birth", plan.born),
        ("School", plan.school),
        ("Status", plan.status),
        ("Date of final plan", plan.issued),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_heading("Section A: Views", 2)
    document.add_paragraph(plan.say(HISTORY))
    document.add_heading("Section B: Special educational needs", 2)
    for need in NEEDS.values():
        document.add_paragraph(plan.say(need), style="List Bullet")
    document.add_heading("Section E: Outcomes", 2)
    for outcome in OUTCOMES.values():
        document.add_paragraph(plan.say(outcome), style="List Number")
    return document


def _saved(document: docx.document.Document) -> bytes:
    document.add_heading("Section G: Health provision", 2)
    document.add_paragraph(HEALTH)
    document.add_heading("Section H1: Social care provision", 2)
    document.add_paragraph("None identified.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def merged_table_docx(plan: Content) -> tuple[bytes, Expected]:
    """A five-column table with merged outcome cells and area rows."""
    document, expected = _front(plan), []
    document.add_heading("Section F: Special educational provision", 2)
    table = document.add_table(1, 5, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("Outcome", "Provision", "Who", "How often", "Review"), strict=True):
        cell.text = words
    for area, rows in plan.areas.items():
        banner = table.add_row().cells
        banner[0].merge(banner[4]).text = area.upper()
        first = len(table.rows)
        for row in rows:
            cells = table.add_row().cells
            for cell, words in zip(cells[1:], (row.text, row.who, row.how_often, row.review), strict=True):
                cell.text = words
            expected.append(shown(row, "who", "how_often", "review"))
        table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0)).text = plan.say(OUTCOMES[area])
    return _saved(document), expected


def tracked_list_docx(plan: Content) -> tuple[bytes, Expected]:
    """Lists with tracked insertions, tracked deletions and struck words."""
    document, expected = _front(plan), []
    document.add_heading("Section F: Special educational provision", 2)
    for area, rows in plan.areas.items():
        document.add_heading(area, 3)
        for row in rows:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{row.text.rstrip('.')} ")
            struck = paragraph.add_run("for one hour a month ")
            struck.font.strike = True
            _tracked(paragraph, "w:del", "every other week ")
            _tracked(paragraph, "w:ins", f"{row.how_often.lower()}.")
            expected.append({"text": f"{row.text.rstrip('.')} {row.how_often.lower()}."})
        gone = document.add_paragraph(style="List Bullet")
        _tracked(gone, "w:del", "Home tuition of ten hours a week.")
    return _saved(document), expected


def _tracked(paragraph: docx.text.paragraph.Paragraph, change: str, words: str) -> None:
    run = paragraph.add_run(words)._element
    wrapper = OxmlElement(change)
    wrapper.set(qn("w:id"), "1")
    wrapper.set(qn("w:author"), "A")
    run.addprevious(wrapper)
    wrapper.append(run)
    if change == "w:del":
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")


def tracked_rows_docx(plan: Content) -> tuple[bytes, Expected]:
    """A table with rows put in and rows taken out as tracked changes."""
    document, expected = _front(plan), []
    document.add_heading("Section F: Special educational provision", 2)
    table = document.add_table(1, 3, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("Provision", "Who", "How often"), strict=True):
        cell.text = words
    for place, row in enumerate(plan.rows()):
        for change in ("", "w:del") if place % 3 == 0 else ("w:ins",):
            added = table.add_row()
            words = ("Home tuition of ten hours a week.", "Tutor", "Weekly") if change == "w:del" else (
                row.text, row.who, row.how_often)  # fmt: skip
            for cell, text in zip(added.cells, words, strict=True):
                if change:
                    _tracked(cell.paragraphs[0], change, text)
                else:
                    cell.text = text
            if change:
                mark = OxmlElement(change)
                mark.set(qn("w:id"), "2")
                mark.set(qn("w:author"), "A")
                added._tr.get_or_add_trPr().append(mark)
        expected.append(shown(row, "who", "how_often"))
    return _saved(document), expected


def bullets_in_cells_docx(plan: Content) -> tuple[bytes, Expected]:
    """A B/F/E table with bullet lists in its cells."""
    document, expected = _front(plan), []
    for area, rows in plan.areas.items():
        table = document.add_table(2, 3, style="Table Grid")
        for cell, words in zip(
            table.rows[0].cells, ("B: Need", "F: Special educational provision", "E: Outcome"), strict=True
        ):
            cell.text = words
        cells = table.rows[1].cells
        cells[0].text, cells[2].text = plan.say(NEEDS[area]), plan.say(OUTCOMES[area])
        for place, row in enumerate(rows):
            paragraph = cells[1].paragraphs[0] if place == 0 else cells[1].add_paragraph()
            paragraph.style = document.styles["List Bullet"]
            paragraph.text = row.sentence
            expected.append({"text": row.sentence})
        document.add_paragraph("")
    return _saved(document), expected


def plain_txt(plan: Content) -> tuple[bytes, Expected]:
    """A text file with wrapped lines and hyphen bullets."""
    lines = [
        plan.council,
        "EDUCATION, HEALTH AND CARE PLAN",
        "",
        f"Name: {plan.name}",
        f"Date of birth: {plan.born}",
        f"School: {plan.school}",
        f"Plan status: {plan.status}",
        f"Date of final plan: {plan.issued}",
        "",
        "SECTION A: VIEWS",
        plan.say(HISTORY),
        "",
        "SECTION E: OUTCOMES",
        *(f"- {plan.say(o)}" for o in OUTCOMES.values()),
        "",
        "SECTION F: SPECIAL EDUCATIONAL PROVISION",
        "",
    ]
    expected: Expected = []
    for area, rows in plan.areas.items():
        lines += [area, ""]
        for row in rows:
            words, line = row.sentence.split(), "-"
            for word in words:
                if len(line) + len(word) > 68:
                    lines.append(line)
                    line = " "
                line += f" {word}"
            lines.append(line)
            expected.append({"text": row.sentence})
        lines.append("")
    lines += ["SECTION G: HEALTH PROVISION", HEALTH]
    return "\n".join(lines).encode(), expected


def bars_txt(plan: Content) -> tuple[bytes, Expected]:
    """A text file with a table drawn in bars."""
    lines = [
        f"Name: {plan.name}",
        f"DOB: {plan.born}",
        f"Local authority: {plan.council}",
        f"School: {plan.school}",
        f"Status: {plan.status}",
        f"Date issued: {plan.issued}",
        "",
        "Section F - Special educational provision",
        "",
        "| Provision | Who | How often | Review |",
        "|---|---|---|---|",
    ]
    rows = plan.rows()
    lines += [f"| {row.text} | {row.who} | {row.how_often} | {row.review} |" for row in rows]
    lines += ["", "Section G - Health provision", HEALTH]
    return "\n".join(lines).encode(), [shown(row, "who", "how_often", "review") for row in rows]
