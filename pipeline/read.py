"""What the files of a case say: the plan with a person's decisions laid over it, and the school's records."""

from extractors.evidence import EvidencePaths, read_evidence
from extractors.plan import read_plan

from models.case import Case
from models.delivery import Evidence
from models.provision import Plan
from models.review import Reviewed
from pipeline.review import lay_over, read_decisions


def read_reviewed_plan(case: Case) -> Reviewed:
    """Read the plan, and lay over it what a person has decided about each reading."""
    return lay_over(read_plan(case.plan), read_decisions(case.decisions))


def read_records(case: Case, plan: Plan) -> Evidence:
    """Read the timetables, logs, registers and term dates of the child whom the plan names."""
    paths = EvidencePaths(
        timetables=case.timetables, logs=case.logs, registers=case.registers, calendar=case.calendar
    )
    return read_evidence(paths, plan.child_name)
