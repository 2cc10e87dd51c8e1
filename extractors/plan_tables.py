"""Tables without a header row: which column holds the provision, or labels that stand down the left side."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.layout import Paragraph, Table, TableRow
from extractors.plan_columns import Column, header_of, label_role
from extractors.plan_headings import heading_of
from extractors.plan_lists import has_amount
from extractors.plan_rows import Record, Roles
from extractors.stacked import DELIVERY, bare_label, label_of

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
    amounts = any(has_amount(text) for texts in cells.values() for text in texts)
    if not words or (max(words.values()) < FEWEST and not amounts):
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


def labels_down(table: Table) -> bool:
    """Whether a table has its labels down the left side: "Provision" above "Who" above "How often"."""
    labels = [_row_label(row) for row in table.rows if len(row.filled) == 2]
    known = sum(label is not None for label in labels)
    return len(labels) > 1 and "provision" in labels and known * 4 >= len(labels) * 3


def records_down(table: Table) -> Iterator[Record]:
    """Give the records of such a table; each "Provision" opens one."""
    record: Record | None = None
    before: dict[str, tuple[Paragraph, ...]] = {}
    for row in table.rows:
        label = _row_label(row)
        if label is None:
            continue
        words = row.filled[-1].paragraphs
        if label == "provision":
            if record is not None:
                yield record
            record = Record(row.page, {"": words}, dict(before))
        elif record is None or label in ("outcome", "need"):
            before[label] = words
        else:
            record.others[label] = words
    if record is not None:
        yield record


def _row_label(row: TableRow) -> str | None:
    filled = row.filled
    return label_role(filled[0].text) if len(filled) == 2 and filled[0].column == 0 else None


def records_of_form(table: Table) -> list[Record | Paragraph]:
    """Give the records of a form and the headings between them; none for any other table.

    Its labels stand down the left side, or in its cells.
    """
    if labels_down(table):
        return list(records_down(table))
    return list(_records_in(table)) if _is_form(table) else []


def _records_in(table: Table) -> Iterator[Record | Paragraph]:
    """Read the words of a form cell by cell; a heading across it parts them."""
    words: list[Paragraph] = []
    for row in table.rows:
        across = len(row.filled) == 1 and row.filled[0].span == table.columns > 1
        heads = [p for p in row.filled[0].paragraphs if heading_of(replace(p, bold=True))] if across else []
        if heads and label_of(heads[0]) is None:
            yield from _record(words)
            yield heads[0]
            words = []
            continue
        words += [paragraph for cell in row.filled for paragraph in cell.paragraphs]
    yield from _record(words)


def _record(words: list[Paragraph]) -> Iterator[Record]:
    if words:
        yield Record(words[0].page, {"": tuple(words)})


def _is_form(table: Table) -> bool:
    """Whether the cells of a table are, or open with, labels of provision and of its delivery."""
    rows = [[label.role for cell in row.filled if (label := label_of(cell.paragraphs[0]))] for row in table.rows]
    roles = {role for row in rows for role in row}
    known = "provision" in roles and bool(roles & set(DELIVERY))
    return known and any(len(row) > 1 for row in rows) and not any(_heads(row) for row in table.rows)


def _heads(row: TableRow) -> bool:
    """Whether a row is the head of a table: each of its cells names a column."""
    header = header_of(row) or {}
    named = all(cell.column in header for cell in row.filled)
    return _side_by_side(row) or (named and any(column.role == "provision" for column in header.values()))


def _side_by_side(row: TableRow) -> bool:
    """Whether two cells that hold a label and nothing more stand side by side, as in the head of a table."""
    alone = [len(cell.paragraphs) == 1 and bare_label(cell.paragraphs[0]) is not None for cell in row.cells]
    return any(one and other for one, other in pairwise(alone))
