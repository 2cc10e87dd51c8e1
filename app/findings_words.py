"""What a check found, in a few lines for the screen: what matters most, and what waits for a person."""

from collections import Counter
from pathlib import Path
from textwrap import fill

from models.case import Case
from models.doubt import Doubt
from models.gap import Report
from pipeline.desk.overview import to_review
from pipeline.read import UNUSABLE
from pipeline.report.front import calendar_mark, front
from pipeline.review.standing import Standing, section_f, standing
from pipeline.routes.safeguarding import notice
from templates.words import count, long_date

WIDTH, INDENT = 100, " " * 6
NOTES = 8
"""How many notes the screen shows; the report holds all of them."""


def summary(report: Report, case: Case, folder: Path) -> list[str]:
    """Say what was checked, what matters most, and what a person must still look at."""
    first, last = (long_date(day) for day in report.window)
    checked = f"Checked {count(len(section_f(report)), 'provision')} of Section F, {first} to {last}"
    days = f"{count(report.open_days, 'school day')}, {calendar_mark(report)}"
    lines = [*_letters_wait(report), f"{checked} ({days}), as of {long_date(report.as_of)}.", ""]
    return [*lines, *_headlines(report, case), "", *_to_look_at(report, folder), *_open_in_records(report, folder),
            *_notes(report)]


def _letters_wait(report: Report) -> list[str]:
    """Say on top of everything that no letter is drafted before a person has looked, without a word of the rows."""
    said = notice(report)
    if not said:
        return []
    below = [fill(line, WIDTH, initial_indent="  ", subsequent_indent=INDENT)
             for line in (*said.places, *said.contacts, said.go_on)]
    return [fill(said.words, WIDTH), *below, ""]


def _headlines(report: Report, case: Case) -> list[str]:
    page = front(report, case)
    if page.no_gap:
        return [fill(words, WIDTH) for words in (page.no_gap.words, *page.no_gap.rests_on)]
    lines = ["What matters most:"]
    for headline in page.headlines:
        where = f" ({headline.page})" if headline.page else ""
        words = fill(headline.words, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
        lines += [f"  {headline.title}{where}", words]
    return lines


def _to_look_at(report: Report, folder: Path) -> list[str]:
    found = Counter(standing(report, provision) for provision in section_f(report))
    waiting, unchecked = found[Standing.DOUBTFUL], found[Standing.UNCHECKED]
    if waiting:
        need = "reading needs" if waiting == 1 else "readings need"
        return [f"{waiting} {need} a look before a letter can use them: sectionf review {folder}"]
    if unchecked:
        many = "reading is" if unchecked == 1 else "readings are"
        return [f"No reading of Section F is in doubt. {unchecked} {many} not yet checked by a person: "
                f"sectionf review {folder}"]
    return ["No reading of Section F waits for a person."]


def _open_in_records(report: Report, folder: Path) -> list[str]:
    """Say what of the records waits for a person."""
    waits = to_review(report)
    parts = ((waits.labels, "label that no item clearly fits", "labels that no item clearly fits"),
             (waits.people, "person whose job is not known", "people whose job is not known"))
    said = [count(*one) for one in parts if one[0]]
    return [f"Open in the records: {' and '.join(said)}: sectionf review {folder}"] if said else []


def _notes(report: Report) -> list[str]:
    doubts = [doubt for doubt in report.warnings if doubt.code != UNUSABLE]
    notes = [fill(note(doubt), WIDTH, initial_indent="  ", subsequent_indent=INDENT) for doubt in doubts[:NOTES]]
    more = len(doubts) - len(notes)
    more_notes = [f"  and {count(more, 'more note', 'more notes')}, in the report"] if more else []
    return ["", "Notes:", *notes, *more_notes] if notes else []


def note(doubt: Doubt) -> str:
    """Say what is not certain, where, and what to do about it.

    >>> note(Doubt(code="row", field="row", reason="The row has no date", place="log.csv, row 57"))
    'log.csv, row 57: The row has no date.'
    """
    place = f"{doubt.place}: " if doubt.place else ""
    return " ".join(f"{part.rstrip('.')}." for part in (f"{place}{doubt.reason}", doubt.next_step) if part)
