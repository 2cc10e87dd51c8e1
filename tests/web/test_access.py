"""Nobody reads another's case: by role, by guessing ids, through the API, with tokens, or by the path of a file."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.web.access.guard import MOST_BYTES
from app.web.api.router import described
from app.web.intake import receiving
from models.caseload import CaseEntry
from models.people import Role
from pipeline.store.cases import Cases
from pipeline.store.team.tokens import Tokens
from tests.web.conftest import NOW
from tests.web.test_team import SECRET, Office, office  # noqa: F401

API = [(path, method) for path, methods in described()["paths"].items() for method in methods]
CHANGES = ("post", "put", "patch", "delete")
SECRETS = ("SQLite format", "root:x:", "[sender]", "[files]")
"""What stands in files that nobody may reach."""
OUTSIDE = ["../../sectionf.db", "../case.toml", "..\\..\\sectionf.db", "/etc/passwd", "....//....//etc/passwd",
           "%2e%2e%2fsectionf.db", "..%2f..%2fsectionf.db", "plan.pdf\x00.png", "\x00", "C:\\Windows\\win.ini",
           "file:///etc/passwd", "papers/case.toml", "case.toml", "decisions.jsonl", "%00", "~root", "‮gpj.exe"]
"""What somebody writes in the place of a number, a hash or a name."""


class Programs:
    """The programs of two people of one team, each with a token; one of them has a case."""

    def __init__(self, team: Office) -> None:
        self.team = team
        self.case_id = self.with_case("Bo")

    def with_case(self, name: str) -> str:
        self.team.joined(name, Role.ADVISER)
        return self.team.case_of(name)

    def of(self, name: str) -> TestClient:
        client = self.team.browser()
        token = Tokens(self.team.cases.database).make(self.team.id_of(name), "Case system", NOW)
        client.headers["Authorization"] = f"Bearer {token}"
        return client


@pytest.fixture
def programs(office: Office) -> Programs:        # noqa: F811
    return Programs(office)


def filled(path: str, case_id: str, rest: str = "1") -> str:
    return re.sub(r"\{[^}]*\}", quote(rest, safe=""), path.replace("{case_id}", case_id))


def body(method: str) -> dict[str, object]:
    """Something that each change would take, so that no body is refused before the case is."""
    return {"json": {"name": "x", "kind": "sent", "date": "2025-11-03", "act": "accept", "about": "x"}} \
        if method in CHANGES else {}


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reaches_anothers_case_through_the_api(programs: Programs, role: Role) -> None:
    programs.team.joined("Someone", role)
    for client in (programs.of("Someone"), programs.team.browser()):
        if "Authorization" not in client.headers:
            client.post("/sign-in", data={"email": "someone@example.org", "secret": SECRET})
        for path, method in API:
            if "{case_id}" in path:
                answer = client.request(method, filled(path, programs.case_id), **body(method))
                assert answer.status_code in (404, 422), (method, path)
                assert "A case of" not in answer.text
        assert client.get("/api/cases").json() == client.get("/api/caseload").json() == []
    assert programs.of("Bo").get(f"/api/cases/{programs.case_id}").json()["state"] == "new"


def test_a_body_is_not_looked_at_before_the_case(programs: Programs) -> None:
    """Else the difference between 404 and 422 would say which ids are in use."""
    programs.team.joined("Cy", Role.ADVISER)
    client = programs.of("Cy")
    for path, method in API:
        if "{case_id}" in path and method in CHANGES:
            theirs, nobodys = (client.request(method, filled(path, one), json={})
                               for one in (programs.case_id, "0" * 32))
            assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content), (method, path)


def test_ids_are_not_to_be_guessed(programs: Programs) -> None:
    client = programs.of("Bo")
    near = f"{int(programs.case_id, 16) + 1:032x}"
    there = programs.case_id
    for guess in (near, there.upper(), there[:-1], f"{there}0", "1", "owner", *OUTSIDE):
        for path in ("/api/cases/{case_id}", "/api/cases/{case_id}/findings", "/api/cases/{case_id}/papers"):
            assert client.get(path.replace("{case_id}", quote(guess, safe=""))).status_code == 404, guess
    assert len({programs.team.case_of("Bo") for _ in range(20)}) == 20


def test_a_token_is_its_persons_and_ends_with_their_access(programs: Programs) -> None:
    programs.team.joined("Cy", Role.ADVISER)
    bo, cy = programs.of("Bo"), programs.of("Cy")
    assert len(bo.get("/api/cases").json()) == 1
    (theirs,) = Tokens(programs.team.cases.database).of(programs.team.id_of("Bo"))
    browser = programs.team.browser()
    browser.post("/sign-in", data={"email": "cy@example.org", "secret": SECRET})
    assert theirs.id not in browser.get("/tokens").text
    assert browser.post(f"/tokens/{theirs.id}/end").status_code == 303
    assert bo.get("/api/cases").status_code == 200           # Cy cannot end what is Bo's
    programs.team.people.end(programs.team.id_of("Bo"))
    assert bo.get("/api/cases").status_code == 401
    assert cy.get("/api/cases").status_code == 200


def test_a_token_of_the_owner_is_worth_nothing_in_a_team(programs: Programs) -> None:
    client = programs.team.browser()
    token = Tokens(programs.team.cases.database).make("owner", "from before", NOW)
    assert client.get("/api/cases", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_token_is_no_cookie_and_no_invitation_and_the_other_way_round(programs: Programs) -> None:
    token = programs.of("Bo").headers["Authorization"].removeprefix("Bearer ")
    invitation = programs.team.people.invite(Role.ADMIN, NOW)
    browser = programs.team.browser()
    browser.post("/sign-in", data={"email": "bo@example.org", "secret": SECRET})
    cookie = browser.cookies["sectionf"]
    nobody = programs.team.browser()
    for other in (cookie, invitation):
        assert nobody.get("/api/cases", headers={"Authorization": f"Bearer {other}"}).status_code == 401
    for other in (token, invitation):
        nobody.cookies.set("sectionf", other, domain="localhost.local")
        assert nobody.get("/").status_code == 303
    assert nobody.get("/join", params={"token": token}).status_code == 400


def test_an_invitation_for_one_case_opens_no_other(programs: Programs) -> None:
    token = programs.team.people.invite(Role.PARENT, NOW, programs.case_id)
    parent = programs.team.browser()
    told = {"token": token, "name": "Pat", "email": "pat@example.org", "secret": SECRET}
    assert parent.post("/join", data=told).status_code == 303
    other = programs.team.case_of("Bo")
    assert parent.get(f"/cases/{programs.case_id}/papers").status_code == 200
    assert parent.get(f"/cases/{other}/papers").status_code == 404
    assert programs.team.browser().post("/join", data={**told, "email": "cy@example.org"}).status_code == 400


@pytest.mark.parametrize("written", OUTSIDE)
def test_no_path_leads_out_of_a_case(asked: TestClient, checked: CaseEntry, written: str) -> None:
    """Every address that takes a number, a hash or a name, on the pages and in the API."""
    for path, methods in asked.app.openapi()["paths"].items():
        if "{case_id}/" not in path or path.count("{") < 2:
            continue
        for method in methods:
            for raw in (quote(written, safe=""), quote(written, safe="/")):
                there = re.sub(r"\{[^}]*\}", lambda _found, raw=raw: raw, path.replace("{case_id}", checked.id))
                answer = asked.request(method, there, **body(method))
                assert answer.status_code in (303, 400, 404, 405, 422), (method, there, answer.status_code)
                assert not any(secret in answer.text for secret in SECRETS)


@pytest.mark.parametrize("written", OUTSIDE)
def test_no_query_leads_out_of_a_case(asked: TestClient, checked: CaseEntry, written: str) -> None:
    asks = {"rows": ("file", "sheet", "row", "item", "of"), "pages/7": ("item",), "pages/7/picture": ("item",),
            "review": ("at", "item", "q", "met"), "records": ("at",), "review/second": ("at",),
            "events/new": ("kind", "route")}
    for page, names in asks.items():
        for name in names:
            answer = asked.get(f"/cases/{checked.id}/{page}", params={"file": "1", name: written})
            assert answer.status_code < 500, (page, name)
            assert not any(secret in answer.text for secret in SECRETS)
    assert asked.get(f"/static/{quote(written, safe='')}").status_code == 404
    assert asked.get(f"/static/{quote(written, safe='/')}").status_code in (303, 404)


@pytest.mark.parametrize("path", ["/api/cases", "/api/cases/{}/events", "/cases/{}/notes",
                                  "/cases/{}/review/bring-back", "/tokens", "/sign-in"])
def test_nobody_fills_the_memory(asked: TestClient, checked: CaseEntry, path: str) -> None:
    there, much = path.format(checked.id), b"x" * (MOST_BYTES + 1)
    for client in (asked, TestClient(asked.app, base_url="http://localhost")):
        assert client.post(there, content=much).status_code == 413
        assert client.post(there, content=iter([much[:10]])).status_code == 413         # of a length that is not told


def test_papers_are_counted_as_they_arrive_by_those_who_may_send_them(
    asked: TestClient, checked: CaseEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES_TOGETHER", 5000)
    for there in ("/cases", f"/cases/{checked.id}/papers", f"/api/cases/{checked.id}/papers"):
        assert asked.post(there, files=[("papers", ("a.csv", b"x" * 6000))]).status_code == 400
        nobody = TestClient(asked.app, base_url="http://localhost").post(there, content=iter([b"x" * 6000] * 10))
        assert nobody.status_code in (401, 403)


def test_what_is_written_with_a_nul_is_kept_without(asked: TestClient, cases: Cases) -> None:
    """PostgreSQL takes no NUL in its words."""
    answer = asked.post("/cases", files=[("papers", ("plan.txt", b"Section F"))], data={"name": "Ne\x00ll"})
    assert answer.status_code == 303
    assert [case.name for case in cases.all()] == ["Nell"]
    assert asked.post("/api/cases", json={"name": "Ne\x00ll"}).status_code == 422
