"""How many periods fell due, as two readings: what every kind of obligation is counted into."""

from collections.abc import Iterable
from typing import NamedTuple

from models.due import DueReading, Factor, Kind, Tally, Unit, Working


class Share(NamedTuple):
    """A part of a period's amount: `of` is the whole of it."""

    part: int
    of: int = 1
    unit: Unit = Unit.OCCASION
    tallies: tuple[Tally, ...] = ()
    """What was counted to come to the part."""
    halved: bool = False
    rounded_up: bool = False

    def factor(self) -> Factor:
        """Give the share with what was counted: as much of it as counts, where that is less."""
        found = sum(tally.number for tally in self.tallies)
        whole = (found + self.rounded_up) // 2 if self.halved else found
        return Factor(**self._asdict(), most=self.part if self.tallies and self.part < whole else None)


class Reading(NamedTuple):
    """One reading of how often the amount fell due: its shares, and the words of the factor ("72 open days ÷ 5")."""

    shares: tuple[Share, ...]
    words: str
    of_sessions: bool = False
    """Whether the words count sessions, and not the periods that the amount is for."""

    @property
    def empty(self) -> bool:
        """Whether nothing fell due by this reading."""
        return not any(share.part for share in self.shares)

    def times(self, amount: int) -> int:
        """Multiply an amount, rounding down in each share."""
        return sum(amount * share.part // share.of for share in self.shares)

    def kept(self) -> DueReading:
        """Give it as it is kept with what fell due."""
        return DueReading(factors=tuple(share.factor() for share in self.shares if share.part))


NOTHING = Reading((), "0")


class Counted(NamedTuple):
    """What fell due, before it is multiplied: the least, the most, and what has to be said about them."""

    kind: Kind
    conservative: Reading
    literal: Reading
    sources: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    notes: tuple[Working, ...] = ()
    not_yet: str = ""


def whole(number: int, unit: Unit, tallies: Iterable[Tally], **halved: bool) -> tuple[Share, ...]:
    """Give the shares of so many whole periods."""
    return (Share(number, 1, unit, tuple(tallies), **halved),) if number else ()

