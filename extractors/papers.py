"""What a paper is, whatever it is called: a plan, a record of a kind, a list of letters, a report, or none of them."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.cells.days import DateSense, read_day
from extractors.cells.words import cell, words
from extractors.events import is_event_list
from extractors.pages.layout import Page, Paragraph
from extractors.pages.paragraphs import lines_of
from extractors.pages.pdf import read_pages
from extractors.pages.scan import engine, recognise
from extractors.plans.file import flow_of_file
from extractors.plans.section_headings import letters_of, title_letter
from extractors.plans.sections import pages_by_letter, spans_of
from extractors.plans.text_layer import texts_of
from extractors.records.document_tables import by_form
from extractors.records.headers import find_header, forms_of
from extractors.records.recognition import KINDS, kind_of_table
from extractors.report_advice import heading_kind
from extractors.tables import Table, read_tables
from extractors.vocabulary import vocabulary

PROSE = {".pdf", ".docx", ".txt"}
"""What a plan or a report may come as; the others hold tables."""
RECORDS = (*KINDS, "events")
OF_DAYS = ("log", "register", "events")
"""The records of single days, which a report has no tables of."""
TOP, FRONT = 30, 6
"""Lines of a plan, and of a report, that may be its title."""
SHOWN = 5
"""No more names of columns than this are told."""


class Look(NamedTuple):
    """What a paper is, None for what is not known, and the sections or columns that say so."""

    kind: str | None
    signs: tuple[str, ...] = ()
    by: str = ""
    """What the signs are: `sections`, `columns`, `headings`, `heading`, `title`, `pages`; or what it looks like without
    signs: `grid`, `dates`, `list`, `scan`."""


class _Prose(NamedTuple):
    """A paper as lines of words, with the sections of a plan that they open."""

    lines: Sequence[str]
    sections: tuple[str, ...]
    pages: int = 0
    scanned: bool = False
    """Most of its pages are pictures."""
    recognised: Sequence[Page] = ()
    """The pictures that were recognised; without an engine for that there are none."""


def look_at(path: Path) -> Look:
    """Say what a paper is; as a plan it is looked at first, and then as each kind of record."""
    prose = _prose(path) if path.suffix.lower() in PROSE else None
    report = _report(prose) if prose else None
    if prose and (found := _plan(prose, report)):
        return found
    if prose and prose.scanned:
        return report or _scan(path, prose)
    tables = [part for table in read_tables(path) for part in by_form(table)]
    record = _record(tables)
    if report and (record is None or (report.by == "headings" and record.kind not in OF_DAYS)):
        return report
    return record or Look(None)


def _prose(path: Path) -> _Prose:
    if path.suffix.lower() == ".pdf":
        return _pdf(path)
    flow = flow_of_file(path)
    lines = [block.text for block in flow.blocks if isinstance(block, Paragraph)]
    return _Prose(lines, tuple(sorted(pages_by_letter(spans_of(flow)))))


def _pdf(path: Path) -> _Prose:
    """Read the words of a PDF without its tables; of a scan its first picture, for that alone takes seconds."""
    pages = read_pages(path)
    pictures = [page.number for page in pages if not page.readable]
    scanned = len(pictures) * 2 > len(pages)
    recognised = recognise(path, pictures[:1]) if scanned and engine() else []
    shown = [*(page for page in pages if page.readable), *recognised]
    sections = {letter for page in shown for text in texts_of(page) for letter in _opens(text)}
    lines = [line.text for page in shown for line in lines_of(page.words, page.number)]
    return _Prose(lines, tuple(sorted(sections)), len(pages), scanned, recognised)


def _opens(text: str) -> tuple[str, ...]:
    named = title_letter(text)
    return (*letters_of(text, prominent=text.isupper()), *((named,) if named else ()))


def _plan(prose: _Prose, report: Look | None) -> Look | None:
    """Say whether a text is a plan: by its sections, of which a report may name a few, or by the title of a scan."""
    known = vocabulary("papers")
    titled = _says(prose.lines[:TOP], known["plan_titles"])
    reported = report is not None and report.by == "headings"
    fewest = known["more_than_a_report_has"] if reported and not titled else known["fewest_sections"]
    if "F" in prose.sections and len(prose.sections) >= fewest:
        return Look("plan", prose.sections, "sections")
    return Look("plan", (titled,), "title") if prose.scanned and titled and not reported else None


def _scan(path: Path, prose: _Prose) -> Look:
    """Say what a scan is by the table on its first page, or by its length."""
    from extractors.rows.recognised import rows_of

    rows = tuple(tuple(row.cells) for page in prose.recognised for row in rows_of(page))
    if found := _record([Table(path.name, None, rows)]):
        return found
    if prose.pages >= vocabulary("papers")["many_pages"]:
        return Look("plan", (str(prose.pages),), "pages")
    return Look(None, by="scan")


def _record(tables: Iterable[Table]) -> Look | None:
    """Say what kind of record most of the tables are."""
    looks = [look for table in tables if (look := _table(table))]
    kinds = [look.kind for look in looks]
    return max(looks, key=lambda look: kinds.count(look.kind), default=None)


def _table(table: Table) -> Look | None:
    if is_event_list(table):
        return Look("events", _columns(table, ("events",)), "columns")
    kind = kind_of_table(table, "timetable" if _of_weekdays(table) else "")
    if kind is None or kind == "key":
        return None
    columns = _columns(table, forms_of((kind,)))
    return Look(kind, columns, "columns" if columns else {"timetable": "grid", "calendar": "dates"}.get(kind, "list"))


def _of_weekdays(table: Table) -> bool:
    """Whether a table that could be a log has no dates where a log has them: it is of a week, not of days."""
    header = find_header(table, forms_of(("log",)))
    if header is None or "week" in header.columns:
        return False
    column = header.columns.get("date", header.columns.get("day"))
    days = [said for line in table.rows[header.row + 1:] if (said := cell(line, column)) != ""]
    return not any(read_day(day, DateSense(school_years=(2000,))).day for day in days)


def _columns(table: Table, forms: Iterable[str]) -> tuple[str, ...]:
    header = find_header(table, dict.fromkeys(forms))
    if header is None:
        return ()
    line = table.rows[header.row]
    return tuple(said for column in sorted(header.columns.values()) if (said := words(line[column])))[:SHOWN]


def _report(prose: _Prose) -> Look | None:
    """Say whether a text is a professional's report: by its title and by headings over what it recommends.

    One of the two is enough for a long text.
    """
    known = vocabulary("papers")
    titled = _says(prose.lines[:FRONT], known["report_titles"])
    headings = tuple(dict.fromkeys(line for line in prose.lines
                                   if heading_kind(Paragraph(line)) == "recommends" and not _opens(line)))
    long = sum(len(line.split()) for line in prose.lines) >= known["report_words"]
    if headings and (titled or long):
        return Look("report", headings[:SHOWN], "headings" if titled else "heading")
    return Look("report", (titled,), "title") if titled and long else None


def _says(lines: Iterable[str], titles: Iterable[str]) -> str:
    """Give the first of some titles that a short line holds."""
    longest = vocabulary("report_headings")["longest"]
    short = [" ".join(line.lower().split()) for line in lines if len(line.split()) <= longest]
    return next((title for title in titles if any(re.search(rf"\b{re.escape(title)}\b", line) for line in short)), "")
