"""What a family hands in is sealed wherever it is kept, and after an erasure no byte of it is left anywhere."""

import json
import os
import re
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from pipeline.store.opened import working_folder
from pipeline.store.working import place
from tests.doors.commands import NELL
from tests.flows.served import Served
from tests.postgres import programs, running
from tests.private.planted import CHILD, found, papers

pytestmark = pytest.mark.flow
DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"WEBP", b"<!doctype html", b"schema_version")
"""How papers, letters, pictures, reports and what was read begin, or what they hold, whose words are packed."""
NAMES_NOBODY = ("prefect",)


@contextmanager
def on_sqlite(home):
    yield f"sqlite:///{home / 'sectionf.db'}", [home]


@contextmanager
def on_postgresql(home):
    bin_ = programs()
    if bin_ is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    with running(bin_) as server:
        yield server.url(), [home, server.folder / "data"]


@pytest.fixture(params=[on_sqlite, on_postgresql], ids=["SQLite", "PostgreSQL"])
def desk(request, tmp_path):
    """The address of a database, a home, and the folders in which everything is kept."""
    with request.param(tmp_path / "home") as (url, folders):
        yield url, tmp_path / "home", folders


def work_on(server):
    """Do what a family does with a case, with planted words wherever anything can be written; give two cases."""
    files = [(name, words.encode()) for _, name, words in papers()]
    case_id = server.hand_in(*files, name=CHILD)
    for name, said in (("check", {}), ("notes", {"words": f"{CHILD} came home early"}),
                       ("people", {"sender_name": "Ottoline Thistlewick", "sender_address": "3 Larkspur Hollow"}),
                       ("events/new", {"kind": "sent", "date": "1 December 2025", "words": f"About {CHILD}"})):
        if name == "events/new":
            assert server.wait(case_id, "Checked", "Stopped") == "Checked"
        answer = server.client.post(f"/cases/{case_id}/{name}", data=said)
        assert answer.status_code == 303, (name, answer.text)
    review = server.client.get(f"/cases/{case_id}/review").text
    about = re.search(r'name="about" value="([^"]+)"', review)[1]
    assert server.client.post(f"/cases/{case_id}/review/decide", data={"about": about, "act": "accept"}).is_redirect
    letters = re.findall(rf"/cases/{case_id}/letters/(R\d+)", server.client.get(f"/cases/{case_id}/next").text)
    page = server.client.get(f"/cases/{case_id}/letters/{letters[0]}").text
    gaps = dict.fromkeys(re.findall(r'<(?:input|textarea)[^>]* name="(gap[^"]*)"', page), f"{CHILD} and hushaby")
    filled = server.client.post(f"/cases/{case_id}/letters/{letters[0]}", data={"day": "5 January 2026", **gaps})
    assert gaps
    assert filled.is_redirect
    drawn = server.hand_in((f"{CHILD}.pdf", (NELL / "plan.pdf").read_bytes()), name="Thistlewick")
    picture = re.search(r'<img src="([^"]+/pictures/[^"]+)"', server.client.get(f"/cases/{drawn}/review").text)[1]
    assert server.client.get(picture).content[8:12] == b"WEBP"
    return case_id, drawn


def in_clear(home, *folders, server=None):
    """The files that show something of a case, in their names or in their bytes, here and among what is open."""
    opened = list(place().iterdir())
    others = held_by_others({server.process.pid, *server.others} if server else set())
    store, dash, _ = working_folder(home / "cases" / "any").name.partition("-")
    mine = [one for one in opened if one.name.startswith(store + dash) or (dash not in one.name and one not in others)]
    for folder in (home, *folders, *mine):
        for path in (Path(at, name) for at, _, names in os.walk(folder) for name in names):
            if path.is_file() and not set(NAMES_NOBODY) & set(path.parts):
                content = path.read_bytes()
                if said := found(str(path)) + found(content) + [one for one in DOCUMENTS if one in content]:
                    yield path, said


def held_by_others(ours):
    """The folders that other programs of this machine are at work in: what is in them is theirs."""
    held = {}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            held.setdefault(link.readlink(), set()).add(int(link.parts[2]))
    return {folder for folder, pids in held.items() if not pids & ours}


def flushed(url):
    """Have a PostgreSQL write down what it holds in memory."""
    if url.startswith("postgresql"):
        with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("CHECKPOINT"))


def test_nothing_is_in_clear_before_and_nothing_is_left_after_an_erasure(desk, prefect, tmp_path):
    url, home, folders = desk
    with Served(home, SECTIONF_DATABASE=url, **prefect) as server:
        case_ids = work_on(server)
        flushed(url)
        assert not list(in_clear(*folders, server=server)), "while the program runs, and nobody is at work on a case"
    assert not list(in_clear(*folders)), "when it has ended"

    cases = Cases(Database(url), Store(home / "cases"))
    assert {case.name for case in cases.all()} == {CHILD, "Thistlewick"}
    assert found(cases.store.content(case_ids[0], "report")), "and yet it is all there"
    assert cases.store.sealed_folder(case_ids[0], "results").listing().files

    shutil.copytree(home, tmp_path / "backup", ignore=shutil.ignore_patterns("keys"))
    for case in Cases(cases.database, Store(tmp_path / "backup" / "cases")).all():
        assert (case.name, case.stopped.what[:25]) == ("", "this case has no key any "), "a copy without its keys"

    with Served(home, SECTIONF_DATABASE=url, **prefect) as server:
        for case_id in case_ids:
            assert server.client.post(f"/cases/{case_id}/erase").is_redirect
            assert server.client.get(f"/cases/{case_id}").status_code == 404
    flushed(url)
    assert not list(in_clear(*folders))
    assert cases.all() == []
    assert not list((home / "cases").glob("[0-9a-f]*"))
    assert {path.name for path in (home / "keys").iterdir()} <= {"master.json", "master.key", ".lock"}
    stones = [json.loads(line) for line in (home / "erased.jsonl").read_text("utf-8").splitlines()]
    assert len(stones) == len(case_ids)
    assert all(set(one) == {"case", "day"} and not any(case_id in str(one) for case_id in case_ids) for one in stones)

    shutil.copytree(home / "keys", tmp_path / "backup" / "keys", dirs_exist_ok=True)
    backup = Store(tmp_path / "backup" / "cases")
    assert backup.all()
    assert not any(backup.keys.has(case_id) for case_id in backup.all()), "no backup can be opened any more"


def test_what_a_killed_program_left_in_clear_is_gone_with_the_next_start(prefect, tmp_path):
    home = tmp_path / "home"
    server = Served(home, **prefect)
    case_id = server.hand_in(*((name, words.encode()) for _, name, words in papers()), name=CHILD)
    server.client.post(f"/cases/{case_id}/check")
    server.wait(case_id, "Being checked", "Checked")
    os.killpg(server.process.pid, 9)
    server.process.wait()
    with Served(home, **prefect) as server:
        assert server.wait(case_id, "Checked", "Stopped") == "Checked"
        assert not list(in_clear(home, server=server))
        assert Path(home / "cases" / case_id).exists()
