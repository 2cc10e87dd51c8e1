"""How many periods fell due, as two readings: what every kind of obligation is counted into."""

from typing import NamedTuple

from models.due import Kind, Working


class Share(NamedTuple):
    """A part of a period's amount: `of` is the whole of it."""

    part: int
    of: int = 1


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


def whole(number: int) -> tuple[Share, ...]:
    """Give the shares of so many whole periods."""
    return (Share(number),) if number else ()
