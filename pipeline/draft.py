"""The letter of one route on its own, drafted into the folder of its case."""

from pathlib import Path

from models.case import Case
from models.errors import OutputFailed, UnusableCase
from models.gap import Report, Route
from pipeline.letters.items import has_letter, letter_rule
from pipeline.letters.letter import letter


def draft(report: Report, case: Case, name: str, folder: Path) -> Path:
    """Draft the letter of the route with this name, such as R4; say why not, where it cannot be."""
    route = _route(report, name)
    if not has_letter(report, route):
        remedy = "`sectionf routes` shows what is open."
        raise UnusableCase(_why_not(route), where=f"route {route.route}", remedy=remedy)
    path = folder / "letters" / f"{letter_rule(route.route)['file']}.docx"
    part = path.with_suffix(".part")
    content = letter(report, case, route)
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        remedy = "Close it where it is open, and try again."
        raise OutputFailed("the letter could not be written.", where=path.name, remedy=remedy) from error
    return path


def _route(report: Report, name: str) -> Route:
    for route in report.routes:
        if route.route == name.upper():
            return route
    first, last = report.routes[0].route, report.routes[-1].route
    raise UnusableCase("there is no such route.", where=name, remedy=f"The routes are {first} to {last}.")


def _why_not(route: Route) -> str:
    if not route.open:
        return route.why
    return "this route is open, but nothing can be said in its letter until the readings have been looked at."
