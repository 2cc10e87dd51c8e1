"""Whatever HTML the papers, the names and the words of people hold, every page shows it as words."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient

from models.caseload import State
from pipeline import steps
from pipeline.store.cases import Cases
from tests.web.conftest import NOW
from tests.web.test_handing_in import KIT

SCRIPT = "<script>alert(1)</script>"
BREAK = "\"'><img src=x onerror=alert(2)>"
BAD = f"{SCRIPT} {BREAK}"
ROW = ["10/11/2025", "09:10", f"Qigong {BAD}", f"KB {BAD}", "20", f"Delivered {BAD}"]
REPORT = "/report/page"


class Marks(HTMLParser):
    """What of a page a browser would run, or take for marks of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "script" and not told.get("src", "").startswith("/static/"):
            self.bad.append("a script in the page")
        if told.get("src") == "x":
            self.bad.append("a picture of theirs")
        self.bad += [f"{name}=" for name in told if name.startswith("on") or name == "style"]
        self.bad += [value for name, value in told.items() if name in ("href", "action") and "script:" in value]


@pytest.fixture
def case_id(cases: Cases, asked: TestClient) -> Iterator[str]:
    """A checked case in which every text that somebody may write holds marks and a script."""
    case_id = cases.add(BAD, NOW).id
    with cases.store.opened(case_id):
        _papers(cases.store.papers(case_id))
        steps.take_up(cases.store, case_id, NOW.date())
        for step in steps.STEPS:
            step(cases.store, case_id)
        cases.mark(case_id, State.DONE, NOW)
        _words(asked, f"/cases/{case_id}")
        yield case_id


def _papers(folder: Path) -> None:
    plan = (KIT / "plan.txt").read_text("utf-8")
    for words in ("Kit Okafor-Lyle", "EASTMERE COUNTY COUNCIL", "Larkfield Primary School", "one to one",
                  "learning mentor", "Visual timetables", "None identified", "Kit loves trains"):
        assert words in plan
        plan = plan.replace(words, f"{words} {BAD}")
    more = f"5. Sessions of {BAD} as needed.\n\nSection G"
    (folder / f"plan.{BREAK}.txt").write_text(plan.replace("Section G", more), "utf-8")
    for name in ("log", "register", "calendar", "timetable"):
        rows = list(csv.reader((KIT / f"{name}.csv").read_text("utf-8").splitlines()))
        rows = [[*row, BAD] for row in [*rows, ROW]] if name == "log" else rows
        written = io.StringIO()
        csv.writer(written).writerows(rows)
        (folder / f"{name} {BREAK}.csv").write_text(written.getvalue(), "utf-8")


def _words(asked: TestClient, root: str) -> None:
    """What people write: a note, an event, whom letters are to, a letter's gaps, a decision, and a refused paper."""
    asked.post(f"{root}/notes", data={"words": BAD})
    asked.post(f"{root}/events/new", data={"date": "1 December 2025", "kind": "sent", "words": BAD})
    people = {f"{who}_{field}": BAD for who in ("sender", "school", "authority")
              for field in ("name", "role", "address")}
    assert asked.post(f"{root}/people", data=people).status_code == 303
    for reading in asked.get(f"/api{root}/readings").json()[:2]:
        said = {"act": "edit", "edits": {"deliverer": BAD}, "why": BAD}
        assert asked.post(f"/api{root}/readings/{reading['about']}/decisions", json=said).status_code == 201
    asked.post(f"{root}/papers", files=[("papers", (f"{BAD}.exe", b"MZ"))], data={"dates": BAD})
    asked.post("/tokens", data={"name": BAD})


def walked(asked: TestClient, case_id: str) -> dict[str, str]:
    """Every page that can be come to from the first ones, by its address."""
    told = asked.app.openapi()["paths"]
    waiting = ["/", "/caseload", "/tokens", *(path.replace("{case_id}", case_id) for path, methods in told.items()
                                               if "get" in methods and "/api/" not in path and path.count("{") == 1
                                               and "{case_id}" in path and not path.endswith("/progress/events"))]
    pages: dict[str, str] = {}
    met = set(waiting)
    while waiting:
        there = waiting.pop()
        answer = asked.get(there)
        if "text/html" in answer.headers.get("content-type", ""):
            assert answer.status_code < 500, there
            policy = answer.headers["content-security-policy"]
            assert ("unsafe" in policy) == there.endswith(REPORT), there
            pages[there] = answer.text
            found = {urldefrag(unescape(link))[0] for link in re.findall(r'(?:href|action)="([^"]+)"', answer.text)}
            new = {link for link in found if link.startswith((f"/cases/{case_id}", "/caseload"))} - met
            met |= new
            waiting += new
    return pages


def test_no_page_takes_words_for_marks(asked: TestClient, case_id: str) -> None:
    pages = walked(asked, case_id)
    assert len(pages) > 60
    offline = {path: html for path, html in pages.items() if path.endswith(("/offline", REPORT))}
    assert len(offline) == 2
    assert {path: bad for path, html in pages.items() if path not in offline and (bad := Marks(html).bad)} == {}
    for path, html in pages.items():
        assert SCRIPT not in html, path
        assert "<img src=x" not in html, path
    shown = [path for path, html in pages.items() if "&lt;script&gt;alert(1)" in html]
    assert len(shown) > 40       # else nothing was tried
    assert f"/cases/{case_id}/notes" in shown


def test_the_api_sends_words_as_json_that_no_browser_takes_for_a_page(asked: TestClient, case_id: str) -> None:
    for path in ("", "/papers", "/readings", "/questions", "/findings", "/events", "/check"):
        answer = asked.get(f"/api/cases/{case_id}{path}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
