"""A list of days that goes on in the next line of a page, put back into one line."""

import re

from extractors.cells.days import DateSense
from extractors.cells.phrases import days_in
from extractors.cells.words import words
from extractors.tables import Line, Table

OPEN_END = re.compile(r"(?:[,;&+-]|\b(?:and|to|on|until)|\b(?:mon|tue|wed|thu|fri)[a-z]*\.?"
                      r"(?: (?:the )?\d{1,2}(?:st|nd|rd|th)?)?)\s*$", re.IGNORECASE)
"""A comma, a joining word, or a weekday without its month."""
LONGEST = 400
"""A list of days has no more letters than this."""


def unwrapped(table: Table, sense: DateSense) -> Table:
    """Join lines that were cut within a list of days; the rows keep their numbers.

    >>> lines = (("INSET: Mon 1 September; Fri 26",), ("September; Mon 3 November",), ("Reports 4 December",))
    >>> unwrapped(Table("dates.pdf", None, lines), DateSense(school_years=(2025,))).rows[0]
    ('INSET: Mon 1 September; Fri 26 September; Mon 3 November',)
    """
    rows = list(table.rows)
    for number in range(len(rows) - 1, 0, -1):
        above, below = _text(rows[number - 1]), _text(rows[number])
        short = len(above) + len(below) <= LONGEST
        if above and below and short and OPEN_END.search(above) and days_in(f"{above} {below}", sense):
            rows[number - 1], rows[number] = (f"{above} {below}",), ()
    return table._replace(rows=tuple(rows))


def _text(line: Line) -> str:
    """Give the words of a line that has one cell alone."""
    filled = [words(value) for value in line if words(value)]
    return filled[0] if len(filled) == 1 else ""
