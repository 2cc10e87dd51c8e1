"""About a case: warned about, kept, held, renamed, taken away whole, erased after being told what goes."""

import datetime as dt
import io
import json
import zipfile

import pytest
from fastapi.testclient import TestClient

from app.web import clock
from models.caseload import CaseEntry
from models.people import Role
from models.record import What
from pipeline.desk import retention
from pipeline.store.cases import Cases
from pipeline.store.corrections import corrections
from pipeline.store.record import Record
from templates.words import long_date
from tests.web.conftest import NOW
from tests.web.runs import Here
from tests.web.test_team import Office, office  # noqa: F401

LATER = NOW + dt.timedelta(days=400)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirteen months after the sample case was checked."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_whoever_comes_back_is_warned_wherever_the_case_is_shown(asked: TestClient, checked: CaseEntry, later: None,
                                                                cases: Cases) -> None:
    day = f"{LATER + dt.timedelta(days=30):%-d %B %Y}"
    for path in ("/", "/caseload", "/caseload?queue=leaving", f"/cases/{checked.id}", f"/cases/{checked.id}/next"):
        assert day in asked.get(path).text, path
    record = Record(cases.store.folder.parent)
    assert [one.what for one in record.entries(checked.id)].count(What.WARNED) == 1
    assert asked.post(f"/cases/{checked.id}/about/keep").status_code == 303
    for path in ("/", "/caseload", f"/cases/{checked.id}"):
        assert day not in asked.get(path).text, path
    assert long_date(retention.later(dt.date.today(), 12)) in asked.get(f"/cases/{checked.id}/about").text


def test_a_filtered_caseload_is_no_warning_about_what_it_does_not_show(asked: TestClient, checked: CaseEntry,
                                                                      later: None, cases: Cases) -> None:
    asked.get("/caseload?q=somebody+else")
    assert What.WARNED not in [one.what for one in Record(cases.store.folder.parent).entries(checked.id)]


def test_a_hold_needs_a_reason_and_keeps_the_case(asked: TestClient, checked: CaseEntry, cases: Cases,
                                                  runs: Here) -> None:
    root = f"/cases/{checked.id}"
    assert asked.post(f"{root}/about/hold", data={"why": " "}).status_code == 422
    assert asked.post(f"{root}/about/hold", data={"why": "LGSCO <24 016>"}).status_code == 303
    for page in (f"{root}/about", f"{root}/erase"):
        assert "LGSCO &lt;24 016&gt;" in asked.get(page).text
    assert "on hold" in asked.get("/caseload?queue=held").text
    for answer in (asked.post(f"{root}/erase"), asked.delete(f"/api{root}")):
        assert answer.status_code == 400
        assert "on hold" in answer.text
    assert runs.forgotten == [], "its check goes on"
    assert asked.post(f"{root}/about/lift", data={"why": "Decided"}).status_code == 303
    assert [one.what for one in Record(cases.store.folder.parent).entries(checked.id)
            if "hold" in one.what or one.what is What.HELD] == [What.HELD, What.HOLD_LIFTED]
    assert asked.post(f"{root}/erase").status_code == 303
    assert cases.all() == []


def test_what_goes_is_named_before_it_goes(asked: TestClient, checked: CaseEntry) -> None:
    asked.post(f"/cases/{checked.id}/notes", data={"words": "Rang the school"})
    page = asked.get(f"/cases/{checked.id}/erase").text
    assert "papers that were handed in" in page
    assert "1 note<" in page


def test_a_case_without_papers_can_be_opened_and_one_whose_key_is_lost_cannot(asked: TestClient, cases: Cases) -> None:
    case = cases.add("Kit", NOW)
    assert "cannot be opened" not in asked.get(f"/cases/{case.id}/erase").text
    cases.store.keys.destroy(case.id)
    assert "cannot be opened" in asked.get(f"/cases/{case.id}/erase").text
    assert asked.post(f"/cases/{case.id}/erase").status_code == 303


def test_what_was_put_right_keeps_what_stood_there(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    root = f"/cases/{checked.id}"
    before = {"sender_name": "Ann Ashworth", "sender_address": "3 Mill Lane"}
    asked.post(f"{root}/people", data=before)
    asked.post(f"{root}/people", data={**before, "sender_address": "4 Mill Lane"})
    asked.post(f"{root}/situation", data={"urgent": "yes"})
    assert asked.post(f"{root}/about/name", data={"name": "N. A."}).status_code == 303
    made = {(one.what, one.before, one.after) for one in corrections(cases.store, checked.id)}
    assert {("sender", "name: Ann Ashworth; address: 3 Mill Lane", "name: Ann Ashworth; address: 4 Mill Lane"),
            ("situation", "", "urgent: yes"), ("name of the case", "Nell", "N. A.")} <= made
    page = asked.get(f"{root}/about").text
    assert "N. A." in page
    assert "4 Mill Lane" in page
    assert asked.post(f"{root}/about/name", data={"name": "x" * 201}).status_code == 422


def test_everything_that_is_held(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    root = f"/cases/{checked.id}"
    asked.post(f"{root}/notes", data={"words": "Rang <the> school"})
    asked.post(f"{root}/about/hold", data={"why": "Complaint"})
    answer = asked.get(f"{root}/about/all-that-is-held.zip")
    assert "nell" not in answer.headers["content-disposition"].lower()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        files = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    papers = {path.name: path.read_bytes() for path in cases.store.papers(checked.id).iterdir()
              if not path.name.startswith(".")}
    assert {name.removeprefix("papers/"): content for name, content in files.items()
            if name.startswith("papers/")} == papers
    assert {"results/report.docx", "results/findings.json", "kept/reading.json", "kept/notes.json"} <= set(files)
    kept = {name for name in cases.store.names(checked.id) if not name.startswith("picture-")}
    assert {f"kept/{name}.json" for name in kept} <= set(files)
    assert all(json.loads(content) for name, content in files.items() if name.endswith(".json"))
    said = json.loads(files["held.json"])
    assert said["notes"][0]["words"] == "Rang <the> school"
    assert said["holds"][0]["why"] == "Complaint"
    assert {one["what"] for one in said["record"]} >= {"corrected", "held"}
    page = files["read_me_first.html"].decode()
    assert "Rang &lt;the&gt; school" in page
    assert "papers/plan" in page
    assert Record(cases.store.folder.parent).entries(checked.id)[-1].what is What.EXPORTED


def test_an_unchecked_case_and_one_without_papers_are_given_whole(asked: TestClient, cases: Cases) -> None:
    case = cases.add("Kit", NOW)
    assert asked.get(f"/cases/{case.id}/about/all-that-is-held.zip").status_code == 200
    assert asked.get(f"/cases/{case.id}/about").status_code == 200


def test_how_long_is_changed_by_whoever_looks_after_the_desk(asked: TestClient) -> None:
    assert "12 months" in asked.get("/retention").text
    for wrong in ("", "-1", "121", "many", "9" * 40):
        assert asked.post("/retention", data={"months": wrong}).status_code == 422
    assert asked.post("/retention", data={"months": "24"}).status_code == 303
    assert "24 months" in asked.get("/retention").text


def test_in_a_team_only_an_admin_changes_it(office: Office) -> None:        # noqa: F811
    for role, status in ((Role.PARENT, 404), (Role.ADVISER, 404), (Role.SUPERVISOR, 404), (Role.ADMIN, 303)):
        client = office.joined(role.value.title(), role)
        assert client.post("/retention", data={"months": "24"}).status_code == status, role
        assert client.get("/retention").status_code == 200
