"""Cases whose packs are drafted: the samples after a year of letters, and the example with gaps in every section."""

import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from models.amounts import Contact as Time
from models.case import Case, Event, EventKind, Milestone
from models.gap import FindingStatus, Report
from models.provision import SectionLetter
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.packs.pack import pack
from pipeline.routes.choose import open_routes
from tests import example_report
from tests.comparison_cases import with_advice
from tests.example_report import FINDINGS, LOG, PROVISIONS, REGISTER, TIMETABLE

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
THERAPIST = """Report of the speech and language therapist
Nell, born 2 November 2016

Background

Nell has had a visit of 30 minutes each half term.

Recommendations

1. One 60-minute session of direct individual speech and language therapy each week from an HCPC registered speech and \
language therapist.

2. Narrative group, two sessions of 30 minutes each week, up to 4 children, led by an HLTA.

3. Weekly 45-minute music therapy with a registered music therapist.

4. The therapist will spend 6 hours a year on programme writing, training of the named TA and the annual review.
"""
BEFORE = """Education, Health and Care Plan
Status: Final plan
Name: Nell Ashworth-Ibe
Date of birth: 02/11/2016
Local authority: Halden Borough Council
Date of issue: 20 March 2024

Section F: Special educational provision

F1. Direct, individual speech and language therapy to develop comprehension of language, word finding and speech \
sounds, 60 minutes, once a week, from an HCPC registered speech and language therapist.

F2. Narrative group: a published programme to develop story telling. Two sessions of 30 minutes each week; up to 4 \
children, led by an HLTA.

F3. Horse riding for two hours each term with a riding instructor.

Section I
Pennyhollow Primary Academy
"""
HEALTH, CARE = "Physiotherapy review by the community team", "Short breaks, six hours a month"


def event(day: str, kind: EventKind, route: str | None = None, words: str = "", **more) -> Event:
    return Event(date=dt.date.fromisoformat(day), kind=kind, route=route, words=words, **more)


EVENTS = (
    event("2025-09-22", EventKind.SENT, "R1", "Letter to the SENCO by email"),
    event("2025-10-02", EventKind.MEETING, words="The SENCO looks for the log; we meet again"),
    event("2025-10-06", EventKind.SENT, "R4", "Letter to the Director"),
    event("2025-10-13", EventKind.RECEIVED, "R4", "The caseworker will ask the school"),
    event("2025-10-20", EventKind.SENT, "R5"),
    event("2025-11-07", EventKind.RECEIVED, "R5", "Not upheld"),
    event("2025-11-10", EventKind.SENT, "R6"),
    event("2025-11-17", EventKind.SENT, "R13", "About the physiotherapy visits"),
    event("2025-11-18", EventKind.SENT, words="About the short breaks", milestone=Milestone.SOCIAL_STAGE_1),
)


@cache
def sample(name: str) -> tuple[Report, Case]:
    """A sample case with these events, and every route open."""
    case = read_case(SAMPLES / name, dt.date(2025, 12, 19)).model_copy(update={"events": EVENTS})
    return opened(check(case)), case


@cache
def example() -> tuple[Report, Case]:
    """The example with items of Sections G and H that fall short by the same rows, and every route open."""
    health = next(one for one in PROVISIONS if one.section is SectionLetter.G)
    care = health.model_copy(update={"id": "H11", "section": SectionLetter.H1, "text": CARE})
    other = tuple(FINDINGS[0].model_copy(update={"provision_id": one}) for one in ("G1", "H11"))
    therapy = PROVISIONS[0]
    unsplit = therapy.model_copy(update={"schedules": (
        therapy.schedules[0].model_copy(update={"contact": Time.UNSPLIT}),)})
    report = example_report.report(provisions=(unsplit, *PROVISIONS[1:], care), findings=(*FINDINGS, *other))
    report = with_advice(report)
    case = example_report.case(events=EVENTS, **files(Path(tempfile.mkdtemp())))
    return opened(report.model_copy(update={"routes": open_routes(report, case)})), case


@cache
def outside(name: str) -> tuple[Report, Case]:
    """A sample whose plan also has health care and social care that fall short by the rows of its first gap."""
    report, case = sample(name)
    gap = next(one for one in report.findings if one.status is FindingStatus.SHORT)
    item = next(one for one in report.reading.provisions if one.id == gap.provision_id)
    more = {"G8": (SectionLetter.G, HEALTH), "H18": (SectionLetter.H1, CARE)}
    items = tuple(item.model_copy(update={"id": one, "section": section, "text": words, "columns": {}})
                  for one, (section, words) in more.items())
    found = tuple(gap.model_copy(update={"provision_id": one}) for one in more)
    reading = report.reading.model_copy(update={"provisions": (*report.reading.provisions, *items)})
    return report.model_copy(update={"reading": reading, "findings": (*report.findings, *found)}), case


@cache
def advised() -> tuple[Report, Case]:
    """A sample with the report of a therapist and the plan before this one in its folder."""
    folder = Path(tempfile.mkdtemp()) / "nell"
    shutil.copytree(SAMPLES / "nell", folder)
    (folder / "report-salt.txt").write_text(THERAPIST, "utf-8")
    (folder / "plan-2024.txt").write_text(BEFORE, "utf-8")
    case = read_case(folder, dt.date(2025, 12, 19)).model_copy(update={"events": EVENTS})
    return opened(check(case)), case


def files(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Records whose rows say their numbers, so that a copy shows which of them it took."""
    lines = ["Date,Session,Notes", *(f"08/09/2025,Session,of row {row}" for row in range(2, 401))]
    for name in (LOG, REGISTER):
        (folder / name).write_text("\n".join(lines), "utf-8")
    (folder / TIMETABLE).write_bytes(b"a timetable")
    return {"logs": (folder / LOG,), "registers": (folder / REGISTER,), "timetables": (folder / TIMETABLE,)}


def opened(report: Report) -> Report:
    """The report with every route open."""
    routes = tuple(one.model_copy(update={"open": True}) for one in report.routes)
    return report.model_copy(update={"routes": routes})


def packs(report: Report, case: Case) -> dict[str, dict[str, bytes]]:
    """The pack of every route."""
    return {route.route: pack(report, case, route) for route in report.routes}


@cache
def drafted(name: str) -> dict[str, dict[str, bytes]]:
    """The packs of one of the cases below."""
    return packs(*CASES[name]())


CASES = {**{name: lambda name=name: sample(name) for name in ("kit", "nell", "priya")}, "example": example}
