"""The report's web page in a real browser: no barrier that axe-core knows of, and no error of HTML."""

import io

import html5lib
import pytest
from pypdf import PdfReader

from tests.doors.browser import violations
from tests.doors.commands import KIT, NELL, SAMPLES, checked

CASES = {"nell": NELL, "priya": SAMPLES / "priya", "kit": KIT}
BROKEN = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll(".glance th, .glance td, .ledger th, .ledger td")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(one => one.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""The words of the tables of figures that stand on more than one line."""


@pytest.fixture(scope="module", params=CASES)
def report(request, tmp_path_factory):
    """The page that `check` writes about a sample case."""
    out = tmp_path_factory.mktemp(request.param) / "out"
    assert checked(CASES[request.param], out).returncode == 0
    return out / "report.html"


def test_no_barrier_is_found(report, page):
    page.goto(report.as_uri())
    assert violations(page) == {}


def test_a_report_prints_shorter_than_it_has_items_and_with_all_rows_where_they_are_asked_for(report, page):
    page.goto(report.as_uri())
    short, front_and_end = printed(page), 3
    assert len(short) <= page.locator("article.card").count() + front_and_end
    assert "Counted as" not in " ".join(short)
    page.check("#all-rows")
    lists = page.locator("details:has-text('row by row')").count()
    assert " ".join(printed(page)).count("Counted as") >= lists > 0


def printed(page):
    """The words of each page as it is printed."""
    return [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_on_a_phone_no_word_of_the_tables_of_figures_is_broken(report, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".glance td").count()
    assert page.locator(".ledger td").count()
    assert page.evaluate(BROKEN) == []


def test_axe_finds_a_barrier_where_there_is_one(page):
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert list(violations(page)) == ["image-alt: Images must have alternative text"]


def test_the_html_is_without_error(report):
    html5lib.HTMLParser(strict=True).parse(report.read_text("utf-8"))
