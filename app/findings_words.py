"""What a check found, in a few lines for the screen: the biggest gaps first."""

from pathlib import Path

from models.gap import Finding, FindingStatus, Report
from models.provision import Provision
from templates.words import count, hours_and_minutes, long_date

MOST = 3


def summary(report: Report, folder: Path) -> list[str]:
    """Say what was checked, the three biggest gaps, and what a person must still look at."""
    first, last = (long_date(day) for day in report.window)
    checked = f"Checked {count(len(report.reading.provisions), 'provision')}, {first} to {last}"
    lines = [f"{checked} ({count(report.open_days, 'school day')}), as of {long_date(report.as_of)}.", ""]
    return [*lines, *_gaps(report), "", *_to_look_at(report, folder)]


def biggest(report: Report) -> list[Finding]:
    """Give the findings that fall shortest, those that a record proves before those that silence leaves open."""
    found = (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)
    gaps = [finding for finding in report.findings if finding.status in found and finding.shortfall_minutes]
    return sorted(gaps, key=lambda finding: (found.index(finding.status), -finding.shortfall_minutes))[:MOST]


def _gaps(report: Report) -> list[str]:
    provisions = {provision.id: provision for provision in report.reading.provisions}
    lines = [f"  {_gap(finding, provisions[finding.provision_id])}" for finding in biggest(report)]
    return ["The biggest gaps:", *lines] if lines else ["No gap was found in these records."]


def _gap(finding: Finding, provision: Provision) -> str:
    what = str(provision.service).replace("_", " ")
    due = hours_and_minutes(finding.due.minutes[0]) if finding.due.minutes else "what was due"
    short = hours_and_minutes(finding.shortfall_minutes)
    verb = "short by" if finding.status is FindingStatus.SHORT else "no record of"
    return f"{finding.provision_id} {what} (plan page {provision.quote.page}): {verb} {short}, of {due} due"


def _to_look_at(report: Report, folder: Path) -> list[str]:
    settled = report.accepted | report.rejected
    waiting = sum(bool(p.review) for p in report.reading.provisions if p.id not in settled)
    notes = [
        " ".join(part for part in (f"{doubt.place}:" if doubt.place else "", doubt.reason, doubt.next_step) if part)
        for doubt in report.warnings
    ]
    if not waiting:
        return ["No reading waits for a person.", *notes]
    need = "reading needs" if waiting == 1 else "readings need"
    return [f"{waiting} {need} a look before a letter can use them: sectionf review {folder}", *notes]
