"""Next steps: what was sent and said is entered, corrected and struck out, and nothing of it is ever lost."""

import re
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from models.case import EventKind, Milestone, Post
from models.caseload import CaseEntry
from pipeline.store.cases import Cases
from pipeline.store.diary import diary

LETTER = {"kind": "sent", "date": "2025-12-15", "route": "R4", "post": "email", "at": "16:59", "words": "by email"}
CALL = {"kind": "call", "date": "2025-12-10", "words": "The SENCO will look into it"}


def events(cases: Cases, case: CaseEntry) -> list[dict[str, object]]:
    settings = tomllib.loads((cases.store.papers(case.id) / "case.toml").read_text("utf-8"))
    return list(settings.get("events", []))


def entered(asked: TestClient, case: CaseEntry, typed: dict[str, str]) -> str:
    """Enter an event; give the address under which it can be corrected."""
    assert asked.post(f"/cases/{case.id}/events/new", data=typed).status_code == 303
    page = asked.get(f"/cases/{case.id}/next").text
    return re.findall(rf'(/cases/{case.id}/events/[0-9a-f]{{16}})', page)[0]


def test_a_letter_that_was_sent_starts_its_clock(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    entered(asked, checked, LETTER)
    assert events(cases, checked)[0]["route"] == "R4"
    page = asked.get(f"/cases/{checked.id}/next").text
    assert "an answer is awaited until" in page
    assert "15 December 2025" in page


def test_a_correction_keeps_what_stood_there(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    address = entered(asked, checked, CALL)
    answer = asked.post(address, data={**CALL, "date": "2025-12-11", "why": "it was Thursday", "do": "keep"})
    assert answer.status_code == 303
    assert [str(one["date"]) for one in events(cases, checked)] == ["2025-12-11"]
    page = asked.get(f"/cases/{checked.id}/next").text
    assert "it was Thursday" in page
    assert "10 December 2025: Call" in page


def test_what_is_struck_out_stays_in_the_diary(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    address = entered(asked, checked, CALL)
    assert asked.post(address, data={**CALL, "do": "strike", "why": ""}).status_code == 422
    assert asked.post(address, data={**CALL, "do": "strike", "why": "another child"}).status_code == 303
    assert events(cases, checked) == []
    assert [bool(one.after) for one in diary(cases.store.papers(checked.id))] == [True, False]
    assert "struck out" in asked.get(f"/cases/{checked.id}/next").text


def test_the_rest_of_the_settings_stays(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    path = cases.store.papers(checked.id) / "case.toml"
    before = tomllib.loads(path.read_text("utf-8"))
    entered(asked, checked, CALL)
    after = tomllib.loads(path.read_text("utf-8"))
    after.pop("events")
    assert after == before


@pytest.mark.parametrize(("typed", "field"), [
    ({"kind": ""}, "kind"), ({"kind": "dream"}, "kind"), ({"date": ""}, "date"), ({"date": "yesterday"}, "date"),
    ({"date": "2099-01-01"}, "date"), ({"route": "R99"}, "route"), ({"milestone": "victory"}, "milestone"),
    ({"at": "noon"}, "at"), ({"reply_by": "2025-12-01"}, "reply_by"), ({"words": "x" * 20_001}, "words")])
def test_what_cannot_be_used_is_said_beside_its_field(
    asked: TestClient, checked: CaseEntry, cases: Cases, typed: dict[str, str], field: str
) -> None:
    answer = asked.post(f"/cases/{checked.id}/events/new", data={**LETTER, **typed})
    assert answer.status_code == 422
    assert f'id="{field}-why"' in answer.text
    assert "by email" in answer.text or field == "words"
    assert events(cases, checked) == []


def test_every_milestone_can_be_chosen(asked: TestClient, checked: CaseEntry) -> None:
    page = asked.get(f"/cases/{checked.id}/events/new").text
    assert all(f'<option value="{one}"' in page for one in (*Milestone, *Post, *EventKind))


def test_the_same_thing_is_entered_once(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    entered(asked, checked, CALL)
    assert asked.post(f"/cases/{checked.id}/events/new", data=CALL).status_code == 422
    assert len(events(cases, checked)) == 1
    assert len(diary(cases.store.papers(checked.id))) == 1


def test_two_people_at_once_lose_nothing(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    calls = [{**CALL, "words": f"call {number}"} for number in range(12)]
    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(lambda typed: asked.post(f"/cases/{checked.id}/events/new", data=typed), calls))
    assert {answer.status_code for answer in answers} == {303}
    assert {one["words"] for one in events(cases, checked)} == {one["words"] for one in calls}
    assert len(diary(cases.store.papers(checked.id))) == 12


def test_somebody_who_comes_too_late_is_told(asked: TestClient, checked: CaseEntry) -> None:
    address = entered(asked, checked, CALL)
    assert asked.post(address, data={**CALL, "words": "first", "do": "keep"}).status_code == 303
    assert asked.post(address, data={**CALL, "words": "second", "do": "keep"}).status_code == 400


def test_html_in_an_event_stays_words(asked: TestClient, checked: CaseEntry) -> None:
    entered(asked, checked, {**CALL, "words": "<script>alert(1)</script>"})
    page = asked.get(f"/cases/{checked.id}/next").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_what_the_family_says_opens_routes(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    said = {"school_kind": "maintained", "out_of_school_since": "2025-12-01", "urgent": "yes"}
    assert asked.post(f"/cases/{checked.id}/situation", data=said).status_code == 303
    page = asked.get(f"/cases/{checked.id}/next").text
    assert 'id="way-R12"' in page
    form = asked.get(f"/cases/{checked.id}/situation").text
    assert 'value="1 December 2025"' in form
    assert re.search(r'name="urgent" value="yes" checked', form)
    assert asked.post(f"/cases/{checked.id}/situation", data={}).status_code == 303
    settings = tomllib.loads((cases.store.papers(checked.id) / "case.toml").read_text("utf-8"))
    assert "situation" not in settings


def test_people_and_addresses_are_kept(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    typed = {"school_name": "Mrs Ade", "school_role": "SENCO", "school_address": "1 Elm Row\r\n\r\nHalden "}
    assert asked.post(f"/cases/{checked.id}/people", data=typed).status_code == 303
    settings = tomllib.loads((cases.store.papers(checked.id) / "case.toml").read_text("utf-8"))
    assert settings["school"] == {"name": "Mrs Ade", "role": "SENCO", "address": ["1 Elm Row", "Halden"]}
    assert "sender" not in settings
    assert "Mrs Ade" in asked.get(f"/cases/{checked.id}/people").text
