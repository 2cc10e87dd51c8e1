"""What the files of a case say: the plan with a person's decisions laid over it, and the school's records."""

from extractors.events import read_events
from extractors.evidence import EvidencePaths, read_evidence
from extractors.plan import read_plan
from extractors.report_advice import read_advice
from models.case import Case, Event
from models.comparison import Advice
from models.delivery import Evidence
from models.doubt import Doubt, Severity
from models.errors import Stop, UnusableEvidence
from models.provision import Plan, PlanReading
from models.review import Reviewed
from pipeline.case_folder import STARTS
from pipeline.comparing.versions import together
from pipeline.identifiers import minimised, without_identifiers
from pipeline.progress import EARLIER_PLAN, PLAN, RECORDS, Progress, by_page, untold
from pipeline.review.decisions import read_decisions, said_columns
from pipeline.review.lay_over import lay_over

UNUSABLE = "unusable_file"
"""The code of the doubt about a file of which nothing could be used."""


def read_reviewed_plan(case: Case, progress: Progress = untold) -> Reviewed:
    """Read the plan, and lay over it what a person has decided about each reading."""
    return lay_over(read_versions(case, progress), read_decisions(case.decisions))


def read_versions(case: Case, progress: Progress = untold) -> PlanReading:
    """Read every version of the plan that there is, into one reading."""
    progress(PLAN)
    latest = read_plan(case.plan, by_page(progress, PLAN))
    earlier = [read_plan(path, by_page(progress, EARLIER_PLAN)) for path in case.earlier_plans]
    return minimised(together([latest, *earlier], case.as_of))


def read_reports(case: Case) -> tuple[tuple[Advice, ...], tuple[Doubt, ...]]:
    """Read what professionals recommend; a report that cannot be used is a doubt."""
    read, doubts = list[Advice](), list[Doubt]()
    for path in case.advice:
        try:
            read.append(without_identifiers(read_advice(path)))
        except Stop as stop:
            doubts.append(_unusable(stop, "advice"))
    return tuple(read), tuple(doubts)


def read_records(case: Case, plan: Plan, progress: Progress = untold) -> Evidence:
    """Read the timetables, logs, registers and term dates of the child whom the plan names."""
    progress(RECORDS)
    paths = EvidencePaths(
        timetables=case.timetables, logs=case.logs, registers=case.registers, calendar=case.calendar
    )
    evidence = read_evidence(paths, plan.child_name, said_columns(read_decisions(case.decisions)))
    _check_that_some_can_be_used(case, evidence)
    return without_identifiers(evidence)


def _check_that_some_can_be_used(case: Case, evidence: Evidence) -> None:
    """Stop where there are records and none of them can be used; one that can is enough to go on."""
    given = len(case.timetables) + len(case.logs) + len(case.registers)
    unusable = [doubt for doubt in evidence.doubts if doubt.code == UNUSABLE]
    if unusable and len(unusable) >= given:
        first = unusable[0]
        raise UnusableEvidence(first.reason, where=first.place, remedy=first.next_step)


def left_unread(case: Case) -> tuple[Doubt, ...]:
    """Say which files of the case's folders were not read, and how they would be."""
    return tuple(Doubt(code=UNUSABLE, field="file", place=name, severity=Severity.NOTE, **_why_unread(name))
                 for name in case.unread)


def _why_unread(name: str) -> dict[str, str]:
    if name.lower().startswith(STARTS):
        return {"reason": "this file was not read: case.toml, which a check wrote, names the files of this case, and "
                          "not this one",
                "next_step": "Put it with the papers of the case and add its name under [files] in case.toml, or "
                             "delete [files] there: then files are known by their names"}
    return {"reason": "this file was not read: its name does not say what it is",
            "next_step": "If it belongs to the case, let its name begin with timetable, log, register, calendar, "
                         "events or report, or name it under [files] in case.toml"}


def read_sent_and_received(case: Case) -> tuple[tuple[Event, ...], tuple[Doubt, ...]]:
    """Read what was sent and received, in the order of the days; a list that cannot be used is a doubt."""
    events, doubts = set(case.events), list[Doubt]()
    for path in case.event_lists:
        try:
            listed, unsure = read_events(path)
        except Stop as stop:
            listed, unsure = (), (_unusable(stop, "events"),)
        events |= set(listed)
        doubts += unsure
    return tuple(sorted(events, key=lambda event: (event.date, event.kind, event.words))), tuple(doubts)


def _unusable(stop: Stop, field: str) -> Doubt:
    return Doubt(code=UNUSABLE, field=field, reason=stop.what, place=stop.where, next_step=stop.remedy)
