"""A line of a calendar that tells several things, taken apart where each part has its own days and its own words."""

import re
from typing import NamedTuple

from extractors.calendars.words import kind_of
from extractors.cells.days import DateSense
from extractors.cells.phrases import Days, days_in

JOINTS = re.compile(r"[.;]\s+(?=[A-Z])|\s*[();]\s*|,\s+(?:and\s+)?(?=[a-zA-Z])")
"""The end of a sentence, a bracket, or a comma before words."""


class Clause(NamedTuple):
    """Some words of a line, and the days in them."""

    text: str
    days: tuple[Days, ...]


def clauses(text: str, sense: DateSense) -> list[Clause]:
    """Take a line apart into what it tells; a line whose parts do not stand alone is one.

    >>> school = DateSense(school_years=(2025,))
    >>> for line in ("We break up on Fri 24 October. Mon 3 November is an INSET day.", "Inset (no pupils): 1 Sept"):
    ...     print([(part.text, [day.start.isoformat() for day in part.days]) for part in clauses(line, school)])
    [('We break up on Fri 24 October', ['2025-10-24']), ('Mon 3 November is an INSET day.', ['2025-11-03'])]
    [('Inset (no pupils): 1 Sept', ['2025-09-01'])]
    """
    parts = [Clause(part.strip(), tuple(days_in(part, sense))) for part in JOINTS.split(text)]
    dated = [part for part in parts if part.days]
    whole = tuple(days_in(text, sense))
    alone = all(kind_of(part.text) for part in dated) and sum(len(part.days) for part in dated) == len(whole)
    return dated if alone else [Clause(text, whole)]
