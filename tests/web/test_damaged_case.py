"""A case that cannot be opened says why and what to do, keeps nobody from the others, and can be erased."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.caseload import CaseEntry, State
from pipeline.store.cases import Cases
from tests.copied import copied
from tests.web.conftest import NOW


@pytest.fixture
def closed(cases: Cases, checked_once: tuple) -> CaseEntry:
    """A checked case at which nobody is at work."""
    case_id = cases.add("Nell", NOW).id
    copied(*checked_once, cases.store, case_id)
    cases.mark(case_id, State.DONE, NOW)
    return cases.get(case_id)


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("what", ["compared", "summary", "a paper"])
def test_a_changed_byte_is_said_with_what_can_be_done(
    asked: TestClient, cases: Cases, closed: CaseEntry, what: str
) -> None:
    cases.add("Kit", NOW)
    folder = cases.store.folder_of(closed.id)
    papers = (path for path in (folder / "papers.sealed").iterdir() if path.name != "list.sealed")
    change(next(papers) if what == "a paper" else folder / f"{what}.sealed")
    answer = asked.get(f"/cases/{closed.id}" if what != "a paper" else f"/cases/{closed.id}/papers")
    if what in ("compared", "a paper"):
        assert answer.status_code == 400
        assert "not as it was sealed" in answer.text
        assert "Restore the case from a backup, or erase it" in answer.text
    for page in ("/", "/caseload"):
        shown = asked.get(page)
        assert (shown.status_code, "Nell" in shown.text, "Kit" in shown.text) == (200, True, True)


def test_a_case_without_its_key_is_listed_said_and_can_be_erased(
    asked: TestClient, cases: Cases, closed: CaseEntry
) -> None:
    cases.add("Kit", NOW)
    (cases.store.keys.folder / closed.id).unlink()
    for page in ("/", "/caseload"):
        shown = asked.get(page)
        assert shown.status_code == 200
        assert "Kit" in shown.text
        assert re.search(r"Stopped", shown.text)
    answer = asked.get(f"/cases/{closed.id}")
    assert (answer.status_code, "sectionf keys restore" in answer.text) == (400, True)
    assert asked.get(f"/cases/{closed.id}/erase").status_code == 200
    assert asked.post(f"/cases/{closed.id}/erase").status_code == 303
    assert [case.name for case in cases.all()] == ["Kit"]
