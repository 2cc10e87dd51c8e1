"""Words that a child attends on some days or half-days only: a nursery's 15 or 30 hours, a shared week."""

import re
from functools import cache

from extractors.cells.days import weekday
from extractors.cells.words import plain, words
from extractors.tables import Table
from extractors.vocabulary import vocabulary
from models.doubt import Doubt

WITHIN = 20
"""Lines of words at the top of a paper, or below its last table, speak of the whole of it."""
STRETCH = re.compile(r"\b([a-z]+) ?(?:-|to) ?([a-z]+)\b")
FIVE = 5


def ask_about_pattern(table: Table) -> list[Doubt]:
    """Ask where a paper says that the child attends for a part of the week: amounts by the day may be fewer."""
    lines = [(number, [words(value) for value in line if words(value)]) for number, line in enumerate(table.rows)]
    alone = [(number, filled[0]) for number, filled in lines if len(filled) == 1]
    found = [(number, text) for number, text in (*alone[:WITHIN], *alone[-WITHIN:]) if attends_in_part(text)]
    if not found:
        return []
    return [Doubt(code="attendance_pattern", field="calendar", place=table.source(found[0][0]).place(),
                  alternatives=("it is due on the days and half-days on which the child attends",
                                "it is due on every day on which the setting is open"),
                  reason="This paper says that the child attends for a part of the week. What is due by the day or in "
                         "hours was counted for every day on which the setting is open.",
                  next_step="Mark the days on which the child does not attend as closed in the term dates, and check "
                            "again.")]


def attends_in_part(text: str) -> bool:
    """Whether a line says on which days or half-days of the week a child attends, and those are not all.

    >>> for text in ("Attends Mon-Wed, 9am-3pm", "15 hours: mornings only", "Nursery sessions: Tue pm, Thu am",
    ...              "30 funded hours over four days", "Attends Monday to Friday", "Attendance for: Nell",
    ...              "School opens Monday 1 September", "25 hours of support"):
    ...     print(text, "->", attends_in_part(text))
    Attends Mon-Wed, 9am-3pm -> True
    15 hours: mornings only -> True
    Nursery sessions: Tue pm, Thu am -> True
    30 funded hours over four days -> True
    Attends Monday to Friday -> False
    Attendance for: Nell -> False
    School opens Monday 1 September -> False
    25 hours of support -> False
    """
    said = plain(text)
    if not _says("cues", said):
        return False
    days = weekdays_in(said)
    return 0 < len(days) < FIVE or _says("half_days", said) or _says("days", said)


def weekdays_in(said: str) -> frozenset[int]:
    """Give the weekdays that words name, one by one or from one to another.

    >>> sorted(weekdays_in("mon-wed and fri")), sorted(weekdays_in("tuesday to thursday"))
    ([0, 1, 2, 4], [1, 2, 3])
    """
    named = {day for word in re.findall(r"[a-z]{3,}", said) if (day := weekday(word)) is not None}
    for first, last in STRETCH.findall(said):
        start, end = (weekday(word) if len(word) > 2 else None for word in (first, last))
        named |= set(range(start, end + 1)) if start is not None and end is not None else set()
    return frozenset(named)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(vocabulary('attendance_codes')['pattern'][group])})(?!\w)")


def _says(group: str, said: str) -> bool:
    return _pattern(group).search(said) is not None
