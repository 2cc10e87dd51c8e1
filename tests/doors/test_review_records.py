"""`review --records` asks where open labels belong and who somebody is, and the next check goes by the answers."""

import json

import pytest

from tests.doors.commands import found, sectionf

LOG = """Date,Activity,Adult,Mins,Done
10/09/2025,Qigong,KB,20,Y
17/09/2025,Qigong,KB,20,Y
24/09/2025,Qigong,KB,20,Y
"""


@pytest.fixture
def case(case):
    (case / "log-club.csv").write_text(LOG, "utf-8")
    settings = (case / "case.toml").read_text("utf-8")
    (case / "case.toml").write_text(settings.replace('logs = [', 'logs = ["log-club.csv", '), "utf-8")
    done = sectionf("check", case)
    assert done.returncode == 0, done.stderr
    return case


def counted(case, name):
    return sum(row["file"] == "log-club.csv" for one in found(case)["findings"] if one["provision_id"] == name
               for row in one["evidence"])


def answers(case, *wanted):
    """What to type so that the questions that start so are answered, and all others left."""
    asked = sectionf("review", case, "--records", typed=" \n" * 99).stdout
    questions = [line.split("]  ")[1] for line in asked.splitlines() if line.startswith("[")]
    typed = [next((keys for start, keys in wanted if question.startswith(start)), " \n") for question in questions]
    assert any(keys != " \n" for keys in typed)
    return "".join(typed)


def test_a_label_is_placed_by_hand_and_the_next_check_counts_it_there(case):
    assert counted(case, "F1") == 0
    sectionf("review", case, "--records", "--by", "Ruth", typed=answers(case, ('"Qigong"', "f\nf1\n")))
    assert sectionf("check", case).returncode == 0
    assert counted(case, "F1") == 3
    notes = [note["reason"] for one in found(case)["findings"] for note in one["notes"]]
    assert any(note.startswith('"Qigong" belongs to F1: decided by Ruth on ') for note in notes)
    assert '"Qigong"' not in sectionf("review", case, "--records", typed="q\n").stdout


def test_a_label_that_belongs_to_nothing_is_not_asked_about_again(case):
    sectionf("review", case, "--records", typed=answers(case, ('"Qigong"', "n\n")))
    sectionf("check", case)
    (reason,) = {row["reason"] for row in found(case)["unmatched_evidence"] if row["text"] == "Qigong"}
    assert reason == "a person said that it belongs to nothing in the plan"
    assert '"Qigong"' not in sectionf("review", case, "--records", typed="q\n").stdout


def test_a_decision_about_the_records_can_be_taken_back(case):
    before = found(case)
    typed = answers(case, ('"Qigong"', "n\nu\n \n"))
    sectionf("review", case, "--records", typed=typed)
    made = [json.loads(line)["action"] for line in (case / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert made == ["place", "undo"]
    sectionf("check", case)
    assert found(case) == before


def test_keys_that_say_nothing_change_nothing(case):
    done = sectionf("review", case, "--records", typed="f\nF999\n9\n?\nq\n")
    assert "it belongs to nothing in the plan" in done.stdout
    assert not (case / "decisions.jsonl").exists()
