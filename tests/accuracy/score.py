"""Score the answers of any reader: `python -m tests.accuracy.score ANSWERS`, a file of JSON lines, `-`, or a folder.

The lines answer those of `python -m tests.accuracy.ask`, in their order; the folder holds NAME.json for each plan that
`python -m tests.accuracy.ask FOLDER` wrote. Both in the JSON of `sectionf parse` and `extract`, or the parts of it that
the reader knows.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.accuracy.figures import Figure, plan_figures, statement_figures
from tests.accuracy.gold import plans
from tests.accuracy.marks import Card
from tests.accuracy.plan import plan_marks
from tests.accuracy.statement import statement_marks
from tests.statements import statements


def mark_statements(answers: Sequence[dict[str, Any]]) -> Card:
    """The marks of every statement by its words."""
    cases = list(statements())
    if len(answers) != len(cases):
        raise SystemExit(f"{len(answers)} answers for {len(cases)} statements: one JSON object a line, in their order")
    return {case.name: statement_marks(case.entry, answer) for case, answer in zip(cases, answers, strict=True)}


def by_phenomenon(card: Card) -> dict[str, list[Figure]]:
    """The figures of the statements of each folder of tests/cases."""
    folders: dict[str, Card] = {}
    for case in statements():
        folders.setdefault(case.phenomenon, {})[case.name] = card[case.name]
    return {folder: statement_figures(part) for folder, part in folders.items()}


def mark_plans(folder: Path) -> Card:
    """The marks of every plan whose answers stand in a folder; no file is no answer."""
    card: Card = {}
    for name, _, gold in plans():
        path = (folder / name).with_suffix(".json")
        card |= plan_marks(gold, json.loads(path.read_text("utf-8")) if path.exists() else {})
    return card


def main(answers: str = "-") -> None:
    """Print the figures."""
    if Path(answers).is_dir():
        figures = plan_figures(mark_plans(Path(answers)))
    else:
        text = sys.stdin.read() if answers == "-" else Path(answers).read_text("utf-8")
        figures = statement_figures(mark_statements([json.loads(line) for line in text.splitlines() if line.strip()]))
    print(*figures, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2])
