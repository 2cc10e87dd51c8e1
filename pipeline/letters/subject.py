"""What one letter is about: the case, the route, what happened, and what is chosen of the findings."""

from math import ceil
from typing import Any, NamedTuple

from models.case import Case, Event
from models.gap import Report
from models.letter import Filled
from models.route import Route
from pipeline.calendars.open_days import SchoolDays
from pipeline.letters.items import Contents, chosen, letter_rule
from pipeline.read import read_sent_and_received
from pipeline.routes.choose import route_rules
from pipeline.routes.deadlines import Deadline, deadline

LINE = 80
"""How many characters of a list stand on one line, or a few less."""


class Subject(NamedTuple):
    """All that a letter is made from."""

    name: str
    """The route, such as R4, or a paper that belongs to none."""
    rule: dict[str, Any]
    title: str
    report: Report
    case: Case
    events: tuple[Event, ...]
    said: Contents
    route: Route | None = None
    filled: Filled = Filled()
    """What a person has filled in of it."""
    enclosures: tuple[str, ...] = ()
    """What goes with it in its pack, each with its number."""

    @property
    def reply(self) -> Deadline | None:
        """Give by when an answer is asked for, if the letter goes on the day of the check."""
        day, key = self.report.as_of, self.rule.get("reply")
        return deadline(key, day, SchoolDays(self.report.calendar), day) if key else None

    @property
    def open_routes(self) -> tuple[Route, ...]:
        """Give the ways that are open besides asking for advice."""
        return tuple(route for route in self.report.routes if route.open and route.route != "R19")


def of_route(report: Report, case: Case, route: Route, enclosures: tuple[str, ...] = ()) -> Subject:
    """Give what the letter of a route is about; what goes with it is listed, and takes room from the items."""
    rule = _beside(letter_rule(route.route), enclosures)
    said, title = chosen(report, rule, route.provisions), rule.get("title", route_rules()[route.route]["title"])
    events = read_sent_and_received(case)[0]
    return Subject(route.route, rule, title, report, case, events, said, route, enclosures=enclosures)


def _beside(rule: dict[str, Any], enclosures: tuple[str, ...]) -> dict[str, Any]:
    """Leave as many lines less for the items as the list of enclosures takes, and the space before it."""
    if "room" not in rule or not enclosures:
        return rule
    taken = 1 + ceil(len("; ".join(enclosures)) / LINE)
    return {**rule, "room": {**rule["room"], "lines": rule["room"]["lines"] - taken}}


def of_paper(report: Report, case: Case, name: str) -> Subject:
    """Give what a paper is about that belongs to no route."""
    rule = letter_rule(name)
    return Subject(name, rule, rule["title"], report, case, read_sent_and_received(case)[0], chosen(report, rule))
