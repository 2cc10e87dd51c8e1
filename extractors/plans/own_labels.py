"""Labels by names of a plan's own ("Intensity: 20 minutes daily"), known by coming back in the same order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pages.layout import Block, Paragraph
from extractors.plans.columns import column_of, stacked_role
from extractors.plans.contents import roles_told, without_second
from extractors.plans.sections import Span
from extractors.plans.stacked import COLUMNS, DELIVERY, INLINE

REGULAR = 0.7
"""In a list of labelled items so many of the labels are followed by the one that mostly follows them."""


def with_own_labels(spans: Sequence[Span], letter: str = "F") -> list[Span]:
    """Say of the labelled lines of a section which column each names, where some have a name that we do not know."""
    lines = [block for span in spans if span.letter == letter for block in span.blocks if isinstance(block, Paragraph)]
    roles = _roles(lines)
    told = any(role == "how_often" and not _known(name) for name, role in roles.items())
    return [replace(span, blocks=[_with_column(block, roles) for block in span.blocks], told=told)
            if roles and span.letter == letter else span for span in spans]


def _with_column(block: Block, roles: dict[str, str]) -> Block:
    if not isinstance(block, Paragraph) or _name(block) not in roles:
        return block
    return replace(block, column=roles[_name(block)])


def _name(line: Paragraph) -> str:
    """Give the words before the colon of a line without a bullet."""
    found = None if line.mark else INLINE.match(line.text)
    return found["label"] if found else ""


def _roles(lines: Sequence[Paragraph]) -> dict[str, str]:
    """Give the columns that the labels of a list of labelled items name.

    >>> _roles([Paragraph(text) for text in ("Help: Reading with an adult", "Dose: 20 minutes", "Adults: A TA",
    ...                                      "Help: Rest in a quiet room", "Dose: 5 minutes", "Adults: A TA")])
    {'Dose': 'how_often', 'Help': 'provision', 'Adults': 'who'}
    >>> _roles([Paragraph(text) for text in ("Reading: 20 minutes daily", "Spelling: 5 minutes", "Reading: a laptop")])
    {}
    """
    counts = Counter(map(_name, lines))
    order = [name for name in map(_name, lines) if name and counts[name] > 1]
    if len(set(order)) < 3 or len(order) * 2 < len(lines) or not _regular(order):
        return {}
    texts: dict[str, list[str]] = {name: [] for name in order}
    for line in lines:
        if (found := INLINE.match(line.text)) and found["label"] in texts:
            texts[found["label"]].append(found["rest"])
    known = without_second(texts, {name: role for name in order if (role := _known(name))})
    roles = known | roles_told(texts, known)
    return roles if "provision" in roles.values() and set(roles.values()) & set(DELIVERY) else {}


def _known(name: str) -> str | None:
    column = column_of(name)
    role = stacked_role(f"{name}:") or (column.role if column else None)
    return role if role in (*COLUMNS, "provision") else None


def _regular(order: Sequence[str]) -> bool:
    """Whether labels come back in one order.

    >>> _regular(["Help", "Who", "Help", "Who"]), _regular(["A", "B", "B", "A", "A", "C"])
    (True, False)
    """
    pairs = Counter(pairwise(order))
    usual = sum(max((count for (one, _), count in pairs.items() if one == name), default=0) for name in set(order))
    return usual >= REGULAR * (len(order) - 1)
