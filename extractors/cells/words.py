"""A cell's words as they are compared: folded, and as the key under which a vocabulary knows them."""

import datetime as dt
import re
import unicodedata

from extractors.remembered import remembered
from extractors.tables import Line, Table, Value

DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
QUOTES = dict.fromkeys((0x2018, 0x2019, 0x02BC), "'") | dict.fromkeys((0x201C, 0x201D, 0x2033, 0x3003), '"')
TICKS = dict.fromkeys((0x2611, 0x2705, 0x221A, 0xF0FC, 0xF0FE), "✓")
"""Other ticks, those of symbol fonts in a PDF among them."""
CROSSES = dict.fromkeys((0x2612, 0x274C, 0x2716, 0xF0FB, 0xF0FD), "✗")
FOLDS = DASHES | QUOTES | TICKS | CROSSES | {0xA0: " ", 0xFE0F: ""}


def words(value: Value) -> str:
    r"""Give a cell's words on one line, white space folded.

    >>> words(50.0), words("w/c  1 Sep\n"), words(dt.date(2025, 9, 3)), words(dt.time(10, 45))
    ('50', 'w/c 1 Sep', '2025-09-03', '10:45')
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}"
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@remembered(20_000)
def plain(text: str) -> str:
    """Fold letters, dashes, quotes and compatibility forms, and white space; fractions and ticks stay.

    >>> plain(" 9.10 – 9.30  AM ")
    '9.10 - 9.30 am'
    """
    return " ".join(text.translate(FOLDS).lower().split())


@remembered(20_000)
def key(text: str) -> str:
    """Give the key of a header or a phrase: its letters, digits and marks, with single spaces.

    >>> key("Duration (mins):"), key("Pupil Present (Y/N)"), key("S&LT"), key("Café")
    ('duration mins', 'pupil present y n', 's and lt', 'cafe')
    """
    folded = unicodedata.normalize("NFKD", plain(text).replace("&", " and ")).replace("'", "")
    letters = folded if folded.isascii() else "".join(one for one in folded if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w+%#✓✔✗✘×]|_", " ", letters).split())


def blank(line: Line) -> bool:
    """Whether nothing is written in any cell of a row."""
    return not any(words(value) for value in line)


def cell(line: Line, column: int | None) -> Value:
    """Give the value in a column of a row; empty where the row is shorter or the column is not known."""
    return line[column] if column is not None and column < len(line) else ""


def filled_down(table: Table) -> Table:
    """Give the table with the words of each merged cell in every row that it covers."""
    if not any(merge.bottom > merge.top for merge in table.merged):
        return table
    rows = [list(line) for line in table.rows]
    for merge in table.merged:
        for row in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
            if merge.left < len(rows[row]) and merge.left < len(rows[merge.top]):
                rows[row][merge.left] = rows[merge.top][merge.left]
    return table._replace(rows=tuple(tuple(row) for row in rows))
