"""How far a check has come is told line by line, goes on where a browser left off, and ends with what came of it."""

import re

import pytest
from fastapi.testclient import TestClient

from models.caseload import CaseEntry, State, Stopped
from pipeline.store import progress
from pipeline.store.cases import Cases
from tests.web.conftest import NOW

STEPS = ("In line", "Reading the plan", "Reading the plan, page 1 of 2", "Reading the plan, page 2 of 2",
         "Reading the school’s records")


@pytest.fixture
def case(cases: Cases) -> CaseEntry:
    made = cases.add("Kit", NOW)
    progress.begin(cases.store, made.id)
    for step in STEPS:
        progress.tell(cases.store, made.id, step)
    cases.mark(made.id, State.RUNNING)
    return cases.get(made.id)


def sent(asked: TestClient, case: CaseEntry, last: str = "") -> dict[str, str]:
    """The lines that a stream of a check that is over sends, by their ids."""
    told = asked.get(f"/cases/{case.id}/progress/events", headers={"Last-Event-ID": last} if last else {})
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text.endswith("event: end\ndata: end\n\n")
    return dict(re.findall("id: (.+)\ndata: (.+)\n\n", told.text))


def test_the_page_shows_each_step_once_and_works_without_script(asked: TestClient, case: CaseEntry) -> None:
    shown = asked.get(f"/cases/{case.id}/progress").text
    assert re.findall("<li data-step[^>]*>(.*?)</li>", shown) == [STEPS[0], STEPS[3], STEPS[4]]
    assert re.search(rf'<noscript>.*<a [^>]*href="/cases/{case.id}/progress">Look again', shown)


def test_each_line_is_sent_with_an_id(asked: TestClient, cases: Cases, case: CaseEntry) -> None:
    cases.mark(case.id, State.DONE, NOW)
    assert tuple(sent(asked, case).values()) == STEPS


def test_a_browser_that_comes_back_gets_what_it_has_missed(asked: TestClient, cases: Cases, case: CaseEntry) -> None:
    cases.mark(case.id, State.DONE, NOW)
    seen = list(sent(asked, case))
    assert tuple(sent(asked, case, last=seen[2]).values()) == STEPS[3:]
    assert sent(asked, case, last=seen[-1]) == {}


@pytest.mark.parametrize("last", ["nonsense", "00000000-3", "-1", "x-x"])
def test_an_id_of_another_run_counts_for_nothing(
    asked: TestClient, cases: Cases, case: CaseEntry, last: str
) -> None:
    cases.mark(case.id, State.DONE, NOW)
    assert tuple(sent(asked, case, last).values()) == STEPS


def test_a_line_that_is_not_whole_waits(cases: Cases, case: CaseEntry) -> None:
    with (cases.store.folder_of(case.id) / "progress.txt").open("a", encoding="utf-8") as file:
        file.write("Setting what was")
    assert progress.told(cases.store, case.id).lines == STEPS


def test_of_an_erased_case_nothing_is_told(cases: Cases, case: CaseEntry) -> None:
    cases.erase(case.id, NOW.date())
    progress.tell(cases.store, case.id, "Reading the plan")
    assert progress.told(cases.store, case.id).lines == ()


def test_what_stopped_a_check_is_shown_with_its_remedy(asked: TestClient, cases: Cases, case: CaseEntry) -> None:
    stopped = Stopped(what="No Section F was found <b>", where="plan.pdf", remedy="Check that it is the whole plan.")
    cases.mark(case.id, State.STOPPED, NOW, stopped)
    for page in (f"/cases/{case.id}/progress", f"/cases/{case.id}"):
        shown = asked.get(page).text
        assert "No Section F was found &lt;b&gt;" in shown
        assert "Where: plan.pdf" in shown
        assert "Check that it is the whole plan." in shown
        assert f'href="/cases/{case.id}/papers"' in shown


def test_a_check_that_is_done_leads_to_what_came_of_it(asked: TestClient, checked: CaseEntry) -> None:
    assert asked.get(f"/cases/{checked.id}/progress").headers["location"] == f"/cases/{checked.id}"


@pytest.mark.parametrize(("state", "words"), [
    (State.NEW, "Not checked yet"), (State.WAITING, "In line"), (State.RUNNING, "Being checked"),
    (State.DONE, "Checked"), (State.STOPPED, "No plan was found."),
])
def test_the_list_says_how_far_each_case_has_come(
    asked: TestClient, cases: Cases, case: CaseEntry, state: State, words: str
) -> None:
    cases.mark(case.id, state, NOW, Stopped(what="No plan was found") if state is State.STOPPED else None)
    assert words in asked.get("/").text
