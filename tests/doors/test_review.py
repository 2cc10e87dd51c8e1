"""`review` goes through the readings with one key each, and the next check uses what was decided."""

import json
import os
import pty
import subprocess
import sys
import termios
import time

import pytest

from tests.doors.commands import decisions, found, sectionf

QUESTION = "a accept, e edit, x reject, space skip, u undo, q quit, ? help: "

LOCAL_MODES = 3      # the fourth of the attributes that `tcgetattr` gives


def extracted(case):
    return {item["id"]: item for item in json.loads((case / "extract.json").read_text("utf-8"))["provisions"]}


def test_doubts_come_first_and_a_card_says_all_that_is_needed(case):
    done = sectionf("review", case, typed="q\n")
    assert done.returncode == 0, done.stderr
    first = done.stdout.split(QUESTION)[0]
    name = first.split("]  ")[1].split(",")[0]
    item = extracted(case)[name]
    assert f", plan page {item['page']}" in first
    assert f"“{item['text']}”" in first
    assert "It is read as:" in first
    assert "Please look: " in first


def test_one_key_accepts_rejects_and_takes_back(case):
    sectionf("review", case, typed="a\nx\nu\nq\n")
    made = decisions(case)
    assert [decision["action"] for decision in made] == ["accept", "reject", "undo"]
    assert made[1]["provision"] == made[2]["provision"] != made[0]["provision"]
    assert all(decision["by"] and decision["at"] for decision in made)


def test_an_edit_says_it_in_plain_words_and_is_shown_before_it_is_kept(case):
    done = sectionf("review", case, typed="e\nthree 20-minute sessions a week, one to one\nn\nq\n")
    assert "3 sessions of 20 minutes each week (1 hour)" in done.stdout
    assert not (case / "decisions.jsonl").exists()
    sectionf("review", case, typed="e\nthree 20-minute sessions a week, one to one\ny\nq\n", cwd=case)
    (made,) = decisions(case)
    assert made["edits"]["schedules"][0]["total_minutes"] == 60
    assert made["edits"]["mode"] == "individual"


def test_words_that_say_nothing_change_nothing(case):
    done = sectionf("review", case, typed="e\nhello there\n9\n?\n")
    assert done.stdout.count("Nothing could be read in that") == 2
    assert "Nothing is overwritten" in done.stdout
    assert not (case / "decisions.jsonl").exists()


def test_what_is_settled_is_not_asked_again_unless_everything_is(case):
    count = len(extracted(case))
    sectionf("review", case, typed="a\n" * count)
    assert len(decisions(case)) == count
    assert "0 readings to look at" in sectionf("review", case, typed="").stdout
    assert f"[1 of {count}]" in sectionf("review", case, "--all", typed="q\n").stdout
    sectionf("review", case, typed="")
    assert len(decisions(case)) == count


def test_a_space_or_an_empty_line_leaves_it_for_another_day(case):
    done = sectionf("review", case, typed=" \n\nq\n")
    assert "[3 of " in done.stdout
    assert not (case / "decisions.jsonl").exists()


def test_the_next_check_uses_the_decisions_and_keeps_them(case):
    before = found(case)
    sectionf("review", case, typed="e\nfour 15-minute sessions a week\ny\nx\na\nq\n")
    edited, rejected, accepted = (decision["provision_id"] for decision in decisions(case))
    kept = (case / "decisions.jsonl").read_bytes()
    done = sectionf("check", case)
    assert done.returncode == 0, done.stderr
    after = found(case)
    assert (case / "decisions.jsonl").read_bytes() == kept
    assert after["accepted"] == sorted([edited, accepted])
    assert after["rejected"] == [rejected]
    assert rejected not in {finding["provision_id"] for finding in after["findings"]}
    assert extracted(case)[edited]["schedules"][0]["session_minutes"] == 15
    assert extracted(case)[accepted]["review"] == []
    assert before["window"] == after["window"]


def test_taking_everything_back_gives_the_first_results(case):
    before = found(case)
    sectionf("review", case, typed="a\nx\nu\nu\nq\n")
    sectionf("check", case)
    assert found(case) == before


@pytest.mark.parametrize("spoil", ["no folder", "no plan"])
def test_a_case_that_cannot_be_used_says_what_to_do(tmp_path, spoil):
    folder = tmp_path / "case"
    if spoil == "no plan":
        folder.mkdir()
    done = sectionf("review", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sectionf: case: ")


def test_at_a_terminal_one_key_is_one_decision(case):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "app", "review", str(case), "--by", "Ruth"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE) as run:
        for key in b"axuq":
            said = b""
            while not said.endswith(QUESTION.encode()):
                said += run.stdout.read1() or pytest.fail(f"it ended: {said.decode()}")
            while termios.tcgetattr(theirs)[LOCAL_MODES] & termios.ICANON:
                time.sleep(0.01)
            os.write(ours, bytes([key]))
        run.communicate(timeout=60)
    assert run.returncode == 0
    assert [(made["action"], made["by"]) for made in decisions(case)] == [
        ("accept", "Ruth"), ("reject", "Ruth"), ("undo", "Ruth"),
    ]
