"""Every look at a case and every change of it is in the record: who, what and which case, and nothing else."""

import io
import re
import zipfile
from collections.abc import Iterator
from time import process_time

import pytest
from fastapi.routing import APIRoute

from app.web.access import deeds
from app.web.access.gate import Gate
from app.web.access.team_gate import TeamGate
from app.web.application import application
from app.web.follow_up.take_away import HEAD
from models.people import Role
from models.record import HERE, Entry, What
from pipeline.rules import rules
from pipeline.store.record import FILE, Record
from pipeline.store.team.sign_ins import SignIns
from tests.web.conftest import NOW
from tests.web.test_team import SECRET, office  # noqa: F401

UNTOLD = {"/cases/{case_id}/progress", "/cases/{case_id}/progress/events", "/cases/{case_id}/report/page",
          "/cases/{case_id}/pages/{number}/picture", "/cases/{case_id}/review/pictures/{about}/{number}",
          "/cases/{case_id}/findings/{provision_id}/pictures/{number}", "/cases/{case_id}/check"}
"""Parts of a page that is told of, and what a page asks again and again while it waits."""


@pytest.fixture
def kept(cases) -> Record:
    return Record(cases.store.folder.parent)


def told(record: Record, case_id: str = "") -> list[tuple[str, What, str]]:
    return [(entry.who, entry.what, entry.case) for entry in record.entries(case_id)]


def every(routes) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from every(route.original_router.routes)


def test_every_address_of_a_case_has_a_word(cases, runs):
    team = TeamGate(SignIns(cases.database), lambda: NOW)
    routes = [(method, route.path) for gate in (Gate(), team) for route in every(application(cases, gate, runs).routes)
              for method in route.methods]
    assert len(routes) > 80
    without = {path for method, path in routes if "{case_id}" in path and not deeds.word_for(method, path)}
    assert without == UNTOLD
    changes = {path for method, path in routes if method not in deeds.SAFE and not deeds.word_for(method, path)}
    assert changes == {"/stay"}


def test_every_word_is_told_in_plain_words():
    assert set(rules("pages")["record"]) == {*What}


def test_a_visit_is_told_with_who_and_which_case_and_nothing_else(asked, checked, kept):
    root = f"/cases/{checked.id}"
    for path in ("", "/pages/1", "/rows?item=F1&amount=1&of=planned", "/letters/R4/letter.docx",
                 "/take-away/everything.zip", "/no"):
        asked.get(f"{root}{path}")
    asked.post(f"{root}/notes", data={"words": "Nell cried"})
    assert told(kept, checked.id) == [(HERE, what, checked.id) for what in (
        What.OPENED, What.READ, What.READ, What.DRAFTED, What.TAKEN_AWAY, What.CORRECTED)]
    assert kept.problems() == ()
    assert not re.search(rb"[Nn]ell|cried|R4|item=|F1|127\.0", kept.path.read_bytes())
    assert {frozenset(entry.model_dump()) for entry in kept.entries()} == {frozenset(Entry.model_fields)}


def test_a_part_of_a_page_that_is_asked_for_by_itself_is_told(asked, checked, kept):
    root = f"/cases/{checked.id}"
    for part in (f"{root}/report/page", f"{root}/pages/1/picture"):
        before = len(told(kept))
        assert asked.get(part, headers={"Sec-Fetch-Dest": "iframe"}).status_code == 200
        assert len(told(kept)) == before, "of the page that shows it"
        assert asked.get(part).status_code == 200
        assert told(kept)[before:] == [(HERE, What.READ, checked.id)]


def test_what_was_refused_was_not_done(asked, cases, kept):
    asked.get(f"/cases/{'0' * 32}")
    asked.post(f"/cases/{'0' * 32}/erase")
    assert told(kept) == []


def test_a_new_case_and_its_erasure_are_told_and_outlive_it(asked, cases, kept):
    asked.post("/api/cases", json={"name": "Nell"})
    (case,) = cases.all()
    asked.delete(f"/api/cases/{case.id}")
    assert told(kept) == [(HERE, What.HANDED_IN, case.id), (HERE, What.ERASED, case.id)]
    assert cases.all() == []


def test_in_a_team_everybody_is_told_by_the_id_of_their_account(office, kept):      # noqa: F811
    office.joined("Ann", Role.ADVISER)
    browser = office.browser()
    wrong = {"email": "ann@example.org", "secret": "not that one"}
    browser.post("/sign-in", data=wrong)
    browser.post("/sign-in", data=wrong | {"email": "nobody@example.org"})
    browser.post("/sign-in", data=wrong | {"secret": SECRET})
    ann = office.id_of("Ann")
    browser.post("/sign-out")
    assert told(kept)[-4:] == [(ann, What.FAILED_SIGN_IN, ""), ("unknown", What.FAILED_SIGN_IN, ""),
                               (ann, What.SIGNED_IN, ""), (ann, What.SIGNED_OUT, "")]
    assert (ann, What.JOINED, "") in told(kept)
    assert b"Ann" not in kept.path.read_bytes() and b"example" not in kept.path.read_bytes()


def test_the_page_and_the_program_tell_who_looked(asked, checked, kept):
    asked.get(f"/cases/{checked.id}")
    asked.get(f"/cases/{checked.id}")
    page = asked.get(f"/cases/{checked.id}/record").text
    assert "Whoever uses this computer" in page and "looked at the case, 2 times" in page
    assert kept.path.name == FILE
    held = asked.get(f"/api/cases/{checked.id}/record").json()
    assert [one["what"] for one in held["entries"]] == ["opened"] * 3
    assert held["head"]["n"] == 3
    file = asked.get(f"/cases/{checked.id}/record/record.json")
    assert file.headers["content-disposition"] == "attachment; filename=record.json"
    assert kept.entries()[-1].what is What.EXPORTED


def test_how_far_the_record_goes_stands_in_the_archive_of_everything(asked, checked, kept):
    asked.get(f"/cases/{checked.id}")
    head = f"{kept.head()}\n"
    content = asked.get(f"/cases/{checked.id}/take-away/everything.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert [files.read(name).decode() for name in files.namelist() if name.endswith(HEAD)] == [head]


def test_a_page_costs_at_most_two_milliseconds_more(asked, checked, monkeypatch):
    def seconds() -> float:
        taken = []
        for _ in range(40):
            began = process_time()
            asked.get(f"/api/cases/{checked.id}")
            taken.append(process_time() - began)
        return sorted(taken)[len(taken) // 4]
    with_record = seconds()
    monkeypatch.setattr("app.web.access.guard.keep", lambda *_: None)
    assert with_record - seconds() < 0.002
