"""What the papers say that initials stand for: a line such as "KB = Mrs Bright (LSA)", or a small table of them."""

import re

from extractors.cells.words import blank, cell, words
from extractors.record_headers import find_header
from extractors.tables import Table

EQUALS = re.compile(r"\b([A-Z][A-Za-z/]{1,5})\s*=\s*(.+?)(?=\s{2,}|[;\n]|\.\s|\.$|,?\s+[A-Z][A-Za-z/]{1,5}\s*=|$)")
LISTED = re.compile(r"\b([A-Z]{2,5})\s*[:–-]\s*(.+?)(?=\s{2,}|[;,\n]|\.$|\s+[A-Z]{2,5}\s*[:–-]|$)")
KEY = re.compile(r"^(?:key|staff|initials|adults|who's who)\b[^:]{0,20}:", re.IGNORECASE)
INITIALS = re.compile(r"[A-Z][A-Za-z]{0,4}")


def staff_key(table: Table) -> dict[str, str]:
    """Collect what initials stand for in a table and in the lines around it.

    >>> staff_key(Table("t.csv", None, (("KB = Mrs Bright (LSA)   HC = speech therapist   yellow = 1:1",),)))
    {'KB': 'Mrs Bright (LSA)', 'HC': 'speech therapist'}
    >>> staff_key(Table("t.csv", None, (("Key: KB - Mrs Bright (LSA), HC - speech therapist",),)))
    {'KB': 'Mrs Bright (LSA)', 'HC': 'speech therapist'}
    """
    found: dict[str, str] = {}
    for value in (value for line in table.rows for value in line if isinstance(value, str)):
        if "=" in value:
            found |= _pairs(EQUALS, value)
        elif KEY.match(value.strip()):
            found |= _pairs(LISTED, KEY.sub("", value.strip()))
    return found | _table(table)


def _pairs(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    return {match[1]: words(match[2]).strip(" .,") for match in pattern.finditer(text)}


def _table(table: Table) -> dict[str, str]:
    """Read a table with the columns Initials, Name and Role."""
    header = find_header(table, ("staff_key",))
    found: dict[str, str] = {}
    if header is None:
        return found
    for line in table.rows[header.row + 1:]:
        if blank(line):
            break
        initials, name, role = (words(cell(line, header.columns.get(part))) for part in ("initials", "name", "role"))
        if INITIALS.fullmatch(initials) and (name or role):
            found[initials] = f"{name} ({role})" if name and role else name or role
    return found
