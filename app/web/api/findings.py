"""The API of what was found: findings, ways on, what was sent and received, and what would be found otherwise."""

from fastapi import APIRouter

from app.web import clock
from app.web.access.gate import Desk, TheCase, Visitor
from app.web.api.nouns import EventHeld, Otherwise, Seen
from app.web.checks import Checks
from app.web.findings.what_if import as_checked, keep_and_check, read_change
from app.web.follow_up.events import read_event, written
from app.web.forms import Answers
from models.case import Event
from models.diary import Entry
from models.errors import UnusableEntry
from models.gap import Report
from models.noun import Noun
from pipeline.case_folder import read_settings
from pipeline.contract import Json, check_json, ways_on_json
from pipeline.desk.checked import checked
from pipeline.desk.what_if import Change, lines, recomputed
from pipeline.store.diary import name_of

router = APIRouter(tags=["findings"])


@router.get("/cases/{case_id}/findings")
def findings(case: TheCase, desk: Desk) -> Json:
    """Give all that the last check found, as `check --json` does."""
    return check_json(checked(desk.store, case.id, clock.today()).report)


@router.get("/cases/{case_id}/routes")
def routes(case: TheCase, desk: Desk) -> Json:
    """Give the routes, the clocks that run, and the step to take next."""
    return ways_on_json(checked(desk.store, case.id, clock.today()).report)


@router.get("/cases/{case_id}/events")
def events(case: TheCase, desk: Desk) -> list[EventHeld]:
    """List what was sent, received and said, as it was entered here."""
    return [EventHeld(id=name_of(one), event=one) for one in read_settings(desk.store.papers(case.id)).events]


@router.post("/cases/{case_id}/events", status_code=201)
def enter(case: TheCase, desk: Desk, who: Visitor, happened: Event) -> EventHeld:
    """Enter what was sent, received or said."""
    answers = _typed(happened)
    event = read_event(answers)
    if event is None:
        raise _wrong(answers)
    written(desk.store, case.id, Entry(at=clock.now(), by=who.name, after=event))
    return EventHeld(id=name_of(event), event=event)


@router.post("/cases/{case_id}/what-if")
def what_if(case: TheCase, desk: Desk, otherwise: Otherwise) -> Seen:
    """Say what would be found for other dates or another calendar; nothing is kept."""
    report = checked(desk.store, case.id, clock.today()).report
    after = recomputed(desk.store, case.id, _change(report, otherwise), clock.today())
    return Seen(check=check_json(after), lines=[
        {"id": one.id, "amount": one.amount, "changed": one.changed, "before": one.before and one.before._asdict(),
         "after": one.after and one.after._asdict()} for one in lines(report, after)])


@router.put("/cases/{case_id}/what-if", status_code=202)
def keep(case: TheCase, desk: Desk, checks: Checks, otherwise: Otherwise) -> None:
    """Keep other dates or another calendar, and check the case again."""
    report = checked(desk.store, case.id, clock.today()).report
    keep_and_check(desk, case.id, (report, _change(report, otherwise)), checks)


def _change(report: Report, otherwise: Otherwise) -> Change:
    answers = _typed(otherwise)
    answers.values = as_checked(report) | answers.values
    change = read_change(answers)
    if answers.wrong:
        raise _wrong(answers)
    return change


def _typed(sent: Noun) -> Answers:
    """Give what was sent as a form has it, so that the same is said of the same."""
    told = sent.model_dump(mode="json", exclude_none=True)
    return Answers({name: str(value) for name, value in told.items() if value != ""})


def _wrong(answers: Answers) -> UnusableEntry:
    return UnusableEntry(" ".join(answers.wrong.values()), where=", ".join(answers.wrong), remedy="Send it again.")
