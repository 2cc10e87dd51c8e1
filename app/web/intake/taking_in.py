"""What arrived is taken into a case: papers, pasted term dates, the days of the check; and why something was not."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from app.web.checks import Runs
from app.web.intake.receiving import Arrived, Form
from models.caseload import Stopped
from models.papers import PaperKind, Recognised, Refused, RefusedPapers
from pipeline.store.cases import Cases
from pipeline.store.papers import HandedIn, Papers
from pipeline.store.settings import settings_changed

PASTED = "Term dates, pasted.txt"
NO_TERM_DATES = Stopped(what="No term dates could be read in the words that were pasted.",
                        remedy="Write one line for each, such as “Autumn term: 3 September to 19 December 2025” and "
                               "“Half term: 27 to 31 October 2025”, and paste them again.")
WINDOW_ALONE = Stopped(what="The days of the check were not kept: both are needed, the first before the last.",
                       remedy="Choose them again below. Without them the check covers the terms of your records.")


def looked_at(form: Form, checks: Runs) -> list[HandedIn]:
    """Give the papers of a form, pasted term dates among them, and what each was taken for."""
    pasted = _pasted(form, checks) if form.words.get("dates", "").strip() else []
    return [*seen(form.taken(), checks), *pasted]


def take_in(form: Form, papers: Sequence[HandedIn], desk: Cases, case_id: str) -> None:
    """Take what may come in, and keep why the rest may not."""
    refused = [why_refused(file) for file in form.files if file.refused]
    refused += [Refused(file=PASTED, why=NO_TERM_DATES) for paper in papers
                if paper.recognised.problem == NO_TERM_DATES]
    Papers(desk.store, case_id).take_in(papers)
    if not _window_kept(form, desk.store.papers(case_id)):
        refused.append(Refused(file="", why=WINDOW_ALONE))
    keep_refused(desk, case_id, refused)


def seen(files: Sequence[Arrived], checks: Runs) -> list[HandedIn]:
    """Look at files, and give each with what it was taken for."""
    looks = checks.look([file.path for file in files])
    return [HandedIn(file.path, file.name, look) for file, look in zip(files, looks, strict=True)]


def _pasted(form: Form, checks: Runs) -> list[HandedIn]:
    """Make a paper of pasted term dates."""
    path = form.folder / PASTED
    path.write_text(f"{form.words['dates'].strip()}\n", "utf-8")
    (look,) = checks.look([path])
    return [HandedIn(path, PASTED, look if look.kind is PaperKind.CALENDAR else Recognised(problem=NO_TERM_DATES))]


def _window_kept(form: Form, papers: Path) -> bool:
    """Keep the days of the check; say whether they were both given, in order, or neither."""
    typed = [form.words.get(name, "").strip() for name in ("first", "last")]
    if not any(typed):
        return True
    try:
        first, last = (dt.date.fromisoformat(day) for day in typed)
    except ValueError:
        return False
    if last < first:
        return False
    with settings_changed(papers) as table:
        table["window"] = [first, last]
    return True


def why_refused(file: Arrived) -> Refused:
    """Give why a file was not taken."""
    assert file.refused  # noqa: S101  # only those are asked about
    return Refused(file=file.name, why=Stopped(what=file.refused.what, remedy=file.refused.remedy))


def keep_refused(desk: Cases, case_id: str, refused: Sequence[Refused]) -> None:
    """Keep why files were not taken, until the next ones come."""
    desk.store.put(case_id, "refused", RefusedPapers(papers=tuple(refused)))
