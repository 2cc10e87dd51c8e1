"""What the first page says where no gap was found: as plainly as a gap, what it rests on, what it leaves open."""

from collections.abc import Iterable
from typing import NamedTuple

from models.gap import GIVEN, EvidenceLine, Finding, FindingStatus, Report
from pipeline.findings.gaps import gaps
from pipeline.review.standing import Standing, section_f, standing
from pipeline.wording import say

LEFT_OPEN = (FindingStatus.NOT_DUE, FindingStatus.NOT_MEASURABLE, FindingStatus.CHECKABLE)


class NoGap(NamedTuple):
    """That nothing is missing from what could be measured, or that nothing could be; and how far that goes."""

    words: str
    rests_on: tuple[str, ...]


def no_gap(report: Report) -> NoGap | None:
    """Say that no gap was found; None where there is one."""
    if gaps(report):
        return None
    items = section_f(report)
    doubtful = [one.id for one in items if standing(report, one) is Standing.DOUBTFUL]
    met = _with_status(report, FindingStatus.MET)
    sure = [one for one in met if one not in doubtful]
    unsure = [one for one in met if one in doubtful]
    words = say("no_gap", "met" if sure else "nothing" if items else "unread", ids=sure)
    lines = [_records(report, sure) if sure else "", say("no_gap", "doubtful", ids=unsure) if unsure else "",
             *(say("no_gap", status, ids=ids) for status in LEFT_OPEN if (ids := _with_status(report, status)))]
    return NoGap(words, tuple(filter(None, lines)))


def _with_status(report: Report, status: FindingStatus) -> list[str]:
    """Give the items of Section F of which a finding has the status, each once."""
    ids = {one.id for one in section_f(report)}
    found = (one.provision_id for one in report.findings if one.status is status and one.provision_id in ids)
    return [*dict.fromkeys(found)]


def _records(report: Report, ids: list[str]) -> str:
    rows = {line.source for finding in report.findings if finding.provision_id in ids for line in _given(finding)}
    files = sorted({row.file for row in rows})
    return say("no_gap", "records", rows=len(rows), files=files) if rows else ""


def _given(finding: Finding) -> Iterable[EvidenceLine]:
    return (line for line in finding.evidence if line.bucket in GIVEN)
