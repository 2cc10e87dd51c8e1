"""Words of Section F that ended in no item: found by laying what the plan prints beside what was read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractors.pages.layout import Paragraph, Table, TableRow
from extractors.plans.cells import SOURCE
from extractors.plans.choices import choices_in, ticked
from extractors.plans.columns import header_of
from extractors.plans.doubts import threshold
from extractors.plans.headings import Heading, heading_of
from extractors.plans.items import Item
from extractors.plans.lists import has_amount, has_length, is_about, is_outcome, is_total, names_a_doer, says_none
from extractors.plans.sections import Span
from extractors.plans.stacked import bare_label, label_lines, label_of

BESIDE = ("need", "outcome", "review", "ref", "other")
"""Columns that are read with their row and are no provision."""


class Left(NamedTuple):
    """Words with an amount that ended in no item, and the item that stands before them."""

    text: str
    page: int
    near: Item | None = None


class Audit(NamedTuple):
    """What was left, and how much of the words of Section F stands in its items."""

    left: tuple[Left, ...] = ()
    share: float = 1.0
    words: int = 0

    def little_read(self) -> bool:
        """Whether so few words of the section stand in its items that a layout was probably not understood."""
        return self.words >= threshold("words") and self.share < threshold("held")

    def beside(self, item: Item) -> bool:
        """Whether such words follow an item."""
        return any(left.near is item for left in self.left)


@dataclass(slots=True)
class _Printed:
    """A paragraph of the section, whether it has to be provision, and which item holds it."""

    paragraph: Paragraph
    due: bool
    words: str = ""
    item: Item | None = None


@dataclass(slots=True)
class _Walk:
    """Goes through the blocks of the section as a reader's eye would, past headings and restated outcomes."""

    aside: bool = False
    labelled: bool = False
    printed: list[_Printed] = field(default_factory=list)

    def blocks(self, span: Span) -> None:
        for block in span.blocks:
            for paragraph in _provision_words(block) if isinstance(block, Table) else (block,):
                for line in label_lines(paragraph):
                    self._paragraph(line)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if choices_in(f"{paragraph.mark} {paragraph.text}"):
            paragraph = replace(paragraph, text=ticked(f"{paragraph.mark} {paragraph.text}"), mark="")
        heading = None if label_of(paragraph) else heading_of(paragraph)
        if heading is not None:
            self._under(heading, paragraph)
        elif bare_label(paragraph) is None:
            self.printed.append(_Printed(paragraph, not self._restated(paragraph), _plain(paragraph.text)))
            self.labelled = False

    def _under(self, heading: Heading, paragraph: Paragraph) -> None:
        self.aside, self.labelled = heading.kind == "aside", heading.kind == "label"
        if has_length(paragraph.text):
            self.printed.append(_Printed(paragraph, True, _plain(paragraph.text)))

    def _restated(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is no provision by its words or by the heading above it."""
        text = paragraph.text
        if is_outcome(paragraph) or says_none(text) or is_total(text) or is_about(text) or text.count("=") > 1:
            return True
        return (self.aside or self.labelled) and not (has_length(text) and names_a_doer(text))


def audit(spans: Sequence[Span], items: Sequence[Item]) -> Audit:
    """Lay the words of Section F beside its items."""
    walk = _Walk()
    for span in spans:
        if span.letter == "F":
            walk.blocks(span)
    said = [(item, [_plain(text) for text in (item.text, *item.columns.values())]) for item in items]
    for printed in sorted(walk.printed, key=lambda entry: -len(entry.words)):
        printed.item = _holder(printed, said)
    due = [printed for printed in walk.printed if printed.due]
    total = sum(len(printed.words.split()) for printed in due)
    held = sum(len(printed.words.split()) for printed in due if printed.item)
    return Audit(tuple(_left(walk.printed)), held / total if total else 1.0, total)


def _left(printed: Sequence[_Printed]) -> Iterator[Left]:
    near = None
    for entry in printed:
        if entry.item is not None:
            near = entry.item
        elif entry.due and _of_weight(entry.paragraph.text):
            yield Left(entry.paragraph.text, entry.paragraph.page, near)


def _of_weight(text: str) -> bool:
    """Whether words give an amount as provision does: a length, a rhythm beside a doer, or a rhythm and little else.

    >>> _of_weight("Twice weekly, 25 mins"), _of_weight("Fortnightly"), _of_weight("Each row of the table is one need.")
    (True, True, False)
    """
    few = len(text.split()) <= threshold("few")
    return has_length(text) or (has_amount(text) and (few or names_a_doer(text)))


def _provision_words(table: Table) -> Iterator[Paragraph]:
    """Give what stands in a table outside its header rows, its totals and the columns for needs and outcomes."""
    roles: dict[int, str] = {}
    for row in table.rows:
        header = header_of(row)
        if header is not None:
            roles |= {place: column.role for place, column in header.items()}
        elif not (row.filled and is_total(row.filled[0].text)):
            yield from _cells(row, roles)


def _cells(row: TableRow, roles: dict[int, str]) -> Iterator[Paragraph]:
    across = len(row.filled) == 1 and row.filled[0].span > 1
    for cell in row.filled:
        heading = heading_of(cell.paragraphs[0]) if across else None
        aside = heading is not None and heading.kind == "aside" and len(cell.paragraphs) > 1
        if not aside and (across or roles.get(cell.column) not in BESIDE):
            yield from cell.paragraphs


def _plain(text: str) -> str:
    """Give the words of a text with a space around each.

    >>> _plain("Weekly, for 20 min. (K1)")
    ' weekly for 20 min '
    """
    return f" {' '.join(re.findall(r'[a-z0-9]+', SOURCE.sub(' ', text).lower()))} "


def _holder(printed: _Printed, said: list[tuple[Item, list[str]]]) -> Item | None:
    """Find the item whose words hold a paragraph, and take them out, so that they hold no second one like it."""
    label = label_of(printed.paragraph)
    forms = [printed.words, *([_plain(label.words.text)] if label and label.words else [])]
    page = printed.paragraph.page
    for item, texts in sorted(said, key=lambda entry: not entry[0].page <= page <= entry[0].page_end):
        for form in forms:
            place = next((place for place, text in enumerate(texts) if form in text), None)
            if place is not None:
                texts[place] = texts[place].replace(form, " # ", 1)
                return item
    return None
