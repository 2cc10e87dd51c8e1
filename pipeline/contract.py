"""The public JSON: what other programs are promised, made from the nouns field by field."""

from collections.abc import Iterable
from typing import Any

from models.amounts import Schedule
from models.ask import Ask
from models.comparison import Comparison
from models.doubt import Doubt, Severity
from models.gap import Bucket, Coverage, EvidenceLine, Finding, Ledger, Report, SpareEvidence
from models.provision import Plan, PlanReading, Provision, Reading
from models.route import Route
from models.source import Document
from pipeline.routes.safeguarding import notice

Json = dict[str, Any]

PLAN_FIELDS = ("child_name", "date_of_birth", "local_authority", "setting", "issue_date", "status")


def schedule_json(schedule: Schedule) -> Json:
    """Give one stated amount. These are the shapes in which a reviewer's edits are kept, too.

    >>> schedule_json(Schedule(sessions=2, session_minutes=30, total_minutes=60))["total_minutes"]
    60
    """
    return schedule.model_dump(mode="json", exclude={"quote"})


def doubt_json(doubt: Doubt) -> Json:
    """Give one doubt: the field, the reason and the readings that are possible, then where it stands and what to do."""
    return {
        "field": doubt.field,
        "reason": doubt.reason,
        "alternatives": list(doubt.alternatives),
        "code": doubt.code,
        "place": doubt.place,
        "next_step": doubt.next_step,
        **({"about": doubt.about} if doubt.about else {}),
    }


def _doubts_json(doubts: Iterable[Doubt], severity: Severity) -> list[Json]:
    return [doubt_json(doubt) for doubt in doubts if doubt.severity is severity]


def reading_json(reading: Reading) -> Json:
    """Give how one statement is read: the answer of `parse` to one line.

    >>> reading_json(Reading(text="Access to a quiet space."))["status"]
    'vague'
    """
    return {
        "text": reading.text,
        "provision": reading.provision,
        "service": str(reading.service),
        "deliverer": reading.deliverer.text if reading.deliverer else None,
        "mode": None if reading.mode is None else str(reading.mode),
        "max_group_size": reading.max_group_size,
        "ratio": reading.ratio,
        "schedules": [schedule_json(schedule) for schedule in reading.schedules],
        "vague_terms": list(reading.vague_terms),
        "status": str(reading.status),
        "review": _doubts_json(reading.review, Severity.REVIEW),
        "notes": _doubts_json(reading.review, Severity.NOTE),
    }


def provision_json(provision: Provision) -> Json:
    """Give one item of a plan: where it stands, and how it is read."""
    place = {
        "id": provision.id,
        "section": str(provision.section),
        "area_of_need": None if provision.area_of_need is None else str(provision.area_of_need),
        "page": provision.quote.page,
        "page_end": provision.quote.page_end or provision.quote.page,
        "boxes": [box.row() for box in provision.quote.boxes],
        "columns": dict(provision.columns),
    }
    return place | reading_json(provision) | _version_json(provision)


def plan_json(plan: Plan) -> Json:
    """Give the particulars of a plan; null is what the document does not state."""
    return plan.model_dump(mode="json", include=set(PLAN_FIELDS))


def source_json(document: Document) -> Json:
    """Give the file that was read, as it was on the day."""
    return document.model_dump(mode="json")


def extract_json(reading: PlanReading) -> Json:
    """Give a whole plan as it was read: the answer of `extract`."""
    return {
        "schema": "sectionf/extract/1",
        "plan": plan_json(reading.plan),
        "source": source_json(reading.source),
        "sections": [section.model_dump(mode="json") for section in reading.sections],
        "provisions": [provision_json(provision) for provision in reading.provisions],
        "warnings": [doubt_json(doubt) for doubt in reading.warnings],
    }


def ledger_json(ledger: Ledger) -> Json:
    """Give the buckets that hold anything, in the order of the ledger's own list."""
    filled = {bucket: ledger.buckets[bucket] for bucket in Bucket if bucket in ledger.buckets}
    return {
        str(bucket): count.model_dump(mode="json")
        for bucket, count in filled.items()
        if count.sessions or count.minutes
    }


def evidence_json(line: EvidenceLine) -> Json:
    """Give one row of evidence and what it was counted as."""
    return {
        "file": line.source.file,
        "sheet": line.source.sheet,
        "row": line.source.row,
        "bucket": str(line.bucket),
        "date": line.date.isoformat(),
        "minutes": line.minutes,
        "note": line.note,
    }


def finding_json(finding: Finding) -> Json:
    """Give one schedule set against the records."""
    due = finding.due
    return {
        "provision_id": finding.provision_id,
        "schedule": finding.schedule,
        "kind": str(finding.kind),
        "due_sessions": None if due.sessions is None else list(due.sessions),
        "due_minutes": None if due.minutes is None else list(due.minutes),
        "planned_minutes": finding.planned_minutes,
        "ledger": ledger_json(finding.ledger),
        "delivered_minutes": list(finding.delivered_minutes),
        "status": str(finding.status),
        "shortfall_minutes": finding.shortfall_minutes,
        "why": [_sourced(step.words, step.sources) for step in finding.why],
        "evidence": [evidence_json(line) for line in finding.evidence],
        "review": _doubts_json(finding.doubts, Severity.REVIEW),
        "notes": _doubts_json(finding.doubts, Severity.NOTE),
        "variances": [variance.model_dump(mode="json") for variance in finding.variances],
        "would_change": [ask_json(ask) for ask in finding.would_change],
    }


def ask_json(ask: Ask) -> Json:
    """Give one thing to ask for: its answer could change the finding."""
    return ask.model_dump(mode="json")


def _sourced(words: str, sources: Iterable[str]) -> str:
    named = "; ".join(source for source in sources if source not in words)
    return f"{words} ({named})" if named else words


def spare_json(spare: SpareEvidence) -> Json:
    """Give a row of evidence that belongs to no provision."""
    return {
        "file": spare.source.file,
        "sheet": spare.source.sheet,
        "row": spare.source.row,
        "date": None if spare.date is None else spare.date.isoformat(),
        "text": spare.text,
        "reason": spare.reason,
        "candidates": list(spare.candidates),
    }


def route_json(route: Route) -> Json:
    """Give one way to escalate: whether it is open, why, and by when."""
    return route.model_dump(mode="json")


def ways_on_json(report: Report) -> Json:
    """Give what can be done: the routes, the clocks that run, the step to take next, and where letters wait."""
    said = notice(report)
    return {
        "routes": [route_json(route) for route in report.routes],
        "clocks": [clock.model_dump(mode="json") for clock in report.clocks],
        "next_step": report.next_step.model_dump(mode="json") if report.next_step else None,
        "safeguarding": {"words": said.words, "places": said.places, "contacts": said.contacts,
                         "go_on": said.go_on} if said else None,
    }


def coverage_json(coverage: Coverage) -> Json:
    """Give the stretch of the window that one log covers."""
    return {
        "file": coverage.file,
        "from": coverage.first_day.isoformat(),
        "to": coverage.last_day.isoformat(),
        "weeks": coverage.weeks,
        "of_weeks": coverage.of_weeks,
    }


def _versions_json(report: Report) -> Json:
    """Give the versions of the plan and their days, where there are several."""
    versions = [version.model_dump(mode="json", exclude={"plan", "source", "provisions"}) | {
        "file": version.source.file, "plan": plan_json(version.plan)} for version in report.reading.versions]
    return {"versions": versions} if versions else {}


def _version_json(provision: Provision) -> Json:
    """Give the version of the plan that a finding comes from, where there are several."""
    held = provision.in_force
    return {"in_force": held.model_dump(mode="json")} if held else {}


def check_json(report: Report) -> Json:
    """Give all that a check found: the answer of `check`, and the contents of `findings.json`."""
    issued = {one.id: _version_json(one) for one in report.reading.provisions}
    return {
        "schema": "sectionf/check/1",
        "plan": plan_json(report.reading.plan),
        "window": [day.isoformat() for day in report.window],
        "as_of": report.as_of.isoformat(),
        "calendar": {
            "source": str(report.calendar.source),
            "open_days": report.open_days,
            "weeks": report.weeks,
        },
        "coverage": [coverage_json(coverage) for coverage in report.coverage],
        **_versions_json(report),
        "comparisons": [comparison_json(one) for one in report.comparisons],
        "findings": [finding_json(finding) | issued[finding.provision_id] for finding in report.findings],
        "outside_f": [finding_json(finding) | issued[finding.provision_id] for finding in report.outside_f],
        "unmatched_evidence": [spare_json(spare) for spare in report.unmatched],
        **ways_on_json(report),
        "out_of_school": [{"date": day.date.isoformat(), "codes": day.codes} for day in report.away],
        "accepted": sorted(report.accepted),
        "rejected": sorted(report.rejected),
        "warnings": [doubt_json(doubt) for doubt in report.warnings],
        "staff": dict(report.staff),
    }


def comparison_json(found: Comparison) -> Json:
    """Give two papers set side by side: the answer of `compare`."""
    return {
        "schema": "sectionf/compare/1",
        "paper": str(found.paper),
        "plan": found.plan_file,
        "other": found.other_file,
        "lines": [{
            "verdict": str(line.verdict),
            "differences": [one.model_dump(mode="json") for one in line.differences],
            "other": provision_json(line.other) if line.other else None,
            "plan": provision_json(line.plan) if line.plan else None,
            "also": [provision_json(item) for item in line.also],
            "maybe": [provision_json(item) for item in line.maybe],
        } for line in found.lines],
        "warnings": [doubt_json(doubt) for doubt in found.warnings],
        "unread": [doubt_json(doubt) for doubt in found.unread],
    }
