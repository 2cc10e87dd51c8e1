"""The findings that show a gap, in the order in which they matter."""

from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import Provision, SectionLetter
from pipeline.standing import Standing, items_of, standing

GAPS = (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)


def gaps(
    report: Report, sections: tuple[SectionLetter, ...] = (SectionLetter.F,)
) -> tuple[tuple[Provision, Finding], ...]:
    """Give the findings that show a gap, the surest and largest first: a reading in doubt comes after all others."""
    by_id = {provision.id: provision for provision in items_of(report, sections)}
    found = [(by_id[finding.provision_id], finding) for finding in report.findings
             if finding.status in GAPS and finding.provision_id in by_id]
    return tuple(sorted(found, key=lambda pair: _rank(report, *pair)))


def _rank(report: Report, provision: Provision, finding: Finding) -> tuple[bool, bool, int, int]:
    missing = finding.ledger.buckets.get(Bucket.NO_RECORD)
    return (standing(report, provision) is Standing.DOUBTFUL, finding.status is not FindingStatus.SHORT,
            -finding.shortfall_minutes, -((missing.sessions if missing else 0) or 0))
