"""Text layers as they come: a guide before the plan, letters in no order, words laid unseen over a scan."""

import random
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.pages.layout import Word
from extractors.pages.pdf import _readable, read_pages
from extractors.plan import read_plan
from tests.plans.make_plans import make

PLAN = """Using this plan
Section A: Views
What your child told us.
Section B: Special educational needs
What your child finds hard.
Section F: Special educational provision
The help that must be given, for example 20 minutes of reading a day.
Section G: Health provision
What the health service gives.

Section A: Views
I like trains and my dog, and I want to be a driver. I do not like noise or long talks in assembly.
Section B: Special educational needs
- Reading is hard for Sam, and so is waiting for his turn when others are playing on the carpet.
Section F: Special educational provision
- Daily reading for 10 minutes with a teaching assistant in a quiet room, using books that he has chosen himself.
- Weekly speech and language therapy for 45 minutes, given by a qualified therapist who knows him and his school.
- A visual timetable on his desk in every lesson, which an adult goes through with him before the start of the day.
"""


def test_a_guide_to_the_sections_is_not_the_plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    provisions = [p for p in read_plan(path).provisions if p.section == "F"]
    assert [p.text.split()[0] for p in provisions] == ["Daily", "Weekly", "A"]


def test_letters_written_in_no_order_are_put_in_order(tmp_path):
    lines = ["Section F: Special educational provision", "- Daily reading for 10 minutes with a TA.", "- A laptop."]
    out, letters = BytesIO(), []
    canvas = Canvas(out, invariant=1)
    for row, line in enumerate(lines):
        x = 60.0
        for letter in line:
            letters.append((x, 780 - 20 * row, letter))
            x += canvas.stringWidth(letter, "Helvetica", 11)
    random.Random(3).shuffle(letters)  # noqa: S311
    canvas.setFont("Helvetica", 11)
    for x, y, letter in letters:
        if letter != " ":
            canvas.drawString(x, y, letter)
    canvas.save()
    path = tmp_path / "plan.pdf"
    path.write_bytes(out.getvalue())
    assert [p.text for p in read_plan(path).provisions] == ["Daily reading for 10 minutes with a TA.", "A laptop."]


def test_words_laid_over_a_scan_keep_their_table(tmp_path):
    import pypdfium2

    made, gold = make("merged_and_cut.pdf")
    path = tmp_path / "plan.pdf"
    path.write_bytes(made)
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    pictures = pypdfium2.PdfDocument(made)
    for page in read_pages(path):
        canvas.setPageSize((page.width, page.height))
        picture = pictures[page.number - 1].render(scale=150 / 72).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, page.width, page.height)
        for word in page.words:
            text = canvas.beginText(word.x0, page.height - word.bottom + 2)
            text.setTextRenderMode(3)
            text.setFont("Helvetica", 10)
            text.textOut(word.text)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    reading = read_plan(path)
    found = [(p.text, p.columns["how_often"]) for p in reading.provisions if p.section == "F"]
    assert found == [(item["text"], item["columns"]["how_often"]) for item in gold["items"]]
    assert reading.source.ocr_pages
    assert all(p.review for p in reading.provisions)


def test_a_text_layer_without_a_map_to_letters_is_told_from_words():
    def words(texts):
        return [Word(text, 0, 0, 1, 1) for text in texts]

    assert _readable(words(["the", "reading", "of", "a", "page", "of", "words"]), False)
    assert not _readable(words(["\ue012\ue034\ue055"] * 20), False)
    assert not _readable(words(["xqzv"] * 80), False)
    assert _readable(words(["Page", "1"]), False)
    assert _readable(words(["Section", "B", "Needs", "." * 60, "3"] * 6), False)
    assert not _readable(words(["Page", "1"]), True)


def test_a_page_with_nothing_but_its_number_needs_no_recognition(tmp_path, monkeypatch):
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(60, 780, "Section F: Special educational provision")
    canvas.drawString(60, 750, "- Daily reading for 10 minutes with a TA.")
    canvas.showPage()
    canvas.drawString(300, 30, "Page 2")
    canvas.save()
    path = tmp_path / "plan.pdf"
    path.write_bytes(out.getvalue())
    monkeypatch.setattr("extractors.pages.scan.recognise", None)
    reading = read_plan(path)
    assert [p.text for p in reading.provisions] == ["Daily reading for 10 minutes with a TA."]
    assert not reading.source.ocr_pages
