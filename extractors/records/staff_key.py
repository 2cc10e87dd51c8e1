"""What the papers say that initials stand for: a line such as "KB = Mrs Bright (LSA)", or a small table of them."""

import re

from extractors.cells.words import blank, cell, words
from extractors.records.headers import find_header
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
    >>> staff_key(Table("t.xlsx", "Staff key", (("JM", "Jo Marsh, HLTA"), ("AB: Anna Brown, TA",))))
    {'JM': 'Jo Marsh, HLTA', 'AB': 'Anna Brown, TA'}
    """
    found: dict[str, str] = {}
    listing = KEY.match(f"{table.sheet or ''}:") is not None
    for line in table.rows:
        filled = [value.strip() for value in line if isinstance(value, str) and value.strip()]
        for value in filled:
            if "=" in value:
                found |= _pairs(EQUALS, value)
            elif KEY.match(value):
                found |= _pairs(LISTED, KEY.sub("", value))
        listing = listing or any(KEY.match(value) or KEY.match(f"{value}:") for value in filled)
        found |= _listed(filled) if listing else {}
    return found | _table(table)


def _listed(filled: list[str]) -> dict[str, str]:
    """Read a line of a list of initials: "AB: Anna Brown, TA", or the two in a cell each."""
    pair = re.fullmatch(r"([A-Z]{2,4})\s*(?::|–|-)\s*(\S.*)", filled[0]) if len(filled) == 1 else None
    told = (pair[1], pair[2]) if pair else tuple(filled) if len(filled) == 2 else ("", "")
    return {told[0]: words(told[1])} if re.fullmatch(r"[A-Z]{2,4}", told[0]) and len(told[1]) > 4 else {}


def _pairs(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    return {match[1]: words(match[2]).strip(" .,") for match in pattern.finditer(text)}


def _table(table: Table) -> dict[str, str]:
    """Read a table with the columns Initials, Name and Role; a column "Staff" may hold either of the first two."""
    header = find_header(table, ("staff_key",))
    found: dict[str, str] = {}
    if header is None:
        return found
    staff = header.columns.get("staff")
    places = (header.columns.get("initials", staff), header.columns.get("name", staff), header.columns.get("role"))
    for line in table.rows[header.row + 1:]:
        if blank(line):
            break
        initials, name, role = (words(cell(line, place)) for place in places)
        if INITIALS.fullmatch(initials) and (name or role):
            found[initials] = f"{name} ({role})" if name and role else name or role
    return found
