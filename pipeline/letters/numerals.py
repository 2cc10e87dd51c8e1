"""Whether each number of a letter is what it is said to be: a date, a length of time, a count, an item or a page."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.letters.safe import without

MONTHS = {dt.date(2000, number, 1).strftime("%B"): number for number in range(1, 13)}
_DAYS = r"\d{1,2}(?:, \d{1,2})*(?: and \d{1,2})?"
_GROUP = rf"{_DAYS} (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
DATES = re.compile(rf"{_GROUP}(?:(?:, | and ){_GROUP})*")
GROUP = re.compile(rf"({_DAYS}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
LENGTH = re.compile(r"(?:([\d,]+) hours?(?: (\d+) minutes?)?|([\d,]+) minutes?)")
PLACE = re.compile(r"\b[FGH]\d+\b|\bpages? \d+(?: to \d+)?")
COUNT = re.compile(r"([\d,]*\d) ((?:more |school |other )?[a-z]+(?:-days?)?)")
NUMBER = re.compile(r"\d[\d,]*")


class Known(NamedTuple):
    """What the numbers of some words may be: each kind by itself, so that 14 sessions is not the 14th of a month."""

    dates: frozenset[dt.date] = frozenset()
    minutes: frozenset[int] = frozenset()
    counts: frozenset[tuple[int, str]] = frozenset()
    """Each with its noun, in the singular."""
    items: frozenset[str] = frozenset()
    """Items of the plan, and the codes of a register with their meaning."""
    pages: frozenset[str] = frozenset()


def untraced(words: str, known: Known) -> tuple[str, ...]:
    """Give the numbers that are not known to be what the words say they are.

    >>> there = Known(minutes=frozenset({560}), counts=frozenset({(14, "session")}))
    >>> untraced("At least 14 sessions (9 hours 20 minutes), 15 sessions, 14 days", there)
    ('15 sessions', '14 days')
    >>> untraced("on 8 and 15 September 2025", Known(dates=frozenset({dt.date(2025, 9, 8)})))
    ('15 September 2025',)
    """
    words, lost = without(words, known.items | known.pages), list[str]()
    for pattern, judge in ((DATES, _dates), (PLACE, _places), (LENGTH, _lengths), (COUNT, _counts)):
        found = list(pattern.finditer(words))
        lost += [one for match in found for one in judge(match, known)]
        words = pattern.sub(" ", words)
    return (*lost, *NUMBER.findall(words))


def _dates(match: re.Match[str], known: Known) -> Iterable[str]:
    groups = [found.groups() for found in GROUP.finditer(match.group())]
    year = ""
    for days, month, named in reversed(groups):
        year = named or year
        for day in re.findall(r"\d+", days):
            if not year or _date(int(year), MONTHS[month], int(day)) not in known.dates:
                yield f"{day} {month} {year}".strip()


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _places(match: re.Match[str], _: Known) -> Iterable[str]:
    """Give every item and page that is left once those that are known are taken out."""
    return (match.group(),)


def _lengths(match: re.Match[str], known: Known) -> Iterable[str]:
    hours, rest, alone = (int((part or "0").replace(",", "")) for part in match.groups())
    return () if hours * 60 + rest + alone in known.minutes else (match.group(),)


def _counts(match: re.Match[str], known: Known) -> Iterable[str]:
    number, noun = int(match.group(1).replace(",", "")), match.group(2).removesuffix("s")
    return () if (number, noun) in known.counts else (match.group(),)
