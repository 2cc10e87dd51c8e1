"""Cells that only send the reader to another item ("as above", "see 6.3.3") → what that item says there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from extractors.vocabulary import vocabulary

NUMBER = r"\(?[A-Z]{0,2}\.?\d{1,2}(?:\.\d{1,2})*[a-z]?\)?"


@dataclass(slots=True)
class Echoes:
    """What the items so far say in each column: the last one, and each by its number."""

    above: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, dict[str, str]] = field(default_factory=dict)

    def resolved(self, columns: Mapping[str, str], number: str = "") -> dict[str, str]:
        """Give the columns of an item with its references followed, and keep them for the items below.

        >>> echoes = Echoes()
        >>> _ = echoes.resolved({"how_often": "Weekly"}, "6.1.")
        >>> echoes.resolved({"how_often": "As above"}), echoes.resolved({"how_often": "See 6.1"})
        ({'how_often': 'Weekly'}, {'how_often': 'Weekly'})
        """
        found = {key: self._said(key, text) for key, text in columns.items()}
        self.above |= found
        if bare := number.strip(" .:()"):
            self.numbered[bare] = found
        return found

    def _said(self, key: str, text: str) -> str:
        if says_same(text):
            return self.above.get(key, text)
        other = _reference().fullmatch(text.strip(" ."))
        return self.numbered.get(other["number"].strip("()."), {}).get(key, text) if other else text


def says_same(text: str) -> bool:
    """Whether a cell only says that it is like the one above.

    >>> says_same("As above."), says_same("As above, and at lunch")
    (True, False)
    """
    return text.lower().strip(" .") in vocabulary("plan_columns")["marks"]["same"]


def refers(text: str) -> bool:
    """Whether a cell says nothing but where to look.

    >>> refers("As for 6.1.2"), refers("As above"), refers("See 6.1.2 for the group")
    (True, True, False)
    """
    return says_same(text) or _reference().fullmatch(text.strip(" .")) is not None


@cache
def _reference() -> re.Pattern[str]:
    words = vocabulary("plan_columns")["marks"]
    before, after = ("|".join(words[key]) for key in ("points", "where"))
    return re.compile(rf"(?:{before})\s+(?:(?:item|row|paragraph|section)\s+)?(?P<number>{NUMBER})(?:\s+(?:{after}))?",
                      re.IGNORECASE)
