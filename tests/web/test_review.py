"""The review on the web: what its pages say and keep, without a script."""

import base64
import datetime as dt
import hashlib
import html
import io
import json
import re
import shutil
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from app.web.access.gate import COOKIE, Gate
from app.web.application import application
from models.caseload import CaseEntry
from models.people import Person, Role
from models.provision import InForce
from models.review import Action
from pipeline.review.room import Room, file_of
from pipeline.steps import read_plan, take_up
from pipeline.store.cases import Cases
from tests.web.runs import Here

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)


class TwoPeople(Gate):
    """A gate for two, each known by their cookie."""

    def person(self, cookie: str) -> Person:
        return Person(id=cookie, name=cookie.title(), role=Role.ADVISER)


class Reviewer:
    """Somebody who follows the links and presses the buttons of the review of one case."""

    def __init__(self, client: TestClient, case_id: str) -> None:
        self.client, self.root, self.answer = client, f"/cases/{case_id}/review", None

    def look(self, where: str = "") -> str:
        path = where if where.startswith("/cases/") else f"{self.root}{where}"
        self.answer = self.client.get(path, follow_redirects=True)
        return self.answer.text

    def at(self, name: str) -> str:
        return self.hidden("about", self.look(f"?show=all&item={name}"))

    def hidden(self, name: str, text: str | None = None) -> str:
        return re.search(rf'name="{name}" value="([^"]*)"', text or self.answer.text)[1]

    def press(self, act: str, path: str = "/decide?show=open", **more: str) -> str:
        form = {"about": self.hidden("about"), "seen": self.hidden("seen"), "act": act} | more
        return self.post(path, form)

    def post(self, path: str, form: dict[str, object]) -> str:
        self.answer = self.client.post(f"{self.root}{path}", data=form, follow_redirects=True)
        return self.answer.text


@pytest.fixture
def ruth(asked: TestClient, checked: CaseEntry) -> Reviewer:
    return Reviewer(asked, checked.id)


def heading(text: str) -> str:
    return html.unescape(re.sub("<[^>]+>|\n", " ", re.search(r"<h1.*?</h1>", text, re.DOTALL)[0])).split()[0]


def test_doubts_come_first_and_a_card_says_all_that_is_needed(ruth: Reviewer) -> None:
    text = ruth.look()
    assert heading(text) == "G1"
    assert "Why a person has to look" in text
    assert "needs a person" in text
    assert "27 to look at, 1 of them in doubt" in text


def test_the_picture_of_the_words_is_shown_and_kept_in_the_private_folder(
        ruth: Reviewer, cases: Cases, checked: CaseEntry) -> None:
    ruth.look("?item=F18")
    pictures = re.findall(r'<img src="([^"]+)"', ruth.answer.text)
    assert len(pictures) == 2
    for address in (*pictures, f"{pictures[0]}?narrow=1"):
        answer = ruth.client.get(address)
        assert answer.headers["content-type"] == "image/webp"
        assert answer.content[8:12] == b"WEBP"
    assert len([name for name in cases.store.names(checked.id) if name.startswith("picture-")]) == 3
    assert ruth.client.get(pictures[0]).content == ruth.client.get(pictures[0]).content
    assert ruth.client.get(f"{pictures[0][:-1]}7").status_code == 404


def test_a_plan_without_pages_shows_its_words_marked(cases: Cases, asked: TestClient) -> None:
    case_id = cases.add("Kit", NOW).id
    with cases.store.opened(case_id):
        shutil.copytree(samples_folder() / "kit", cases.store.papers(case_id), dirs_exist_ok=True)
    text = Reviewer(asked, case_id).look("?item=F2")
    assert "<img" not in text
    assert "<mark>" in text


def test_each_decision_is_on_the_disk_before_the_answer_and_leads_to_the_next(ruth: Reviewer, made) -> None:
    ruth.look()
    assert heading(ruth.press("accept")) == "F1"
    assert heading(ruth.press("reject")) == "F2"
    assert [(one.provision_id, one.action) for one in made()] == [("G1", Action.ACCEPT), ("F1", Action.REJECT)]
    assert heading(ruth.post("/undo?show=open", {})) == "F1"
    assert [one.provision_id for one in made()] == ["G1"]


def test_the_place_and_the_filter_live_in_the_address(ruth: Reviewer) -> None:
    ruth.look("?q=teaching assistant&show=all")
    place = ruth.look(re.search(r'<a href="([^"]+)">F17</a>', ruth.answer.text)[1].replace("&amp;", "&"))
    assert heading(place) == "F17"
    assert 'value="teaching assistant"' in place
    assert heading(ruth.look(str(ruth.answer.url).removeprefix("http://localhost"))) == "F17"


def test_the_end_says_what_is_left_and_checks_again(ruth: Reviewer, runs: Here, checked: CaseEntry) -> None:
    ruth.look()
    while 'name="about"' in ruth.answer.text:
        ruth.press("accept")
    assert "All readings are settled" in ruth.answer.text
    answer = ruth.client.post(f"{ruth.root}/check")
    assert answer.headers["location"] == f"/cases/{checked.id}/progress"
    assert runs.started == [checked.id]


def test_own_words_are_shown_as_they_are_read_before_they_are_kept(ruth: Reviewer, made) -> None:
    at = ruth.at("F11")
    text = ruth.post(f"/edit?at={at}", {"by": "words", "words": "three 20-minute sessions a week"})
    assert "3 sessions of 20 minutes each week (1 hour)" in text
    assert not made()
    ruth.post(f"/edit?at={at}", {"by": "words", "words": "three 20-minute sessions a week", "sure": "yes"})
    (one,) = made()
    assert one.edits["schedules"][0]["total_minutes"] == 60
    assert one.why == "three 20-minute sessions a week"


@pytest.mark.parametrize(("form", "wrong"), [
    ({"by": "words", "words": "hello there"}, "Nothing could be read in that"),
    ({"by": "form", "0.sessions": "some"}, "This has to be a whole number"),
    ({"by": "form", "0.sessions": "9" * 5000}, "This has to be a whole number"),
    ({"by": "form", "0.total_minutes": "61"}, "come to 90 minutes"),
    ({"by": "form", "service": "flying"}, "Choose one of the list"),
])
def test_a_correction_that_cannot_be_used_says_so_and_keeps_what_was_typed(ruth, made, form, wrong) -> None:
    at = ruth.at("F11")
    before = fields(ruth.look(f"/edit?at={at}"))
    text = ruth.post(f"/edit?at={at}", before | form | {"sure": "yes"} if form["by"] == "form" else form)
    assert ruth.answer.status_code == 422
    assert wrong in text
    assert not made()
    assert all(f'value="{value}"' in text for value in form.values() if value not in ("form", "words", "flying"))


def fields(text: str) -> dict[str, str]:
    """The form of a correction, field by field, as it is filled in."""
    form = text[text.index("Or field by field"):]
    typed = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"(?: inputmode[^>]*)?>', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        typed[name] = chosen[1] if chosen else ""
    return typed | {"provision": "yes"}


def test_the_form_changes_what_was_changed_and_nothing_else(ruth: Reviewer, made) -> None:
    at = ruth.at("F11")
    form = fields(ruth.look(f"/edit?at={at}")) | {"by": "form", "0.sessions": "4"}
    assert "4 sessions of 45 minutes each week (3 hours)" in ruth.post(f"/edit?at={at}", form)
    ruth.post(f"/edit?at={at}", form | {"sure": "yes"})
    (one,) = made()
    assert one.edits.keys() == {"schedules"}
    assert [(amount["sessions"], amount["total_minutes"]) for amount in one.edits["schedules"]] == [(4, 180)]


def test_an_item_is_split_and_its_parts_are_found_by_the_next_check(
        ruth: Reviewer, made, cases: Cases, checked: CaseEntry) -> None:
    at = ruth.at("F10")
    cut = re.search(r'value="(\d+)"[^>]*><span>Staff<', ruth.look(f"/split?at={at}"))[1]
    assert "Staff to receive training." in ruth.look(f"/split?at={at}&cut={cut}")
    assert heading(ruth.post(f"/split?at={at}&show=all", {"cut": cut})) == "F10a"
    (one,) = made()
    assert [part.text.split()[-1] for part in one.parts] == ["often.", "training."]
    ruth.press("accept", "/decide?show=all")
    take_up(cases.store, checked.id, NOW.date())
    read_plan(cases.store, checked.id)
    reviewed = json.loads(cases.store.content(checked.id, "reviewed").split(b"\n", 1)[1])
    assert reviewed["accepted"] == ["F10a"]
    assert {"F10a", "F10b"} <= {one["id"] for one in reviewed["reading"]["provisions"]}
    assert ruth.post(f"/split?at={ruth.at('F9')}", {"cut": "3"}) and ruth.answer.status_code == 404


def test_two_neighbours_are_joined(ruth: Reviewer, made) -> None:
    at = ruth.at("F22")
    following = ruth.hidden("following", ruth.look(f"/join?at={at}"))
    assert heading(ruth.post(f"/join?at={at}&show=all", {"following": following})) == "F22"
    assert "F23" not in re.findall(r">(F\d+)</a>", ruth.look("?show=all"))
    ruth.post("/undo", {})
    assert not made()


def test_what_is_read_the_same_is_accepted_together_as_one_act(ruth: Reviewer, made, monkeypatch) -> None:
    monkeypatch.setattr("pipeline.review.card._shape", lambda provision: (provision.section,))
    text = ruth.look(f"/alike?at={ruth.at('F4')}")
    ticked = re.findall(r'name="about" value="(\w+)" checked', text)
    assert len(ticked) == len(re.findall(r"<img", text)) == 8
    ruth.post(f"/alike?at={ticked[0]}", {"about": ticked[:-1]})
    assert len(made()) == 7
    ruth.post("/undo", {})
    assert not made()


def test_the_history_tells_old_and_new_and_takes_any_of_it_back(ruth: Reviewer, made) -> None:
    at = ruth.at("F11")
    ruth.post(f"/edit?at={at}", {"by": "words", "words": "three 20-minute sessions a week", "sure": "yes"})
    ruth.look()
    ruth.press("reject")
    text = ruth.look("/history")
    assert "2 sessions of 45 minutes each week" in text
    assert "3 sessions of 20 minutes each week" in text
    first = re.findall(r'name="decision" value="(\w+)"', text)[-1]
    text = ruth.post("/history", {"decision": first})
    assert [one.action for one in made()] == [Action.REJECT]
    assert "taken back" in text
    ruth.post("/history", {"decision": first})
    assert [one.action for one in made()] == [Action.REJECT]


@pytest.fixture
def two(cases: Cases, runs: Here, checked: CaseEntry) -> list[Reviewer]:
    made = application(cases, TwoPeople(), runs)
    clients = [TestClient(made, base_url="http://localhost", cookies={COOKIE: name}) for name in ("ruth", "ian")]
    return [Reviewer(client, checked.id) for client in clients]


def test_two_who_decide_about_the_same_thing_are_told_and_both_are_kept(two: list[Reviewer], made) -> None:
    ruth, ian = two
    ruth.look()
    ian.look()
    ruth.press("accept")
    text = ian.press("reject")
    assert "Ruth decided about G1 just before you did: accepted" in text
    assert [(one.by, one.action) for one in made()] == [("Ruth", Action.ACCEPT), ("Ian", Action.REJECT)]
    ian.post("/undo", {})
    assert [(one.by, one.action) for one in made()] == [("Ruth", Action.ACCEPT)]
    assert "Accepted by Ruth" in ian.look("?item=G1")
    assert "just before" not in ian.press("reject")


def test_a_correction_too_says_that_another_decided_meanwhile(two: list[Reviewer]) -> None:
    ruth, ian = two
    at = ian.at("G1")
    ruth.look()
    ruth.press("accept")
    text = ian.post(f"/edit?at={at}", {"by": "words", "words": "three 20-minute sessions a week", "sure": "yes"})
    assert "Ruth decided about G1 just before you did: accepted" in text
    seen = ian.hidden("seen", ian.post(f"/edit?at={at}", {"by": "words", "words": "two sessions a week"}))
    again = {"by": "words", "words": "two sessions a week", "sure": "yes", "seen": seen}
    assert "just before you did" not in ian.post(f"/edit?at={at}", again)


def test_two_at_once_lose_nothing(two: list[Reviewer], made) -> None:
    def go_through(reviewer: Reviewer, act: str) -> None:
        reviewer.look("?show=all")
        for _ in range(27):
            reviewer.press(act, "/decide?show=all")

    threads = [threading.Thread(target=go_through, args=one) for one in zip(two, ("accept", "reject"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((one.by, one.provision_id) for one in made()) == sorted(
        (name, f"F{number}" if number else "G1") for name in ("Ruth", "Ian") for number in range(27))


def test_a_second_reader_does_not_see_the_first_decision(ruth: Reviewer, made) -> None:
    at = ruth.at("F11")
    ruth.post(f"/edit?at={at}", {"by": "words", "words": "three 20-minute sessions a week", "sure": "yes"})
    text = ruth.look("/second")
    assert heading(text) == "F11"
    assert "20-minute" not in text
    assert "3 sessions" not in text
    text = ruth.post("/second?number=1", {"about": at, "act": "accept"})
    assert "agreed on 0 of 1 (0%)" in text
    text = ruth.look("?show=doubt")
    assert heading(text) == "F11"
    assert "as the second reader read it" in text
    ruth.press("take-1", "/decide?show=doubt")
    assert made()[-1].edits["schedules"][0]["session_minutes"] == 45


@pytest.mark.parametrize("path", ["?at=zz", "?item=F99", "/edit?at=zz", "/split?at=zz", "/pictures/zz/0",
                                  "/join?at=zz"])
def test_what_is_not_there_is_a_page_that_says_so(ruth: Reviewer, path: str) -> None:
    assert "There is no such page" in ruth.look(path)
    assert ruth.answer.status_code == 404


def test_a_choice_that_is_not_offered_is_refused(ruth: Reviewer, made) -> None:
    ruth.look()
    ruth.press("take-7")
    assert ruth.answer.status_code == 404
    assert not made()


def test_what_the_plan_says_is_never_markup(asked: TestClient, cases: Cases) -> None:
    case_id = cases.add("x", NOW).id
    with cases.store.opened(case_id):
        papers = cases.store.papers(case_id)
        shutil.copytree(samples_folder() / "kit", papers, dirs_exist_ok=True)
        plan = papers / "plan.txt"
        plan.write_text(plan.read_text("utf-8").replace("Kit ", "<script>alert(1)</script> Kit "), "utf-8")
    reviewer = Reviewer(asked, case_id)
    for path in ("", "?show=all", "?item=F1", "/history"):
        assert "<script>alert" not in reviewer.look(path)


def test_the_plan_is_read_once_and_anew_where_it_is_another(cases: Cases, checked: CaseEntry, monkeypatch) -> None:
    read = []
    monkeypatch.setattr("pipeline.review.room.read_versions", lambda case: read.append(case) or original(case))
    from pipeline.read import read_versions as original

    Room(cases.store, checked.id, NOW.date()).desk("Ruth")
    assert not read
    plan: Path = cases.store.papers(checked.id) / "plan.pdf"
    plan.write_bytes(plan.read_bytes() + b"\n")
    for _ in range(2):
        Room(cases.store, checked.id, NOW.date()).desk("Ruth")
    assert len(read) == 1


def offline(ruth: Reviewer, *decisions: dict[str, str], **other: str) -> bytes:
    """The file that the page for a review without the program would save."""
    told = json.loads(re.search(r'id="told">(.*?)</script>', ruth.look("/offline"))[1])
    file = {"schema": "sectionf/offline-decisions/1", "reading_sha256": told["reading_sha256"], "decisions": decisions}
    return json.dumps(file | other).encode()


def bring_back(ruth: Reviewer, saved: bytes) -> str:
    ruth.answer = ruth.client.post(f"{ruth.root}/bring-back", files={"saved": ("decisions.json", saved)})
    return ruth.answer.text


def test_what_is_brought_back_is_never_on_the_disk_in_clear(ruth: Reviewer, monkeypatch) -> None:
    on_disk: list[str] = []
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_, **__: on_disk.append("in clear") or io.BytesIO())
    bring_back(ruth, offline(ruth, note="x" * 2_500_000))
    assert not on_disk


def test_the_page_to_take_along_holds_all_it_needs(ruth: Reviewer) -> None:
    text = ruth.look("/offline")
    assert ruth.answer.headers["content-disposition"] == 'attachment; filename="review.html"'
    assert text.count('src="data:image/webp;base64,') == 28
    assert not re.findall(r'(?:src|href)="(?!data:|#)', text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in policy or f"script-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_decisions_made_elsewhere_are_kept_once_and_words_are_looked_at_first(ruth: Reviewer, made) -> None:
    first, second = ruth.at("F1"), ruth.at("F2")
    at = {"at": "2026-01-05T12:01:00Z"}
    words = {"about": second, "action": "words", "words": "five 10-minute sessions a week"} | at
    file = offline(ruth, {"about": first, "action": "accept", "words": ""} | at, words)
    text = bring_back(ruth, file)
    assert "1 decision is kept" in text
    assert "5 sessions of 10 minutes each week" in text
    assert [one.provision_id for one in made()] == ["F1"]
    ruth.post(f"/edit?at={second[:16]}", {"by": "words", "words": words["words"], "sure": "yes"})
    assert [one.provision_id for one in made()] == ["F1", "F2"]
    again = bring_back(ruth, file)
    assert "2 had been brought back before" in again
    assert "10-minute" not in again


@pytest.mark.parametrize("saved", [b"", b"nonsense", None])
def test_a_file_of_another_reading_or_none_is_refused_in_place(ruth: Reviewer, made, saved: bytes | None) -> None:
    text = bring_back(ruth, offline(ruth, reading_sha256="0" * 64) if saved is None else saved)
    assert ruth.answer.status_code == 422
    assert ("another reading" if saved is None else "not a file of decisions") in text
    assert not made()


def test_an_item_of_an_earlier_version_is_shown_on_its_own_page(cases: Cases, checked: CaseEntry) -> None:
    papers = cases.store.papers(checked.id)
    shutil.copy(samples_folder() / "priya" / "plan.pdf", papers / "plan-2023.pdf")
    room = Room(cases.store, checked.id, NOW.date())
    item = room.desk("Ruth").queue[0].provision
    earlier = item.model_copy(update={"in_force": InForce(first=NOW.date(), issued=NOW.date(), file="plan-2023.pdf")})
    assert file_of(room.case, item).name == "plan.pdf"
    assert file_of(room.case, earlier).name == "plan-2023.pdf"
    assert room.picture(earlier, 0, narrow=False) != room.picture(item, 0, narrow=False)
