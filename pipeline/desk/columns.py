"""The columns in which a workbook shows what a glance at a case says: the same for a desk and for a batch."""

from models.caseload import CaseSummary
from pipeline.files.workbook import Cell
from pipeline.rules import rules
from pipeline.wording import phrase

HEADS = ("Due, minutes", "Timetabled, minutes", "Given, minutes", "Explained, minutes", "Unexplained, minutes", "Pace",
         "Weeks left", "Next day", "What by then", "Nature", "To review")


def cells(told: CaseSummary) -> list[Cell]:
    """Give a cell for each of the heads."""
    coming = [told.next.day, told.next.what, phrase("natures", told.next.nature)] if told.next else [None, None, None]
    return [told.due, told.planned, told.delivered, told.explained, told.unexplained,
            rules("pages")["paces"][told.pace] if told.pace else None, told.weeks_left, *coming, told.to_review]
