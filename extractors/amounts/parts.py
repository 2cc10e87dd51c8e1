"""The typed part: some words of a statement, and the slots of a schedule that they fill."""

from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from models.amounts import Bound, Period

Figure = int | Fraction


class Kind(StrEnum):
    """What a part is to the grammar. The second group are whole: a statement is covered with them."""

    NUMBER = "NUMBER"
    FRACTION = "FRACTION"
    UNIT = "UNIT"
    NOUN = "NOUN"
    PERIOD = "PERIOD"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    TIME = "TIME"
    WEEKDAY = "WEEKDAY"
    MONTH = "MONTH"
    WEEKS = "WEEKS"
    SCENE = "SCENE"
    HEADS = "HEADS"
    GRADED = "GRADED"
    THING = "THING"
    WITHIN = "WITHIN"
    AGES = "AGES"

    LENGTH = "LENGTH"
    COUNT = "COUNT"
    EACH = "EACH"
    DOSE = "DOSE"
    PER = "PER"
    RUN = "RUN"
    INTERVAL = "INTERVAL"
    EVENT = "EVENT"
    BLOCK = "BLOCK"
    WHOLE = "WHOLE"
    WHEN = "WHEN"
    EXCEPT = "EXCEPT"
    BLANK = "BLANK"
    PEOPLE = "PEOPLE"
    RATIO = "RATIO"
    OTHER = "OTHER"


class Amount(NamedTuple):
    """From `low` to `high`, and whether the words bound it: 20 to 30, at least 3, about 15."""

    low: Figure
    high: Figure
    bound: Bound = Bound.EXACT

    @classmethod
    def of(cls, figure: Figure) -> "Amount":
        """Give the amount that is this figure and no other."""
        return cls(figure, figure)

    def times(self, factor: Figure) -> "Amount":
        """Multiply both ends."""
        return Amount(self.low * factor, self.high * factor, self.bound)

    def plus(self, other: "Amount") -> "Amount":
        """Add end by end; a bound on either bounds the sum."""
        bound = self.bound if self.bound is not Bound.EXACT else other.bound
        return Amount(self.low + other.low, self.high + other.high, bound)

    def bounded(self, bound: Bound) -> "Amount":
        """Give the same figures under a bound."""
        return Amount(self.low, self.high, bound)

    @property
    def ranged(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


class Part(NamedTuple):
    """Tokens `start` to `end` and what they state; a slot that they do not fill is None."""

    kind: Kind
    start: int
    end: int
    rule: str = ""
    number: Amount | None = None
    often: Amount | None = None
    length: Amount | None = None
    per: Period | None = None
    weeks: Amount | None = None
    marks: frozenset[str] = frozenset()
    """What else the words say of it: `sitting`, `adverb`, `days`, `inner` ..."""

    def marked(self, mark: str) -> bool:
        """Whether the part carries a mark."""
        return mark in self.marks

    @property
    def figures(self) -> Amount:
        """Give the number of a part that is made of one."""
        if self.number is None:
            raise ValueError(f"a {self.kind} holds no number")
        return self.number

    @property
    def minutes(self) -> Amount:
        """Give the length of a part that is made of one."""
        if self.length is None:
            raise ValueError(f"a {self.kind} holds no length")
        return self.length

    def having(self, *marks: str, **slots: Any) -> "Part":
        """Give the part with more marks and other slots."""
        return self._replace(marks=self.marks.union(marks), **slots)


def bound_of(part: Part) -> Bound:
    """Give the bound that the words of a bound name."""
    return next(bound for bound in Bound if bound in part.marks)
