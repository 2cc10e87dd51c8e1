"""Labelled statements, what the command line reads in them, and how the two compare."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "labelled"
SCORECARD = Path(__file__).with_name("scorecard.json")

Case = dict[str, Any]
# Field -> one of "right", "wrong, a person is asked" and "wrong, silently".
Marks = dict[str, str]


def labelled() -> list[Case]:
    """Every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def read(statements: list[str]) -> list[dict[str, Any]]:
    """What `sectionf parse` says, as anybody would ask it."""
    command = [sys.executable, "-m", "app", "parse", "--json"]
    said = subprocess.run(command, input="\n".join(statements), capture_output=True, text=True, check=True).stdout
    answers = [json.loads(line) for line in said.splitlines()]
    if len(answers) != len(statements):
        raise ValueError(f"{len(answers)} answers for {len(statements)} statements")
    return answers


def agrees(want: Any, got: Any) -> bool:
    """Lists in any order, tables on the keys that the label names; "null" stands for what TOML cannot say."""
    if isinstance(want, list):
        left = list(got)
        for one in want:
            match = next((other for other in left if agrees(one, other)), None)
            if match is None:
                return False
            left.remove(match)
        return not left
    if isinstance(want, dict):
        return all(agrees(value, got.get(key)) for key, value in want.items())
    return got is None if want == "null" else bool(want == got)


def marks(case: Case, answer: dict[str, Any]) -> Marks:
    """How each labelled field of a case was read."""
    wrong = "wrong, a person is asked" if answer.get("review") else "wrong, silently"
    return {key: "right" if agrees(want, answer.get(key)) else wrong for key, want in case["expect"].items()}


def mark_all() -> dict[str, Marks]:
    """The marks of every case by its id."""
    cases = labelled()
    answers = read([case["text"] for case in cases])
    return {case["id"]: marks(case, answer) for case, answer in zip(cases, answers, strict=True)}


def agreed() -> dict[str, Marks]:
    """The last marks that somebody agreed to and committed."""
    return json.loads(SCORECARD.read_text("utf-8")) if SCORECARD.exists() else {}


def changed(before: dict[str, Marks], now: dict[str, Marks]) -> tuple[list[str], list[str]]:
    """Gains and losses as `case: field`; a loss is never netted against a gain.

    A wrong reading on which nobody is asked any more to look is a loss, too.
    """
    order = ["wrong, silently", "wrong, a person is asked", "right"]
    gains, losses = [], []
    for name in sorted(before.keys() & now.keys()):
        for field in sorted(before[name].keys() & now[name].keys()):
            step = order.index(now[name][field]) - order.index(before[name][field])
            place = f"{name}: {field} was {before[name][field]!r}, is {now[name][field]!r}"
            (gains if step > 0 else losses).append(place) if step else None
    return gains, losses
