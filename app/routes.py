"""`sectionf routes` and `sectionf letter`: what can be done about a gap, and the letter that does it."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from app.options import day
from models.case import Case
from models.gap import Report, Route

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
        from pipeline.contract import route_json

        screen.show_json({"schema": "sectionf/routes/1", "routes": [route_json(route) for route in report.routes]})
        return
    for route in sorted(report.routes, key=lambda route: not route.open):
        screen.show("\n".join(_lines(route)))


def letter(
    case: CaseFolder,
    route: Annotated[str, typer.Argument(help="The route, such as R1 or R4; `all` for every one that is open.")],
    as_of: AsOf = None,
) -> None:
    """Draft the pack of a route, for you to check and sign: the letter, its enclosures and a checklist."""
    from pipeline.packs.draft import draft

    report, known = _checked(case, as_of)
    for path in draft(report, known, route, case):
        screen.show(str(path))


def _checked(folder: Path, as_of: dt.date | None) -> tuple[Report, Case]:
    with screen.progress() as step:
        step("Starting")
        from pipeline.case import check
        from pipeline.case_folder import read_case, settled

        case = settled(read_case(folder, dt.date.today()), folder)
        case = case.model_copy(update={"as_of": as_of}) if as_of else case
        return check(case, step), case


def _lines(route: Route) -> list[str]:
    lines = [f"{route.route}  {'OPEN  ' if route.open else 'closed'}  {route.title}", f"      {route.why}"]
    if route.by:
        from templates.words import long_date

        nature = f" ({str(route.nature).replace('_', ' ')})" if route.nature else ""
        lines += [f"      By {long_date(route.by)}{nature}. {route.by_how}".rstrip()]
    return lines
