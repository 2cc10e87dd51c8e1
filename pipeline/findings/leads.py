"""Where each number of a finding leads: to a page of the plan, or to rows of the records."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from models.due import Working
from models.gap import GIVEN, Bucket, Finding, VarianceKind
from models.source import Row
from pipeline.rules import rules

PLANNED, SHOWN = "planned", "shown"
_ROWS = re.compile(r"(?:, (?:sheet )?(?P<sheet>.+?))?, rows? (?P<rows>\d+(?:(?:, | and )\d+)*)"
                   r"(?:, column (?P<column>\d+))?")
_PAGE = re.compile(r"plan\b.*\bpage (\d+)")


class Lead(NamedTuple):
    """A source in words, and what it leads to: a page of the plan, rows of a file, or a file as a whole."""

    words: str
    page: int | None = None
    rows: tuple[Row, ...] = ()
    file: str = ""


def lead(source: str, files: Iterable[str]) -> Lead:
    """Find what a source that a finding names leads to.

    >>> lead("plan page 7", []).page
    7
    >>> [row.row for row in lead("log.xlsx, sheet Speech, rows 3, 9 and 12", ["log.xlsx"]).rows]
    [3, 9, 12]
    >>> lead("log.csv", ["log.csv"])
    Lead(words='log.csv', page=None, rows=(), file='log.csv')
    >>> lead("what the family says", ["log.csv"])
    Lead(words='what the family says', page=None, rows=(), file='')
    """
    if page := _PAGE.fullmatch(source):
        return Lead(source, page=int(page[1]))
    named = max((file for file in files if source == file or source.startswith(f"{file}, ")), key=len, default="")
    if not named:
        return Lead(source)
    told = _ROWS.fullmatch(source.removeprefix(named))
    rows = tuple(Row(file=named, sheet=told["sheet"], row=int(row), column=int(told["column"] or 0) or None)
                 for row in re.findall(r"\d+", told["rows"])) if told else ()
    return Lead(source, rows=rows, file=named)


def worked_out(finding: Finding) -> tuple[Working, ...]:
    """Give the steps by which a finding was worked out, each once, with the sources of each."""
    return tuple(dict.fromkeys((*finding.due.workings, *finding.why)))


def rows_of(finding: Finding, of: str, files: Iterable[str]) -> tuple[Row, ...]:
    """Give the rows behind a number: of a bucket, of what is planned, of what is shown as given, of a variance."""
    if of == PLANNED:
        known = tuple(files)
        leads = (lead(source, known) for line in finding.why for source in line.sources)
        return _once(row for one in leads for row in one.rows)
    if of in list(VarianceKind):
        days = {day for one in finding.variances if one.kind == of for day in one.days}
        return _once(line.source for line in finding.evidence if line.date in days)
    wanted = (*GIVEN, Bucket.BEYOND_DUE) if of == SHOWN else (of,)
    return _once(line.source for line in finding.evidence if line.bucket in wanted)


def named(of: str) -> str:
    """Name a number of a finding.

    >>> named("missed_provider"), named("planned")
    ('Recorded as not delivered', 'Places in the timetable')
    """
    words = rules("wording")
    if of in words["buckets"]:
        return str(words["buckets"][of]["name"])
    return str({**words["variances"], **rules("pages")["behind"]}[of])


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(rows))
