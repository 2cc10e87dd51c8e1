"""How a page is laid out: words, lines, paragraphs and tables, one neutral form for PDF, Word, text and scans."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Area(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def around(self, other: "Area") -> "Area":
        """Give the smallest rectangle that holds both."""
        return Area(self.page, min(self.x0, other.x0), min(self.top, other.top),
                    max(self.x1, other.x1), max(self.bottom, other.bottom))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Word(NamedTuple):
    """A word and where it stands; `sure` is how sure recognition was of it, 1 for a text layer."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    sure: float = 1.0
    struck: bool = False
    """Whether a line runs through it: it keeps its place in the line, but is not read."""

    @property
    def size(self) -> float:
        """The height of the letters."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight line on a page: `at` is its y when it lies flat and its x when it stands."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words that are not struck through, with single spaces."""
        return " ".join(word.text for word in self.words if not word.struck)

    @property
    def area(self) -> Area:
        """The rectangle around the words."""
        words = self.words
        return Area(self.page, words[0].x0, min(w.top for w in words), words[-1].x1, max(w.bottom for w in words))

    @property
    def size(self) -> float:
        """The height of the middling word."""
        sizes = sorted(word.size for word in self.words)
        return sizes[len(sizes) // 2]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, without the bullet or number that opened them."""

    text: str
    mark: str = ""
    """The bullet or number as printed, or nothing."""
    areas: tuple[Area, ...] = ()
    indent: float = 0.0
    """Where the mark, or without one the text, begins."""
    size: float = 0.0
    bold: bool = False
    style: str = ""
    """`heading` where the file itself says that it is one."""
    page: int = 1
    page_end: int = 1
    sure: float = 1.0
    """How sure recognition was of the least sure word."""
    column: str = ""
    """The column that the label before its colon names, told from how the labels of the plan come back."""

    def joined(self, other: "Paragraph", text: str) -> "Paragraph":
        """Give both as one paragraph of these words."""
        return replace(self, text=text, areas=merged(self.areas + other.areas), page_end=other.page_end,
                       sure=min(self.sure, other.sure))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the columns that it spans, what stands in it, and whether it only continues the cell above."""

    column: int
    span: int
    paragraphs: tuple[Paragraph, ...] = ()
    hangs: bool = False
    """Whether the cell is merged with the one above it and so has no words of its own."""

    @property
    def text(self) -> str:
        """All its words on one line, with marks."""
        return " ".join(f"{p.mark} {p.text}".strip() for p in self.paragraphs)

    @property
    def end(self) -> int:
        """The column after its last."""
        return self.column + self.span


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells from left to right."""

    cells: tuple[Cell, ...]
    page: int = 1
    open: bool = False
    """Whether no line closes it at the foot of its page, so that it goes on overleaf."""

    @property
    def text(self) -> str:
        """All its words on one line."""
        return " ".join(cell.text for cell in self.cells if cell.paragraphs)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that have words."""
        return tuple(cell for cell in self.cells if cell.paragraphs)

    def at(self, column: int) -> Cell | None:
        """Give the cell that covers a column."""
        return next((cell for cell in self.cells if cell.column <= column < cell.end), None)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one another; `edges` are the x positions of the column lines, where the format has any."""

    rows: tuple[TableRow, ...]
    columns: int
    edges: tuple[float, ...] = ()

    @property
    def page(self) -> int:
        """The page on which it starts."""
        return self.rows[0].page if self.rows else 1

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give what stands in its cells, row by row."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


Block = Paragraph | Table


@dataclass(slots=True)
class Page:
    """A page as it was found: words, rules, and what was left out of it."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turned: str = ""
    """Words that do not stand upright: watermarks, stamps, notes along the edge."""
    recognised: bool = False
    """Whether the words come from recognition of an image."""
    readable: bool = True
    """Whether its text layer has all the words that are to be seen on it."""
    hidden: bool = False
    """Whether its words lie unseen over a picture, as an earlier recognition leaves them."""
    pictured: float = 0.0
    """The share of it that its largest picture takes; 1 where letters are drawn as outlines."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A document as paragraphs and tables in reading order, and what stood at its edges."""

    blocks: tuple[Block, ...]
    pages: int = 0
    recognised: tuple[int, ...] = ()
    """Pages whose words come from recognition."""
    struck: tuple[int, ...] = ()
    """Pages on which struck-through words were left out."""
    unread: tuple[int, ...] = ()
    """Pages that are pictures and could not be read."""
    partly: tuple[int, ...] = ()
    """Pages of which a part is a picture that was not read."""
    margins: tuple[str, ...] = ()
    """The words of running heads, page feet and watermarks, each once."""


def merged(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Join rectangles of the same page into one, in page order.

    >>> merged((Area(1, 0, 0, 5, 5), Area(2, 0, 0, 1, 1), Area(2, 0, 1, 3, 2)))
    (Area(page=1, x0=0, top=0, x1=5, bottom=5), Area(page=2, x0=0, top=0, x1=3, bottom=2))
    """
    found: dict[int, Area] = {}
    for area in areas:
        found[area.page] = found[area.page].around(area) if area.page in found else area
    return tuple(found[page] for page in sorted(found))
