"""A team: accounts by invitation, sign-ins that end, tries that run out, and cases that are nobody else's."""

import datetime as dt
import re

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from app.web.access.team_gate import TeamGate
from app.web.application import application
from models.people import Role
from pipeline.store.cases import Cases
from pipeline.store.team import people
from pipeline.store.team.sign_ins import IDLE, LONGEST, TRIES, WITHIN, SignIns
from tests.web.conftest import NOW

SECRET = "otter lantern gravel"      # noqa: S105  # of nobody


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> dt.datetime:
        return self.time


class Office:
    """A team with its app; each person has a browser of their own."""

    def __init__(self, cases: Cases) -> None:
        self.clock, self.cases = Clock(), cases
        self.gate = TeamGate(SignIns(cases.database), self.clock)
        self.app = application(cases, self.gate, None)
        self.people = self.gate.people

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def joined(self, name: str, role: Role, case_id: str = "") -> TestClient:
        client = self.browser()
        token = self.people.invite(role, self.clock(), case_id)
        told = {"token": token, "name": name, "email": f"{name.lower()}@example.org", "secret": SECRET}
        assert client.post("/join", data=told).status_code == 303
        return client

    def id_of(self, name: str) -> str:
        return next(one.id for one in self.people.all() if one.name == name)

    def case_of(self, name: str) -> str:
        return self.cases.of(self.id_of(name)).add(f"A case of {name}", NOW).id


@pytest.fixture(autouse=True)
def _passwords_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def office(cases: Cases) -> Office:
    made = Office(cases)
    made.joined("Ada", Role.ADMIN)
    return made


def sign_in(client: TestClient, email: str, secret: str = SECRET, after: str = "/"):
    return client.post("/sign-in", params={"after": after}, data={"email": email, "secret": secret})


def test_nobody_sees_anything_before_they_sign_in(office):
    answer = office.browser().get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?after=%2F")
    assert office.browser().post("/cases/sample").status_code == 403


def test_somebody_signs_in_and_goes_where_they_were_going(office):
    client = office.browser()
    assert sign_in(client, "ADA@example.org ", after="/team").headers["location"] == "/team"
    assert "Ada" in client.get("/team").text
    assert client.post("/sign-out").status_code == 303
    assert client.get("/team").status_code == 303


@pytest.mark.parametrize("after", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_nobody_is_sent_elsewhere(office, after):
    assert sign_in(office.browser(), "ada@example.org", after=after).headers["location"] == "/"


@pytest.mark.parametrize(("email", "secret"), [("ada@example.org", "wrong wrong wrong"), ("no@example.org", SECRET)])
def test_a_wrong_address_and_a_wrong_password_look_the_same(office, email, secret):
    answer = sign_in(office.browser(), email, secret)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert secret not in answer.text


def test_tries_run_out_for_an_address_and_come_back(office):
    client = office.browser()
    for _ in range(TRIES):
        sign_in(client, "ada@example.org", "wrong wrong wrong")
    assert "wrong tries" in sign_in(client, "ada@example.org").text
    office.clock.time += WITHIN + dt.timedelta(seconds=1)
    assert sign_in(client, "ada@example.org").status_code == 303


def test_a_sign_in_ends_with_rest_and_with_the_day(office):
    client = office.browser()
    sign_in(client, "ada@example.org")
    office.clock.time += IDLE
    assert client.get("/").status_code == 200
    office.clock.time += IDLE + dt.timedelta(seconds=1)
    assert client.get("/").status_code == 303
    sign_in(client, "ada@example.org")
    for _ in range(LONGEST // IDLE):
        office.clock.time += IDLE
        assert client.get("/").status_code == 200
    office.clock.time += dt.timedelta(seconds=1)
    assert client.get("/").status_code == 303


def test_staying_starts_the_half_hour_anew(office):
    client = office.browser()
    sign_in(client, "ada@example.org")
    office.clock.time += IDLE
    assert client.post("/stay").status_code == 204
    office.clock.time += IDLE
    assert client.get("/").status_code == 200


def test_the_pages_say_when_a_sign_in_ends_and_warn(office):
    client = office.browser()
    sign_in(client, "ada@example.org")
    assert 'data-signed-in="30"' in client.get("/").text
    assert 'id="ending"' in client.get("/").text


def test_an_invitation_works_once_for_a_week(office):
    token = office.people.invite(Role.PARENT, office.clock())
    told = {"token": token, "name": "Pat", "email": "pat@example.org", "secret": SECRET}
    assert office.browser().get("/join", params={"token": token}).status_code == 200
    assert office.browser().post("/join", data=told).status_code == 303
    assert office.browser().post("/join", data={**told, "email": "other@example.org"}).status_code == 400
    late = office.people.invite(Role.PARENT, office.clock() - dt.timedelta(days=8))
    assert office.browser().get("/join", params={"token": late}).status_code == 400
    assert office.browser().get("/join", params={"token": "guessed"}).status_code == 400


LACKING = [("secret", "short"), ("secret", "pat@example.org"), ("email", "nowhere"), ("email", "ada@example.org"),
           ("name", " ")]


@pytest.mark.parametrize(("field", "words"), LACKING)
def test_what_an_account_lacks_is_said_beside_its_field(office, field, words):
    token = office.people.invite(Role.PARENT, office.clock())
    told = {"token": token, "name": "Pat", "email": "pat@example.org", "secret": SECRET, field: words}
    answer = office.browser().post("/join", data=told)
    assert answer.status_code == 422
    assert f'id="{field}-why"' in answer.text
    assert office.browser().post("/join", data={**told, "name": "Pat", "email": "pat@example.org",
                                                "secret": SECRET}).status_code == 303


def test_only_an_admin_looks_after_accounts(office):
    for role in (Role.PARENT, Role.ADVISER, Role.SUPERVISOR):
        client = office.joined(f"Some-{role}", role)
        assert client.get("/team").status_code == 404
        for path in ("/team/invite", f"/team/{office.id_of('Ada')}/role", f"/team/{office.id_of('Ada')}/end"):
            assert client.post(path, data={"role": "admin"}).status_code == 404
    assert office.people.get(office.id_of("Ada")).active


def test_one_admin_has_to_stay(office):
    client = office.browser()
    sign_in(client, "ada@example.org")
    assert client.post(f"/team/{office.id_of('Ada')}/end").status_code == 422
    assert client.post(f"/team/{office.id_of('Ada')}/role", data={"role": "parent"}).status_code == 422
    assert client.get("/team").status_code == 200


def test_ended_access_ends_at_once(office):
    adviser = office.joined("Bo", Role.ADVISER)
    assert adviser.get("/").status_code == 200
    office.people.end(office.id_of("Bo"))
    assert adviser.get("/").status_code == 303
    assert sign_in(office.browser(), "bo@example.org").status_code == 422


@pytest.mark.parametrize("role", list(Role))
def test_nobody_reads_the_case_of_another_whatever_their_role(office, role):
    office.joined("Bo", Role.ADVISER)
    theirs = office.case_of("Bo")
    client = office.joined("Someone", role)
    assert theirs not in client.get("/").text
    routes = [(path, method) for path, methods in office.app.openapi()["paths"].items() for method in methods
              if "{case_id}" in path]
    assert len(routes) > 40
    for path, method in routes:
        filled = re.sub(r"\{[^}]*\}", "1", path.replace("{case_id}", theirs))
        answer = client.request(method, filled)
        assert answer.status_code == 404, (method, path)
        assert "A case of Bo" not in answer.text


def test_a_case_is_shared_and_a_parent_invited_to_it_alone(office):
    bo = office.joined("Bo", Role.ADVISER)
    office.joined("Cy", Role.ADVISER)
    first, second = office.case_of("Bo"), office.case_of("Bo")
    assert bo.post(f"/cases/{first}/sharing", data={"person": office.id_of("Cy")}).status_code == 303
    assert [one.id for one in office.cases.of(office.id_of("Cy")).all()] == [first]
    link = re.search(r"token=([\w-]+)", bo.post(f"/cases/{second}/sharing/invite").text).group(1)
    parent = office.browser()
    parent.post("/join", data={"token": link, "name": "Pat", "email": "pat@example.org", "secret": SECRET})
    assert [one.id for one in office.cases.of(office.id_of("Pat")).all()] == [second]
    assert parent.post(f"/cases/{second}/sharing", data={"person": office.id_of("Cy")}).status_code == 404
    assert bo.post(f"/cases/{second}/sharing/{office.id_of('Pat')}/end").status_code == 404


def test_a_supervisor_ends_a_part_but_never_the_last(office):
    lead = office.joined("Lee", Role.SUPERVISOR)
    office.joined("Cy", Role.ADVISER)
    case_id = office.case_of("Lee")
    office.people.share(case_id, office.id_of("Cy"))
    assert lead.post(f"/cases/{case_id}/sharing/{office.id_of('Cy')}/end").status_code == 303
    assert lead.post(f"/cases/{case_id}/sharing/{office.id_of('Lee')}/end").status_code == 422
    assert [one.name for one in office.people.members(case_id)] == ["Lee"]


def test_passwords_and_cookies_are_not_kept_in_clear(office, tmp_path):
    client = office.browser()
    sign_in(client, "ada@example.org")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("sectionf.db*"))
    assert b"$argon2id$" in kept
    assert SECRET.encode() not in kept
    assert client.cookies["sectionf"].encode() not in kept
