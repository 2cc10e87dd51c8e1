"""Tables without a header row: which column holds the provision, or labels that stand down the left side."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.pages.layout import Paragraph, Table, TableRow
from extractors.plans.choices import chosen_column
from extractors.plans.columns import Column, column_of, header_of, label_role, stacked_role
from extractors.plans.contents import AMOUNTS, roles_told, without_second
from extractors.plans.headings import heading_of
from extractors.plans.lists import has_amount, has_length
from extractors.plans.rows import DOWNWARD, Record, Roles
from extractors.plans.stacked import DELIVERY, bare_label, label_of

NUMBER = re.compile(r"\W*[A-Z]{0,2}\W?\d[\d.]*\W*")
MOST = 8
"""A head of a column has no more words than this."""
FEWEST = 5
"""The provision column has at least this many words a cell."""


def roles_without_header(table: Table) -> Roles:
    """Take the wordiest column for the provision, one with amounts beside it for how often, numbers for references."""
    if _head(table) or any(_is_header(row) for row in table.rows):
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
    known = {column: "ref" for column, texts in cells.items() if all(NUMBER.fullmatch(text) for text in texts)}
    return {column: Column(role) for column, role in (known | roles_told(cells, known)).items()}


def roles_under_own_heads(table: Table) -> tuple[Roles, str]:
    """Give the roles of the columns of a table whose heads do not name the provision, and the words of those heads."""
    head = _head(table)
    if head is None:
        return {}, ""
    exact = {cell.column: column for cell in head.filled if (column := column_of(cell.text))}
    known = {place: column for place, column in (header_of(head) or exact).items()
             if place in exact or column.role in (*DELIVERY, "review")}
    cells: dict[int, list[str]] = {cell.column: [] for cell in head.filled}
    for row in table.rows:
        if row.text != head.text and len(row.filled) > 1:
            for cell in row.filled:
                cells.setdefault(cell.column, []).append(cell.text)
    named = without_second(cells, {place: column.role for place, column in known.items() if place in cells})
    told = roles_told(cells, named)
    roles = {place: column for place, column in known.items() if place in named or place not in cells}
    roles |= {place: Column(role, told=True) for place, role in told.items()}
    given = {column.role for column in roles.values()}
    return (roles, head.text) if "provision" in given and given & set(DELIVERY) else ({}, "")


def _head(table: Table) -> TableRow | None:
    """Give the row that heads a table and leaves open which column holds the provision, or which the amounts."""
    header = next((row for row in table.rows if _is_header(row)), None)
    if header is None:
        first = next((row for row in table.rows if len(row.filled) > 1), None)
        return first if first is not None and _own_heads(first) else None
    columns = header_of(header) or {}
    roles = [columns[cell.column].role for cell in header.filled if cell.column in columns]
    amounts = [role for role in roles if role in AMOUNTS]
    unknown = len(roles) < len(header.filled) and not amounts
    lettered = any(column.letter for column in columns.values())
    return header if not lettered and (unknown or amounts.count("how_often") > 1) else None


def _is_header(row: TableRow) -> bool:
    """Whether a row names the column of the provision, or a section."""
    return any(column.letter or column.role == "provision" for column in (header_of(row) or {}).values())


def _own_heads(row: TableRow) -> bool:
    """Whether a row is of a few words in each cell, bold or a known label among them, and none states an amount."""
    bold = all(p.bold for cell in row.filled for p in cell.paragraphs)
    named = bold or any(label_role(cell.text) or _counts(cell.text) for cell in row.filled)
    return named and all(len(cell.text.split()) <= MOST and not has_length(cell.text) for cell in row.filled)


def _counts(head: str) -> bool:
    """Whether a head says what the numbers below it count."""
    column = column_of(head)
    return column is not None and column.said != ""


def labels_down(table: Table) -> bool:
    """Whether a table has its labels down the left side: "Provision" above "Who" above "How often"."""
    rows = [row for row in table.rows if len(row.filled) == 2]
    labels = [_row_label(row) for row in rows]
    known = sum(label is not None for label in labels)
    told = "provision" in labels and (known * 4 >= len(labels) * 3 or bool(set(labels) & set(DELIVERY)))
    return len(labels) > 1 and told and known * 2 >= len(labels) and not any(map(_is_header, rows))


def records_down(table: Table) -> Iterator[Record]:
    """Give the records of such a table: a label that comes back, or an outcome behind the provision, opens the next."""
    above: dict[str, tuple[Paragraph, ...]] = {}
    card: dict[str, tuple[Paragraph, ...]] = {}
    page, last = 0, ""
    for row in table.rows:
        label = _row_label(row)
        if label is None and last and row.filled and row.filled[0].column > 0:
            card[last] = (*card[last], *row.filled[0].paragraphs)
        elif label is None:
            last = ""
        else:
            if label in card or (label in DOWNWARD and "provision" in card):
                yield from _carded(card, above, page)
                card = {}
            page = row.page if label == "provision" else page
            card[label], last = row.filled[-1].paragraphs, label
    yield from _carded(card, above, page)


def _carded(card: dict[str, tuple[Paragraph, ...]], above: dict[str, tuple[Paragraph, ...]],
            page: int) -> Iterator[Record]:
    """Give the record of a card; its outcome and need go for the cards below it too."""
    above |= {label: words for label, words in card.items() if label in DOWNWARD}
    if "provision" in card:
        others = {label: words for label, words in card.items() if label != "provision"}
        yield Record(page, {"": card["provision"]}, above | others)


def _row_label(row: TableRow) -> str | None:
    """Give the column that the left cell of a row names, or the choices that are ticked beside it."""
    filled = row.filled
    if len(filled) != 2 or filled[0].column != 0:
        return None
    return stacked_role(filled[0].text) or chosen_column(filled[1].paragraphs[0])


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
    known = "provision" in roles and bool(roles & set(DELIVERY)) and sum(map(bool, rows)) * 2 >= len(rows)
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
