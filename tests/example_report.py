"""A report made by hand about an invented child, with every status of a finding and every bucket of a ledger in it."""

import datetime as dt
from pathlib import Path

from models.amounts import Bound, Contact, Period, Schedule
from models.calendar import CalendarSource, Closure, ClosureKind, HalfTerm, SchoolCalendar
from models.case import Case
from models.case import Contact as Person
from models.doubt import Doubt, Severity
from models.due import Due, Kind, Working
from models.gap import (
    Bucket,
    Count,
    Coverage,
    EvidenceLine,
    Finding,
    FindingStatus,
    Ledger,
    Report,
    SpareEvidence,
    WeekShare,
)
from models.provision import (
    AreaOfNeed,
    Deliverer,
    Mode,
    Plan,
    PlanReading,
    PlanStatus,
    Provision,
    Section,
    SectionLetter,
    Service,
    Status,
)
from models.source import Document, Quote, Row

NAME = "Nell O'Neill & T <Smith>"
START, END = dt.date(2025, 9, 3), dt.date(2025, 12, 19)
LOG, REGISTER, TIMETABLE = "provision_log.csv", "attendance.csv", "timetable.xlsx"
MONDAYS = tuple(START - dt.timedelta(days=2) + dt.timedelta(weeks=week) for week in range(16) if week != 8)


def calendar() -> SchoolCalendar:
    """The school's terms of 2025-26, autumn and spring."""
    terms = [
        ("Autumn 1", "autumn 2025", "2025-09-03", "2025-10-24"),
        ("Autumn 2", "autumn 2025", "2025-11-03", "2025-12-19"),
        ("Spring 1", "spring 2026", "2026-01-06", "2026-02-13"),
        ("Spring 2", "spring 2026", "2026-02-23", "2026-03-27"),
    ]
    return SchoolCalendar(
        source=CalendarSource.SUPPLIED,
        file="term_dates.csv",
        half_terms=tuple(
            HalfTerm(name=name, term=term, start=dt.date.fromisoformat(a), end=dt.date.fromisoformat(b))
            for name, term, a, b in terms
        ),
        closures=(
            Closure(name="INSET day", kind=ClosureKind.INSET, start=dt.date(2025, 11, 3), end=dt.date(2025, 11, 3)),
        ),
    )


def provision(number: int, text: str, page: int, **more) -> Provision:
    """An item of the plan with its words and page."""
    section = more.pop("section", SectionLetter.F)
    return Provision(
        id=f"{section.value}{number}", section=section, text=text, quote=Quote(text=text, page=page), **more
    )


def weekly(sessions: int | None, minutes: int | None, per: Period = Period.WEEK, **more) -> Schedule:
    """So many sessions of so many minutes."""
    total = minutes * sessions if minutes and sessions else minutes
    return Schedule(
        sessions=sessions, session_minutes=minutes if sessions else None, total_minutes=total, per=per, **more
    )


SLT = Deliverer(text="HCPC registered Speech and Language Therapist", role="slt", qualified=True)
TA = Deliverer(text="Teaching assistant", role="ta")
PROVISIONS = (
    provision(
        1,
        "Direct, individual speech and language therapy to develop comprehension of language, word finding and speech "
        "sounds. The therapist must be HCPC registered and experienced in working with DLD. 40 minutes, once a week, "
        "in term time (38 weeks)",
        7,
        service=Service.SPEECH_AND_LANGUAGE_THERAPY,
        deliverer=SLT,
        mode=Mode.INDIVIDUAL,
        schedules=(weekly(1, 40, contact=Contact.DIRECT),),
        status=Status.MEASURABLE,
        area_of_need=AreaOfNeed.COMMUNICATION,
        columns={"review": "Half termly by SaLT"},
    ),
    provision(
        2,
        "Follow-up practice of the targets set by the therapist, in a quiet room. 4 x 15 mins per week",
        7,
        service=Service.SPEECH_AND_LANGUAGE_THERAPY,
        deliverer=TA,
        mode=Mode.INDIVIDUAL,
        schedules=(weekly(4, 15),),
        status=Status.MEASURABLE,
        area_of_need=AreaOfNeed.COMMUNICATION,
    ),
    provision(
        3,
        "The therapist will write and update the programme, train the named TA and attend the annual review. 6 hours "
        "per academic year",
        7,
        service=Service.PROGRAMME_PLANNING,
        deliverer=SLT,
        mode=Mode.INDIRECT,
        schedules=(weekly(None, 360, Period.YEAR, contact=Contact.INDIRECT),),
        status=Status.MEASURABLE,
    ),
    provision(
        4,
        "Narrative group: a published programme to develop story telling. Two sessions of 30 minutes each week; up to "
        "4 children",
        7,
        service=Service.SMALL_GROUP,
        deliverer=Deliverer(text="HLTA", role="hlta"),
        mode=Mode.GROUP,
        max_group_size=4,
        schedules=(weekly(2, 30),),
        status=Status.MEASURABLE,
    ),
    provision(
        5,
        "Support from a teaching assistant in class to plan and record work in English and foundation subjects, and to "
        "keep Nell on task. 10 hours per week",
        8,
        service=Service.TEACHING_ASSISTANT,
        deliverer=TA,
        mode=Mode.CLASS,
        schedules=(weekly(None, 600),),
        status=Status.MEASURABLE,
        area_of_need=AreaOfNeed.COGNITION,
    ),
    provision(
        6,
        "Nell will read aloud to an adult. Daily for ten minutes",
        8,
        service=Service.LITERACY,
        deliverer=Deliverer(text="Class teacher, TA or trained volunteer", role="teacher"),
        mode=Mode.INDIVIDUAL,
        schedules=(weekly(1, 10, Period.DAY),),
        status=Status.MEASURABLE,
    ),
    provision(
        7,
        "Speech sound awareness games. Little and often",
        8,
        service=Service.SPEECH_AND_LANGUAGE_THERAPY,
        deliverer=TA,
        vague_terms=("little and often",),
        status=Status.VAGUE,
    ),
    provision(
        8,
        "Access to a tablet with speech-to-text and predictive spelling for written tasks. As appropriate",
        8,
        service=Service.EQUIPMENT,
        vague_terms=("access to", "as appropriate"),
        status=Status.CONDITIONAL,
    ),
    provision(
        9,
        "Use of signs from the Makaton vocabulary. Staff to receive training. 2 hour twilight session, once",
        8,
        service=Service.TRAINING,
        schedules=(weekly(1, 120, Period.ONCE),),
        status=Status.CHECKABLE,
    ),
    provision(
        10,
        "5–10 minutes of supported talk with the home-school photo book each morning",
        9,
        service=Service.OTHER,
        deliverer=TA,
        schedules=(weekly(1, 5, Period.DAY, bound=Bound.RANGE, range_max=10),),
        status=Status.MEASURABLE,
        review=(
            Doubt(
                code="range",
                field="schedules",
                reason="5–10 minutes is a range: only 5 minutes a day is sure.",
                alternatives=("5 minutes a day", "10 minutes a day"),
            ),
        ),
    ),
    provision(
        11,
        "A friendship group at lunchtime, twice a week",
        9,
        service=Service.SMALL_GROUP,
        mode=Mode.GROUP,
        deliverer=Deliverer(text="Midday supervisor trained by the SENCO", role="midday", qualified=True),
        schedules=(weekly(2, None),),
        status=Status.MEASURABLE,
    ),
    provision(
        1,
        "Physiotherapy review by the community team every term",
        10,
        section=SectionLetter.G,
        service=Service.PHYSIOTHERAPY,
        schedules=(weekly(1, None, Period.TERM),),
        status=Status.MEASURABLE,
    ),
)


def line(row: int, day: str, bucket: Bucket, minutes: int | None = None, **more) -> EvidenceLine:
    """One row of the log, or of the register where the child was absent."""
    file = REGISTER if bucket in (Bucket.CHILD_ABSENT, Bucket.CHILD_EXCLUDED, Bucket.PART_TIME) else LOG
    return EvidenceLine(
        source=Row(file=file, row=row), bucket=bucket, date=dt.date.fromisoformat(day), minutes=minutes, **more
    )


def due(kind: Kind, sessions: tuple[int, int] | None, minutes: tuple[int, int] | None, words: str, **more) -> Due:
    """An amount due, with one line of working."""
    return Due(
        kind=kind,
        sessions=sessions,
        minutes=minutes,
        workings=(Working(words=words, sources=("plan page 7",)),),
        **more,
    )


def ledger(**buckets: tuple[int | None, int | None]) -> Ledger:
    """Sessions and minutes by the name of the bucket."""
    return Ledger(buckets={Bucket(name): Count(sessions=pair[0], minutes=pair[1]) for name, pair in buckets.items()})


WEEKS = tuple(monday.isoformat() for monday in MONDAYS)
THERAPY = (
    *(
        line(row, day, Bucket.DELIVERED, 40, label="SaLT")
        for row, day in [
            (14, "2025-09-22"),
            (22, "2025-09-29"),
            (31, "2025-10-06"),
            (77, "2025-11-24"),
            (90, "2025-12-01"),
        ]
    ),
    line(84, "2025-12-08", Bucket.REARRANGED, 40, label="SaLT", note="made up on 9 December"),
    line(61, "2025-11-10", Bucket.VARIANCE, 30, label="SaLT", note="ended 10 minutes early"),
    *(
        line(row, day, Bucket.MISSED_PROVIDER, 40, label="SaLT", note="therapist not allocated")
        for row, day in [(3, "2025-09-08"), (9, "2025-09-15"), (41, "2025-10-13"), (66, "2025-11-17")]
    ),
    line(50, "2025-10-20", Bucket.CHILD_ABSENT, 40, label="SaLT", note="code I"),
    line(99, "2025-12-10", Bucket.BEYOND_DUE, 40, label="SaLT"),
)
GROUP = tuple(
    line(200 + n, (day + dt.timedelta(days=extra)).isoformat(), Bucket.DELIVERED, 30, label="Narrative group")
    for n, (day, extra) in enumerate((day, extra) for day in MONDAYS[:14] for extra in (1, 3))
    if day != MONDAYS[0]
)
BARE = (
    Finding(
        provision_id="F1",
        schedule=0,
        kind=Kind.PER_WEEK,
        due=due(Kind.PER_WEEK, (14, 15), (560, 600), "14 open Mondays x 40 minutes = 560 minutes", dates=WEEKS),
        planned_minutes=560,
        delivered_minutes=(270, 270),
        status=FindingStatus.SHORT,
        shortfall_minutes=290,
        ledger=ledger(
            delivered=(5, 200),
            rearranged=(1, 40),
            variance=(1, 40),
            missed_provider=(4, 160),
            child_absent=(1, 40),
            missed_closure=(1, 40),
            no_record=(1, 40),
            beyond_due=(1, 40),
        ),
        why=(Working(words="4 sessions are recorded as not delivered", sources=(f"{LOG}, rows 3, 9, 41 and 66",)),),
        evidence=THERAPY,
    ),
    Finding(
        provision_id="F2",
        schedule=0,
        kind=Kind.PER_WEEK,
        due=due(Kind.PER_WEEK, (57, 60), (855, 900), "57 sessions x 15 minutes = 855 minutes", dates=WEEKS),
        planned_minutes=645,
        delivered_minutes=(415, 430),
        status=FindingStatus.SHORT,
        shortfall_minutes=425,
        ledger=ledger(
            delivered=(29, 430),
            missed_provider=(6, 90),
            child_absent=(4, 60),
            child_excluded=(1, 15),
            part_time=(2, 30),
            offered_refused=(1, 15),
            no_record=(14, 215),
        ),
        evidence=tuple(
            line(300 + n, f"2025-{day}", Bucket.MISSED_PROVIDER, 15, label="S&L practice")
            for n, day in enumerate(["09-03", "09-17", "10-08", "11-12", "11-26", "12-10"])
        ),
    ),
    Finding(
        provision_id="F3",
        schedule=0,
        kind=Kind.PER_YEAR,
        due=due(
            Kind.PER_YEAR, None, None, "The school year has not ended", not_yet="the school year ends in July 2026"
        ),
        delivered_minutes=(90, 90),
        status=FindingStatus.NOT_DUE,
    ),
    Finding(
        provision_id="F4",
        schedule=0,
        kind=Kind.PER_WEEK,
        planned_minutes=840,
        due=due(Kind.PER_WEEK, (26, 30), (780, 900), "26 sessions x 30 minutes = 780 minutes", dates=WEEKS),
        delivered_minutes=(780, 780),
        status=FindingStatus.MET,
        ledger=ledger(delivered=(26, 780)),
        evidence=GROUP,
    ),
    Finding(
        provision_id="F5",
        schedule=0,
        kind=Kind.PER_WEEK,
        planned_minutes=6480,
        due=due(Kind.PER_WEEK, None, (8640, 9000), "10 hours x 72 open days / 5 = 144 hours", dates=WEEKS),
        delivered_minutes=(0, 0),
        status=FindingStatus.SHORT,
        shortfall_minutes=8640,
        ledger=ledger(no_record=(None, 8640)),
        why=(Working(words="the timetable plans less than is due", sources=(f"{TIMETABLE}, row 4",)),),
    ),
    Finding(
        provision_id="F6",
        schedule=0,
        kind=Kind.PER_DAY,
        planned_minutes=720,
        due=due(Kind.PER_DAY, (72, 72), (720, 720), "72 open days x 10 minutes = 720 minutes"),
        delivered_minutes=(400, 400),
        status=FindingStatus.NOT_EVIDENCED,
        shortfall_minutes=320,
        ledger=ledger(delivered=(40, 400), child_absent=(5, 50), no_record=(27, 270)),
    ),
    *(
        Finding(
            provision_id=f"F{number}",
            kind=Kind.NOT_STATED,
            due=Due(kind=Kind.NOT_STATED),
            status=FindingStatus.NOT_MEASURABLE,
        )
        for number in (7, 8)
    ),
    Finding(
        provision_id="F9", schedule=0, kind=Kind.ONE_OFF, due=Due(kind=Kind.ONE_OFF), status=FindingStatus.CHECKABLE
    ),
    Finding(
        provision_id="F10",
        schedule=0,
        kind=Kind.PER_DAY,
        planned_minutes=None,
        due=due(Kind.PER_DAY, (72, 72), (360, 720), "72 open days x 5 minutes = 360 minutes"),
        delivered_minutes=(0, 0),
        status=FindingStatus.NOT_EVIDENCED,
        shortfall_minutes=360,
        ledger=ledger(no_record=(72, 360)),
    ),
    Finding(
        provision_id="F11",
        schedule=0,
        kind=Kind.PER_WEEK,
        due=due(Kind.PER_WEEK, (28, 30), None, "28 sessions at the least", dates=WEEKS),
        delivered_minutes=(0, 0),
        status=FindingStatus.NOT_EVIDENCED,
        ledger=ledger(delivered=(20, None), no_record=(8, None)),
    ),
)


def _weeks(finding: Finding) -> tuple[WeekShare, ...]:
    """The weeks of the rows, each row a session."""
    weeks: dict[dt.date, dict[Bucket, Count]] = {}
    for row in finding.evidence:
        week = weeks.setdefault(row.date - dt.timedelta(days=row.date.weekday()), {})
        before = week.get(row.bucket, Count(sessions=0, minutes=0))
        week[row.bucket] = Count(sessions=before.sessions + 1, minutes=before.minutes + (row.minutes or 0))
    return tuple(WeekShare(monday=monday, buckets=weeks[monday]) for monday in sorted(weeks))


FINDINGS = tuple(one.model_copy(update={"weeks": _weeks(one)}) for one in BARE)


def report(**changes) -> Report:
    """The whole report, with fields changed as a test needs."""
    plan = Plan(
        child_name=NAME,
        date_of_birth=dt.date(2016, 11, 2),
        local_authority="Halden Borough Council",
        setting="Pennyhollow Primary Academy",
        issue_date=dt.date(2025, 3, 28),
        status=PlanStatus.FINAL,
    )
    reading = PlanReading(
        plan=changes.pop("plan", plan),
        source=Document(file="plan.pdf", sha256="0" * 64, pages=14),
        sections=(Section(letter=SectionLetter.F, pages=(7, 8, 9)), Section(letter=SectionLetter.G, pages=(10,))),
        provisions=changes.pop("provisions", PROVISIONS),
    )
    whole = Report(
        reading=reading,
        window=(START, END),
        as_of=dt.date(2025, 12, 19),
        calendar=calendar(),
        open_days=72,
        weeks=15,
        coverage=(
            Coverage(file=LOG, first_day=dt.date(2025, 9, 3), last_day=dt.date(2025, 12, 12), weeks=13, of_weeks=15),
        ),
        findings=FINDINGS,
        unmatched=(
            SpareEvidence(
                source=Row(file=LOG, row=120),
                date=dt.date(2025, 10, 2),
                text="=cmd|' /C calc'!A0",
                reason="no item of Section F is like it",
            ),
        ),
        warnings=(
            Doubt(
                code="row",
                field="row",
                reason="The row has no date.",
                place=f"{LOG}, row 57",
                next_step="Ask the school for the date.",
                severity=Severity.NOTE,
            ),
        ),
    )
    return whole.model_copy(update=changes)


def case(**changes) -> Case:
    """The case that the report is about."""
    known = Case(
        id="example",
        plan=Path("plan.pdf"),
        as_of=dt.date(2025, 12, 19),
        timetables=(Path(TIMETABLE),),
        logs=(Path(LOG),),
        registers=(Path(REGISTER),),
        calendar=Path("term_dates.csv"),
        sender=Person(name="Maeve O'Neill & T <Smith>", role="parent", address=("1 Elm Row", "Halden")),
        school=Person(name="Ms R. Pennington", role="SENCO"),
        authority=Person(),
    )
    return known.model_copy(update=changes)
