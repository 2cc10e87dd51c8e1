"""`extract` and `parse` answer in JSON and in words, and one line in is one line out."""

import json

import pytest

from pipeline.store.cache_keys import versions
from tests.doors.commands import KIT, NELL, process, sectionf

LINES = "Two 30-minute sessions a week.\n\n   \nSupport as needed.\nA café visit — weekly\n"


@pytest.mark.parametrize("plan", [NELL / "plan.pdf", KIT / "plan.txt"], ids=["pdf", "txt"])
def test_extract_answers_in_json(plan):
    done = sectionf("extract", plan, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["source"]["file"] == plan.name
    assert len(answer["provisions"]) >= 4


def test_extract_answers_in_words():
    done = sectionf("extract", KIT / "plan.txt")
    assert done.returncode == 0, done.stderr
    assert "F1  (page 1)  A structured literacy programme" in done.stdout
    assert "4 provisions" in done.stdout


def test_parse_gives_one_object_a_line_in_order():
    done = sectionf("parse", "--json", typed=LINES)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["text"] for row in rows] == [line.strip() for line in LINES.splitlines()]
    assert [row["provision"] for row in rows[1:3]] == [False, False]
    assert rows[0]["schedules"][0]["total_minutes"] == 60


def test_parse_reads_a_file_in_either_encoding(tmp_path):
    (tmp_path / "utf.txt").write_bytes("\ufeffA café visit — weekly\n".encode())
    (tmp_path / "ansi.txt").write_bytes("A café visit — weekly\r\n".encode("cp1252"))
    answers = [sectionf("parse", tmp_path / name, "--json").stdout for name in ("utf.txt", "ansi.txt")]
    assert answers[0] == answers[1]
    assert json.loads(answers[0])["text"] == "A café visit — weekly"


def test_parse_of_nothing_is_nothing(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert sectionf("parse", tmp_path / "empty.txt", "--json").stdout == ""
    assert sectionf("parse", "--json", typed="").stdout == ""


def test_parse_answers_in_words():
    done = sectionf("parse", typed="Two 30-minute sessions a week.\n")
    assert "How much: 2 sessions of 30 minutes each week (1 hour)" in done.stdout


def test_output_is_utf_8_wherever_it_runs():
    done = process("parse", "--json", typed="A café visit — weekly\n", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert "café" in done.stdout


def test_the_version_is_that_of_derivations():
    done = sectionf("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(sha256[:12] in done.stdout for sha256 in versions().values())
