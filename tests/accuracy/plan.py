"""The marks of one plan: its items found, read and placed, nothing taken from outside Section F, its particulars."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.accuracy.marks import RIGHT, SILENT, Card, mark
from tests.accuracy.statement import Answer, amounts

# From these shares of common words on, two texts are one item, or a passage has been taken over.
SAME_ITEM = 0.6
SAME_PASSAGE = 0.75


class Item(NamedTuple):
    """One item of Section F, as a person would copy it out."""

    name: str
    text: str
    columns: Mapping[str, str]
    reads: list[str] | None
    """None where nobody has written down how it reads."""
    page: int | None = None
    mode: str | None = None


class Gold(NamedTuple):
    """What a plan holds."""

    name: str
    particulars: Mapping[str, str]
    items: list[Item]
    outside: list[str]
    """Passages with amounts that are not Section F: outcomes, history, health."""


def words(text: object) -> list[str]:
    """The words and figures of a text."""
    return re.findall(r"[^\W_]+", str(text).lower())


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    left, right = Counter(words(one)), Counter(words(other))
    return 2 * (left & right).total() / max((left + right).total(), 1)


def plan_marks(gold: Gold, answer: Mapping[str, Any]) -> Card:
    """The marks of every item, passage and particular of a plan by its name."""
    provisions = [one for one in answer.get("provisions") or [] if one.get("section", "F") == "F"]
    card: Card = {}
    left = list(provisions)
    for item in gold.items:
        best = max(left, key=lambda one: _same(item, one), default=None)
        if best is None or _same(item, best) < SAME_ITEM:
            card[f"{gold.name} {item.name}"] = {"found": SILENT, "item amounts": SILENT}
            continue
        left.remove(best)
        card[f"{gold.name} {item.name}"] = _item_marks(item, best)
    for text in gold.outside:
        leaks = any(likeness(text, one["text"]) >= SAME_PASSAGE for one in provisions)
        card[f"{gold.name}, outside F: {text}"] = {"leak": SILENT if leaks else RIGHT}
    card |= {f"{gold.name}, not there: {one['text'][:80]}": {"extra": mark(False, one)} for one in left}
    return card | {f"{gold.name}, particulars": _particulars(gold.particulars, answer.get("plan") or {})}


def _same(item: Item, provision: Answer) -> float:
    whole = " ".join([item.text, *item.columns.values()])
    return max(likeness(item.text, provision["text"]), likeness(whole, provision["text"]))


def _item_marks(item: Item, answer: Answer) -> dict[str, str]:
    found = {"found": RIGHT}
    if item.reads is not None:
        # A strategy that applies "at all times" states no amount, though its words are those of full-time support.
        counted = [line for line in amounts(answer) if not line.startswith("full time")]
        found["item amounts"] = mark(counted == sorted(item.reads), answer)
    if item.page is not None:
        found["page"] = RIGHT if answer.get("page") == item.page else SILENT
    if item.mode is not None:
        found["item mode"] = mark(answer.get("mode") == item.mode, answer)
    return found


def _particulars(want: Mapping[str, str], have: Mapping[str, Any]) -> dict[str, str]:
    same = {key: words(have.get(key)) == words(value) for key, value in want.items()}
    return {f"particulars: {key}": RIGHT if right else SILENT for key, right in same.items()}
