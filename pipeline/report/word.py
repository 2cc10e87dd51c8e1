"""The report as a Word document."""

import datetime as dt
from typing import NamedTuple

from pipeline.files.word_file import fill_in
from pipeline.report.pages import Pages


class GlanceRow(NamedTuple):
    """One line of the table of all items."""

    item: str
    due: str
    shown: str
    finding: str


class RecordRow(NamedTuple):
    """The rows of one file that were counted in one bucket for one item."""

    id: str
    name: str
    places: str


def report_docx(page: Pages, day: dt.date) -> bytes:
    """Give the report as the bytes of a .docx file."""
    facts = {"page": page, "glance": _glance(page), "rows": _rows(page)}
    return fill_in("report/report", facts, day, "Section F and the records")


def _glance(page: Pages) -> tuple[GlanceRow, ...]:
    rows = [GlanceRow(f"{card.title}, {card.page}", one.least if card.counted else "",
                      one.shown if card.counted else "", one.status_words)
            for card in (*page.counted, *page.ticks, *page.vague) for one in card.measures]
    return tuple(dict.fromkeys(rows))


def _rows(page: Pages) -> tuple[RecordRow, ...]:
    """Give the evidence as short as it goes: a line for each item, bucket and file."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for card in page.counted:
        for one in card.measures:
            for row in one.sources:
                places.setdefault((card.id, row.name, row.file), []).append(f"{row.row} ({row.short_date})")
    return tuple(RecordRow(item, name, f"{file}: {', '.join(rows)}") for (item, name, file), rows in places.items())
