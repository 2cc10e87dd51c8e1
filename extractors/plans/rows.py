"""Tables of a plan → records: the cells of a row by what their column holds, rows cut by a page end joined again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.pages.layout import Paragraph, Table, TableRow
from extractors.pages.paragraphs import Setting, joined, unfinished
from extractors.plans.columns import Column, header_of
from extractors.plans.contents import AMOUNTS
from extractors.plans.dittos import says_same
from extractors.plans.headings import heading_of, named_area
from extractors.plans.lists import has_amount, is_total
from extractors.plans.stacked import bare_label, label_of, opens_stack
from extractors.vocabulary import vocabulary

NUMBER = re.compile(r"[\d.½¼¾]+(?:\s*(?:-|–|to)\s*[\d.½¼¾]+)?")
FIGURE = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
PERIOD = re.compile(r"\b(?:per|each|every|a (?:day|week|term|year)|\w+ly)\b", re.IGNORECASE)
LABEL = re.compile(r"[A-Z][^:.]{1,40}:\s")
DOWNWARD = ("outcome", "need")
"""What these columns hold goes for the rows below too, until another one comes."""


@dataclass(slots=True)
class Record:
    """One row: the provision by the letter of its section ("" where the heading names none), and its other cells."""

    page: int
    provision: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    others: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    total: bool = False
    open: bool = False
    """Whether no line closes it at the foot of its page."""
    bare: bool = False
    """Whether its own cells for need or outcome are blank."""

    def filled(self) -> bool:
        """Whether any cell of it has words."""
        return any(self.provision.values()) or any(self.others.values())


Roles = dict[int, Column]


def records_of(table: Table, roles: Roles, head: str = "") -> Iterator[Record | Paragraph | Roles]:
    """Give a table's rows from top to bottom: records, headings between them, and the roles of a new header row.

    `head` is the header row of names that only the words below them explain.
    """
    last: Record | None = None
    fresh, heads = -1, ""
    above: dict[str, tuple[Paragraph, ...]] = {}
    for row, below in zip(table.rows, [*table.rows[1:], None], strict=False):
        header = roles if head and row.text == head else _header(row, roles)
        if header is not None:
            roles = header
            if row.text != heads and (area := _area(row)):
                yield from _given(last)
                yield area
                last, above = None, {}
            heads = row.text
            yield roles
            continue
        banner = _banner(row, table.columns, roles)
        if banner:
            yield from _given(last)
            yield from banner
            last, above = None, {}
            continue
        record = _record(row, roles, above)
        record.total = record.total or (below is None and _adds_up(table))
        first = last is not None and (row.page not in (last.page, fresh) or _merged(row, roles))
        more = last is not None and _more_of(record, below)
        if last is not None and (more or (first and _goes_on(last, record, row))):
            _join(last, record, apart=more)
            above |= {key: last.others[key] for key in DOWNWARD if key in last.others}
            fresh, last.open = row.page, row.open
            continue
        yield from _given(last)
        last = record
    yield from _given(last)


def _adds_up(table: Table) -> bool:
    """Whether the last row of a table adds up each of two columns of numbers or more."""
    *rows, last = [{cell.column: cell.text for cell in row.filled} for row in table.rows if len(row.filled) > 1] or [{}]
    sums = {place: text for place, text in last.items() if place}
    above = {place: [row[place] for row in rows if FIGURE.fullmatch(row.get(place, ""))] for place in sums}
    return len(sums) > 1 and all(FIGURE.fullmatch(text) and len(above[place]) > 1
                                 and sum(map(float, above[place])) == float(text) for place, text in sums.items())


def _given(record: Record | None) -> Iterator[Record]:
    if record is not None and record.filled():
        yield record


def _header(row: TableRow, roles: Roles) -> Roles | None:
    """Give the roles that a header row sets; a second header row adds to those of the first."""
    found = header_of(row)
    if found is None or (roles and any(has_amount(cell.text) for cell in row.filled if cell.column not in found)):
        return None
    if any(column.role == "provision" for column in found.values()):
        return found
    if roles and _all_roles(row, found):
        provision = {place: column for place, column in roles.items() if column.role == "provision"}
        return {**roles, **found, **provision}
    return found if not roles and any(column.letter for column in found.values()) else None


def _area(row: TableRow) -> Paragraph | None:
    """Give the name of an area that heads a column."""
    return next((cell.paragraphs[0] for cell in row.filled if named_area(cell.text)), None)


def _all_roles(row: TableRow, found: Roles) -> bool:
    return all(cell.column in found if cell.paragraphs else cell.hangs for cell in row.cells)


def _banner(row: TableRow, columns: int, roles: Roles) -> tuple[Paragraph, ...]:
    """Give what stands in a row that is one cell across the table."""
    filled = row.filled
    if len(filled) != 1 or columns < 2:
        return ()
    cell = filled[0]
    across = cell.span * 2 > columns and cell.span > 1
    lone = roles and cell.column == 0 and cell.span == 1 and len(row.cells) == 1
    return cell.paragraphs if across or lone else ()


def _record(row: TableRow, roles: Roles, above: dict[str, tuple[Paragraph, ...]]) -> Record:
    record = Record(row.page, open=row.open)
    for cell in row.cells:
        column = roles.get(cell.column)
        if column is None:
            continue
        words, key = _headed(cell.paragraphs, column.said), column.role
        if key == "provision":
            letter = column.letter or ""
            record.provision[letter] = record.provision.get(letter, ()) + words
            continue
        record.bare = record.bare or (key in DOWNWARD and not words)
        if (not words and key in DOWNWARD) or cell.hangs or (says_same(cell.text) and key not in AMOUNTS):
            words = above.get(key, ())
        above[key] = words
        record.others[key] = record.others.get(key, ()) + words
    record.total = bool(row.filled) and is_total(row.filled[0].text)
    return record


def _headed(words: tuple[Paragraph, ...], said: str) -> tuple[Paragraph, ...]:
    """Add to the amount in a cell what its heading says of it: "15" below "Hours per week".

    >>> [_headed((Paragraph(text),), "hours per week")[0].text for text in ("15", "2.5 hours", "Twice a day")]
    ['15 hours per week', '2.5 hours per week', 'Twice a day']
    >>> [_headed((Paragraph(text),), "termly")[0].text for text in ("2 x 30 mins", "✓")]
    ['2 x 30 mins termly', 'termly']
    >>> _headed((Paragraph("0"),), "hours indirect"), _headed((Paragraph("4"),), "hours direct")[0].text
    ((), '4 hours direct')
    """
    if not said or len(words) != 1:
        return words
    text, (*_, period) = words[0].text, said.partition(" ")
    if re.fullmatch(r"0+", text):
        return ()
    if text.strip() in vocabulary("plan_columns")["marks"]["ticked"]:
        return (replace(words[0], text=said),)
    if not re.match(r"[\d½¼¾]|an? |one |two |three |half ", text, re.IGNORECASE) or PERIOD.search(text):
        return words
    whole = said if NUMBER.fullmatch(text) or not period else period
    return (replace(words[0], text=f"{text} {whole}"),)


def _merged(row: TableRow, roles: Roles) -> bool:
    """Whether the provision of a row is that of the row above, its cell being merged with that one."""
    return any(cell.hangs and (column := roles.get(cell.column)) and column.role == "provision" for cell in row.cells)


def _goes_on(last: Record, record: Record, row: TableRow) -> bool:
    """Whether a row only continues the one before it, which a page end had cut."""
    if row.page == last.page or _heading_only(last):
        return True
    own = {key: words for key, words in _cells(record).items() if words and key not in DOWNWARD}
    before = {key: words for key, words in _cells(last).items() if words}
    if not own:
        return True
    if "ref" in own and "ref" in before:
        return False
    blank = [key for key in before if key not in own and key not in DOWNWARD]
    cut = last.open and (blank or (record.bare and not last.bare))
    if cut or not set(own) & set(before) or _ref_missing(last, record):
        return True
    return any(key in before and (_runs_on(before[key][-1], words[0]) or _stacked_on(before[key], words))
               for key, words in own.items())


def _stacked_on(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> bool:
    """Whether a cell was cut among its stacked labels: below one of them, or above one that opens no cell here."""
    if label_of(before[0]) is None:
        return opens_stack(after[0]) and not any(opens_stack(paragraph) for paragraph in before)
    if bare_label(after[0]) == bare_label(before[0]):
        return False
    return bare_label(before[-1]) is not None or opens_stack(after[0])


def _heading_only(record: Record) -> bool:
    """Whether the provision of a row is nothing but a heading, its items being overleaf."""
    words = [paragraph for paragraphs in record.provision.values() for paragraph in paragraphs]
    return len(words) == 1 and words[0].bold and heading_of(words[0]) is not None


def _more_of(record: Record, below: TableRow | None) -> bool:
    """Whether a row has no provision of its own, here or overleaf, only another amount for the provision above it."""
    cut = record.open or (below is not None and below.page != record.page)
    own = any(record.provision.values()) or record.others.get("ref")
    return not (cut or own) and bool(record.provision) and any(record.others.get(key) for key in AMOUNTS)


def _cells(record: Record) -> dict[str, tuple[Paragraph, ...]]:
    return {**{f"provision {letter}": words for letter, words in record.provision.items()}, **record.others}


def _ref_missing(last: Record, record: Record) -> bool:
    return bool(last.others.get("ref")) and "ref" in record.others and not record.others["ref"]


def _runs_on(last: Paragraph, first: Paragraph) -> bool:
    return not first.mark and unfinished(last.text) and first.text[:1].islower()


def _join(last: Record, more: Record, apart: bool) -> None:
    for cells, others in ((last.provision, more.provision), (last.others, more.others)):
        for key, words in others.items():
            if key in DOWNWARD and cells.get(key) == words:
                continue
            cells[key] = (*cells.get(key, ()), *words) if apart else _together(cells.get(key, ()), words)


def _together(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    if not before or not after or before == after:
        return tuple(before) or tuple(after)
    last, first = before[-1], after[0]
    apart = first.mark or LABEL.match(first.text) or bare_label(last) or bare_label(first)
    if apart or not (unfinished(last.text) or first.text[:1].islower()):
        return (*before, *after)
    return (*before[:-1], last.joined(first, joined(last.text, first.text, Setting())), *after[1:])
