"""No word of Section F is dropped in silence: what ends in no item is spoken of, with its page."""

from io import BytesIO

import docx
import pytest
from reportlab.platypus import PageBreak

from extractors.pages.layout import Cell, Paragraph, Table, TableRow
from extractors.plan import read_plan
from extractors.plans.items import Item
from extractors.plans.left_words import audit
from extractors.plans.sections import Span
from tests.plans.make_plans import layouts, make
from tests.plans.pdf_layouts import BOLD, b, built, p

NET = {"words_left", "length_in_margin", "little_read", "amount_nearby", "amount_alone", "guessed_columns"}


def reading_of(folder, *lines):
    path = folder / "plan.txt"
    path.write_text("\n".join(["Section F: Special educational provision", *lines]), "utf-8")
    return read_plan(path)


def in_table(folder, *rows):
    document = docx.Document()
    document.add_heading("Section F: Special educational provision", 2)
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    document.save(out)
    path = folder / "plan.docx"
    path.write_bytes(out.getvalue())
    return read_plan(path)


def codes(reading):
    return [[doubt.code for doubt in provision.review] for provision in reading.provisions]


def test_an_amount_that_became_an_item_is_asked_about_and_so_is_the_item_before_it(tmp_path):
    reading = reading_of(tmp_path, "- A reading group in the library.", "- 3 x 20 mins weekly", "- A writing slope.")
    assert codes(reading) == [["amount_nearby"], ["amount_alone"], []]


def test_an_amount_in_a_column_that_is_not_read_is_quoted_with_its_page(tmp_path):
    rows = ("A reading group in the library.", "TA", "25 minutes on Mondays"), ("A daily walk.", "TA", "Half an hour")
    reading = in_table(tmp_path, ("Provision", "Who", "Notes"), *rows)
    told = [warning.place for warning in reading.warnings if warning.code == "words_left"]
    assert told == ['page 1: "25 minutes on Mondays"', 'page 1: "Half an hour"']
    assert "amount_nearby" in codes(reading)[0]


def test_an_amount_under_a_heading_of_no_known_name_is_read_and_asked_about(tmp_path):
    rows = ("A reading group in the library.", "TA", "25 minutes on Mondays"), ("A daily walk.", "TA", "Half an hour")
    reading = in_table(tmp_path, ("Provision", "Who", "Colour of the folder"), *rows)
    assert [p.schedules[0].total_minutes for p in reading.provisions] == [25, 30]
    assert all("guessed_columns" in told for told in codes(reading))


def test_a_section_of_which_little_was_read_says_so_first(tmp_path):
    words = "The therapist will see her for 45 minutes each week and the assistant will repeat the work daily in class."
    reading = in_table(tmp_path, ("Provision", "Who", "Zone"), ("A laptop.", "SENCO", words), ("A desk.", "TA", words),
                       ("A slope.", "TA", words))  # fmt: skip
    assert reading.warnings[0].code == "little_read"


def test_a_column_without_a_heading_that_may_hold_reviews_is_asked_about(tmp_path):
    reading = in_table(tmp_path, ("A reading group for four pupils in the library.", "Termly"),
                       ("A social skills group with three other pupils.", "Half termly"))  # fmt: skip
    assert codes(reading) == [["guessed_columns"], ["guessed_columns"]]


def test_a_running_head_that_states_an_amount_is_asked_about(tmp_path):
    def decorate(canvas, _):
        canvas.drawString(60, 815, "Daily reading for 10 minutes")

    pages = [p("Section F: Special educational provision", BOLD), b("A laptop for all written work."), PageBreak(),
             b("A quiet room for tests."), PageBreak(), p("Section G: Health provision", BOLD), p("None.")]  # fmt: skip
    path = tmp_path / "plan.pdf"
    path.write_bytes(built(pages, decorate=decorate))
    told = [(warning.code, warning.place) for warning in read_plan(path).warnings]
    assert ("length_in_margin", '"Daily reading for 10 minutes"') in told


def test_the_second_of_two_like_paragraphs_is_missed_when_only_one_was_read():
    words = Paragraph("Daily reading for 10 minutes with a TA.", page=4)
    item = Item(words.text, "F", 4, 4)
    found = audit([Span(("F",), 4, [words, words])], [item])
    assert [(left.text, left.page, left.near) for left in found.left] == [(words.text, 4, item)]
    assert not audit([Span(("F",), 4, [words, words])], [item, item]).left


def test_needs_outcomes_and_totals_beside_the_items_are_not_missed():
    def row(*texts):
        return TableRow(tuple(Cell(at, 1, (Paragraph(text),)) for at, text in enumerate(texts)))

    table = Table((row("Need", "Provision", "How often", "Outcome"),
                   row("He tires after 20 minutes.", "Rest", "Daily", "He works for 15 minutes."),
                   row("Total", "", "5 hours a week", "")), 4)  # fmt: skip
    assert not audit([Span(("F",), 1, [table])], [Item("Rest", "F", 1, 1, columns={"how_often": "Daily"})]).left


@pytest.mark.parametrize("name", layouts())
def test_plans_that_are_read_whole_raise_no_such_doubt(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(make(name)[0])
    reading = read_plan(path)
    assert not NET & {warning.code for warning in reading.warnings}
    assert not NET & {doubt.code for provision in reading.provisions for doubt in provision.review}
