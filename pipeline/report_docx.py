"""The report as a Word document."""

import datetime as dt
from typing import NamedTuple

from pipeline.report_pages import Pages
from pipeline.word_file import fill_in


class GlanceRow(NamedTuple):
    """One line of the table of all items."""

    item: str
    due: str
    shown: str
    finding: str


class RecordRow(NamedTuple):
    """One row of the evidence, with the item that it was counted for."""

    id: str
    date: str
    place: str
    name: str
    minutes: str
    label: str


def report_docx(page: Pages, day: dt.date) -> bytes:
    """Give the report as the bytes of a .docx file."""
    facts = {"page": page, "glance": _glance(page), "rows": _rows(page)}
    return fill_in("report/report", facts, day, f"Section F and the records: {page.front.child}")


def _glance(page: Pages) -> tuple[GlanceRow, ...]:
    return tuple(GlanceRow(f"{card.title}, {card.page}", one.least if card.counted else "",
                           one.shown if card.counted else "", one.status_words)
                 for card in (*page.counted, *page.ticks, *page.vague) for one in card.measures)


def _rows(page: Pages) -> tuple[RecordRow, ...]:
    return tuple(RecordRow(card.id, row.date, row.place, row.name, "" if row.minutes is None else str(row.minutes),
                           row.label)
                 for card in page.counted for one in card.measures for row in one.sources)
