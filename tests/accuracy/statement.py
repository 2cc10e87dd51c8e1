"""The marks of one statement: its amounts, what else its label says, and whether a person is asked to look."""

from collections.abc import Mapping
from typing import Any

from tests.accuracy.marks import ASKED, RIGHT, SILENT, Marks, mark
from tests.accuracy.notation import written

# Label -> field of the public JSON.
FACETS = {"service": "service", "mode": "mode", "group": "max_group_size", "ratio": "ratio", "status": "status"}

Label = Mapping[str, Any]
Answer = Mapping[str, Any]


def amounts(answer: Answer) -> list[str]:
    """The amounts of an answer in the notation of the cases; none where it says that this is no provision."""
    schedules = [] if answer.get("provision") is False else answer.get("schedules") or []
    return sorted(written(schedule) for schedule in schedules)


def labelled_amounts(label: Label) -> list[str] | None:
    """The amounts that the label gives; None where it says nothing about them."""
    reads: list[str] | None = [] if label.get("provision") is False else label.get("reads")
    return None if reads is None else sorted(reads)


def statement_marks(label: Label, answer: Answer) -> Marks:
    """The mark of each field that the label names."""
    found: Marks = {}
    want = labelled_amounts(label)
    if want is not None:
        found["amounts" if want else "no amount"] = mark(amounts(answer) == want, answer)
    for key in sorted(FACETS.keys() & label.keys()):
        found[key] = mark(_said(answer.get(FACETS[key])) == _said(label[key]), answer)
    found |= _terms(label, answer)
    return found | _asking(label, answer, set(found.values()) <= {RIGHT})


def _said(value: Any) -> str:
    return "none" if value in (None, 0) else str(value)


def _terms(label: Label, answer: Answer) -> Marks:
    named = [term.lower() for term in answer.get("vague_terms") or []]
    flags = {*label.get("vague", []), *label.get("flags", [])}
    found = {f"vague: {term}": mark(term in " | ".join(named), answer) for term in sorted(flags)}
    return found | {f"not vague: {term}": mark(term not in named, answer) for term in label.get("no_flags", [])}


def _asking(label: Label, answer: Answer, all_right: bool) -> Marks:
    asked = bool(answer.get("review"))
    if label.get("asks"):
        return {"to ask": RIGHT if asked else SILENT}
    # Asking about what was misread is no fault.
    return {"not to ask": ASKED if asked else RIGHT} if all_right else {}
