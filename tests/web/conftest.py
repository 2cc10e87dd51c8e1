"""The web app on a store of its own, asked by somebody who is signed in; and a sample case that was checked."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from app.web.access.gate import Gate
from app.web.application import application
from models.caseload import CaseEntry, State
from pipeline import steps
from pipeline.case_folder import DECISIONS
from pipeline.review.decisions import Made, read_decisions, standing
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from tests.copied import copied
from tests.web.runs import Here

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)


@pytest.fixture
def cases(tmp_path: Path) -> Cases:
    return Cases(Database(f"sqlite:///{tmp_path / 'sectionf.db'}"), Store(tmp_path / "cases"))


@pytest.fixture
def runs(cases: Cases) -> Here:
    return Here(cases)


@pytest.fixture
def asked(cases: Cases, runs: Here) -> TestClient:
    """A client that came in by the address which was printed."""
    gate = Gate()
    client = TestClient(application(cases, gate, runs), base_url="http://localhost", follow_redirects=False)
    assert client.get("/enter", params={"token": gate.token}).status_code == 303
    return client


@pytest.fixture(scope="session")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """A case in a store, after all its steps."""
    store = Store(tmp_path_factory.mktemp("checked") / "cases")
    case_id = store.new()
    with store.opened(case_id):
        shutil.copytree(samples_folder() / "nell", store.papers(case_id), dirs_exist_ok=True)
        steps.take_up(store, case_id, NOW.date())
        for step in steps.STEPS:
            step(store, case_id)
    return store, case_id


@pytest.fixture
def checked(cases: Cases, checked_once: tuple[Store, str]) -> Iterator[CaseEntry]:
    """A checked case of this desk, open for as long as the test looks at it."""
    case_id = cases.add("Nell", NOW).id
    copied(*checked_once, cases.store, case_id)
    cases.mark(case_id, State.DONE, NOW)
    with cases.store.opened(case_id):
        steps.take_up(cases.store, case_id, NOW.date())
        yield cases.get(case_id)


@pytest.fixture
def made(cases: Cases, checked: CaseEntry) -> Callable[[], list[Made]]:
    """The decisions about the checked case that stand, as they are when this is called."""
    return lambda: standing(read_decisions(cases.store.papers(checked.id) / DECISIONS))
