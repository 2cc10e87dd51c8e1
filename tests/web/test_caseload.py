"""The caseload: its figures, its order in the address, bulk checks, cases brought in, notes, and the workbook."""

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from models.caseload import CaseEntry, CaseSummary, State
from pipeline.case_folder import read_case
from pipeline.desk.overview import SUMMARY
from pipeline.store.cases import Cases
from tests.measured import cpu_seconds
from tests.web.conftest import NOW


def order(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/cases/[0-9a-f]{32}">([^<]+)</a>', html)


def test_the_figures_of_a_checked_case(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    told = cases.store.get(checked.id, SUMMARY, CaseSummary)
    assert told.due == told.delivered + told.explained + told.unexplained
    html = asked.get("/caseload").text
    assert order(html) == ["Nell"]
    assert f"{told.due // 60:,} h" in html
    assert f'href="/cases/{checked.id}/next"' in html


def test_the_order_stands_in_the_address(asked: TestClient, cases: Cases) -> None:
    for name in ("Bo", "Ada"):
        cases.add(name, NOW)
    assert order(asked.get("/caseload?sort=name").text) == ["Ada", "Bo"]
    assert order(asked.get("/caseload?sort=name&up=0").text) == ["Bo", "Ada"]
    assert order(asked.get("/caseload?q=ad").text) == ["Ada"]
    html = asked.get("/caseload?sort=name&up=0").text
    assert 'aria-sort="descending"' in html
    assert asked.get("/caseload?sort=nonsense&up=x&queue=y").status_code == 200


def test_several_are_checked_at_once(asked: TestClient, cases: Cases) -> None:
    ids = [cases.add(name, NOW).id for name in ("Bo", "Ada")]
    assert asked.post("/caseload/check", data={"case": ids}).status_code == 303
    assert asked.post("/caseload/check", data={"case": ["0" * 32]}).status_code in (400, 404)
    assert asked.post("/caseload/check", data={}).headers["location"] == "/caseload"


def test_cases_are_brought_in_and_the_bad_one_is_named(asked: TestClient, cases: Cases, tmp_path: Path) -> None:
    shutil.copytree(samples_folder() / "nell", tmp_path / "many" / "first")
    (tmp_path / "many" / "second").mkdir()
    (tmp_path / "many" / "second" / "log.csv").write_text("Date,Session\n", "utf-8")
    html = asked.post("/caseload/import", data={"path": str(tmp_path / "many")}).text
    assert "1 case of 2 came in" in html
    assert "second" in html
    (entry,) = cases.all()
    with cases.store.opened(entry.id):
        case = read_case(cases.store.papers(entry.id), NOW.date())
    assert case.sender.name == "Clare Ashworth"
    assert case.calendar
    assert len(case.logs) == 1


def test_a_list_brings_cases_in(asked: TestClient, cases: Cases, tmp_path: Path) -> None:
    shutil.copytree(samples_folder() / "nell", tmp_path / "nell")
    (tmp_path / "cases.csv").write_text("case,plan,log\nOne,nell/plan.pdf,nell/log.csv\n", "utf-8")
    assert "1 case of 1" in asked.post("/caseload/import", data={"path": str(tmp_path / "cases.csv")}).text
    (entry,) = cases.all()
    with cases.store.opened(entry.id):
        assert read_case(cases.store.papers(entry.id), NOW.date()).logs


@pytest.mark.parametrize("path", ["", "relative", "/nowhere/at/all", "/proc/self/environ"])
def test_a_place_that_holds_no_cases(asked: TestClient, cases: Cases, path: str) -> None:
    answer = asked.post("/caseload/import", data={"path": path})
    assert answer.status_code == 422
    assert 'id="path-why"' in answer.text
    assert cases.all() == []


def test_notes_are_added_and_stay(asked: TestClient, checked: CaseEntry) -> None:
    address = f"/cases/{checked.id}/notes"
    assert asked.post(address, data={"words": " "}).status_code == 422
    for words in ("Rang the <school>", "They ring back"):
        assert asked.post(address, data={"words": words}).status_code == 303
    html = asked.get(address).text
    assert html.index("They ring back") < html.index("Rang the &lt;school&gt;")
    assert ">2<span" in asked.get("/caseload").text


def test_the_workbook_has_the_cases_that_are_shown(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    cases.add("=1+1", NOW)
    answer = asked.get("/caseload/export.xlsx?sort=name")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["=1+1", "Nell"]
    assert sheet["A2"].data_type == "s"
    assert "Nell" not in answer.headers["content-disposition"]


def test_five_hundred_cases_in_a_moment(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    for number in range(499):
        one = cases.add(f"Case {number}", NOW).id
        cases.mark(one, State.DONE, NOW)
        cases.store.put_content(one, SUMMARY, cases.store.content(checked.id, SUMMARY))
    assert len(order(asked.get("/caseload").text)) == 500
    assert cpu_seconds(lambda: asked.get("/caseload")) < 1.5
