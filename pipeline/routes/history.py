"""What has happened in a case by the day of the check, and when: what starts a period, and what ends one."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from models.case import Case, Event, EventKind, Milestone, Post
from models.gap import Bucket, Finding, FindingStatus, Report
from pipeline.calendars.open_days import ONE_DAY
from pipeline.calendars.working_days import received

APPEALABLE = (Milestone.FINAL_PLAN, Milestone.DECISION_NOT_TO_AMEND, Milestone.DECISION_TO_CEASE, Milestone.REFUSAL)


class Happening(NamedTuple):
    """The day of an event, and the day from which a period that it starts is counted."""

    day: dt.date
    counts_from: dt.date
    reply_by: dt.date | None = None
    """The day by which a letter asked for an answer, where it named another than the usual one."""


class History:
    """What has happened, by name: `sent R4`, `review_meeting`, `first_missed`; what lies ahead has not."""

    def __init__(self, report: Report, case: Case) -> None:
        """Gather what the events, the plan, the findings and the family say."""
        self._report, self._case = report, case
        self.events = tuple(event for event in case.events if event.date <= report.as_of)

    def last(self, name: str) -> Happening | None:
        """Give the last time that something happened; None where it has not, or where nobody says."""
        verb, _, route = name.partition(" ")
        if route:
            found = (_happening(event, verb) for event in self.events if _is(event, verb, route))
            return max(found, key=lambda one: one[:2], default=None)
        days = OTHERS[name](self) if name in OTHERS else self.days(name)
        known = [day for day in days if day is not None and day <= self._report.as_of]
        return Happening(max(known), max(known)) if known else None

    def days(self, *names: str) -> list[dt.date]:
        """Give the days of milestones."""
        return [event.date for event in self.events if event.milestone in names]

    def missed(self) -> list[dt.date]:
        """Give the days of the sessions recorded as not delivered, of what fell short of its due."""
        return sorted(line.date for one in self._report.findings if recorded_missed(one)
                      for line in one.evidence if line.bucket is Bucket.MISSED_PROVIDER)

    def issued(self) -> list[dt.date]:
        """Give the day of the plan, where it is in force."""
        plan = self._report.reading.plan
        return [plan.issue_date] if plan.issue_date and plan.status and plan.status.in_force else []

    def situation(self, field: str) -> list[dt.date | None]:
        """Give a day that the family has named."""
        return [getattr(self._case.situation, field)]

    def first_outside_f(self, field: str, section: str) -> list[dt.date | None]:
        """Give the first day on which an item of another section was missing, by the family or else by the records."""
        said, outside = self.situation(field), self._report.outside_f
        recorded = [line.date for one in outside if one.provision_id[0] == section and recorded_missed(one)
                    for line in one.evidence if line.bucket is Bucket.MISSED_PROVIDER]
        return said if any(said) or not recorded else [min(recorded)]

    def before(self, days: Iterable[dt.date | None]) -> list[dt.date | None]:
        """Give the day before each: a period that counts the day itself starts there."""
        return [day - ONE_DAY for day in days if day]


def recorded_missed(finding: Finding) -> bool:
    """Whether a record says that some of what was due was not delivered, and the records do not make up for it."""
    return finding.status is FindingStatus.SHORT and Bucket.MISSED_PROVIDER in finding.ledger.buckets


OTHERS: dict[str, Callable[[History], Iterable[dt.date | None]]] = {
    "never": lambda _: (),
    "plan_issued": lambda of: of.issued(),
    "appealable": lambda of: [*of.issued(), *of.days(*APPEALABLE)],
    "plan_or_review": lambda of: [*of.issued(), *of.days(Milestone.REVIEW_MEETING, Milestone.FINAL_PLAN)],
    "mediation_over": lambda of: of.days(Milestone.MEDIATION_MEETING, Milestone.MEDIATION_DECLINED),
    "first_missed": lambda of: of.missed()[:1],
    "last_missed": lambda of: of.missed(),
    "grounds": lambda of: of.days(Milestone.PROVISION_REMOVED) or of.missed(),
    "last_treatment": lambda of: of.situation("unequal_treatment_last"),
    "health_missing_since": lambda of: of.first_outside_f("health_missing_since", "G"),
    "social_missing_since": lambda of: of.first_outside_f("social_missing_since", "H"),
    "back_in_school": lambda of: of.situation("back_in_school"),
    "day_before_out_of_school": lambda of: of.before(of.situation("out_of_school_since")),
    "day_before_permanent_exclusion": lambda of: of.before(of.days(Milestone.PERMANENT_EXCLUSION)),
}


def _is(event: Event, verb: str, route: str) -> bool:
    """Whether an event is a letter of a route that went out, its acknowledgement, or its answer."""
    if event.route != route:
        return False
    if verb in ("sent", "received"):
        return event.kind is EventKind.SENT
    acknowledged = event.milestone is Milestone.ACKNOWLEDGED
    return acknowledged if verb == "acknowledged" else event.kind is EventKind.RECEIVED and not acknowledged


def _happening(event: Event, verb: str) -> Happening:
    from_day = received(event.date, event.post or Post.EMAIL, event.at) if verb == "received" else event.date
    return Happening(event.date, from_day, event.reply_by)
