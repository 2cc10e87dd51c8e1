"""Planted names go through every door, and are found afterwards where their owner put them and nowhere else."""

import html
import os
import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.store.working import place
from tests.doors.commands import contents, process
from tests.flows.prefect_server import prefect_server
from tests.flows.served import Served
from tests.private.planted import CHILD, case_folder, found, leaks, metadata, papers
from tests.private.watching import noted, watched

pytestmark = [pytest.mark.flow, pytest.mark.timeout(1500)]      # all journeys are in one fixture: a minute alone
CHARTS, SHEETS = ({"SECTIONF_CRASH": f"{module}=the row of {CHILD} with a snickersnee"}
                  for module in ("PIL.ImageDraw", "xlsxwriter"))
"""A step that fails with words of the plan: where charts are drawn, or where sheets are written."""
SHARED = (Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"))      # noqa: S108  # they are looked into
MOST_PAGES = 120
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')


class World:
    """A home of its own: what is typed, what comes out, and every folder that programs use by themselves."""

    def __init__(self, folder):
        self.typed, self.out = folder / "typed", folder / "out"
        self.case = case_folder(self.typed / "cases" / CHILD)
        case_folder(self.typed / "cases" / f"{CHILD} damaged", damaged=True)
        own = {name: folder / name.lower() for name in
               ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
                "SECTIONF_HOME")}
        for one in own.values():
            one.mkdir(mode=0o700)
        self.own, self.home, self.notes = tuple(own.values()), own["SECTIONF_HOME"], folder / "watch.txt"
        self.environment = {name: str(path) for name, path in own.items()} | watched(self.notes)

    def run(self, *words, **more):
        return process(*words, **{**self.environment, **more})

    def lines(self, kind):
        return noted(self.notes, kind)


def by_command(world, prefect):
    """Check, draft, stop at a plan that cannot be read, and fail in the middle; here and as a flow."""
    for number, more in enumerate([[], ["--flow"]]):
        out = world.out / f"check {number}"
        assert world.run("check", world.case, "--out", out, "--pdf", *more, **prefect).returncode == 0
        stopped = world.run("check", world.typed / "cases" / f"{CHILD} damaged", "--out", out / "damaged", *more,
                            **prefect)
        failed = world.run("check", world.case, "--out", out / "failed", *more, **CHARTS, **prefect)
        yield stopped
        yield failed
    assert world.run("letter", world.out / "check 0", "all").returncode == 0
    yield world.run("letter", world.out / "check 0", "all", "--redact", world.typed / "names.csv")


def by_batch(world, prefect):
    """Check a caseload of which one case cannot be read, and once more with a step that fails."""
    for name, more in (("batch", {}), ("failing", CHARTS)):
        done = world.run("batch", world.typed / "cases", "--out", world.out / name, "--workers", "1", **more, **prefect)
        assert done.returncode == 3, done.stderr


def by_browser(world):
    """Hand in, check, review, fill in a letter, look at every page, fail in the middle, erase."""
    seen = SimpleNamespace(asked=[], titles={}, heads={}, taken={})
    with Served(world.home, **world.environment) as desk:
        case_id = _handed_in(desk)
        assert desk.wait(case_id, "Checked", "Stopped", seconds=600) == "Checked"
        _decide(desk, case_id)
        _crawl(desk, f"/cases/{case_id}", seen)
        for wrong in (f"/cases/{case_id}/letters/none", f"/cases/{case_id}/pages/999", "/cases/none"):
            seen.heads[wrong] = dict(desk.client.get(wrong).headers)
        desk.client.post(f"/cases/{case_id}/situation", data={"school_kind": f"{CHILD}"})
        desk.client.post(f"/cases/{case_id}/erase")
        seen.processes = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in (desk.process.pid, *desk.others)]
        time.sleep(2)       # for which Prefect keeps what happened before it writes it down
        seen.core = {Path(f"/proc/{pid}/limits").read_text("utf-8").partition("core file size")[2].split()[0]
                     for pid in (desk.process.pid, *desk.others)}
    with Served(world.home, **world.environment, **SHEETS) as desk:
        case_id = _handed_in(desk)
        said = desk.wait(case_id, "Stopped", seconds=600)
        assert said.startswith("Stopped The check ended by a fault of this program")
        time.sleep(2)
    seen.erased = case_id
    return seen


def _handed_in(desk):
    case_id = desk.hand_in(*((name, words.encode()) for _, name, words in papers()), name=CHILD)
    desk.client.post(f"/cases/{case_id}/check")
    return case_id


def _decide(desk, case_id):
    """Accept one reading with words of our own, and fill in a letter."""
    root = f"/cases/{case_id}/review"
    text = desk.client.get(root, follow_redirects=True).text
    form = {name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1]) for name in ("about", "seen")}
    answer = desk.client.post(f"{root}/decide?show=open", data={**form, "act": "accept", "why": f"{CHILD} snickersnee"})
    assert answer.status_code in (200, 303), answer.text
    desk.client.post(f"/cases/{case_id}/letters/R1", data={"day": "19 December 2025", "sender_name": CHILD})


def _crawl(desk, first, seen):
    """Open everything that a page leads to, once."""
    left = [first]
    while left and len(seen.asked) < MOST_PAGES:
        at = left.pop(0)
        seen.asked.append(at)
        answer = desk.client.get(at)
        seen.heads[at] = dict(answer.headers)
        if "location" in answer.headers:
            left.append(answer.headers["location"])
        if "attachment" in answer.headers.get("content-disposition", ""):
            seen.taken[at] = answer.content
        elif "text/html" in answer.headers.get("content-type", ""):
            seen.titles[at] = answer.text.partition("</head>")[0]
            left += [html.unescape(link) for link in LINK.findall(answer.text)]
        known = set(seen.asked)
        left = [one for one in dict.fromkeys(left) if one not in known and not one.endswith("/events")]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Everything done, once."""
    before = {path: set(path.iterdir()) for path in SHARED if path.is_dir()}
    made = World(tmp_path_factory.mktemp("planted"))
    with prefect_server(made.home, **made.environment) as prefect:
        made.stopped = list(by_command(made, prefect))
        by_batch(made, prefect)
    made.seen = by_browser(made)
    made.new = [one for path, old in before.items() for one in set(path.iterdir()) - old]
    return made


def below(folder):
    """The files of a folder; one that another program removes meanwhile is none."""
    for path in folder.rglob("*") if folder.is_dir() else [folder]:
        if path.is_file() and os.access(path, os.R_OK):
            yield path


def test_the_case_was_read_and_named_where_it_should_be(world):
    assert found((world.out / "check 0" / "report.html").read_bytes())
    assert len(world.seen.asked) > 40
    assert [one for one in world.seen.taken.values() if one.startswith(b"PK")]


def test_nothing_is_left_in_a_log_a_database_or_a_folder_for_passing_things(world):
    files = [path for folder in world.own for path in below(folder)]
    names = {path.name for path in files}
    assert {"prefect.db", "server.log", "serve.log", "sectionf.db", "source.sealed"} <= names, "what matters is there"
    assert not list(leaks(files))


def test_nothing_new_in_shared_folders_names_anybody(world):
    shared = [path for one in world.new for path in below(one)]
    assert not list(leaks(shared))


def test_what_stops_a_command_says_so_in_a_line_without_words_of_the_plan(world):
    for done in world.stopped:
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert not found(done.stderr)


def test_a_failing_step_is_named_by_its_kind_alone(world):
    assert any("ValueError" in done.stderr for done in world.stopped)


def test_no_address_names_anybody_nor_does_a_page_tell_where_it_was_left(world):
    assert not [at for at in world.seen.asked if found(at)]
    for at, heads in world.seen.heads.items():
        assert heads["referrer-policy"] == "no-referrer", at
        assert not found(heads.get("location", "")), at


def test_no_download_and_no_title_in_the_history_of_a_browser_names_anybody(world):
    named = {at: found(heads.get("content-disposition", "")) for at, heads in world.seen.heads.items()}
    assert not {at: said for at, said in named.items() if said}
    assert not [at for at, title in world.seen.titles.items() if found(title)]


def test_no_process_shows_anybody_in_its_arguments(world):
    typed = re.compile(r"-m app (check|batch|letter) ")
    assert not [line for line in world.lines("WATCHED") if found(line) and not typed.match(line)]
    assert not [line for line in world.lines("RAN") if found(line)]
    assert not [line for line in world.seen.processes if found(line)]


def test_no_file_outside_of_what_was_typed_and_asked_for_is_called_after_anybody(world):
    theirs = (world.typed, world.out, place())
    outside = [path for path in world.lines("WROTE") if not path.startswith(tuple(map(str, theirs)))]
    assert len(outside) > 20
    assert not [path for path in outside if found(path)]


def test_a_process_that_crashes_leaves_no_picture_of_its_memory(world):
    assert world.seen.core == {"0"}


def test_what_is_taken_away_tells_nothing_beside_what_it_shows(world):
    """All that is held is left out: it hands each paper back as it came, under the name that it came with."""
    taken = {at: content for at, content in world.seen.taken.items() if not at.endswith("/all-that-is-held.zip")}
    assert len(taken) < len(world.seen.taken)
    files = {**{f"out/{name}": content for name, content in contents(world.out).items()}, **taken}
    told = [one for name, content in files.items() for one in metadata(name, content)]
    assert len(told) > 500
    assert {name.rpartition(".")[2] for name in files} >= {"docx", "xlsx", "html", "pdf", "zip"}
    assert not [(name, said) for name, said in told if found(said) or str(world.home.parent) in said]
