"""Cells that only send the reader to another item ("as above", "see 6.3.3") → what that item says there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from extractors.plans.cells import AMOUNTS, Told
from extractors.plans.dittos import says_same
from extractors.plans.lists import Statement, has_amount, has_length, has_rhythm
from extractors.vocabulary import vocabulary

NUMBER = r"\(?[A-Z]{0,2}\.?\d{1,2}(?:\.\d{1,2})*[a-z]?\)?"


class Followed(NamedTuple):
    """A statement and its columns, with the possible amounts where "as above" may mean more than one."""

    statement: Statement
    columns: dict[str, str]
    unsure: tuple[str, ...] = ()


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
        self.above = {key: text for key, text in self.above.items() if key not in AMOUNTS} | found
        if bare := number.strip(" .:()"):
            self.numbered[bare] = found
        return found

    def followed(self, told: Sequence[Told], number: str = "") -> list[Followed]:
        """Follow the references of what stands in one row; an amount of its own goes before one that stands above.

        >>> from extractors.pages.layout import Paragraph
        >>> echoes = Echoes({"how_often": "Weekly"})
        >>> row = Statement((Paragraph("15 minutes of reading each day"),)), {"how_often": "See above"}
        >>> echoes.followed([row])[0].columns
        {}
        """
        return [self._one(statement, columns, number or statement.head.mark,
                          any(has_amount(other.text) for other, _ in told if other is not statement))
                for statement, columns in told]

    def _one(self, statement: Statement, columns: dict[str, str], number: str, beside: bool) -> Followed:
        same = [key for key in AMOUNTS if says_same(columns.get(key, ""))]
        if not same:
            return Followed(statement, self.resolved(columns, number))
        unsure = (", ".join(self.above[key] for key in same if key in self.above), "the amount in the same box or row")
        rest = {key: text for key, text in columns.items() if key not in same}
        if has_length(statement.text):
            whole = has_rhythm(statement.text)
            return Followed(statement, self.resolved(rest, number), () if whole else unsure)
        found = self.resolved(columns, number)
        if beside:
            return Followed(statement, {**found, **{key: columns[key] for key in same}}, unsure)
        return Followed(statement, found, unsure if has_amount(statement.text) else ())

    def _said(self, key: str, text: str) -> str:
        if says_same(text):
            return self.above.get(key, text)
        other = _reference().fullmatch(text.strip(" ."))
        return self.numbered.get(other["number"].strip("()."), {}).get(key, text) if other else text


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
