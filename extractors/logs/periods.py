"""Periods of the school day in a log: "P4" or "period 2-3", as when and as how long, by the school's bells."""

import re

from extractors.cells.lengths import Length
from extractors.cells.times import Times
from extractors.cells.words import key, plain
from extractors.timetables.bells import Bells

NAMED = r"(?:periods?|per|p|lessons?|l)\.?\s?"
PERIODS = re.compile(rf"(?:during |in )?({NAMED})?(\d)(?:\s?(-|to|\+|&|and|/|,)\s?(?:{NAMED})?(\d))?")
THROUGH = ("-", "to")
"""Between two numbers: those between them are meant, too."""


def is_period(text: str) -> bool:
    """Whether a cell names periods of the school day, by their word: "lesson 5" is no length of five minutes.

    >>> is_period("P4"), is_period("periods 2-3"), is_period("lesson 5"), is_period("20"), is_period("5 lessons")
    (True, True, True, False, False)
    """
    match = PERIODS.fullmatch(plain(text))
    return match is not None and match[1] is not None


def periods_in(text: str, *, column: bool = False) -> tuple[str, ...]:
    """Give the periods that a cell names; in a column of periods a number alone is one.

    >>> periods_in("P2+3"), periods_in("period 2-4"), periods_in("4"), periods_in("4", column=True)
    (('2', '3'), ('2', '3', '4'), (), ('4',))
    """
    match = PERIODS.fullmatch(plain(text))
    if match is None or not (match[1] or column):
        return ()
    first, last = int(match[2]), int(match[4] or match[2])
    if match[3] in THROUGH:
        return tuple(str(number) for number in range(first, last + 1))
    return tuple(dict.fromkeys((match[2], match[4] or match[2])))


def times_of(text: str, bells: Bells, day: int, *, column: bool = False) -> tuple[Times, ...]:
    """Give when the periods of a cell are on a weekday; nothing where the bells leave one of them open.

    >>> import datetime as dt
    >>> bells = Bells({("p1", None): Times(dt.time(9), dt.time(10)), ("p2", None): Times(dt.time(10, 20), dt.time(11))})
    >>> [times.minutes for times in times_of("P1-2", bells, 0)], times_of("P3", bells, 0)
    ([60, 40], ())
    """
    names = periods_in(text, column=column) or ((text,) if key(text) else ())
    found = [bells.of(name, day) for name in names]
    times = tuple(one for one in found if one and one.end)
    return times if len(times) == len(names) else ()


def length_of_periods(text: str, bells: Bells, day: int) -> Length | None:
    """Give the length that a cell states as periods; None where it states none or the bells do not tell it."""
    times = times_of(text, bells, day) if is_period(text) else ()
    return Length(sum(one.minutes or 0 for one in times)) if times else None
