"""What the findings, the plan and the events say about the conditions of routes."""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.amounts import Contact
from models.case import Case, EventKind
from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import PlanStatus, Provision, SectionLetter
from pipeline.calendar import SchoolDays
from pipeline.deadlines import period_end, tribunal_end
from pipeline.rules import rules
from pipeline.standing import Standing, standing
from pipeline.wording import phrase

FIFTEEN_DAYS = 15
SOCIAL = (SectionLetter.H1, SectionLetter.H2)


class Fact(NamedTuple):
    """Whether a condition holds, for which provisions or days, which wait for a check, and what its words need."""

    holds: bool
    ids: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    words: Mapping[str, object] = MappingProxyType({})


def condition(report: Report, case: Case, name: str) -> Fact:
    """Look a condition up: "recorded_missed", or one about an event, "unanswered R1"."""
    if " " in name:
        return _event(report, case, *name.split(" "))
    if name in PLAN_FACTS:
        return Fact(PLAN_FACTS[name](report), words={"status": _status_words(report)})
    if name == "log_gap":
        gaps = tuple(part.file for part in report.coverage if part.weeks < part.of_weeks)
        return Fact(bool(gaps) or not report.coverage, gaps or ("none was supplied",))
    if name == "away":
        days = {line.date for one in report.findings for line in one.evidence if line.bucket is Bucket.CHILD_ABSENT}
        return Fact(len(days) >= FIFTEEN_DAYS, tuple(day.isoformat() for day in sorted(days)))
    return _provisions(report, name)


def _provisions(report: Report, name: str) -> Fact:
    by_id = {one.id: one for one in report.reading.provisions}
    hit = dict.fromkeys(finding.provision_id for finding in report.findings
                        if _matches(name, by_id[finding.provision_id], finding))
    stand = {one: standing(report, by_id[one]) for one in hit}
    sure = tuple(one for one in hit if stand[one] in (Standing.ACCEPTED, Standing.UNCHECKED))
    return Fact(bool(sure), sure, tuple(one for one in hit if stand[one] is Standing.DOUBTFUL))


def _matches(name: str, provision: Provision, finding: Finding) -> bool:
    section = {"health_gap": (SectionLetter.G,), "social_gap": SOCIAL}.get(name, (SectionLetter.F,))
    about_words = name in WORDING and provision.ended
    return provision.section in section and not about_words and FINDING_FACTS[name](provision, finding)


def recorded_missed(finding: Finding) -> bool:
    """Whether a record says that some of what was due was not delivered, and the records do not make up for it."""
    return finding.status is FindingStatus.SHORT and Bucket.MISSED_PROVIDER in finding.ledger.buckets


def planned_below(finding: Finding) -> bool:
    """Whether the timetable plans less than the least that was due."""
    due = finding.due.minutes
    return finding.status is FindingStatus.SHORT and due is not None and (
        finding.planned_minutes is not None and finding.planned_minutes < due[0])


def unsplit(provision: Provision, finding: Finding) -> bool:
    """Whether the plan states one amount for direct and indirect work together."""
    return finding.schedule is not None and provision.schedules[finding.schedule].contact is Contact.UNSPLIT


def _gap(finding: Finding) -> bool:
    return finding.status in (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)


def _appeal_time(report: Report) -> bool:
    issued = report.reading.plan.issue_date
    return issued is not None and report.as_of <= tribunal_end(issued)


FINDING_FACTS: dict[str, Callable[[Provision, Finding], bool]] = {
    "recorded_missed": lambda _, one: recorded_missed(one),
    "planned_below": lambda _, one: planned_below(one),
    "not_evidenced": lambda _, one: one.status is FindingStatus.NOT_EVIDENCED,
    "vague": lambda _, one: one.status is FindingStatus.NOT_MEASURABLE,
    "unsplit": unsplit,
    "health_gap": lambda _, one: _gap(one),
    "social_gap": lambda _, one: _gap(one),
    "part_time": lambda _, one: Bucket.PART_TIME in one.ledger.buckets,
    "excluded": lambda _, one: Bucket.CHILD_EXCLUDED in one.ledger.buckets,
}
WORDING = ("vague", "unsplit")
"""Facts about the words of the plan: those of a version that is no longer in force are nobody's to change."""
PLAN_FACTS: dict[str, Callable[[Report], bool]] = {
    "always": lambda _: True,
    "own_account": lambda _: False,
    "final": lambda report: bool(report.reading.plan.status and report.reading.plan.status.in_force),
    "not_ceased": lambda report: report.reading.plan.status is not PlanStatus.CEASED,
    "appeal_time": _appeal_time,
    "owed": lambda report: not report.reading.plan.home_educated,
}


def _status_words(report: Report) -> str:
    status = report.reading.plan.status
    return phrase("plan_statuses", status) if status else phrase("missing", "status_unknown")


def start_of(report: Report, case: Case, event: str) -> dt.date | None:
    """Give the day on which a clock starts; None where it has not happened."""
    if event == "sent":
        return report.as_of
    if event == "plan_issued":
        return report.reading.plan.issue_date
    missed = sorted(line.date for one in report.findings for line in one.evidence
                    if line.bucket is Bucket.MISSED_PROVIDER)
    if event in ("first_missed", "last_missed"):
        return missed[0 if event == "first_missed" else -1] if missed else None
    route, kind = event.split("_")
    return _last(case, route.upper(), EventKind(kind))


def _last(case: Case, route: str, kind: EventKind) -> dt.date | None:
    return max((event.date for event in case.events if event.route == route and event.kind is kind), default=None)


def _event(report: Report, case: Case, what: str, route: str) -> Fact:
    sent, received = _last(case, route, EventKind.SENT), _last(case, route, EventKind.RECEIVED)
    answered = sent is not None and received is not None and received >= sent
    if what == "answered":
        return Fact(answered, words={"route": route, "day": received})
    if what == "sent" or sent is None:
        return Fact(sent is not None and what == "sent", words={"route": route, "day": sent})
    key = rules("routes")[route].get("deadline", "")
    end = period_end(key, sent, SchoolDays(report.calendar)) if key else None
    return Fact(not answered and end is not None and end < report.as_of, words={"route": route, "day": sent})
