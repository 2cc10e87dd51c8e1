"""`routes` says what can be done and by when, and `letter` drafts the letter of one route."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

from tests.doors.commands import contents, sectionf


def test_routes_are_those_of_the_check(demo):
    done = sectionf("routes", demo[0], "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads((demo[0] / "findings.json").read_text("utf-8"))["routes"]
    assert json.loads(done.stdout)["routes"] == found
    assert [route["route"] for route in found] == [f"R{number}" for number in range(1, 20)]


def test_open_routes_come_first_with_their_day_and_what_kind_of_day_it_is(demo):
    done = sectionf("routes", demo[0])
    standings = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("R")]
    assert standings == sorted(standings, key=lambda word: word != "OPEN")
    assert "R1  OPEN    Letter to the school's SENCO" in done.stdout


def test_another_day_can_be_asked_for(demo):
    done = sectionf("routes", demo[0], "--as-of", "3 November 2025")
    assert "By 17 November 2025 (suggested)" in done.stdout


def test_a_pack_is_drafted_as_a_folder_and_an_archive_that_agree_with_their_manifest(demo):
    done = sectionf("letter", demo[0], "r1")
    assert done.returncode == 0, done.stderr
    folder, archive = map(Path, done.stdout.split("\n")[:2])
    assert (folder.parent, archive.parent) == (demo[0] / "packs", demo[0] / "packs")
    checked = subprocess.run(["sha256sum", "--check", "--strict", "manifest.sha256"], cwd=folder, check=False)
    assert checked.returncode == 0
    with zipfile.ZipFile(archive) as packed:
        names = {name: packed.read(name) for name in packed.namelist()}
    assert names == {f"{folder.name}/{name}": content for name, content in contents(folder).items()}


def test_the_packs_of_all_open_routes_are_drafted_at_once(demo):
    done = sectionf("letter", demo[0], "all")
    assert done.returncode == 0, done.stderr
    names = [Path(line).name for line in done.stdout.splitlines() if not line.endswith(".zip")]
    assert {"R1-2025-12-19", "R4-2025-12-19"} <= set(names)


def test_a_route_that_is_closed_says_what_opens_it(demo):
    done = sectionf("letter", demo[0], "R5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sectionf: route R5: Opens when ")


def test_a_route_that_does_not_exist_is_named(demo):
    done = sectionf("letter", demo[0], "R99")
    assert done.returncode == 1
    assert "R99: there is no such route. The routes are R1 to R19." in done.stderr


def test_the_step_to_take_next_and_the_clocks_come_before_the_routes(demo):
    lines = sectionf("routes", demo[0]).stdout.splitlines()
    assert lines[0].startswith("NEXT  R")
    clocks = [number for number, line in enumerate(lines) if line.startswith("CLOCK ")]
    assert clocks and clocks[-1] < next(number for number, line in enumerate(lines) if line.startswith("R1 "))
    found = json.loads(sectionf("routes", demo[0], "--json").stdout)
    assert {"routes", "clocks", "next_step", "safeguarding"} <= found.keys()
    assert found["clocks"] == sorted(found["clocks"], key=lambda one: one["day"])
    assert lines[0].startswith(f"NEXT  {found['next_step']['words']}")


def test_events_and_the_situation_of_a_case_move_the_routes_on(demo, tmp_path):
    case = shutil.copytree(demo[0], tmp_path / "case")
    settings = (case / "case.toml").read_text("utf-8")
    (case / "events.csv").write_text(
        "Date,Kind,Route,What,Method,Time\n01/12/2025,sent,R4,Section 42 letter,email,10:00\n"
        "24/11/2025,meeting,,Annual review meeting,,\n", "utf-8")
    said = settings.replace("[files]", '[situation]\nout_of_school_since = 2025-12-01\n\n[files]', 1)
    said = said.replace("event_lists = []", 'event_lists = ["events.csv"]')
    (case / "case.toml").write_text(said, "utf-8")
    done = sectionf("routes", case, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["next_step"]["route"], found["next_step"]["urgent"]) == ("R12", True)
    assert {"ar_decision", "ar_overall", "r4_reply"} <= {one["key"] for one in found["clocks"]}
    assert next(one["open"] for one in found["routes"] if one["route"] == "R5")


def test_words_about_harm_stop_the_letters_until_somebody_has_looked(demo, tmp_path):
    case = shutil.copytree(demo[0], tmp_path / "case")
    (case / "events.csv").write_text("Date,Kind,What\n01/12/2025,call,They were restrained again\n", "utf-8")
    settings = (case / "case.toml").read_text("utf-8").replace("event_lists = []", 'event_lists = ["events.csv"]')
    (case / "case.toml").write_text(settings, "utf-8")
    done = sectionf("check", case)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Words in the records may be about harm to a child.")
    assert "restrained" not in done.stdout + done.stderr
    assert not list((case / "letters").glob("*"))
    asked = sectionf("letter", case, "R1")
    assert (asked.returncode, "restrained" in asked.stderr) == (1, False)
    code = json.loads(sectionf("routes", case, "--json").stdout)["safeguarding"]["go_on"].split('"')[1]
    settings = (case / "case.toml").read_text("utf-8")
    (case / "case.toml").write_text(f'safeguarding_seen = "{code}"\n{settings}', "utf-8")
    again = sectionf("check", case)
    assert again.stdout.startswith("Checked ")
    assert list((case / "letters").iterdir())
