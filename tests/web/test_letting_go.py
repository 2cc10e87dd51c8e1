"""The file of a plan can go once its readings are confirmed: the figures stay, and what goes is gone."""

import json

import pytest
from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from models.caseload import CaseEntry, State
from pipeline import steps
from pipeline.store.cases import Cases
from tests.web.conftest import NOW
from tests.web.test_review import Reviewer

PLAN = (samples_folder() / "nell" / "plan.pdf").read_bytes()
FIGURES = ("due_minutes", "planned_minutes", "delivered_minutes", "ledger", "status", "shortfall_minutes", "why")


def check(cases: Cases, case_id: str) -> list[dict]:
    """Check the case as a worker does; give its findings."""
    steps.take_up(cases.store, case_id, NOW.date())
    for step in steps.STEPS:
        step(cases.store, case_id)
    cases.mark(case_id, State.DONE, NOW)
    with cases.store.opened(case_id):
        found = json.loads((cases.store.results(case_id) / "findings.json").read_text("utf-8"))["findings"]
    return [{name: one[name] for name in FIGURES} for one in found]


@pytest.fixture
def settled(asked: TestClient, cases: Cases, checked: CaseEntry) -> list[dict]:
    """A checked case whose readings were all accepted; what was found with them."""
    ruth = Reviewer(asked, checked.id)
    ruth.look()
    for _ in range(40):
        if "All readings are settled" in ruth.answer.text:
            break
        ruth.press("accept")
    with cases.store.opened(checked.id):
        return check(cases, checked.id)


def test_it_is_not_offered_before_the_readings_are_settled(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/plan-file"
    assert "once there is one version of it, every reading is settled" in asked.get(root).text
    answer = asked.post(f"{root}/erase")
    assert answer.status_code == 400
    assert "cannot be erased yet" in answer.text


def test_the_figures_stay_and_the_file_is_gone(
        asked: TestClient, cases: Cases, checked: CaseEntry, settled: list[dict]) -> None:
    root = f"/cases/{checked.id}"
    assert "Every reading of plan.pdf is settled" in asked.get(f"{root}/plan-file").text
    assert asked.get(f"{root}/pages/7/picture?item=F1").status_code == 200
    assert asked.post(f"{root}/plan-file/erase").headers["location"] == f"{root}/progress"
    assert check(cases, checked.id) == settled
    with cases.store.opened(checked.id):
        folders = (cases.store.papers(checked.id), cases.store.results(checked.id))
        left = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert left
    assert not [one for one in left if one == PLAN or one.startswith(b"%PDF-")]
    assert not [name for name in cases.store.names(checked.id) if name.startswith("picture")]


def test_all_pages_go_on_without_it(
        asked: TestClient, cases: Cases, checked: CaseEntry, settled: list[dict]) -> None:
    root = f"/cases/{checked.id}"
    asked.post(f"{root}/plan-file/erase")
    check(cases, checked.id)
    page = asked.get(f"{root}/pages/7?item=F1").text
    assert "Direct, individual speech and language therapy" in page
    assert "plan.pdf" in page
    assert "<img" not in page
    for path in ("", "/papers", "/findings/F1", "/review", "/next", "/take-away", "/letters/R4", "/letters/R4/pack.zip",
                 "/plan-file", "/report/page"):
        assert asked.get(f"{root}{path}", follow_redirects=True).status_code == 200, path
    assert "Its own file was erased on" in asked.get(f"{root}/papers").text
    assert asked.post(f"{root}/plan-file/erase").status_code == 400
