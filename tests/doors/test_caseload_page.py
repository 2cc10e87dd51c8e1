"""The page about a whole caseload in a real browser: no barrier, no error of HTML, and it fits a phone."""

import datetime as dt
from pathlib import Path

import html5lib
import pytest

from models.batch import Ended, Glance, Outcome, Shortfall, Source
from models.caseload import CaseSummary, Coming, Pace
from models.provision import Service
from models.route import Nature
from pipeline.desk.caseload_page import write_overview
from tests.doors.browser import violations

DAY = dt.date(2026, 1, 12)


def case(number):
    told = CaseSummary(as_of=DAY, window=(DAY, DAY), due=4200, planned=None if number % 3 else 4000,
                       weeks_left=20, delivered=3000 - 60 * number, explained=200, unexplained=1000 + 60 * number,
                       items=9, to_review=2, pace=list(Pace)[number % 3], letters_wait=number == 2, next=Coming(
                           day=DAY + dt.timedelta(days=number - 3), what="an answer from the school is due",
                           nature=Nature.SUGGESTED, yours=True))
    short = tuple(Shortfall(service=service, minutes=300) for service in list(Service)[:number % 2 + 1])
    return Ended(source=Source(name=f"Case {number}", out=Path(f"Case {number}")), outcome=Outcome.CHECKED,
                 glance=Glance(summary=told, school="Brook School", authority="Eastmere County Council", short=short))


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    out = tmp_path_factory.mktemp("caseload")
    failed = Ended(source=Source(name="Case 9", out=Path("Case 9")), outcome=Outcome.STOPPED,
                   reason="plan.pdf: This PDF cannot be read: it is damaged or cut short. Ask for a new copy.")
    write_overview([*map(case, range(9)), failed], out, DAY)
    return out / "caseload.html"


def test_no_barrier_is_found(caseload, page):
    page.goto(caseload.as_uri())
    assert violations(page) == {}


def test_it_fits_a_phone(caseload, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(caseload.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_html_is_without_error(caseload):
    html5lib.HTMLParser(strict=True).parse(caseload.read_text("utf-8"))
