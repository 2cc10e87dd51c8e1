"""What would be found for other dates or another calendar: worked out from what was read, and kept only if wanted."""

import datetime as dt
from typing import NamedTuple

from extractors.school_calendar import ReadCalendar, read_calendar
from models.case import Case
from models.delivery import Evidence
from models.gap import Finding, Report
from models.papers import PaperKind, Recognised
from models.review import Reviewed
from pipeline.case import compared
from pipeline.case_folder import read_case
from pipeline.report.words import due_amount, schedule_words, shown_amount, title
from pipeline.review.standing import section_f
from pipeline.store.nouns import Store
from pipeline.store.papers import HandedIn, Papers
from pipeline.store.settings import settings_changed
from pipeline.store.working import private_folder
from pipeline.wording import phrase
from templates.words import hours_and_minutes

TYPED = "Term dates, typed.txt"
"""Under what name term dates are kept that somebody typed or pasted."""


BECAUSE = "Somebody typed it as term dates."


class Change(NamedTuple):
    """What is to be otherwise: None or nothing is as it was."""

    window: tuple[dt.date, dt.date] | None = None
    as_of: dt.date | None = None
    term_dates: str = ""


class Told(NamedTuple):
    """What is said of one amount of an item."""

    status: str
    due: str
    shown: str
    difference: str


class Line(NamedTuple):
    """One amount of an item before and after a change; None where it is not looked at in that case."""

    id: str
    title: str
    amount: str
    before: Told | None
    after: Told | None

    @property
    def changed(self) -> bool:
        """Whether anything would be said otherwise."""
        return self.before != self.after


def recomputed(store: Store, case_id: str, change: Change, today: dt.date) -> Report:
    """Set what was due against the records again; no file is read but the term dates that were typed."""
    case = _changed(read_case(store.papers(case_id), today), change)
    evidence = store.get(case_id, "evidence", Evidence)
    if change.term_dates:
        evidence = _with_calendar(evidence, typed_calendar(change.term_dates))
    return compared(case, store.get(case_id, "reviewed", Reviewed), evidence)


def _changed(case: Case, change: Change) -> Case:
    return case.model_copy(update={"window": change.window or case.window, "as_of": change.as_of or case.as_of})


def typed_calendar(words: str) -> ReadCalendar:
    """Read term dates that were typed or pasted; stop where no term can be found in them."""
    with private_folder() as folder:
        path = folder / TYPED
        path.write_text(words, "utf-8")
        return read_calendar(path)


def _with_calendar(evidence: Evidence, read: ReadCalendar) -> Evidence:
    """Put other term dates in the place of the old; what is known of the timetable's cycle stays, unless they say."""
    before, now = evidence.calendar, read.calendar
    cycle = {"cycle": now.cycle or evidence.cycle, "cycle_start": now.cycle_start or evidence.cycle_start,
             "cycle_overrides": now.cycle_overrides or (before.cycle_overrides if before else {})}
    return evidence.model_copy(update={"calendar": now.model_copy(update=cycle),
                                       "doubts": (*evidence.doubts, *read.doubts)})


def lines(before: Report, after: Report) -> tuple[Line, ...]:
    """Set two reports of one case side by side, amount by amount, in the order of the plan."""
    items = {one.id: one for report in (before, after) for one in section_f(report)}
    then, now = _told(before), _told(after)
    keys = sorted(then.keys() | now.keys(), key=lambda key: (list(items).index(key[0]), key[1] or 0))
    return tuple(Line(item, title(items[item]),
                      "" if place is None else schedule_words(items[item].schedules[place]),
                      then.get((item, place)), now.get((item, place))) for item, place in keys)


def _told(report: Report) -> dict[tuple[str, int | None], Told]:
    items = {one.id for one in section_f(report)}
    return {(one.provision_id, one.schedule): _words(one) for one in report.findings if one.provision_id in items}


def _words(finding: Finding) -> Told:
    stated = finding.due.minutes is not None or finding.due.sessions is not None
    return Told(phrase("statuses", finding.status), due_amount(finding) if stated else "",
                shown_amount(finding) if stated else "",
                hours_and_minutes(finding.shortfall_minutes) if finding.shortfall_minutes else "")


def keep(store: Store, case_id: str, change: Change, today: dt.date) -> None:
    """Write a change into the settings of a case: the next check goes by it. Today is no day to hold on to."""
    if change.term_dates:
        _keep_calendar(store, case_id, change.term_dates)
    with settings_changed(store.papers(case_id)) as table:
        if change.window:
            table["window"] = list(change.window)
        if change.as_of:
            table["as_of"] = change.as_of
        if change.as_of == today:
            del table["as_of"]


def _keep_calendar(store: Store, case_id: str, term_dates: str) -> None:
    """Add term dates to the papers, in the place of those before, which are kept and not read any more."""
    papers = Papers(store, case_id)
    before = {paper.id for paper in papers.all() if paper.kind is PaperKind.CALENDAR}
    with private_folder() as folder:
        (folder / TYPED).write_text(f"{term_dates}\n", "utf-8")
        papers.take_in([HandedIn(folder / TYPED, TYPED, Recognised(kind=PaperKind.CALENDAR, because=BECAUSE))])
    after = {paper.id for paper in papers.all() if paper.kind is PaperKind.CALENDAR}
    if after != before:
        papers.correct(dict.fromkeys(before, PaperKind.UNKNOWN))
