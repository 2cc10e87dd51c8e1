"""What a batch says of a whole caseload: a page and a workbook, each figure of which leads to the case behind it."""

import datetime as dt
import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from models.batch import Ended, Group, Source
from models.errors import OutputFailed
from pipeline.case_folder import NOTICE
from pipeline.desk import columns
from pipeline.desk.glance import AUTHORITY, PROVIDER, SCHOOL, Groups, by_place
from pipeline.files.workbook import Cell, Sheet, linked, workbook
from pipeline.places.address import inside, near, place
from pipeline.places.file import put
from pipeline.rules import rules
from pipeline.wording import phrase
from templates.words import FILTERS, printable

PAGE, BOOK = "caseload.html", "caseload.xlsx"
HEADS = ("Case", *columns.HEADS, "Papers not used")
FAILED_HEADS = ("Case", "Why it could not be checked")
SHEETS = {SCHOOL: "Short at a school", PROVIDER: "Short from a provider", AUTHORITY: "Short in an authority"}
GROUP_HEADS = ("Service", "Where", "Children", "Short, minutes", "Cases")


def check_that_it_can_be_written(out: str | Path) -> None:
    """Stop before hours of work where nothing could be put in the end."""
    path = near(place(str(out)))
    if path is None:
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(path, error) from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise _failed(path, PermissionError(errno.EACCES, ""))


def _failed(path: Path, error: OSError) -> OutputFailed:
    said = os.strerror(error.errno).lower() if error.errno else "the system gave no reason"
    return OutputFailed(f"the results could not be written there ({said}).", where=path.name,
                        remedy="Choose another folder, or see that it may be written and that the disk has room.")


def write_overview(cases: Sequence[Ended], out: str | Path, day: dt.date) -> None:
    """Write what there is to say of a caseload beside the folders of its cases, each file whole or not at all."""
    checked = sorted((one for one in cases if one.glance), key=_most_to_gain)
    failed = [one for one in cases if one.outcome.failed]
    groups = by_place(checked)
    where = place(str(out))
    partly = [one for one in checked if one.glance and one.glance.unused]
    words = caseload_words(PAGE, day=day, checked=checked, failed=failed, partly=partly, groups=groups,
                           reasons=by_reason((one, one.reason) for one in failed),
                           left_out=by_reason((one, why) for one in partly if one.glance for why in one.glance.unused))
    try:
        put(inside(where, PAGE), words)
        put(inside(where, BOOK), _book(checked, failed, groups, day))
    except OSError as error:
        raise _failed(Path(where), error) from None


def by_reason(told: Iterable[tuple[Ended, str]]) -> dict[str, list[Source]]:
    """Put together the cases of which the same is said, so that fifty of them can be read."""
    found = defaultdict[str, list[Source]](list)
    for case, words in told:
        found[words].append(case.source)
    return dict(found)


def _most_to_gain(case: Ended) -> tuple[int, str]:
    """Sort by what can still be made good: minutes unexplained, times the weeks left."""
    return (-case.glance.summary.priority if case.glance else 0), case.source.name


def report_of(source: Source) -> str:
    """Give the way from the overview to the report of a case.

    >>> report_of(Source(name="Kit #2", out=Path("out/Kit #2")))
    'Kit%20%232/report.html'
    """
    return f"{quote(source.out.name)}/report.html"


def notice_of(source: Source) -> str:
    """Give the way from the overview to what is said of a case that could not be checked."""
    return f"{quote(source.out.name)}/{NOTICE}"


def _book(checked: Iterable[Ended], failed: Iterable[Ended], groups: dict[str, Groups], day: dt.date) -> bytes:
    sheets = [Sheet("Caseload", HEADS, map(_row, checked)),
              Sheet("Could not be checked", FAILED_HEADS, map(_failed_row, failed))]
    for kind, name in SHEETS.items():
        if kind != PROVIDER or groups[kind].shown:
            sheets.append(Sheet(name, GROUP_HEADS, map(_group_row, groups[kind].shown)))
    return workbook("Caseload", day, sheets)


def _row(case: Ended) -> list[Cell]:
    assert case.glance  # noqa: S101  # only checked cases have a row
    return linked(report_of(case.source), [
        case.source.name, *columns.cells(case.glance.summary), " ".join(case.glance.unused) or None])


def _failed_row(case: Ended) -> list[Cell]:
    return linked(notice_of(case.source), [case.source.name, case.reason])


def _group_row(group: Group) -> list[Cell]:
    names = "; ".join(source.name for source in group.cases)
    return [phrase("services", group.service), group.place, len(group.cases), group.minutes, names]


def caseload_words(template: str, **facts: Any) -> str:
    """Fill in one of the texts about a caseload."""
    return _environment().get_template(template).render(**facts)


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(loader=PackageLoader("templates", "caseload"), undefined=StrictUndefined,
                                       autoescape=lambda name: bool(name and name.endswith(".html")),
                                       finalize=printable, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(FILTERS)
    environment.globals.update(paces=rules("pages")["paces"], services=rules("wording")["services"],
                               natures=rules("wording")["natures"], fewest=rules("thresholds")["groups"]["fewest"],
                               report_of=report_of, notice_of=notice_of)
    return environment
