"""Baselines beside our reader: `python -m tests.accuracy.baselines` prints the tables of docs/accuracy.md.

They are installed, the first time, into an environment of their own beside this file, from their own lock file.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from tests.accuracy.figures import Figure
from tests.accuracy.score import by_phenomenon, mark_statements, statement_figures
from tests.statements import statements

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
READERS = {
    "ours": (sys.executable, "tests.accuracy.ours"),
    "spaCy Matcher": (str(PYTHON), "tests.accuracy.baselines.matcher"),
    "Recognizers-Text": (str(PYTHON), "tests.accuracy.baselines.recognizers_text"),
    "quantulum3": (str(PYTHON), "tests.accuracy.baselines.quantities"),
    "dateparser": (str(PYTHON), "tests.accuracy.baselines.search_dates"),
}
# Those of the figures that every baseline could have.
COMPARED = 3


def install() -> None:
    """Make the environment of the baselines, once."""
    if PYTHON.exists():
        return
    print("Installing the baselines (a minute or two)", file=sys.stderr)
    venv.create(HERE / ".venv", with_pip=True)
    lock = str(HERE / "requirements.txt")
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock], check=True)


def answers(python: str, module: str) -> list[dict[str, Any]]:
    """What a reader answers to every statement."""
    asked = [{"text": case.entry["text"], "columns": case.entry.get("columns", {})} for case in statements()]
    lines = "".join(json.dumps(one) + "\n" for one in asked)
    done = subprocess.run([python, "-m", module], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def row(name: str, cells: list[str]) -> None:
    """A row of a Markdown table."""
    print("|", " | ".join([name, *cells]), "|")


def share(figure: Figure, digits: int = 0) -> str:
    """A figure in per cent."""
    return f"{figure.count / figure.of:.{digits}%}" if figure.of else "–"


def main() -> None:
    """Print one table of all statements and one by phenomenon."""
    install()
    cards = {name: mark_statements(answers(*command)) for name, command in READERS.items()}
    row("", list(cards))
    row(":---", ["---:"] * len(cards))
    whole = [statement_figures(card)[:COMPARED] for card in cards.values()]
    for figures in zip(*whole, strict=True):
        row(f"{figures[0].name}, of {figures[0].of}", [share(figure, digits=1) for figure in figures])
    print()
    row("read right", ["statements", *cards])
    row(":---", ["---:"] * (len(cards) + 1))
    kinds = [by_phenomenon(card) for card in cards.values()]
    for kind in (kind for kind, figures in kinds[0].items() if figures[0].of):
        row(kind, [str(kinds[0][kind][0].of), *(share(one[kind][0]) for one in kinds)])


if __name__ == "__main__":
    main()
