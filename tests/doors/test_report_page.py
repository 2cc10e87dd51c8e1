"""The report's web page in a real browser: no barrier that axe-core knows of, and no error of HTML."""

import html5lib
import pytest

from tests.doors.browser import violations
from tests.doors.commands import KIT, NELL, SAMPLES, checked

CASES = {"nell": NELL, "priya": SAMPLES / "priya", "kit": KIT}


@pytest.fixture(scope="module", params=CASES)
def report(request, tmp_path_factory):
    """The page that `check` writes about a sample case."""
    out = tmp_path_factory.mktemp(request.param) / "out"
    assert checked(CASES[request.param], out).returncode == 0
    return out / "report.html"


def test_no_barrier_is_found(report, page):
    page.goto(report.as_uri())
    assert violations(page) == {}


def test_axe_finds_a_barrier_where_there_is_one(page):
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert list(violations(page)) == ["image-alt: Images must have alternative text"]


def test_the_html_is_without_error(report):
    html5lib.HTMLParser(strict=True).parse(report.read_text("utf-8"))
