"""Marks that stand one after the other in one cell, a session each: "✓✓x", "A✓", "✓(35)✓", or "7/12"."""

import re
from typing import NamedTuple

from extractors.cells.outcomes import read_outcome
from extractors.cells.words import FOLDS, plain
from models.delivery import Outcome

COUNTED = re.compile(r"(\d{1,2}) ?(?:/|of|out of) ?(\d{1,2})")
MARK = re.compile(r"([✓✔✗✘×]|[ANRTXY]|[xyn](?![a-z]))(?: ?\((\d{1,3}) ?(?:m|mins?)?\))?")
"""A mark, and a length of its own behind it; letters stand in capitals, so that words are none."""
BETWEEN = re.compile(r"[\s,;/+.-]*")


class Marked(NamedTuple):
    """One session of a cell, and its own length where the mark has one."""

    outcome: Outcome
    minutes: int | None = None


def read_marks(text: str, *, crosses: bool) -> list[Marked] | None:
    """Read the sessions of a cell; a dash, or "2/3" of the third, says nothing; None for what is not marks alone.

    >>> [mark.outcome.value for mark in read_marks("✓Ax–", crosses=True)]
    ['delivered', 'child_absent', 'not_delivered']
    >>> [mark.outcome.value for mark in read_marks("2/3", crosses=True)]
    ['delivered', 'delivered']
    >>> read_marks("✓(35)✓", crosses=True)[0].minutes
    35
    >>> [read_marks(text, crosses=False) for text in ("x", "hall in use", "not run")]
    [None, None, None]
    """
    folded = text.translate(FOLDS)
    counted = COUNTED.fullmatch(plain(text))
    if counted and int(counted[1]) <= int(counted[2]):
        return [Marked(Outcome.DELIVERED)] * int(counted[1])
    if not BETWEEN.fullmatch(MARK.sub("", folded)):
        return None
    said = [(read_outcome(match[1], crosses=crosses).outcome, match[2]) for match in MARK.finditer(folded)]
    return [Marked(outcome, int(own) if own else None) for outcome, own in said if outcome] if all(
        outcome for outcome, _ in said) else None


def marks_in(cells: list[str]) -> list[str]:
    """Give the single marks of cells, from which to tell what a cross means.

    >>> marks_in(["✓x", "hall in use"])
    ['✓', 'x']
    """
    return [match[1] for text in cells if BETWEEN.fullmatch(MARK.sub("", text.translate(FOLDS)))
            for match in MARK.finditer(text.translate(FOLDS))]
