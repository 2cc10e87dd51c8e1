"""A Word file as its reader sees it, in parts that a web page can show: paragraphs, lists, tables, and its gaps."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.files.word_file import PLACEHOLDER

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph as WordParagraph

BY_HAND = frozenset({"YOUR SIGNATURE", "ADDRESS LEFT OUT"})
"""Gaps that are not filled in here."""
LISTS = {"List Bullet": "bullets", "List Number": "numbers"}
KINDS = {"Intense Quote": "notice", "Quote": "quote", "Subtitle": "quiet", "Heading 1": "heading",
         "Heading 2": "heading", "Heading 3": "heading", "Heading 4": "heading"}


class Piece(NamedTuple):
    """Words of one look: bold, or a gap that is still open."""

    words: str
    bold: bool = False
    gap: bool = False


class Part(NamedTuple):
    """A paragraph of some kind, a list, or a table: only one of its fields but the first is filled."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    items: tuple[tuple["Part", ...], ...] = ()
    """The items of a list, each with the paragraphs that go on with it."""
    rows: tuple[tuple[tuple["Part", ...], ...], ...] = ()
    """The rows of a table, each with its cells; the first row is its head."""


def preview(content: bytes) -> tuple[Part, ...]:
    """Give the parts of a Word file in their order, the words at the top of its pages first."""
    import docx

    word = docx.Document(io.BytesIO(content))
    head = [_paragraph(one, "head") for one in word.sections[0].header.paragraphs if one.text.strip()]
    return (*head, *_joined(map(_part, word.iter_inner_content())))


def gaps(content: bytes) -> tuple[str, ...]:
    """Give the words of the gaps that a person can fill in, each once, in their order."""
    words = "\n".join(piece.words for part in preview(content) for piece in _pieces(part))
    return tuple(dict.fromkeys(found.group()[1:-1] for found in PLACEHOLDER.finditer(words)
                               if found.group()[1:-1] not in BY_HAND))


def _pieces(part: Part) -> Iterator[Piece]:
    yield from part.pieces
    for inner in (*part.items, *(cell for row in part.rows for cell in row)):
        for one in inner:
            yield from _pieces(one)


def _part(block: "WordParagraph | Table") -> Part:
    if hasattr(block, "rows"):
        return Part("table", rows=tuple(tuple(_joined(_paragraph(one) for one in cell.paragraphs)
                                              for cell in row.cells) for row in block.rows))
    return _paragraph(block)


def _paragraph(one: "WordParagraph", kind: str = "") -> Part:
    style = one.style.name if one.style else ""
    pieces = tuple(Piece(run.text, bool(run.bold), run.font.highlight_color is not None)
                   for run in one.runs if run.text)
    return Part(kind or LISTS.get(style or "", KINDS.get(style or "", "more" if style == "List Continue" else "plain")),
                pieces)


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Put the paragraphs of one list together, and leave out those that say nothing."""
    made: list[Part] = []
    for part in parts:
        last = made[-1] if made else None
        if part.kind == "table":
            made.append(part)
        elif not any(piece.words.strip() for piece in part.pieces):
            continue
        elif part.kind == "more" and last and last.items:
            made[-1] = last._replace(items=(*last.items[:-1], (*last.items[-1], part)))
        elif part.kind in LISTS.values() and last and last.kind == part.kind:
            made[-1] = last._replace(items=(*last.items, (part._replace(kind="plain"),)))
        elif part.kind in LISTS.values():
            made.append(Part(part.kind, items=((part._replace(kind="plain"),),)))
        else:
            made.append(part)
    return tuple(made)
