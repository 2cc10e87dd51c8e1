"""The first page of a report: what was checked, the three largest findings, what is not known, what to do."""

from typing import NamedTuple

from models.calendar import CalendarSource
from models.case import Case
from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import PlanStatus, PlanVersion, Provision
from models.route import ClockState, NextStep, Route
from pipeline.findings.gaps import gaps
from pipeline.letters.items import has_letter, letter_rule
from pipeline.report.no_gap import NoGap, no_gap
from pipeline.report.words import (
    bucket_amount,
    coverage_words,
    gist,
    no_records,
    page_words,
    place_words,
    plan_words,
    short_amount,
    shown_time,
    title,
)
from pipeline.review.standing import Standing, section_f, standing
from pipeline.routes.safeguarding import letters_wait, notice
from pipeline.wording import phrase, say
from templates.words import and_list, hours_and_minutes, long_date

HEADLINES = 3


class Headline(NamedTuple):
    """One of the three findings: which provision, and what was found, in one or two sentences."""

    provision_id: str
    title: str
    gist: str
    page: str
    words: str


class Front(NamedTuple):
    """The first page, line by line."""

    child: str
    plan: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]
    no_gap: NoGap | None
    unknown: tuple[str, ...]
    next_steps: tuple[str, ...]
    caveat: str
    term_dates: str
    """Whose term dates the figures rest on, for the head of every page."""


def front(report: Report, case: Case) -> Front:
    """Give the first page of a report."""
    said = notice(report)
    caveat = " ".join([*([said.words] if said else []), phrase("caveats", "head")])
    return Front(child=report.reading.plan.child_name or phrase("missing", "child"), plan=_checked(report, case),
                 headlines=_headlines(report), no_gap=no_gap(report), unknown=_unknown(report),
                 next_steps=_next_steps(report), caveat=caveat, term_dates=calendar_mark(report))


def _headlines(report: Report) -> tuple[Headline, ...]:
    found = [Headline(provision.id, title(provision), gist(provision), place_words(provision),
                      headline(report, provision, finding))
             for provision, finding in gaps(report)[:HEADLINES]]
    vague = sum(finding.status is FindingStatus.NOT_MEASURABLE for finding in report.findings)
    if found and vague and len(found) < HEADLINES:
        found.append(Headline("", phrase("headlines", "vague_title"), "", "", say("headlines", "vague", number=vague)))
    return tuple(found)


def headline(report: Report, provision: Provision, finding: Finding) -> str:
    """Say what was found of one provision."""
    words = _found(report, finding)
    if standing(report, provision) is Standing.DOUBTFUL:
        words += " " + say("headlines", "doubt", page=place_words(provision))
    return words


def _found(report: Report, finding: Finding) -> str:
    due, planned = short_amount(finding), finding.planned_minutes
    below = planned is not None and finding.due.minutes is not None and planned < finding.due.minutes[0]
    timetabled = hours_and_minutes(planned or 0) if below else ""
    if not report.coverage and not finding.evidence:
        return say("headlines", "unrecorded", due=due, planned=timetabled, why=no_records(report))
    kind = "planned" if below and finding.status is FindingStatus.SHORT else finding.status.value
    return say("headlines", kind, due=due, planned=timetabled, shown=shown_time(finding), more=_lost(finding))


def _lost(finding: Finding) -> str:
    """Say what is recorded as not delivered and, apart from it, what absence and what silence stand for."""
    parts = (("missed", Bucket.MISSED_PROVIDER), ("absent", Bucket.CHILD_ABSENT), ("silent", Bucket.NO_RECORD))
    amounts = {name: bucket_amount(finding, bucket) for name, bucket in parts}
    return "".join(say("headlines", name, **{name: words}) for name, words in amounts.items() if words)


def _checked(report: Report, case: Case) -> tuple[tuple[str, str], ...]:
    plan = report.reading.plan
    records = [path.name for path in (*case.timetables, *case.logs, *case.registers)]
    school = plan.setting or phrase("missing", "school")
    authority = plan.local_authority or phrase("missing", "authority")
    start, end = report.window
    return (*(("Plan", _version(one)) for one in report.reading.versions[:-1]),
            ("Plan", f"{plan_words(plan)} ({report.reading.source.file})"),
            ("School", f"{school}; {authority}"),
            ("Records", and_list(records) if records else phrase("missing", "records")),
            ("Dates", say("caveats", "window", start=start, end=end, day=report.as_of)),
            ("Coverage", coverage_words(report)),
            ("Calendar", calendar_words(report)))


def _version(version: PlanVersion) -> str:
    until = f", in force to {long_date(version.last)}" if version.last else ""
    return f"{plan_words(version.plan)}{until} ({version.source.file})"


def calendar_mark(report: Report) -> str:
    """Say in a few words whose term dates were used."""
    return phrase("caveats", f"{report.calendar.source.value}_mark")


def calendar_words(report: Report) -> str:
    """Say whose term dates were used."""
    name = report.calendar.source.value
    file = report.calendar.file or phrase("missing", "file")
    return say("caveats", name, file=file, open_days=report.open_days, weeks=report.weeks)


def _unknown(report: Report) -> tuple[str, ...]:
    silent = [f.provision_id for f in report.findings if Bucket.NO_RECORD in f.ledger.buckets]
    unsure = [f.provision_id for f in report.findings if f.delivered_minutes[0] != f.delivered_minutes[1]]
    doubtful = [one.id for one in section_f(report) if standing(report, one) is Standing.DOUBTFUL]
    ticks = [f.provision_id for f in report.findings if f.status is FindingStatus.CHECKABLE]
    lines = [say("unknown", "doubts", ids=doubtful) if doubtful else "",
             _silence(report, _once(silent)) if silent else "",
             say("unknown", "checkable", ids=_once(ticks)) if ticks and gaps(report) else "",
             say("unknown", "length", ids=_once(unsure)) if unsure else "",
             *(say("unknown", "outside", file=part.file, missing=part.of_weeks - part.weeks, of_weeks=part.of_weeks)
               for part in report.coverage if part.weeks < part.of_weeks),
             phrase("unknown", "assumed") if report.calendar.source is CalendarSource.ASSUMED else "",
             phrase("unknown", "status") if report.reading.plan.status is None else "",
             say("unknown", "unmatched", number=len(report.unmatched)) if report.unmatched else ""]
    return tuple(filter(None, lines)) or (phrase("unknown", "nothing"),)


def _silence(report: Report, ids: list[str]) -> str:
    if report.coverage:
        return say("unknown", "no_record", ids=ids)
    return say("unknown", "no_records", why=no_records(report))


def _once(names: list[str]) -> list[str]:
    return [*dict.fromkeys(names)]


def _next_steps(report: Report) -> tuple[str, ...]:
    plan = report.reading.plan
    doubtful = [one.id for one in section_f(report) if standing(report, one) is Standing.DOUBTFUL]
    unchecked = [one.id for one in section_f(report) if standing(report, one) is Standing.UNCHECKED]
    lines = [*_letters_wait(report), *_limits(report)]
    drafted = [] if letters_wait(report) else [route for route in report.routes if has_letter(report, route)]
    if report.next_step:
        lines.append(_next(report.next_step, drafted))
    if plan.home_educated:
        lines.insert(0, say("next_steps", "home", page=page_words(plan.quotes["home_educated"])))
    if plan.status not in (None, PlanStatus.FINAL, PlanStatus.AMENDED_FINAL):
        lines.append(say("next_steps", "draft", status=phrase("plan_statuses", plan.status)))
    if doubtful:
        lines.append(say("next_steps", "doubts", ids=doubtful))
    if unchecked:
        lines.append(say("next_steps", "accept", number=len(unchecked), after=bool(doubtful)))
    others = [] if letters_wait(report) else _others(report, drafted)
    return (*lines, *(others or [phrase("next_steps", "ask" if gaps(report) else "keep")]))


def _limits(report: Report) -> list[str]:
    """Say first which days of the law are near or past: the family's own, then what others owe."""
    near = [clock for clock in report.clocks if clock.day and clock.nature.binding
            and clock.state is not ClockState.RUNNING]
    return [say("next_steps", "limit" if clock.yours else f"owed_{clock.state}", what=clock.what, by=clock.day,
                how=clock.how) for clock in sorted(near, key=lambda clock: not clock.yours)]


def _letters_wait(report: Report) -> list[str]:
    """Say, before anything else, that words about harm were found: where, whom to turn to, and how to go on."""
    said = notice(report)
    return [say("next_steps", "concerns", places=said.places), *said.contacts, said.go_on] if said else []


def _next(step: NextStep, drafted: list[Route]) -> str:
    """Say what to do next, and that its letter is drafted: it is not named again among the others."""
    draft = next((route for route in drafted if route.route == step.route), None)
    words = say("next_steps", "next", step=step.words)
    return f"{words} {_by(draft, phrase('next_steps', 'its_draft'))}." if draft else words


def _others(report: Report, drafted: list[Route]) -> list[str]:
    """Name the other letters that are drafted, and say where all the other ways on stand."""
    named = report.next_step.route if report.next_step else None
    titles = [_letter_words(route) for route in drafted if route.route != named]
    lines = [say("next_steps", "drafted", titles=titles, others=len(titles) < len(drafted))] if titles else []
    others = sum(route.open for route in report.routes) - len(drafted)
    return [*lines, say("next_steps", "others", number=others)] if others > 0 else lines


def _letter_words(route: Route) -> str:
    """Name what is drafted, which is not always called as the route is, and by when."""
    return _by(route, letter_rule(route.route).get("title", route.title))


def _by(route: Route, title: str) -> str:
    if route.by is None or route.nature is None:
        return title
    return say("next_steps", "letter", title=title, what=route.by_what, by=route.by,
               nature=phrase("natures", route.nature))
