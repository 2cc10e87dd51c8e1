"""The pages of a checked case: they say what the report says, and every number leads to where it comes from."""

import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from models.caseload import CaseEntry
from models.gap import Report
from models.review import Placed
from pipeline.store.cases import Cases
from templates.words import hours_and_minutes
from tests.web.conftest import NOW
from tests.written import page_lines

OVERVIEW = Path(__file__).parents[1] / "golden" / "pages" / "overview.txt"
"""The words of the overview of the sample; UPDATE_GOLDEN=1 writes them anew."""
OTHERS = ("/review", "/records", "/next", "/what-if")
"""Pages that tests of their own open."""


def links(html: str) -> set[str]:
    return {unescape(found) for found in re.findall(r'href="([^"]+)"', html.partition("<main")[2])}


def dead(asked: TestClient, *addresses: str) -> set[str]:
    """Give the links of pages that lead nowhere: no such page, or no such place on it."""
    met: dict[str, Response] = {}

    def get(path: str) -> Response:
        return met.setdefault(path, met.get(path) or asked.get(path))

    lost = set()
    for address in addresses:
        for link in links(get(address).text):
            target, place = urldefrag(link)
            there = get(target or address) if not any(part in target for part in OTHERS) else None
            if there and (there.status_code != 200 or (place and f'id="{place}"' not in there.text)):
                lost.add(link)
    return lost


def test_the_overview_has_the_words_of_the_reports_front_page(asked: TestClient, checked: CaseEntry) -> None:
    words = asked.get(f"/cases/{checked.id}").text
    assert "Three findings to take up first" in words
    assert "What is not known" in words
    assert dead(asked, f"/cases/{checked.id}") == set()


def test_the_overview_reads_as_it_did(asked: TestClient, checked: CaseEntry) -> None:
    shown = page_lines(asked.get(f"/cases/{checked.id}").text)
    if os.environ.get("UPDATE_GOLDEN"):
        OVERVIEW.write_text(shown, "utf-8")
    assert shown == OVERVIEW.read_text("utf-8")


def test_a_decision_after_the_check_is_told(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    assert "Check again" not in asked.get(f"/cases/{checked.id}").text
    label = Placed(label="Phonics", by="you", at=NOW)
    (cases.store.papers(checked.id) / "decisions.jsonl").write_text(f"{label.model_dump_json()}\n", "utf-8")
    assert "Check again" in asked.get(f"/cases/{checked.id}").text


def test_every_number_of_every_item_leads_to_where_it_comes_from(
    asked: TestClient, checked: CaseEntry, cases: Cases
) -> None:
    report = cases.store.get(checked.id, "report", Report)
    pages = [f"/cases/{checked.id}/findings/{one.id}" for one in report.reading.provisions]
    assert len(pages) > 20
    assert dead(asked, *pages) == set()


def test_a_page_of_the_plan_is_drawn_with_the_words_of_an_item(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}"
    assert "the words of F1 are marked" in asked.get(f"{root}/pages/7?item=F1").text
    marked, plain = (asked.get(f"{root}/pages/7/picture{query}") for query in ("?item=F1", ""))
    assert marked.headers["content-type"] == "image/webp"
    assert marked.content != plain.content
    assert asked.get(f"{root}/pages/700").status_code == 400
    for source in re.findall(r'src="(/cases/[^"]+/pictures/[^"]+)"', asked.get(f"{root}/findings/F1").text):
        assert asked.get(source).headers["content-type"] == "image/webp"


def test_the_rows_behind_a_number_are_those_that_were_counted(
    asked: TestClient, checked: CaseEntry, cases: Cases
) -> None:
    report = cases.store.get(checked.id, "report", Report)
    for item in {one.provision_id for one in report.findings if one.ledger.buckets}:
        found = [one for one in report.findings if one.provision_id == item]
        for place, finding in enumerate(found):
            for bucket in finding.ledger.buckets:
                rows = {line.source.row for line in finding.evidence if line.bucket is bucket}
                html = asked.get(f"/cases/{checked.id}/rows",
                                 params={"item": item, "amount": place + 1, "of": bucket.value}).text
                assert {int(row) for row in re.findall(r"▶ </span>(\d+)", html)} == rows


def test_every_amount_of_the_ledger_is_a_link(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    report = cases.store.get(checked.id, "report", Report)
    finding = next(one for one in report.findings if len(one.ledger.buckets) > 2)
    html = asked.get(f"/cases/{checked.id}/findings/{finding.provision_id}").text
    for count in finding.ledger.buckets.values():
        assert re.search(rf'<a href="[^"]+">[^<]*{hours_and_minutes(count.minutes or 0)}', html)


@pytest.mark.parametrize("query", [
    "item=F1&amount=1&of=everything", "item=F1&amount=9&of=shown", "item=F99&amount=1&of=shown", "item=F1&amount=1",
    "item=F1&amount=0&of=shown", "file=99", "file=x", "file=1&row=x", "file=1&row=1&sheet=nowhere", "", "file=-1"])
def test_rows_that_do_not_exist(asked: TestClient, checked: CaseEntry, query: str) -> None:
    assert asked.get(f"/cases/{checked.id}/rows?{query}").status_code == 404


def test_an_item_that_does_not_exist(asked: TestClient, checked: CaseEntry) -> None:
    assert asked.get(f"/cases/{checked.id}/findings/F99").status_code == 404


def test_a_case_that_was_not_checked_says_what_to_do(asked: TestClient, cases: Cases) -> None:
    case = cases.add("", NOW)
    assert f'href="/cases/{case.id}/papers"' in asked.get(f"/cases/{case.id}").text
    assert "has not been checked yet" in asked.get(f"/cases/{case.id}/findings/F1").text
    assert asked.get(f"/cases/{case.id}/next").status_code == 200
    assert "There is nothing yet" in asked.get(f"/cases/{case.id}/take-away").text
