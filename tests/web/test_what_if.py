"""What if: other dates and another calendar are shown beside what was checked, and kept only where somebody says so."""

import tomllib

import pytest
from fastapi.testclient import TestClient

from app.web import clock
from models.caseload import CaseEntry
from models.papers import PaperKind
from pipeline.case_folder import read_case
from pipeline.store.cases import Cases
from pipeline.store.papers import Papers
from tests.web.conftest import NOW

AS_CHECKED = {"first": "2025-09-03", "last": "2025-12-19", "as_of": "2025-12-19", "term_dates": ""}
FIRST_HALF = {**AS_CHECKED, "last": "2025-10-24"}
TERM_DATES = ("Autumn term: Wednesday 3 September 2025 to Friday 19 December 2025\n"
              "Half-term: 20 October 2025 to 31 October 2025")


def settings(cases: Cases, case: CaseEntry) -> dict[str, object]:
    return tomllib.loads((cases.store.papers(case.id) / "case.toml").read_text("utf-8"))


def test_the_same_dates_change_nothing(asked: TestClient, checked: CaseEntry) -> None:
    words = asked.post(f"/cases/{checked.id}/what-if", data=AS_CHECKED).text
    assert "0 amounts of" in words


def test_fewer_days_are_seen_and_not_kept(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    before = settings(cases, checked)
    words = asked.post(f"/cases/{checked.id}/what-if", data=FIRST_HALF).text
    assert "Nothing is kept yet" in words
    assert "3 September 2025 to 24 October 2025" in words
    assert settings(cases, checked) == before


def test_pasted_term_dates_count(asked: TestClient, checked: CaseEntry) -> None:
    words = asked.post(f"/cases/{checked.id}/what-if", data={**AS_CHECKED, "term_dates": TERM_DATES}).text
    assert "Nothing is kept yet" in words
    assert "in 14 weeks" in words


@pytest.mark.parametrize(("typed", "why"), [
    ({"last": "2025-09-02"}, "before the first"), ({"first": ""}, "Say which day is the first"),
    ({"first": "31/02/2025"}, "This is no date"), ({"term_dates": "closed on Sundays"}, "No term with a first")])
def test_what_cannot_be_used_is_said_beside_its_field(
    asked: TestClient, checked: CaseEntry, typed: dict[str, str], why: str
) -> None:
    answer = asked.post(f"/cases/{checked.id}/what-if", data={**AS_CHECKED, **typed})
    assert answer.status_code == 422
    assert why in answer.text
    assert f'id="{next(iter(typed))}-why"' in answer.text


def test_what_is_kept_is_checked_again(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    before = settings(cases, checked)
    typed = {**FIRST_HALF, "term_dates": TERM_DATES}
    answer = asked.post(f"/cases/{checked.id}/what-if/keep", data=typed)
    assert answer.headers["location"] == f"/cases/{checked.id}/progress"
    after = settings(cases, checked)
    assert [str(day) for day in after["window"]] == ["2025-09-03", "2025-10-24"]
    assert after["sender"] == before["sender"]
    case = read_case(cases.store.papers(checked.id), NOW.date())
    assert case.calendar
    assert case.calendar.read_text("utf-8").startswith("Autumn term")
    assert {paper.kind for paper in Papers(cases.store, checked.id).all()} >= {PaperKind.UNKNOWN}


def test_the_day_of_today_is_not_held_on_to(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    typed = {**AS_CHECKED, "as_of": clock.today().isoformat()}
    assert asked.post(f"/cases/{checked.id}/what-if/keep", data=typed).status_code == 303
    assert "as_of" not in settings(cases, checked)
