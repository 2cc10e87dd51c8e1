"""Pages that are turned, cropped, struck, stamped or garbled: read as a person sees them, or a person is asked."""

import pytest

from extractors.pages.pdf import read_pages
from extractors.plan import read_plan
from tests.plans import odd_pages
from tests.plans.make_plans import make
from tests.plans.scanned import scanned


def read(tmp_path, content):
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    return read_plan(path)


def texts(reading):
    return [provision.text for provision in reading.provisions]


@pytest.mark.parametrize("content", [
    *(odd_pages.turned(degrees) for degrees in (90, 180, 270)), odd_pages.on_its_side(), odd_pages.cropped(),
    odd_pages.watermarked()], ids=["90", "180", "270", "on its side", "cropped", "watermark"])
def test_a_page_is_read_as_it_is_seen(tmp_path, content):
    reading = read(tmp_path, content)
    assert texts(reading) == odd_pages.ITEMS
    assert not reading.source.ocr_pages


def test_a_place_is_counted_from_the_corner_of_what_is_shown(tmp_path):
    whole = read(tmp_path, odd_pages.drawn(lambda canvas: odd_pages.lines(canvas, left=160)))
    part = read(tmp_path, odd_pages.cropped())
    moved = [(one.quote.boxes[0].x0 - two.quote.boxes[0].x0, one.quote.boxes[0].top - two.quote.boxes[0].top)
             for one, two in zip(whole.provisions, part.provisions, strict=True)]
    assert all(move == pytest.approx((100, 841.89 - 700), abs=0.1) for move in moved)


def test_a_table_keeps_its_lines_wherever_it_was_drawn(tmp_path):
    reading = read(tmp_path, odd_pages.drawn(odd_pages.in_a_form))
    assert [(p.text, p.columns) for p in reading.provisions] == [
        (text, {"how_often": often}) for text, often in odd_pages.ROWS[1:]]


def test_a_strike_out_note_strikes_words_out(tmp_path):
    reading = read(tmp_path, odd_pages.struck_by_hand(odd_pages.drawn(odd_pages.lines)))
    assert texts(reading) == odd_pages.ITEMS[:2]
    assert [warning.code for warning in reading.warnings] == ["struck_through"]


def test_an_amount_struck_out_in_a_cell_is_not_read(tmp_path):
    reading = read(tmp_path, odd_pages.drawn(odd_pages.struck_in_a_cell))
    assert [p.columns["how_often"] for p in reading.provisions] == ["10 minutes daily", "60 weekly"]
    assert [warning.code for warning in reading.warnings] == ["struck_through"]


def test_words_struck_out_on_paper_are_left_out_of_a_scan(tmp_path):
    made, gold = make("working_document.pdf")
    reading = read(tmp_path, scanned(odd_pages.only(made, 3), 1))
    found = [p for p in reading.provisions if p.section == "F"]
    assert len(found) == len(gold["items"])
    assert not any("month" in p.text or "tuition" in p.text for p in found)
    assert all(p.review for p in found)
    assert "struck_through" in [warning.code for warning in reading.warnings]


def test_a_scan_with_a_stamp_is_a_scan(tmp_path):
    reading = read(tmp_path, odd_pages.stamped())
    assert texts(reading)[:3] == odd_pages.ITEMS
    assert reading.source.ocr_pages == (1,)


def test_words_in_a_font_without_a_map_are_read_from_the_page(tmp_path):
    reading = read(tmp_path, odd_pages.without_a_map(odd_pages.unmapped))
    assert texts(reading) == odd_pages.ITEMS
    assert all(p.review for p in reading.provisions)


def test_one_garbled_page_of_five_is_read_from_the_page_and_the_others_are_not(tmp_path):
    def words(canvas):
        canvas.drawString(60, 780, "What the family and the child have said about the school and its help.")

    pages = [words, words, odd_pages.unmapped, words, words]
    reading = read(tmp_path, odd_pages.without_a_map(*pages))
    assert reading.source.ocr_pages == (3,)
    assert [p.text for p in reading.provisions if p.quote.page == 3][:3] == odd_pages.ITEMS


def test_garbled_pages_that_cannot_be_recognised_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.pages.scan.engine", lambda: None)
    reading = read(tmp_path, odd_pages.without_a_map(odd_pages.lines, odd_pages.unmapped))
    assert [(warning.code, warning.place) for warning in reading.warnings] == [("no_text", "page 2")]


def test_one_sign_for_two_letters_gives_both(tmp_path):
    """Fonts join "tt" and "ti" to one sign: two letters in one place, which are not the same letter printed twice."""
    from extractors.pages.glyphs import Glyph, words_of

    signs = [Glyph("a", 0, 0, 5, 10), Glyph("t", 5, 0, 11, 10), Glyph("t", 5, 0, 11, 10), Glyph("e", 11, 0, 16, 10)]
    twice = [Glyph("a", 0, 0, 5, 10), Glyph("t", 5, 0, 8, 10), Glyph("a", 0.3, 0, 5.3, 10), Glyph("t", 5.3, 0, 8.3, 10)]
    assert [word.text for word in words_of(signs)] == ["atte"]
    assert "".join(word.text for word in words_of(twice)) == "at"


def test_letters_of_a_watermark_are_kept_apart(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(odd_pages.watermarked())
    assert "DRAFT" in read_pages(path)[0].turned.replace(" ", "")


def test_a_picture_in_section_f_is_spoken_of_and_a_badge_on_every_page_is_not(tmp_path):
    reading = read(tmp_path, odd_pages.with_a_picture())
    assert texts(reading) == odd_pages.ITEMS
    assert [(warning.code, warning.place) for warning in reading.warnings] == [("part_picture", "page 1")]
    assert not read(tmp_path, odd_pages.with_a_picture(badge=True)).warnings


def test_letters_drawn_as_outlines_are_spoken_of(tmp_path):
    words = ("Words that can be read stand above the outlines of letters, and there are as many of them",
             "as a page has that somebody has written, so that it is taken for a page of words as it is.")  # fmt: skip
    told = [(warning.code, warning.place) for warning in read(tmp_path, odd_pages.outlined(*words)).warnings]
    assert ("part_picture", "page 2") in told


def test_a_page_of_outlines_and_nothing_else_is_recognised_or_spoken_of(tmp_path, monkeypatch):
    assert read(tmp_path, odd_pages.outlined()).source.ocr_pages == (2,)
    monkeypatch.setattr("extractors.pages.scan.engine", lambda: None)
    told = [(warning.code, warning.place) for warning in read(tmp_path, odd_pages.outlined()).warnings]
    assert told == [("no_text", "page 2")]


def test_a_picture_in_a_word_plan_is_spoken_of(tmp_path):
    from io import BytesIO

    import docx
    from docx.shared import Cm

    document = docx.Document()
    document.add_heading(odd_pages.LINES[0], 2)
    for line in odd_pages.ITEMS:
        document.add_paragraph(line, style="List Bullet")
    picture = BytesIO()
    odd_pages.picture_of(odd_pages.drawn(odd_pages.table))._image.save(picture, "PNG")
    document.add_picture(picture, width=Cm(14))
    path = tmp_path / "plan.docx"
    document.save(path)
    assert [warning.code for warning in read_plan(path).warnings] == ["part_picture"]
