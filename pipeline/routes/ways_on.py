"""What can be done in a case, for somebody who has to choose: the days that matter first, then each way on."""

from typing import NamedTuple

from models.gap import Report
from models.route import Clock, ClockState, Route
from pipeline.letters.items import has_letter
from pipeline.routes.choose import route_rules
from pipeline.routes.safeguarding import letters_wait

URGENT = (ClockState.PAST, ClockState.NEAR, ClockState.RUNNING)


class WayOn(NamedTuple):
    """A route, what to beware of, where it may lead, and whether a letter of it can be drafted now."""

    route: Route
    cautions: tuple[str, ...]
    then: tuple[str, ...]
    letter: bool


def ways_on(report: Report) -> tuple[WayOn, ...]:
    """Give every route, the open ones first."""
    waits = letters_wait(report)
    every = (_way_on(report, route, waits) for route in report.routes)
    return tuple(sorted(every, key=lambda one: not one.route.open))


def _way_on(report: Report, route: Route, waits: bool) -> WayOn:
    rule, titles = route_rules()[route.route], route_rules()
    then = tuple(f"{name} {titles[name]['title']}" for name in rule["next"] if name in titles)
    return WayOn(route, (*rule["cautions"], *route.notes), then, not waits and has_letter(report, route))


def dated(report: Report) -> tuple[Clock, ...]:
    """Give the clocks that run: those that are past or near first, and the family's own before those of others."""
    return tuple(sorted(report.clocks, key=lambda one: (URGENT.index(one.state), not one.yours)))
