"""`sectionf routes` and `sectionf letter`: what can be done about a gap, and the letter that does it."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from app.options import Redact, day
from app.recorded import record
from models.case import Case
from models.gap import Report
from models.record import What
from models.route import Clock, ClockState, Nature, Route
from templates.words import long_date

CaseFolder = Annotated[Path, typer.Argument(help="A case folder, such as one that `check` wrote.")]
AsOf = Annotated[dt.date | None, typer.Option(parser=day, help="The day to ask for; without it, that of the check.")]


def routes(
    case: CaseFolder,
    as_of: AsOf = None,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")] = False,
) -> None:
    """Say which ways to go on are open, why, and by when."""
    report, _ = _checked(case, as_of)
    if json:
        from pipeline.contract import ways_on_json

        screen.show_json({"schema": "sectionf/routes/1", **ways_on_json(report)})
        return
    near = [one for one in report.clocks if one.nature.binding and one.state is not ClockState.RUNNING]
    others = [one for one in report.clocks if one not in near]
    for lines in (_notice(report), _clocks(near), _next(report), _clocks(others)):
        if lines:
            screen.show("\n".join(lines))
    for route in sorted(report.routes, key=lambda route: not route.open):
        screen.show("\n".join(_lines(route)))


def letter(
    case: CaseFolder,
    route: Annotated[str, typer.Argument(help="The route, such as R1 or R4; `all` for every one that is open.")],
    as_of: AsOf = None,
    redact: Redact = None,
) -> None:
    """Draft the pack of a route, for you to check and sign. It has the letter, its enclosures and a checklist."""
    from pipeline.packs.draft import draft
    from pipeline.redaction.hiding import Hiding
    from pipeline.redaction.listed import listed
    from pipeline.redaction.people import people

    report, known = _checked(case, as_of)
    hiding = Hiding(listed(redact, people(report, known)) if redact else ())
    for path in draft(report, known, route, case, hiding):
        screen.show(str(path))
    record(What.DRAFTED, known.id)


def _checked(folder: Path, as_of: dt.date | None) -> tuple[Report, Case]:
    with screen.progress() as step:
        step("Starting")
        from pipeline.case import check
        from pipeline.case_folder import read_case
        from pipeline.said_beside import settled

        case = settled(read_case(folder, dt.date.today()), folder)
        case = case.model_copy(update={"as_of": as_of}) if as_of else case
        return check(case, step), case


def _notice(report: Report) -> list[str]:
    """Say on top of everything that letters wait, and whom to turn to."""
    from pipeline.routes.safeguarding import notice

    said = notice(report)
    return [said.words, *(f"      {line}" for line in (*said.places, *said.contacts, said.go_on))] if said else []


def _next(report: Report) -> list[str]:
    step = report.next_step
    if step is None:
        return []
    by = f" By {long_date(step.by)}{_nature(step.nature)}: {step.by_what}." if step.by else ""
    return [f"NEXT  {step.words}{by}"]


def _clocks(clocks: Iterable[Clock]) -> list[str]:
    """Give periods that run, each with its day, what has to happen by then, and how the day was worked out."""
    lines = []
    for clock in clocks:
        day = long_date(clock.day) if clock.day else "day not known"
        lines += [f"CLOCK {clock.state}: {day}{_nature(clock.nature)}: {clock.what}", f"      {clock.how}"]
    return lines


def _nature(nature: Nature | None) -> str:
    return f" ({str(nature).replace('_', ' ')})" if nature else ""


def _lines(route: Route) -> list[str]:
    lines = [f"{route.route}  {'OPEN  ' if route.open else 'closed'}  {route.title}", f"      {route.why}"]
    if route.taken:
        lines.append(f"      Last taken on {long_date(route.taken)}.")
    if route.by:
        lines.append(f"      By {long_date(route.by)}{_nature(route.nature)}: {route.by_what}. {route.by_how}".rstrip())
    elif route.by_how:
        lines.append(f"      {route.by_how}")
    return [*lines, *(f"      {note}" for note in route.notes)]
