"""Cases whose every letter is written out: the example, a young person, forty items, and one where nothing is known."""

import datetime as dt
from functools import cache

from models.amounts import Contact as Time
from models.ask import Ask, AskKind
from models.case import Case, Contact, Event, EventKind
from models.gap import Finding, Report
from models.provision import Plan, PlanStatus, SectionLetter
from models.route import Route
from pipeline.letters.letter import PAPERS, letter, paper
from pipeline.routes.choose import route_rules
from tests import example_report
from tests.example_report import FINDINGS, PROVISIONS

EVENTS = (
    Event(date=dt.date(2025, 10, 6), kind=EventKind.SENT, route="R1", words="Letter to the SENCO by email"),
    Event(date=dt.date(2025, 10, 17), kind=EventKind.MEETING, words="The SENCO looks for the log; we meet again"),
    Event(date=dt.date(2025, 11, 3), kind=EventKind.SENT, route="R4", words="Letter to the Director"),
    Event(date=dt.date(2025, 11, 14), kind=EventKind.RECEIVED, route="R4", words="The caseworker will ask the school"),
    Event(date=dt.date(2025, 11, 20), kind=EventKind.SENT, route="R5"),
    Event(date=dt.date(2025, 12, 8), kind=EventKind.RECEIVED, route="R5", words="Not upheld"),
)
TO_SCHOOL = Contact(name="Ms R. Pennington", role="SENCO", address=("2 School Lane", "Halden"))
TO_AUTHORITY = Contact(name="Mr A. Whitlock", role="Director of Children's Services", address=("Civic House", "Halden"))
LONG = tuple(f"{line} Long Street, in the Far Corner" for line in ("One", "Two", "Three", "Four", "Five"))


def example() -> tuple[Report, Case]:
    """The example with events, an amount that is not split, asks, and items of Sections G and H that fall short."""
    therapy, health = PROVISIONS[0], next(one for one in PROVISIONS if one.section is SectionLetter.G)
    unsplit = therapy.schedules[0].model_copy(update={"contact": Time.UNSPLIT})
    breaks = {"id": "H11", "section": SectionLetter.H1, "text": "Short breaks, six hours a month"}
    provisions = (therapy.model_copy(update={"schedules": (unsplit,)}), *PROVISIONS[1:],
                  health.model_copy(update=breaks))
    others = (FINDINGS[0].model_copy(update={"provision_id": one}) for one in ("G1", "H11"))
    findings = (asked(FINDINGS[0]), *FINDINGS[1:], *others)
    about = example_report.case(events=EVENTS, school=TO_SCHOOL, authority=TO_AUTHORITY)
    return opened(example_report.report(provisions=provisions, findings=findings)), about


def young() -> tuple[Report, Case]:
    """The example about a young person, with everything accepted."""
    report, about = example()
    plan = report.reading.plan.model_copy(update={"date_of_birth": dt.date(2008, 11, 2)})
    reading = report.reading.model_copy(update={"plan": plan})
    accepted = frozenset(one.id for one in reading.provisions)
    return report.model_copy(update={"reading": reading, "accepted": accepted}), about


def forty(words: str = "") -> tuple[Report, Case]:
    """Forty items like the fullest of the example, each with so many more words, and addresses of five lines."""
    names = [f"F{number}" for number in range(1, 41)]
    report, about = example()
    item, found, other = PROVISIONS[1], asked(FINDINGS[1]), report.reading.provisions[-2:]
    health = tuple(one for one in report.findings if one.provision_id in ("G1", "H11"))
    many = tuple(item.model_copy(update={"id": one, "text": item.text + words}) for one in names)
    reading = report.reading.model_copy(update={"provisions": (*many, *other)})
    findings = (*(found.model_copy(update={"provision_id": one}) for one in names), *health)
    far = {who: getattr(about, who).model_copy(update={"address": LONG}) for who in ("sender", "school", "authority")}
    return report.model_copy(update={"reading": reading, "findings": findings}), about.model_copy(update=far)


def bare() -> tuple[Report, Case]:
    """The example of whose people and plan nothing is known but that the plan is final."""
    report, about = example()
    reading = report.reading.model_copy(update={"plan": Plan(status=PlanStatus.FINAL)})
    nobody = {"sender": Contact(), "school": Contact(), "authority": Contact(), "events": EVENTS[1:2]}
    return report.model_copy(update={"reading": reading, "coverage": ()}), about.model_copy(update=nobody)


def asked(finding: Finding) -> Finding:
    """The finding with a record that could change it."""
    ask = Ask(kind=AskKind.RECORD, words="the log of Monday 1 December 2025", sessions=1, minutes=40)
    return finding.model_copy(update={"would_change": (ask,)})


def opened(report: Report) -> Report:
    """The report with every route open, some with a day."""
    routes = tuple(Route(route=name, title=rule["title"], open=True, why="", **day(name))
                   for name, rule in route_rules().items())
    return report.model_copy(update={"routes": routes})


def day(name: str) -> dict:
    """The day of the routes that have a limit."""
    how = {"by_how": "12 months from 8 September 2025.", "nature": "statutory"}
    return {"by": dt.date(2026, 9, 8), **how} if name in ("R9", "R10", "R11", "R15") else {}


def letters(report: Report, about: Case) -> dict[str, bytes]:
    """Every letter and paper of a case, by the name of its rule."""
    return {route.route: letter(report, about, route) for route in report.routes} | {
        name: paper(report, about, name) for name in PAPERS}


@cache
def written(case: str) -> dict[str, bytes]:
    """Every letter and paper of one of the cases below."""
    return letters(*CASES[case]())


CASES = {"example": example, "young": young, "forty": forty, "bare": bare}
