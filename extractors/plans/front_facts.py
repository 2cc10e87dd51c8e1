"""Front pages of a plan → facts: a label, what stands beside or below it, and where."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.pages.layout import Area, Cell, Paragraph, Table
from extractors.plans.sections import Span
from extractors.vocabulary import vocabulary
from models.source import Box, Quote

BELOW = "below "
"""Opens the label of a value that stands under it and not beside it."""

LONGEST = 200
"""No label has more letters than this."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, what stands beside it, and where."""

    label: str
    value: str
    page: int = 1
    areas: tuple[Area, ...] = ()

    def quote(self) -> Quote:
        """Give the words beside the label as a quote."""
        return Quote(text=self.value, page=self.page, boxes=tuple(Box(**area._asdict()) for area in self.areas))


def facts_of(spans: Iterable[Span]) -> Iterator[Fact]:
    """Give every label with what stands beside it: table cells, and lines with a colon."""
    for span in spans:
        for block, below in zip(span.blocks, [*span.blocks[1:], None], strict=False):
            if isinstance(block, Table):
                yield from _in_table(block)
                continue
            yield from _after_colon(block)
            if field_of(plain(block.text)) and isinstance(below, Paragraph) and not field_of(plain(below.text)):
                yield Fact(BELOW + plain(block.text), below.text, below.page, below.areas)


def best(field: str, facts: Sequence[Fact], read: Callable[[str], T | None]) -> tuple[T, Fact] | None:
    """Read the value of the label that counts most for a field; one beside its label counts more than one below."""
    labels = vocabulary("particulars")["labels"][field]
    ranked: list[tuple[tuple[bool, int, int], T, Fact]] = []
    for place, fact in enumerate(facts):
        label = fact.label.removeprefix(BELOW)
        if label in labels and (field == "named" or field_of(label) == field) and not _unfilled(fact.value):
            value = read(fact.value)
            if value is not None:
                ranked.append(((label != fact.label, labels.index(label), place), value, fact))
    return min(ranked, key=lambda entry: entry[0])[1:] if ranked else None


def field_of(label: str) -> str | None:
    """Give the field that a label is of.

    >>> field_of("date of birth"), field_of("name of parent"), field_of("surname")
    ('date_of_birth', None, 'surname')
    """
    words = vocabulary("particulars")
    if label not in words["not"]["keep"] and set(label.split()) & set(words["not"]["words"]):
        return None
    return next((field for field, labels in words["labels"].items() if field != "named" and label in labels), None)


def plain(label: str) -> str:
    """Give a label in the form of the vocabulary.

    >>> plain("Child's Name (legal):"), plain("D.O.B.")
    ('childs name', 'dob')
    """
    return " ".join(re.sub(r"[^a-z -]", "", re.sub(r"\([^()]*\)", "", label.lower())).split())


def _unfilled(value: str) -> bool:
    return any(words in value.lower() for words in vocabulary("particulars")["not"]["unfilled"])


def _in_table(table: Table) -> Iterator[Fact]:
    for row, below in zip(table.rows, [*table.rows[1:], None], strict=False):
        cells = [cell for cell in row.cells if not cell.hangs]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if value.paragraphs:
                yield _fact(plain(label.text), value, row.page)
        for label in cells if below else ():
            under = below.at(label.column) if below else None
            if under and under.paragraphs and field_of(plain(label.text)) and under.span == label.span:
                yield _fact(BELOW + plain(label.text), under, row.page)
        for cell in cells:
            for paragraph in cell.paragraphs:
                yield from _after_colon(paragraph)


def _fact(label: str, cell: Cell, page: int) -> Fact:
    return Fact(label, " ".join(paragraph.text for paragraph in cell.paragraphs), page,
                tuple(area for paragraph in cell.paragraphs for area in paragraph.areas))


def _after_colon(paragraph: Paragraph) -> Iterator[Fact]:
    """Give each known label that stands before a colon, with the words up to the next one."""
    text = f"{paragraph.mark} {paragraph.text}".strip()
    labels = [found for colon in re.finditer(r"\s?:", text) if (found := _label_before(text, colon))]
    ends = [*(begins for begins, _, _ in labels[1:]), len(text)]
    for (_, begins, label), end in zip(labels, ends, strict=False):
        if value := text[begins:end].strip(" ;,|"):
            yield Fact(label, value, paragraph.page, paragraph.areas)


def _label_before(text: str, colon: re.Match[str]) -> tuple[int, int, str] | None:
    """Give where the longest label before a colon begins, where its value begins, and the label.

    >>> _label_before("First plan issued: 3 June 2019", re.search(":", "First plan issued:"))
    >>> _label_before("This plan issued: 3 June 2025", re.search(":", "This plan issued:"))[2]
    'plan issued'
    """
    first = max(0, colon.start() - LONGEST)
    before = ""
    for word in list(re.finditer(r"\S+", text[first:colon.start()]))[-9:]:
        label = plain(text[first + word.start():colon.start()])
        if field_of(label):
            return None if before in vocabulary("particulars")["not"]["words"] else (
                first + word.start(), colon.end(), label)
        before = word[0].lower()
    return None
