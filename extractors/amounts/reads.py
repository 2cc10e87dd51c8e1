"""A clause read: its slots, the words that lead to it, and what it comes to in a week."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.clauses import Clause
from extractors.amounts.parts import Amount
from extractors.amounts.stated import Stated
from extractors.language import Lexicon
from extractors.vocabulary import vocabulary
from models.amounts import Period

_SCHOOL_DAYS = 5


class Read(NamedTuple):
    """A clause and its slots, with the words between it and the one before."""

    clause: Clause
    stated: Stated
    lead: Doc | None = None
    bracketed: bool = False
    """Whether it stands in brackets."""

    @property
    def wordless(self) -> bool:
        """Whether only marks stand between it and the one before."""
        return not any(word.is_alpha for word in self.lead or ())

    @property
    def spelled_out(self) -> bool:
        """Whether only a colon or a bracket leads to it: "6 hours a year: 2 direct ..."."""
        lead = [word.norm_ for word in self.lead or ()]
        return lead[-1:] in ([":"], ["("])

    def says(self, table: str) -> bool:
        """Whether the words before it are of a table of `clauses.toml`."""
        if self.lead is None:
            return False
        passive = vocabulary("clauses")["passive"]
        return any(not (found.start and self.lead[found.start - 1].norm_ in passive)
                   for found in phrases(table).find(self.lead))


@cache
def phrases(table: str) -> Lexicon[str]:
    """Give the phrases of a table of `clauses.toml`."""
    return Lexicon({phrase: phrase for phrase in vocabulary("clauses")[table]})


def weekly(stated: Stated) -> Amount | None:
    """Give the minutes of an amount in its period; a day's are those of a school week."""
    total = stated.total or (stated.sitting.times((stated.often or Amount.of(1)).low) if stated.sitting else None)
    if total is None:
        return None
    return total.times(_SCHOOL_DAYS) if stated.per is Period.DAY else total


def merged(first: Read, second: Read, stated: Stated) -> Read:
    """Join two clauses into one that states what is given."""
    parts = (*first.clause.parts, *second.clause.parts)
    return first._replace(clause=first.clause._replace(parts=parts), stated=stated)
