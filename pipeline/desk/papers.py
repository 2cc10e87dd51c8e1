"""What a paper that was handed in is taken for, on what that rests, and what to do about one that cannot be read."""

from collections.abc import Sequence
from pathlib import Path

from extractors.papers import Look, look_at
from models.caseload import Stopped
from models.errors import Stop
from models.papers import Paper, PaperKind, Recognised

KINDS = {"plan": PaperKind.PLAN, "timetable": PaperKind.TIMETABLE, "log": PaperKind.LOG,
         "register": PaperKind.REGISTER, "calendar": PaperKind.CALENDAR, "events": PaperKind.EVENTS,
         "report": PaperKind.REPORT}
ONE_ALONE = {
    PaperKind.PLAN: "Two papers are the plan. Say which is another version of it.",
    PaperKind.CALENDAR: "Two papers are the term dates, and a check reads one. Say which to leave out.",
}
"""The kinds of which a check reads one paper."""
BECAUSE = {
    "sections": "It opens the sections {signs} of a plan.",
    "title": "Its first page says “{signs}”.",
    "pages": "It is a scan of {signs} pages, and its first page has no table that we know. Please check.",
    "columns": "It has columns called {signs}.",
    "headings": "It has the title of a report, and the heading “{signs}”.",
    "heading": "It has the heading “{signs}”.",
    "grid": "It has a grid of days and lessons.",
    "dates": "Its lines are dates of terms, holidays and closures.",
    "list": "Its rows are days with what was done.",
    "scan": "It is a scan, and its first page says nothing that we know it by.",
    "": "It has no heading or columns that we know.",
}


def recognised(path: Path) -> Recognised:
    """Look at a paper, and say what it was taken for; one that cannot be read has a problem instead."""
    try:
        look = look_at(path)
    except Stop as stop:
        return Recognised(problem=Stopped(what=stop.what, remedy=stop.remedy))
    return Recognised(kind=KINDS[look.kind] if look.kind else PaperKind.UNKNOWN, because=_because(look))


def _because(look: Look) -> str:
    """Say on what it rests.

    >>> _because(Look("log", ("Date", "Session", "Minutes"), "columns"))
    'It has columns called Date, Session and Minutes.'
    """
    *others, last = look.signs or ("",)
    return BECAUSE[look.by].format(signs=f"{', '.join(others)} and {last}" if others else last)


def to_settle(papers: Sequence[Paper]) -> list[str]:
    """Say what has to be settled before a check: one plan, no more than one calendar, and nothing unreadable in use."""
    kinds = [paper.kind for paper in papers]
    said = []
    if PaperKind.PLAN not in kinds:
        said.append("There is no plan. Hand in the EHC plan, or say below which paper it is.")
    said += [words for kind, words in ONE_ALONE.items() if kinds.count(kind) > 1]
    said += [f"{paper.file} cannot be read. Replace it, remove it, or leave it out."
             for paper in papers if paper.recognised.problem and paper.kind is not PaperKind.UNKNOWN]
    return said
