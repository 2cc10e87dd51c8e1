"""Tables without a header row: which column holds the provision, told from what stands in them."""

import re

from extractors.layout import Table
from extractors.plan_columns import Column, header_of
from extractors.plan_lists import has_amount
from extractors.plan_rows import Roles

FEWEST = 5
"""The provision column has at least this many words a cell."""


def roles_without_header(table: Table) -> Roles:
    """Take the wordiest column for the provision, one with amounts beside it for how often, numbers for references."""
    if any(header_of(row) for row in table.rows):
        return {}
    cells: dict[int, list[str]] = {}
    for row in table.rows:
        if len(row.filled) > 1 or table.columns == 1:
            for cell in row.filled:
                cells.setdefault(cell.column, []).append(cell.text)
    words = {column: sum(len(text.split()) for text in texts) / len(texts) for column, texts in cells.items()}
    if not words or max(words.values()) < FEWEST:
        return {}
    main = max(words, key=lambda column: words[column])
    roles = {main: Column("provision")}
    for column, texts in cells.items():
        if column != main and (role := _other(texts)):
            roles[column] = Column(role)
    return roles


def _other(texts: list[str]) -> str | None:
    if sum(has_amount(text) for text in texts) * 2 > len(texts):
        return "how_often"
    return "ref" if all(re.fullmatch(r"\W*[A-Z]{0,2}\W?\d[\d.]*\W*", text) for text in texts) else None
