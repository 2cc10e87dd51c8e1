"""The marks that somebody agreed to and committed, and what has been gained and lost since."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.accuracy.marks import LADDER, RIGHT, Card

SCORECARD = Path(__file__).with_name("scorecard.json")


def agreed() -> Card:
    """The committed marks."""
    return json.loads(SCORECARD.read_text("utf-8")) if SCORECARD.exists() else {}


def agree(card: Card) -> None:
    """Write the marks down, a case a line, so that a diff of the file reads case by case."""
    cases = ((json.dumps(name, ensure_ascii=False), card[name]) for name in sorted(card))
    lines = [f"{name}: {json.dumps(marks, sort_keys=True)}" for name, marks in cases]
    SCORECARD.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def changed(before: Card, now: Card) -> tuple[list[str], list[str]]:
    """Gains and losses, a line each; a loss is never netted against a gain.

    A wrong reading on which nobody is asked any more to look is a loss, too. Only cases on both cards are compared.
    """
    gains, losses = [], []
    for name, field, old, new in _steps(before, now):
        line = f"{name}: {field} was {old}, is {new}"
        (gains if LADDER.index(new) > LADDER.index(old) else losses).append(line)
    return gains, losses


def _steps(before: Card, now: Card) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, {}), now.get(name, {})
        for field in sorted(old.keys() | new.keys()):
            # Something that is not there is on the card only while a reader believes in it.
            missing = RIGHT if field == "extra" else None
            step = old.get(field, missing), new.get(field, missing)
            if None not in step and step[0] != step[1]:
                yield name, field, *step


def unknown(before: Card, now: Card) -> list[str]:
    """Cases that are not on the card yet."""
    return sorted(name for name in now.keys() - before.keys() if "extra" not in now[name])
