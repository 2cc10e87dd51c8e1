"""What can become of a labelled field: read right, wrong with a person asked to look, wrong without a word."""

from collections.abc import Mapping
from typing import Any

RIGHT = "right"
ASKED = "wrong, a person is asked"
SILENT = "wrong, silently"
LADDER = (SILENT, ASKED, RIGHT)

Marks = dict[str, str]
# The marks of every case by the case's name.
Card = dict[str, Marks]


def mark(right: bool, answer: Mapping[str, Any]) -> str:
    """The mark of one field of an answer."""
    if right:
        return RIGHT
    return ASKED if answer.get("review") else SILENT
