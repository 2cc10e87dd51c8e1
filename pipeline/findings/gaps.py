"""The findings that show a gap, in the order in which they matter."""

from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import Provision, SectionLetter
from pipeline.review.standing import Standing, items_of, standing

GAPS = (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)


def gaps(
    report: Report, sections: tuple[SectionLetter, ...] = (SectionLetter.F,)
) -> tuple[tuple[Provision, Finding], ...]:
    """Give the findings that show a gap: the most that is recorded or planned as missing first, silence after it.

    A gap made of silence may be a gap of the records alone, so its size says less. Readings in doubt come last.
    """
    by_id = {provision.id: provision for provision in items_of(report, sections)}
    found = [(by_id[finding.provision_id], finding) for finding in (*report.findings, *report.outside_f)
             if finding.status in GAPS and finding.provision_id in by_id]
    return tuple(sorted(found, key=lambda pair: _rank(report, *pair)))


def _rank(report: Report, provision: Provision, finding: Finding) -> tuple[bool, bool, int, int, int]:
    return (standing(report, provision) is Standing.DOUBTFUL, finding.status is not FindingStatus.SHORT,
            -stated_minutes(finding), -finding.shortfall_minutes, -_sessions(finding))


def stated_minutes(finding: Finding) -> int:
    """Give how much of a shortfall the papers themselves state: not delivered, cut short, or not on the timetable."""
    missed = finding.ledger.buckets.get(Bucket.MISSED_PROVIDER)
    lost = sum(one.minutes_lost for one in finding.variances) + ((missed.minutes if missed else 0) or 0)
    due, planned = finding.due.minutes, finding.planned_minutes
    unplanned = max(due[0] - planned, 0) if due and planned is not None else 0
    return min(lost + unplanned, finding.shortfall_minutes)


def _sessions(finding: Finding) -> int:
    counts = (finding.ledger.buckets.get(bucket) for bucket in (Bucket.MISSED_PROVIDER, Bucket.NO_RECORD))
    return sum(count.sessions or 0 for count in counts if count)
