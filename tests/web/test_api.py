"""The API for other systems: the same as the pages, by a token or by the cookie, described for programs."""

import re
import stat
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.serve import written_token
from app.web.api.router import described
from models.caseload import CaseEntry
from models.errors import OutputFailed
from models.gap import Report
from pipeline.case_folder import DECISIONS
from pipeline.contract import check_json
from pipeline.review.decisions import read_decisions
from pipeline.store.cases import Cases
from pipeline.store.team.tokens import Tokens
from tests.web.conftest import NOW
from tests.web.runs import Here
from tests.web.test_handing_in import KIT

ELSEWHERE = {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def program(asked: TestClient) -> TestClient:
    """A program with a token that the owner made on the page, and no cookie."""
    shown = asked.post("/tokens", data={"name": "Case system"}).text
    token = re.search(r'id="made"[^>]* value="([^"]+)"', shown)[1]
    return TestClient(asked.app, base_url="http://localhost", follow_redirects=False,
                      headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def root(checked: CaseEntry) -> str:
    return f"/api/cases/{checked.id}"


def test_a_program_takes_a_case_from_its_papers_to_its_check(program: TestClient, runs: Here) -> None:
    case = program.post("/api/cases", json={"name": "Kit"}).json()
    root = f"/api/cases/{case['id']}"
    assert program.post(f"{root}/check").json()["where"] == "papers"
    names = ("plan.txt", "log.csv", "register.csv", "calendar.csv")
    held = program.post(f"{root}/papers", files=[("papers", (name, (KIT / name).read_bytes())) for name in names])
    assert held.status_code == 201
    assert {paper["file"]: paper["kind"] for paper in held.json()["papers"]} == {
        "plan.txt": "plan", "log.csv": "logs", "register.csv": "registers", "calendar.csv": "calendar"}
    assert held.json()["to_settle"] == []
    log = next(paper["id"] for paper in held.json()["papers"] if paper["file"] == "log.csv")
    assert program.patch(f"{root}/papers/{log}", json={"kind": "timetables"}).json()["kind"] == "timetables"
    assert program.delete(f"{root}/papers/{log}").status_code == 204
    started = program.post(f"{root}/check")
    assert (started.status_code, started.json()["state"], runs.started) == (202, "waiting", [case["id"]])
    assert program.patch(root, json={"name": "Kit B"}).json()["name"] == "Kit B"
    assert [one["name"] for one in program.get("/api/cases").json()] == ["Kit B"]
    assert program.delete(root).status_code == 204
    assert program.get(root).status_code == 404


def test_why_a_paper_was_refused_is_told(program: TestClient, root: str) -> None:
    held = program.post(f"{root}/papers", files=[("papers", ("run.exe", b"MZ"))]).json()
    assert held["refused"][0]["why"]["remedy"]


def test_findings_are_those_of_the_check(program: TestClient, root: str, checked: CaseEntry, cases: Cases) -> None:
    found = program.get(f"{root}/findings").json()
    kept = check_json(cases.store.get(checked.id, "report", Report))
    assert found["schema"] == "sectionf/check/1"
    assert found["findings"] == kept["findings"]
    assert {one["route"] for one in program.get(f"{root}/routes").json()["routes"]} >= {"R1", "R4"}


def test_a_reading_is_decided_about_and_taken_back(
    program: TestClient, root: str, checked: CaseEntry, cases: Cases
) -> None:
    first = program.get(f"{root}/readings").json()[0]
    there = f"{root}/readings/{first['about']}"
    assert program.post(f"{there}/decisions", json={"act": "accept"}).json()["settled"]
    edit = {"act": "edit", "edits": {"max_group_size": 4}, "why": "as agreed"}
    assert program.post(f"{there}/decisions", json=edit).json()["reading"]["max_group_size"] == 4
    in_words = {"act": "edit", "words": "two 30-minute sessions a week"}
    assert program.post(f"{there}/decisions", json=in_words).json()["reading"]["schedules"][0]["total_minutes"] == 60
    assert [one["about"] for one in program.post(f"{root}/readings/undo").json()] == [first["about"]]
    made = read_decisions(cases.store.papers(checked.id) / DECISIONS)
    assert [(one.action.value, one.by) for one in made] == [
        ("accept", "you"), ("edit", "you"), ("edit", "you"), ("undo", "you")]


@pytest.mark.parametrize("said", [
    {"act": "edit"}, {"act": "edit", "edits": {"max_group_size": "many"}},
    {"act": "edit", "edits": {"schedules": [{"sessions": "two"}]}},
    {"act": "edit", "words": "as needed"}, {"act": "take", "choice": 9}])
def test_what_makes_no_reading_is_not_kept(program: TestClient, root: str, checked: CaseEntry, cases: Cases,
                                           said: dict[str, object]) -> None:
    about = program.get(f"{root}/readings").json()[0]["about"]
    answer = program.post(f"{root}/readings/{about}/decisions", json=said)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert read_decisions(cases.store.papers(checked.id) / DECISIONS) == ()


def test_what_the_records_leave_open_is_answered(program: TestClient, root: str) -> None:
    asked = next(one for one in program.get(f"{root}/questions").json() if one["kind"] == "person")
    said = {"about": asked["about"], "name": "Mrs Bright (TA)"}
    after = program.post(f"{root}/questions/answers", json=said).json()
    assert [one["answered"] for one in after if one["about"] == asked["about"]] == [True]
    after = program.post(f"{root}/questions/undo").json()
    assert [one["answered"] for one in after if one["about"] == asked["about"]] == [False]
    assert program.post(f"{root}/questions/answers", json={"about": asked["about"]}).status_code == 400
    assert program.post(f"{root}/questions/answers", json={"about": "staff: nobody", "name": "x"}).status_code == 404


def test_an_event_is_entered_as_on_its_page(program: TestClient, root: str) -> None:
    sent = {"date": "2025-11-03", "kind": "sent", "route": "R4", "post": "email"}
    made = program.post(f"{root}/events", json=sent)
    assert made.status_code == 201
    assert program.get(f"{root}/events").json() == [made.json()]
    assert program.post(f"{root}/events", json=sent).status_code == 400
    assert program.post(f"{root}/events", json={**sent, "route": "R99"}).json()["where"] == "route"
    assert program.post(f"{root}/events", json={**sent, "date": "2099-11-03"}).json()["where"] == "date"


def test_what_would_be_found_otherwise(program: TestClient, root: str, runs: Here) -> None:
    seen = program.post(f"{root}/what-if", json={"last": "2025-10-24"}).json()
    assert seen["check"]["window"][1] == "2025-10-24"
    assert any(one["changed"] for one in seen["lines"])
    assert program.post(f"{root}/what-if", json={"first": "2025-12-01", "last": "2025-10-24"}).json()["where"] == "last"
    assert program.put(f"{root}/what-if", json={"last": "2025-10-24"}).status_code == 202
    assert runs.started


def test_letters_packs_and_files_are_those_of_the_pages(program: TestClient, asked: TestClient, root: str) -> None:
    pages = root.removeprefix("/api")
    assert "R4" in [one["route"] for one in program.get(f"{root}/letters").json()]
    letter = program.get(f"{root}/letters/R4/letter.docx")
    assert letter.content == asked.get(f"{pages}/letters/R4/letter.docx").content
    assert program.get(f"{root}/letters/R4/pack.zip").content[:2] == b"PK"
    for one in program.get(f"{root}/files").json():
        assert len(program.get(f"{root}/files/{one['sha256']}").content) == one["bytes"]
    assert program.get(f"{root}/files/everything.zip").content[:2] == b"PK"


def test_the_caseload_at_a_glance(program: TestClient, checked: CaseEntry) -> None:
    (line,) = program.get("/api/caseload", params={"queue": "all", "sort": "name"}).json()
    assert line["case"]["id"] == checked.id
    assert program.get("/api/caseload", params={"q": "somebody else"}).json() == []
    assert program.get("/api/caseload", params={"sort": "luck"}).status_code == 422


def test_a_token_is_no_key_to_the_pages(program: TestClient, checked: CaseEntry) -> None:
    for path in ("/", f"/cases/{checked.id}", "/tokens", "/caseload"):
        assert program.get(path).status_code == 403


def test_another_site_moves_no_cookie_but_a_token_may_come_from_anywhere(
    asked: TestClient, program: TestClient
) -> None:
    assert asked.post("/api/cases", json={"name": "x"}, headers=ELSEWHERE).status_code == 403
    assert asked.post("/api/cases", json={"name": "x"}).status_code == 201
    assert program.post("/api/cases", json={"name": "x"}, headers=ELSEWHERE).status_code == 201
    forged = {**ELSEWHERE, "Authorization": "Bearer guessed"}
    assert asked.post("/api/cases", json={"name": "x"}, headers=forged).status_code == 401      # the cookie counts not


def test_a_token_ends_at_once_and_is_kept_as_a_hash(
    asked: TestClient, program: TestClient, cases: Cases, tmp_path: Path
) -> None:
    assert "Never used" in asked.get("/tokens").text
    assert program.get("/api/cases").status_code == 200
    assert re.search(r"Last used \d", asked.get("/tokens").text)
    token = program.headers["Authorization"].removeprefix("Bearer ")
    assert token not in asked.get("/tokens").text
    assert token.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("sectionf.db*"))
    (one,) = Tokens(cases.database).of("owner")
    assert asked.post(f"/tokens/{one.id}/end").status_code == 303
    answer = program.get("/api/cases")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("name", ["", " ", "x" * 101])
def test_a_token_has_a_short_name(asked: TestClient, cases: Cases, name: str) -> None:
    answer = asked.post("/tokens", data={"name": name})
    assert answer.status_code == 422
    assert 'id="name-why"' in answer.text
    assert Tokens(cases.database).of("owner") == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer guessed", "Basic guessed", "bearer \x00"])
def test_nothing_opens_to_those_without_a_token(asked: TestClient, header: str, root: str) -> None:
    nobody = TestClient(asked.app, base_url="http://localhost")
    for path in ("/api/cases", "/api/openapi.json", root):
        answer = nobody.get(path, headers={"Authorization": header})
        assert answer.status_code == 401
        assert set(answer.json()) == {"title", "status", "what", "where", "remedy"}


def test_what_cannot_be_understood_names_fields_and_not_what_stood_in_them(program: TestClient) -> None:
    answer = program.post("/api/cases", json={"name": "Nell" * 100, "child": "Nell"})
    assert (answer.status_code, answer.json()["where"]) == (422, "body.child, body.name")
    assert "Nell" not in answer.text


def test_the_api_is_described_and_every_answer_has_a_model(asked: TestClient) -> None:
    told = asked.get("/api/openapi.json").json()
    assert told["paths"] == described()["paths"]
    assert all(path.startswith("/api/") for path in told["paths"])
    for path, methods in told["paths"].items():
        for method, said in methods.items():
            good = next(answer for status, answer in said["responses"].items() if status.startswith("2"))
            assert said["summary"], (method, path)
            assert "content" in good or "204" in said["responses"] or "202" in said["responses"], (method, path)


def test_there_is_no_page_of_documents_from_elsewhere(asked: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/api/docs"):
        assert asked.get(path).status_code == 404


def test_serve_writes_a_token_that_only_its_owner_can_read(asked: TestClient, cases: Cases, tmp_path: Path) -> None:
    file, tokens = tmp_path / "token.txt", Tokens(cases.database)
    written_token(file, tokens, NOW)
    token = file.read_text("utf-8").strip()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    program = TestClient(asked.app, base_url="http://localhost", headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/cases").status_code == 200
    written_token(file, tokens, NOW)
    assert file.read_text("utf-8").strip() == token
    tokens.end("owner", tokens.of("owner")[0].id)
    with pytest.raises(OutputFailed):
        written_token(file, tokens, NOW)
    assert file.read_text("utf-8").strip() == token
    with pytest.raises(OutputFailed):
        written_token(tmp_path / "nowhere" / "token.txt", tokens, NOW)


def test_no_more_tokens_than_somebody_can_look_over(cases: Cases) -> None:
    tokens = Tokens(cases.database)
    made = {tokens.make("owner", "one of many", NOW) for _ in range(50)}
    assert len(made) == 50
    with pytest.raises(Exception, match="50 tokens"):
        tokens.make("owner", "one too many", NOW)
