"""What evidence can belong to: one amount of one provision, with the words and the roles that the plan has for it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.remembered import remembered
from models.amounts import Schedule
from models.provision import Provision
from pipeline.matching.school_speech import read_words, says, split_background, word_list
from pipeline.matching.staff import roles_in, roles_of
from pipeline.rules import rules

_LONG_STATEMENT = 25
_FULL_STOP = re.compile(r"(?<!\d)[.;](?:\s|$)|\n")


class Item(NamedTuple):
    """A provision and one of its schedules, or none for a provision without."""

    provision: Provision
    number: int | None

    @property
    def key(self) -> tuple[str, int | None]:
        """The provision's id and the number of the schedule."""
        return self.provision.id, self.number

    @property
    def schedule(self) -> Schedule | None:
        """The schedule itself."""
        return None if self.number is None else self.provision.schedules[self.number]

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the plan names as those who do it; of several amounts, those of them that its clause names."""
        stated = roles_of(self.provision)
        several = len(self.provision.schedules) > 1
        return (frozenset(roles_in(self.clause)) & stated if several else frozenset()) or stated

    @property
    def named(self) -> frozenset[str]:
        """The roles that its words name at all."""
        return frozenset(roles_in(self.provision.text))

    @property
    def clause(self) -> str:
        """The part of the statement or of its column of amounts that holds the schedule; all of it for a single one."""
        schedule, text = self.schedule, self.provision.text
        if schedule is None or len(self.provision.schedules) < 2 or not schedule.text:
            return text
        parts = [part for column in (text, self.provision.columns.get("how_often", "")) for part in _clauses(column)]
        return next((part for part in parts if schedule.text in part), schedule.text)

    def worth(self) -> dict[str, float]:
        """Give each stem and theme of the plan's words for it, with the worth of the best place in which it stands."""
        worth: dict[str, float] = {}
        for text, zone in self._zones():
            for place, word in enumerate(read_words(text)):
                value = zone * (1 - rules("matching")["words"]["late"] * min(1.0, place / _LONG_STATEMENT))
                for term in (word.stem, *(f"@{theme}" for theme in word.themes)):
                    worth[term] = max(worth.get(term, 0.0), value)
        return worth

    def _zones(self) -> Iterator[tuple[str, float]]:
        """Give the texts that tell of it, each with what a word there is worth."""
        zones, columns = rules("matching")["zones"], self.provision.columns
        whole = self.clause == self.provision.text
        head, background = split_background(self.provision.text)
        yield head, zones["head"] if whole else zones["elsewhere"]
        yield background, zones["background"]
        if not whole:
            yield self.clause, zones["clause"]
        yield columns.get("who", ""), zones["deliverer"]
        yield self.provision.deliverer.text if self.provision.deliverer else "", zones["deliverer"]
        yield " ".join(rules("school_speech")["services"][self.provision.service]), zones["service"]
        yield columns.get("how_often", ""), zones["how_often"]
        yield columns.get("review", ""), zones["review"]


@remembered(5_000)
def directness(clause: str) -> int:
    """Say whether words ask for work with the child (1), for work done for the child (-1), or for both or neither (0).

    >>> directness("one 45-minute individual session every fortnight"), directness("12 hours per year for liaison")
    (1, -1)
    """
    return int(says("direct", clause)) - int(says("indirect", clause))


@remembered(5_000)
def _clauses(text: str) -> tuple[str, ...]:
    """Split a statement where one amount ends and the next may begin."""
    joints = "|".join(map(re.escape, word_list("clauses")))
    ends = re.compile(rf"{_FULL_STOP.pattern}|,?\s+\b(?:{joints})\b|,\s+and\s+(?=\d|one\b|two\b)", re.IGNORECASE)
    return tuple(part.strip() for part in ends.split(text) if part.strip())
