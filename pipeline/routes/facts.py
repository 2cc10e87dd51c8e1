"""What the findings, the plan, the family and the events say about the conditions of routes."""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.amounts import Contact
from models.case import Milestone
from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import PlanStatus, Provision, SectionLetter
from models.route import Clock, ClockState
from pipeline.calendars.out_of_school import absences, whole_days
from pipeline.calendars.school_age import of_school_age
from pipeline.comparing.beside import lost, weaker_items
from pipeline.review.standing import Standing, standing
from pipeline.routes.clocks import Setting, clock, state_of
from pipeline.routes.history import recorded_missed
from pipeline.rules import rules
from pipeline.wording import phrase
from templates.words import days_and_halves

LATE = ("ar_decision", "ar_final", "ar_overall", "ft_order_plan", "ft_order_placement")
"""What an authority owes by a day of the law, and may be late with."""


class Fact(NamedTuple):
    """Whether a condition holds, for which provisions or days, which wait for a check, and what its words need."""

    holds: bool
    ids: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    words: Mapping[str, object] = MappingProxyType({})


def condition(case: Setting, name: str) -> Fact:
    """Look a condition up: "recorded_missed", or one about an event, "unanswered R1"."""
    if " " in name:
        return _event(case, *name.split(" "))
    return CASE_FACTS[name](case) if name in CASE_FACTS else _provisions(case.report, name)


def _provisions(report: Report, name: str) -> Fact:
    by_id = {one.id: one for one in report.reading.provisions}
    hit = dict.fromkeys(finding.provision_id for finding in (*report.findings, *report.outside_f)
                        if _matches(name, by_id[finding.provision_id], finding))
    stand = {one: standing(report, by_id[one]) for one in hit}
    sure = tuple(one for one in hit if stand[one] in (Standing.ACCEPTED, Standing.UNCHECKED))
    return Fact(bool(sure), sure, tuple(one for one in hit if stand[one] is Standing.DOUBTFUL))


def _matches(name: str, provision: Provision, finding: Finding) -> bool:
    about_words = name in WORDING and provision.ended
    sections = SECTIONS.get(name, (SectionLetter.F,))
    return provision.section in sections and not about_words and FINDING_FACTS[name](provision, finding)


def planned_below(finding: Finding) -> bool:
    """Whether the timetable plans less than the least that was due."""
    due = finding.due.minutes
    return finding.status is FindingStatus.SHORT and due is not None and (
        finding.planned_minutes is not None and finding.planned_minutes < due[0])


def unsplit(provision: Provision, finding: Finding) -> bool:
    """Whether the plan states one amount for direct and indirect work together."""
    return finding.schedule is not None and provision.schedules[finding.schedule].contact is Contact.UNSPLIT


FINDING_FACTS: dict[str, Callable[[Provision, Finding], bool]] = {
    "recorded_missed": lambda _, one: recorded_missed(one),
    "planned_below": lambda _, one: planned_below(one),
    "not_evidenced": lambda _, one: one.status is FindingStatus.NOT_EVIDENCED,
    "vague": lambda _, one: one.status is FindingStatus.NOT_MEASURABLE,
    "unsplit": unsplit,
    "health_gap": lambda _, one: recorded_missed(one),
    "social_gap": lambda _, one: recorded_missed(one),
    "part_time": lambda _, one: Bucket.PART_TIME in one.ledger.buckets,
    "excluded": lambda _, one: Bucket.CHILD_EXCLUDED in one.ledger.buckets,
}
SECTIONS = {"health_gap": (SectionLetter.G,), "social_gap": (SectionLetter.H1, SectionLetter.H2)}
"""Facts about provision that Section 42 does not cover; all others are about Section F."""
WORDING = ("vague", "unsplit")
"""Facts about the words of the plan: those of a version that is no longer in force are nobody's to change."""


def _plan(holds: Callable[[Report], bool]) -> Callable[[Setting], Fact]:
    def fact(case: Setting) -> Fact:
        status = case.report.reading.plan.status
        words = phrase("plan_statuses", status) if status else phrase("missing", "status_unknown")
        return Fact(holds(case.report), words={"status": words})
    return fact


def in_force(report: Report) -> bool:
    """Whether the plan binds."""
    status = report.reading.plan.status
    return bool(status and status.in_force)


def _appealable(case: Setting) -> Fact:
    """A plan that binds, or the decision to end one, can be appealed."""
    ceased = case.history.last(Milestone.DECISION_TO_CEASE) is not None
    return _plan(lambda report: in_force(report) or ceased)(case)


def _appeal_time(case: Setting) -> Fact:
    limit = clock("trib_limit", case)
    return Fact(limit is not None and limit.state is not ClockState.PAST,
                words={"by": limit.day if limit else None})


def _not_appealed(case: Setting) -> Fact:
    """Whether the last decision that can be appealed came after the last appeal, if there was one."""
    appeal, decision = case.history.last(Milestone.TRIBUNAL_APPEAL), case.history.last("appealable")
    made = appeal is not None and (decision is None or decision.day <= appeal.day)
    return Fact(not made, words={"day": appeal.day if appeal else None})


def _log_gap(case: Setting) -> Fact:
    gaps = tuple(part.file for part in case.report.coverage if part.weeks < part.of_weeks)
    return Fact(bool(gaps) or not case.report.coverage, gaps or ("none that could be used was supplied",))


def _away(case: Setting) -> Fact:
    """Days out of school by the register, or since a day that the family names."""
    days, rule = whole_days(case.report), rules("out_of_school")
    since, back = case.case.situation.out_of_school_since, case.case.situation.back_in_school
    out = since is not None and since <= case.report.as_of and not (back and back >= since)
    causes = [f"{days_and_halves(one.halves)} for {rule['words'][one.cause]}" for one in absences(case.report)]
    return Fact(out or len(days) >= rule["days"], tuple(day.isoformat() for day in days),
                words={"causes": causes, "since": since if out else None, "number": len(days),
                       "first": days[0] if days else None, "last": days[-1] if days else None})


def _long_exclusion(case: Setting) -> Fact:
    """An exclusion for good, or one of so many school days that education has to be arranged."""
    gone = case.history.last(Milestone.PERMANENT_EXCLUSION)
    days = whole_days(case.report, "suspension")
    return Fact(gone is not None or len(days) >= rules("out_of_school")["excluded_days"],
                words={"day": gone.day if gone else None, "number": len(days), "last": days[-1] if days else None})


def _outside_f(name: str, field: str) -> Callable[[Setting], Fact]:
    """Items of other sections of which a record says that they were not given, or the family does."""
    def fact(case: Setting) -> Fact:
        in_plan = {one.id for one in case.report.reading.provisions
                   if one.section in SECTIONS[name]} - case.report.rejected
        found = _provisions(case.report, name)
        said = tuple(one for one in getattr(case.case.situation, field) if one in in_plan)
        ids = tuple(dict.fromkeys((*found.ids, *said)))
        return Fact(bool(ids), ids, found.held, {"recorded": found.ids, "said": said})
    return fact


def late(case: Setting) -> tuple[Clock, ...]:
    """Give what the authority owed by a day of the law that has gone by."""
    keys = (*LATE, *(("plan_review",) if case.case.situation.no_review else ()))
    return tuple(one for key in keys if (one := clock(key, case)) and one.state is ClockState.PAST)


def _review_late(case: Setting) -> Fact:
    clocks = late(case)
    return Fact(bool(clocks), words={"owed": [f"{one.what}, due by" for one in clocks],
                                     "days": [one.day for one in clocks]})


def _happened(name: str) -> Callable[[Setting], Fact]:
    def fact(case: Setting) -> Fact:
        found = case.history.last(name)
        return Fact(found is not None, words={"day": found.day if found else None})
    return fact


def _known_breach(case: Setting) -> Fact:
    """What judicial review needs to start from: something on record, or something taken away."""
    names = ("recorded_missed", "removed", "review_late")
    return Fact(any(condition(case, name).holds for name in names))


def _new_plan(case: Setting) -> Fact:
    """Whether the plan is so new that the first thing to ask is when its provision starts."""
    issued = case.history.last("plan_issued")
    weeks = dt.timedelta(weeks=rules("thresholds")["settling_in"]["weeks"])
    return Fact(issued is not None and case.report.as_of < issued.day + weeks,
                words={"day": issued.day if issued else None})


def _soon(key: str) -> Callable[[Setting], Fact]:
    """Whether the family's own time limit is near."""
    def fact(case: Setting) -> Fact:
        limit = clock(key, case)
        return Fact(limit is not None and limit.state is ClockState.NEAR, words={"day": limit.day if limit else None})
    return fact


CASE_FACTS: dict[str, Callable[[Setting], Fact]] = {
    "always": _plan(lambda _: True),
    "final": _plan(in_force),
    "not_ceased": _plan(lambda report: report.reading.plan.status is not PlanStatus.CEASED),
    "owed": _plan(lambda report: not report.reading.plan.home_educated),
    "school_age": lambda case: Fact(of_school_age(case.report.reading.plan.date_of_birth, case.report.as_of)),
    "appealable": _appealable,
    "appeal_time": _appeal_time,
    "not_appealed": _not_appealed,
    "log_gap": _log_gap,
    "away": _away,
    "long_exclusion": _long_exclusion,
    "health_gap": _outside_f("health_gap", "health_missing"),
    "social_gap": _outside_f("social_gap", "social_missing"),
    "advised": lambda case: Fact(lost(case.report), weaker_items(case.report)),
    "school_conduct": lambda case: Fact(case.case.situation.school_conduct),
    "unequal_treatment": _happened("last_treatment"),
    "review_late": _review_late,
    "removed": _happened(Milestone.PROVISION_REMOVED),
    "records_refused": _happened(Milestone.RECORDS_REFUSED),
    "cease_decision": _happened(Milestone.DECISION_TO_CEASE),
    "decision": _appeal_time,
    "appealed": _happened(Milestone.TRIBUNAL_APPEAL),
    "known_breach": _known_breach,
    "new_plan": _new_plan,
    "appeal_near": _soon("trib_limit"),
    "claim_near": _soon("jr_limit"),
    "urgent": lambda case: Fact(case.case.situation.urgent),
}


def reply_clock(case: Setting, route: str) -> Clock | None:
    """Give the clock of the answer to the last letter of a route, where it went out and was not answered."""
    found = (clock(key, case) for key in rules("routes")[route].get("reply", ()))
    return next((one for one in found if one), None)


def _event(case: Setting, what: str, route: str) -> Fact:
    sent, answered = case.history.last(f"sent {route}"), case.history.last(f"answered {route}")
    settled = sent is not None and answered is not None and answered.day >= sent.day
    if what == "answered":
        return Fact(settled, words={"route": route, "day": answered.day if answered else None})
    words = {"route": route, "day": sent.day if sent else None}
    if what == "sent" or sent is None:
        return Fact(sent is not None and what == "sent", words=words)
    reply = reply_clock(case, route)
    return Fact(reply is not None and state_of(reply.day, case.report.as_of) is ClockState.PAST, words=words)
