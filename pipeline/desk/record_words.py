"""The record in plain words: who did what with a case on which day, and how often."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.record import HERE, Entry
from pipeline.rules import rules
from templates.words import long_date

GONE = "somebody whose account is not here any more"
YOU = "whoever uses this computer"


class Line(NamedTuple):
    """What somebody did on one day, the number of times."""

    day: str
    who: str
    what: str
    times: int


def in_words(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Tell entries in words, the last day first; `names` says whose account is whose."""
    told = Counter((entry.at.astimezone().date(), entry.who, entry.what) for entry in entries)
    order = sorted(told, key=lambda one: one[0], reverse=True)
    return tuple(Line(long_date(day), _name(who, names), deed(what), told[day, who, what]) for day, who, what in order)


def line(entry: Entry) -> str:
    """Write one entry on a line.

    >>> line(Entry(n=1, at="2025-11-03T09:05:00Z", who=HERE, what="checked", before="0"))
    '2025-11-03 09:05 UTC  this computer  had the case checked'
    """
    return "  ".join(filter(None, (f"{entry.at:%Y-%m-%d %H:%M} UTC", entry.who, deed(entry.what), entry.case)))


def deed(what: str) -> str:
    """Say what a word of the record stands for."""
    return str(rules("pages")["record"][what])


def _name(who: str, names: Mapping[str, str]) -> str:
    return YOU if who == HERE else names.get(who, GONE)
