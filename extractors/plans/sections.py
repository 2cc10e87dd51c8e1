"""A document → its sections A to K, each with the paragraphs and tables that stand in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from extractors.pages.layout import Block, Flow, Paragraph, Table, TableRow
from extractors.pages.marks import is_bullet
from extractors.plans.columns import Column, header_of
from extractors.plans.lists import has_length
from extractors.plans.section_headings import gives_example, letters_of, opens_report, title_letter

FEW = 3
"""What stands beside the name of a section in a table is its words when there are more than so many."""
GUIDE = 4
"""A section holds more words than so many times those that a guide says about it."""
PROVISION = ("F", "G", "H1", "H2")


@dataclass(slots=True)
class Span:
    """A stretch of the document under one section heading, which may name several sections at once."""

    letters: tuple[str, ...]
    page: int = 1
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    unsure: bool = False
    """Whether it is headed as Section F behind the list of advice, where only appended reports should stand."""
    told: bool = False
    """Whether only their words tell that the lines of a label of no known name say how often."""

    @property
    def letter(self) -> str:
        """The section that unmarked words of this stretch belong to: the one of provision, when there is one."""
        return next((letter for letter in self.letters if letter in PROVISION), self.letters[0] if self.letters else "")

    def size(self) -> int:
        """How many words stand in it."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give what stands in it, in tables too."""
        for block in self.blocks:
            yield from (block,) if isinstance(block, Paragraph) else block.paragraphs()

    def lists_advice(self) -> bool:
        """Whether it is the list of advice, and not a report behind it."""
        return "K" in self.letters and bool(self.blocks) and not opens_report(self.title)

    def pages(self) -> set[int]:
        """Give the pages on which it stands."""
        found = {self.page}
        for block in self.blocks:
            if isinstance(block, Table):
                found |= {row.page for row in block.rows if row.filled}
            else:
                found |= set(range(block.page, block.page_end + 1))
        return found


def spans_of(flow: Flow) -> list[Span]:
    """Give the stretches of a document in order; the first has no letter and holds what stands before any section."""
    spans = _spans(flow, named=True)
    headed = any(span.title for span in spans)
    if not headed or not any("F" in span.letters and span.blocks for span in spans):
        spans = _spans(flow, named=False)
    return _without_reports(_without_contents(spans))


def provision_pages(spans: Sequence[Span]) -> set[int]:
    """Give the pages of Section F and those between it and the next section, on which no words of it may stand."""
    ends = [span.page for span in spans[1:]]
    return {page for span, end in zip_longest(spans, ends) if "F" in span.letters
            for page in range(span.page, max(*span.pages(), end or 0) + 1)}


def pages_by_letter(spans: Sequence[Span]) -> dict[str, set[int]]:
    """Give the pages of each section that has any content, or at least a heading."""
    found: dict[str, set[int]] = {}
    for filled in (True, False):
        for span in spans:
            for letter in span.letters:
                if bool(span.blocks) is filled and (filled or letter not in found):
                    found.setdefault(letter, set()).update(span.pages())
    return found


def _spans(flow: Flow, named: bool) -> list[Span]:
    spans = [Span(())]
    for block in flow.blocks:
        for part in _parts(block, named):
            letters = _opening(part, named)
            if letters and isinstance(part, Table) and set(letters) <= set(spans[-1].letters):
                letters = ()
            if letters:
                spans.append(Span(letters, part.page, title=part.text if isinstance(part, Paragraph) else ""))
            if not letters or isinstance(part, Table):
                spans[-1].blocks.append(part)
    return spans


def _opening(part: Block, named: bool) -> tuple[str, ...]:
    if isinstance(part, Table):
        return _column_letters(part)
    return _heading(part, named)


def _heading(paragraph: Paragraph, named: bool) -> tuple[str, ...]:
    if is_bullet(paragraph.mark):
        return ()
    text = f"{paragraph.mark} {paragraph.text}".strip()
    if opens_report(text) and (paragraph.bold or paragraph.text.isupper() or paragraph.style):
        return ("K",)
    letters = letters_of(text, prominent=paragraph.bold or bool(paragraph.style) or text.isupper())
    if not letters and not named:
        letter = title_letter(text)
        return (letter,) if letter else ()
    return letters


def _column_letters(table: Table) -> tuple[str, ...]:
    """Give the sections that the header rows of a table name."""
    letters: dict[str, None] = {}
    for row in table.rows:
        for column in (header_of(row) or {}).values():
            if column.letter:
                letters[column.letter] = None
    return tuple(letters)


def _parts(block: Block, named: bool) -> Iterator[Block]:
    """Cut a table at its rows that are section headings, and take a box of one column for what it holds."""
    if isinstance(block, Paragraph):
        yield block
        return
    rows: list[TableRow] = []
    for row in block.rows:
        title = _title_row(row, named)
        if title is None:
            rows.append(row)
            continue
        yield from _whole(block, rows)
        yield title
        yield from (p for cell in row.filled for p in cell.paragraphs if p.text not in title.text)
        rows = []
    yield from _whole(block, rows)


def _whole(table: Table, rows: list[TableRow]) -> Iterator[Block]:
    if any(row.filled for row in rows):
        yield replace(table, rows=tuple(rows))


def _title_row(row: TableRow, named: bool) -> Paragraph | None:
    """Give the heading that fills a table row, when it is one of a section."""
    filled = row.filled
    if not filled or len(filled) > 2 or _lettered(header_of(row)):
        return None
    first, whole = filled[0].paragraphs[0], replace(filled[0].paragraphs[0], text=row.text, mark="")
    if len(filled) == 1:
        return next((words for words in (first, whole) if _heading(words, named)), None)
    if _heading(whole, named):
        return whole
    beside = filled[1].paragraphs[0]
    labels = filled[0].column == 0 and len(filled[1].text.split()) > FEW and not _heading(beside, named)
    label = replace(first, text=" ".join(p.text for p in filled[0].paragraphs))
    return label if labels and _heading(label, named) else None


def _lettered(header: dict[int, Column] | None) -> bool:
    return any(column.letter for column in (header or {}).values())


def _without_contents(spans: list[Span]) -> list[Span]:
    """Leave out what comes again later: headings with nothing under them, and a guide that explains each section.

    A contents list has empty headings; a guide has a few words under each and stands before Section A itself.
    """
    kept: list[Span] = []
    later, proper = dict[str, int](), dict[str, int]()
    for span in reversed(spans):
        size = span.size()
        again = any(letter in later for letter in span.letters)
        guide = any(proper.get(letter, 0) > GUIDE * size for letter in span.letters) and not _states_length(span)
        if not (again and (not span.blocks or guide)):
            kept.append(span)
        if span.blocks:
            later |= {letter: max(size, later.get(letter, 0)) for letter in span.letters}
        if span.blocks and span.letters == ("A",):
            proper = dict(later)
    return kept[::-1]


def _states_length(span: Span) -> bool:
    return any(has_length(paragraph.text) and not gives_example(paragraph.text) for paragraph in span.paragraphs())


def _without_reports(spans: list[Span]) -> list[Span]:
    """Count what stands behind the list of advice, once the provision has been read, as appended reports."""
    end, report = _end_of_plan(spans)
    kept: list[Span] = []
    for place, span in enumerate(spans):
        outside = place > end and bool(set(span.letters) & {"A", "B", "C", "D", "E", *PROVISION})
        unsure = outside and place < report and "F" in span.letters and bool(span.blocks)
        kept.append(replace(span, letters=("K",), unsure=unsure) if outside else span)
    return kept


def _end_of_plan(spans: Sequence[Span]) -> tuple[int, int]:
    """Give the places of the list of advice that closes the plan and of the first report behind it.

    A plan in parts, by area or by child's year, has such a list in each of them, before or behind the provision.
    """
    most = max((span.size() for span in spans if "F" in span.letters), default=0)
    first = next((at for at, span in enumerate(spans) if "F" in span.letters and span.size() * 3 > most), len(spans))
    report = next((at for at in range(first, len(spans)) if opens_report(spans[at].title)), len(spans))
    lists = [at for at, span in enumerate(spans[:report]) if span.lists_advice()]
    behind = [at for at in range(first, report) if "F" in spans[at].letters and spans[at].blocks
              and any(first < listed < at for listed in lists)]
    parted = bool(behind) and (lists[0] < first or lists[-1] > behind[0])
    last = behind[-1] if parted else first
    return next((at for at in range(last, len(spans)) if "K" in spans[at].letters), len(spans)), report
