"""What a file holds that nobody sees who opens it: macros, links, hidden sheets, comments; none of it is followed."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

WORKBOOK = "xl/workbook.xml"
SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
HIDDEN = re.compile(r"\bstate\s*=\s*[\"'](?:very)?hidden", re.IGNORECASE)
NAME = re.compile(r"\bname\s*=\s*[\"']([^\"']*)")
ELSEWHERE = re.compile(rb"<Relationship\b(?![^>]*/hyperlink[\"'])[^>]*TargetMode\s*=\s*[\"']External")
"""What is fetched by a program that opens the file; a link that a person has to press is none of it."""
CELLS = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)")
CHANGES = re.compile(rb"<w:(?:del|ins|moveFrom|moveTo|vanish)\b")
FIELDS = re.compile(rb"(?:<w:instrText[^>]*>|w:instr\s*=\s*[\"'])[^<\"']*\b(?:DDE|INCLUDE|LINK\b)")
SIGNS: Mapping[str, re.Pattern[str]] = {
    "macros": re.compile(r"vbaProject\.bin$|/macrosheets/|^Basic/|^Scripts/"),
    "links": re.compile(r"/externalLinks/|/connections\.xml$"),
    "comments": re.compile(r"/(?:threadedC|c)omments?[^/]*\.xml$|/threadedComments/"),
    "embedded": re.compile(r"/(?:embeddings|activeX)/")}
"""What the name of a part tells."""
CONTENT = (("links", re.compile(r"\.rels$"), ELSEWHERE), ("cells", re.compile(r"^xl/worksheets/"), CELLS),
           ("changes", re.compile(r"^word/document\.xml$"), CHANGES),
           ("links", re.compile(r"^word/document\.xml$"), FIELDS))
"""What the words of a part tell."""
OPAQUE = (".xls", ".xlsb", ".ods")
"""Formats in which we do not look."""


class Unseen(NamedTuple):
    """One sort of thing that is not seen, and what those are called that have names."""

    what: str
    names: tuple[str, ...] = ()


def unseen(path: Path) -> tuple[Unseen, ...]:
    """Give what a file that has been read holds beside what it shows."""
    kind = path.suffix.lower()
    if kind == ".pdf":
        return tuple(_of_pdf(path))
    if kind in OPAQUE:
        return (Unseen("opaque"),)
    return tuple(_of_package(path)) if zipfile.is_zipfile(path) else ()


def hidden_cells(path: Path, found: Iterable[Unseen]) -> dict[str, tuple[set[int], set[int]]]:
    """Give the rows and the columns, counted from 1, that each sheet of a workbook in which this was found hides."""
    if all(one.what != "cells" for one in found):
        return {}
    import openpyxl

    return {sheet.title: ({number for number, row in sheet.row_dimensions.items() if row.hidden},
                          {number for column in sheet.column_dimensions.values() if column.hidden
                           for number in range(column.min or 1, (column.max or 0) + 1)})
            for sheet in openpyxl.load_workbook(path).worksheets}


def _of_package(path: Path) -> Iterator[Unseen]:
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        told = {what for what, sign in SIGNS.items() if any(map(sign.search, names))}
        told |= {what for what, part, sign in CONTENT for name in names
                 if part.search(name) and sign.search(package.read(name))}
        yield from map(Unseen, sorted(told))
        book = package.read(WORKBOOK).decode("utf-8", "replace") if WORKBOOK in names else ""
    if hidden := _hidden(book):
        yield Unseen("sheets", hidden)


def _hidden(workbook: str) -> tuple[str, ...]:
    r"""Name the sheets that are not shown.

    >>> _hidden('<sheets><sheet name="Week A"/><sheet name="Others" state="veryHidden"/></sheets>')
    ('Others',)
    """
    tags = [tag for tag in SHEET.findall(workbook) if HIDDEN.search(tag)]
    return tuple(found[1] for tag in tags if (found := NAME.search(tag)))


def _of_pdf(path: Path) -> Iterator[Unseen]:
    from pypdfium2 import PdfiumError, raw

    from extractors.pages.pdfium import opened

    try:
        with opened(path) as document:
            if raw.FPDFDoc_GetAttachmentCount(document) > 0:
                yield Unseen("embedded")
            if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
                yield Unseen("macros")
    except PdfiumError:
        yield Unseen("opaque")
