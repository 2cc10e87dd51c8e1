"""Who gets in: the address that was printed, once; nobody else, and no change from another site."""

import pytest
from fastapi.testclient import TestClient

from app.web.access.gate import Gate
from app.web.application import application
from models.caseload import CaseEntry
from pipeline.store.cases import Cases
from tests.web.runs import Here


def test_the_address_works_once(cases: Cases) -> None:
    gate = Gate()
    token, made = gate.token, application(cases, gate, Here(cases))
    first, second = (TestClient(made, base_url="http://localhost", follow_redirects=False) for _ in range(2))
    assert first.get("/enter", params={"token": token}).headers["location"] == "/"
    assert first.get("/").status_code == 200
    assert second.get("/enter", params={"token": token}).status_code == 403
    assert second.get("/").status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_no_other_token_opens(cases: Cases, token: str) -> None:
    client = TestClient(application(cases, Gate(), Here(cases)), base_url="http://localhost")
    assert client.get("/enter", params={"token": token}).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(cases: Cases) -> None:
    gate = Gate()
    client = TestClient(application(cases, gate, Here(cases)), base_url="http://localhost", follow_redirects=False)
    cookie = client.get("/enter", params={"token": gate.token}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("header", [{"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"},
                                    {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}])
def test_another_site_changes_nothing(asked: TestClient, header: dict[str, str]) -> None:
    assert asked.post("/", headers=header).status_code == 403


def test_another_name_for_this_machine_is_refused(asked: TestClient) -> None:
    assert asked.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_every_answer_carries_the_policy(asked: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/pages.css"):
        policy = asked.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_list_shows_a_case(asked: TestClient, checked: CaseEntry) -> None:
    assert f'href="/cases/{checked.id}"' in asked.get("/").text


def test_the_empty_list_explains(asked: TestClient) -> None:
    assert "There are no cases yet" in asked.get("/").text
