"""`routes` says what can be done and by when, and `letter` drafts the letter of one route."""

import json
import zipfile

from tests.doors.commands import sectionf


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


def test_a_letter_is_drafted_where_the_others_are(demo):
    done = sectionf("letter", demo[0], "r1")
    assert done.returncode == 0, done.stderr
    assert zipfile.ZipFile(done.stdout.strip()).testzip() is None
    assert done.stdout.startswith(str(demo[0] / "letters"))


def test_a_route_that_is_closed_says_what_opens_it(demo):
    done = sectionf("letter", demo[0], "R5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sectionf: route R5: Opens when ")


def test_a_route_that_does_not_exist_is_named(demo):
    done = sectionf("letter", demo[0], "R99")
    assert done.returncode == 1
    assert "R99: there is no such route. The routes are R1 to R19." in done.stderr
