"""Rows of the records whose words may be about harm to a child: where and of what kind, never what they say."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.cells.words import key, words
from extractors.tables import Table
from extractors.vocabulary import vocabulary
from models.case import Event
from models.delivery import Concern
from models.source import Row


def kinds_of_concern(text: str) -> tuple[str, ...]:
    """Name the kinds of harm that words may be about; a policy, a course or a seat belt is none.

    >>> kinds_of_concern("SALT not held - P was restrained by two adults, bruising to arm")
    ('restraint', 'injury')
    >>> kinds_of_concern("SENCO away, restraint training"), kinds_of_concern("Harmony the TA was in charge")
    ((), ())
    """
    said = key(text)
    if not _any_word().search(said):
        return ()
    left = _pattern(tuple(vocabulary("safeguarding_words")["not"])).sub("/", said)
    return tuple(kind for kind, forms in vocabulary("safeguarding_words")["kinds"].items()
                 if _pattern(tuple(forms)).search(left))


def concerns_in(table: Table) -> Iterator[Concern]:
    """Give the rows of a table with such words."""
    for number, line in enumerate(table.rows):
        said = " | ".join(words(value) for value in line)
        yield from _concerns(said, table.source(number))


def concerns_in_events(events: Iterable[Event], file: str) -> Iterator[Concern]:
    """Give the events of a case with such words, by their place in their order."""
    for number, event in enumerate(events, 1):
        yield from _concerns(event.words, Row(file=file, row=number))


def _concerns(said: str, source: Row) -> Iterator[Concern]:
    for kind in kinds_of_concern(said):
        yield Concern(source=source, kind=kind, words_sha256=hashlib.sha256(said.encode()).hexdigest())


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


@cache
def _any_word() -> re.Pattern[str]:
    """Find any of the words at once: most rows have none."""
    return _pattern(tuple(form for forms in vocabulary("safeguarding_words")["kinds"].values() for form in forms))
