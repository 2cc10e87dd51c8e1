"""How late a register says that a child came: minutes in a column of their own, beside the mark, or in a comment."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from extractors.cells.lengths import read_length
from extractors.cells.times import read_times
from extractors.cells.words import plain, words
from extractors.tables import Value
from extractors.vocabulary import vocabulary

LONGEST = 240
"""More minutes than this are no lateness within half a day."""


class Lateness(NamedTuple):
    """By how many minutes, or at what time, a child came; neither where a register says only that it was late."""

    minutes: int | None = None
    arrived: dt.time | None = None


def read_lateness(column: Value, *texts: str) -> Lateness:
    """Read lateness from its own column or, where that is empty, from a mark or a comment.

    >>> read_lateness("12"), read_lateness("", "L (25)"), read_lateness("", "bus", "15 mins late").minutes
    (Lateness(minutes=12, arrived=None), Lateness(minutes=25, arrived=None), 15)
    >>> read_lateness("", "L", "arrived 9.40").arrived, read_lateness("9:25").arrived
    (datetime.time(9, 40), datetime.time(9, 25))
    >>> read_lateness("", "/", "late bus")
    Lateness(minutes=None, arrived=None)
    """
    stated = words(column)
    times = read_times(column) if stated else None
    if times and not times.end and not times.rest:
        return Lateness(arrived=times.start)
    length = read_length(column, "minutes").minutes
    if length and length <= LONGEST:
        return Lateness(length)
    return next((found for text in texts if (found := _said(text)) != Lateness()), Lateness())


def without_lateness(mark: str) -> str:
    """Give a mark without the minutes beside it.

    >>> without_lateness("L (25)"), without_lateness("L12"), without_lateness("Late - 12 mins"), without_lateness("I I")
    ('L', 'L', 'Late', 'I I')
    """
    beside = re.fullmatch(rf"(L|U|late)\s*[-:(]*\s*{_AMOUNT}\s*\)?", mark.strip(), re.IGNORECASE)
    return beside[1] if beside else mark


_AMOUNT = r"(\d{1,3})\s?(?:m|min|mins|minutes|')?"


def _said(text: str) -> Lateness:
    said = plain(text)
    beside = re.fullmatch(rf"(?:l|u|late)\s*[-:(]*\s*{_AMOUNT}\s*\)?", said) or _pattern().search(said)
    if beside:
        minutes = next((int(group) for group in beside.groups() if group), 0)
        return Lateness(minutes) if 0 < minutes <= LONGEST else Lateness()
    arrived = _arrival().search(said)
    times = read_times(arrived[1]) if arrived else None
    return Lateness(arrived=times.start) if times else Lateness()


@cache
def _pattern() -> re.Pattern[str]:
    forms = [form.replace("#", _AMOUNT) for form in vocabulary("attendance_codes")["lateness"]["minutes"]]
    return re.compile("|".join(rf"(?<!\w){form}(?!\w)" for form in forms))


@cache
def _arrival() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, vocabulary("attendance_codes")["lateness"]["arrived"]))
    return re.compile(rf"(?<!\w)(?:{forms})(?: at)?:? (\d{{1,2}}[.:]\d{{2}}\s?(?:[ap]\.?m)?)")
