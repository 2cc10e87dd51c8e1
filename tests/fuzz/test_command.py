"""`sectionf extract` and `sectionf parse` over mutated input: status 0 or 1, one clear line, never a traceback."""

import json

import pytest

from tests.doors.commands import process, sectionf
from tests.fuzz.kinds import KINDS, Case

FIRST = 2_000_000
PLANS = [Case(kind, FIRST + seed) for seed in range(12) for kind in KINDS if kind != "statement"]


def ended_well(done):
    if done.returncode == 0:
        return bool(done.stdout) and not done.stderr
    said = done.stderr.splitlines()
    return done.returncode == 1 and not done.stdout and len(said) == 1 and said[0].startswith("sectionf: plan.")


@pytest.mark.parametrize("case", PLANS, ids=lambda case: f"{case.kind}-{case.seed}")
def test_a_plan_is_read_or_refused_in_one_line(case, tmp_path):
    given = case.made()
    plan = tmp_path / f"plan{given.suffix}"
    plan.write_bytes(given.content)
    done = sectionf("extract", plan, "--json")
    assert ended_well(done), done.stderr[-2000:]
    assert done.returncode or json.loads(done.stdout)["schema"] == "sectionf/extract/1"


@pytest.mark.parametrize("kind", ["plan-text", "plan-docx", "plan-pdf"])
def test_a_process_of_its_own_ends_the_same_way(kind, tmp_path):
    given = Case(kind, FIRST).made()
    (tmp_path / f"plan{given.suffix}").write_bytes(given.content)
    done = process("extract", tmp_path / f"plan{given.suffix}")
    assert ended_well(done), done.stderr[-2000:]


def test_statements_are_answered_line_by_line():
    said = [json.loads(Case("statement", FIRST + seed).made().content)["text"] for seed in range(60)]
    lines = [" ".join(text.encode("utf-8", "ignore").decode().split()) for text in said]
    done = sectionf("parse", "--json", typed="\n".join(lines))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split("\n")) == len(lines) + 1
