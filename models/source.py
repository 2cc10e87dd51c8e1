"""Where a fact was read: a document, a box on a page of it, or a row of a table."""

from pydantic import Field

from models.noun import Noun


class Document(Noun):
    """One file as it was given: its name, the SHA-256 of its bytes, and its pages (0 where a format has none)."""

    file: str
    sha256: str
    pages: int = Field(ge=0)
    ocr_pages: tuple[int, ...] = ()
    """Pages, counted from 1, whose words were recognised in an image and not read from a text layer."""


class Box(Noun):
    """A rectangle on a page: points from the page's top left corner; pages count from 1."""

    page: int = Field(ge=1)
    x0: float
    top: float
    x1: float
    bottom: float

    def row(self) -> list[float]:
        """Give `[page, x0, top, x1, bottom]`, the shape of the public JSON.

        >>> Box(page=9, x0=56.71, top=120, x1=310.2, bottom=158.4).row()
        [9, 56.7, 120.0, 310.2, 158.4]
        """
        return [self.page, *(round(edge, 1) for edge in (self.x0, self.top, self.x1, self.bottom))]


class Quote(Noun):
    """Words as they are printed, and where: every fact that was read carries one."""

    text: str = Field(min_length=1)
    page: int = Field(default=1, ge=1)
    """The page on which the words start; formats without pages have one."""
    page_end: int | None = None
    """The page on which they end, where that is another one."""
    boxes: tuple[Box, ...] = ()
    start: int | None = None
    """The first character of the quote within the statement that it was cut from, where it is a part of one."""
    end: int | None = None

    def part(self, start: int, end: int) -> "Quote":
        """Give the words `text[start:end]` of this quote, with the place of the whole."""
        return self.model_copy(update={"text": self.text[start:end], "start": start, "end": end})


class Row(Noun):
    """One row of a table of evidence; rows count from 1, as a spreadsheet shows them, header rows included."""

    file: str
    sheet: str | None = None
    row: int = Field(ge=1)
    column: int | None = Field(default=None, ge=1)
    """The column, counted from 1, where the fact is a single cell (a timetable grid)."""

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Give what rows are sorted by: as they stand in their files."""
        return self.file, self.sheet or "", self.row, self.column or 0

    @property
    def record(self) -> tuple[str, str]:
        """Name the record that this is in: a sheet of a workbook is one of its own, a page of a document is not.

        >>> Row(file="log.xlsx", sheet="Spring", row=2).record, Row(file="log.pdf", sheet="page 3", row=2).record
        (('log.xlsx', 'Spring'), ('log.pdf', ''))
        """
        return self.file, "" if self._is_of_a_document else self.sheet or ""

    @property
    def _is_of_a_document(self) -> bool:
        return (self.sheet or "").startswith(("page ", "table "))

    def place(self) -> str:
        """Say where this is, in words.

        >>> Row(file="log.xlsx", sheet="Literacy", row=14).place()
        'log.xlsx, sheet Literacy, row 14'
        >>> Row(file="log.docx", sheet="table 2", row=3).place()
        'log.docx, table 2, row 3'
        """
        kind = "" if self._is_of_a_document else "sheet "
        sheet = f", {kind}{self.sheet}" if self.sheet else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{sheet}, row {self.row}{column}"
