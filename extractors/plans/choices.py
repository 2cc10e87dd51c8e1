"""Printed choices with boxes to tick → the words that are ticked, and the column that the choices fill."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from extractors.pages.layout import Paragraph
from extractors.vocabulary import vocabulary


class Choice(NamedTuple):
    """The words beside a box, and whether it is ticked."""

    words: str
    ticked: bool


@cache
def _box() -> re.Pattern[str]:
    boxes = vocabulary("plan_columns")["boxes"]
    signs = re.escape(boxes["ticked"] + boxes["empty"] + boxes["bullets"])
    return re.compile(rf"([{signs}]|\[\s?[xX✓✔]?\s?\])")


def choices_in(text: str) -> list[Choice]:
    """Give the choices of a line; none where its only box is one that may be a bullet.

    >>> choices_in("☐ Daily ☒ Weekly"), choices_in("Daily [ ] Weekly [x]")[1]
    ([Choice(words='Daily', ticked=False), Choice(words='Weekly', ticked=True)], Choice(words='Weekly', ticked=True))
    >>> [choice.words for choice in choices_in("Status: ☐ Draft ☒ Final") if choice.ticked]
    ['Final']
    >>> choices_in("□ Teaching assistant"), choices_in("Group work (x 2)")
    ([], [])
    """
    before, *pieces = (piece.strip(" ,;/|") for piece in _box().split(text))
    signs, words = pieces[::2], pieces[1::2]
    boxes = vocabulary("plan_columns")["boxes"]
    if not signs or (len(signs) == 1 and signs[0] in boxes["bullets"]):
        return []
    if before and not before.endswith(":"):
        words = [before, *words[:-1]] if not words[-1] else []
    return [Choice(told, bool(is_ticked(sign))) for told, sign in zip(words, signs, strict=False) if told]


def is_ticked(sign: str) -> bool | None:
    """Whether a box is ticked; None for what is no box.

    >>> is_ticked("☒"), is_ticked("[ ]"), is_ticked("•")
    (True, False, None)
    """
    ticks = vocabulary("plan_columns")["boxes"]["ticked"]
    return (sign in ticks or re.search(r"[xX✓✔]", sign) is not None) if _box().fullmatch(sign) else None


def ticked(text: str) -> str:
    """Give only what is ticked of printed choices; other words as they stand.

    >>> ticked("☐ Daily ☒ Weekly"), ticked("☐ Daily ☐ Weekly"), ticked("Twice weekly")
    ('Weekly', '', 'Twice weekly')
    """
    choices = choices_in(text)
    return " / ".join(choice.words for choice in choices if choice.ticked) if choices else text


def chosen_column(paragraph: Paragraph) -> str | None:
    """Give the column that the choices printed in a paragraph fill, whichever of them are ticked.

    >>> chosen_column(Paragraph("Pair ☒ Group", "☐")), chosen_column(Paragraph("☐ Fortnightly ☐ Termly"))
    ('mode', 'how_often')
    >>> chosen_column(Paragraph("☐ One to one ☒ Small group (no more than 6)"))
    'mode'
    """
    options = vocabulary("plan_columns")["options"]
    choices = choices_in(f"{paragraph.mark} {paragraph.text}")
    named = [re.sub(r"\s*\([^)]*\)$", "", choice.words).lower() for choice in choices]
    roles = Counter(role for name in named for role, words in options.items() if name in words)
    role, many = next(iter(roles.most_common(1)), (None, 0))
    return role if many * 2 > len(choices) else None
