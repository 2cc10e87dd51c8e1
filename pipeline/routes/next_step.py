"""The one step to take next: the first of the selector's rows (DOMAIN 5.0) that holds and has a route still to take."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from models.gap import Report
from models.provision import PlanStatus
from models.route import ClockState, NextStep, Route
from pipeline.review.standing import Standing, section_f, standing
from pipeline.routes.clocks import Setting, clocks
from pipeline.routes.facts import condition
from pipeline.rules import rules
from pipeline.wording import fill, phrase


def next_step(case: Setting, routes: tuple[Route, ...]) -> NextStep:
    """Choose the step: urgent rows come first; a route that is closed or already taken is passed over."""
    by_name = {route.route: route for route in routes}
    awaited: list[Route] = []
    for row in _rows(case):
        step = _first(row, by_name, case.report.as_of)
        if step:
            return _taken_up(row, step, routes, case)
        awaited += [by_name[name] for name in row["routes"] if _awaited(by_name[name], case.report.as_of)]
    return _waiting(awaited) or _nothing(case)


def _rows(case: Setting) -> Iterator[Mapping[str, Any]]:
    """Give the rows that hold; under a plan that does not bind, only those that are urgent."""
    status = case.report.reading.plan.status
    binds = status is None or status.in_force
    for row in rules("routes")["selector"]:
        holds = all(condition(case, name).holds for name in row["when"])
        if holds and (binds or row.get("urgent") or row.get("any_plan")) and not _holds(case, row.get("unless")):
            yield row


def _holds(case: Setting, name: str | None) -> bool:
    return name is not None and condition(case, name).holds


def _first(row: Mapping[str, Any], routes: Mapping[str, Route], today: dt.date) -> Route | None:
    ready = (routes[name] for name in row["routes"] if routes[name].open and routes[name].taken is None)
    return next((route for route in ready if not _too_early(route, row["routes"], routes, today)), None)


def _too_early(route: Route, row: list[str], routes: Mapping[str, Route], today: dt.date) -> bool:
    """Whether the step below it on the ladder is still to be taken, or its answer is still to come in time."""
    ladder: list[str] = rules("routes")["order"]["ladder"]
    if route.route not in ladder[1:] or ladder[ladder.index(route.route) - 1] not in row:
        return False
    below = routes[ladder[ladder.index(route.route) - 1]]
    return below.open and (below.taken is None or _awaited(below, today))


def _awaited(route: Route, today: dt.date) -> bool:
    return route.waiting is not None and route.waiting >= today


def _taken_up(row: Mapping[str, Any], route: Route, routes: tuple[Route, ...], case: Setting) -> NextStep:
    words = rules("routes")["next_words"]
    said = fill(words["route"], name=route.route, title=route.title, why=row["why"])
    if row.get("urgent"):
        said = words["urgent"] + said
    still = [one.route for one in routes if _awaited(one, case.report.as_of)]
    if still:
        said += " " + fill(words["meanwhile"], routes=still)
    return NextStep(route=route.route, words=said, urgent=row.get("urgent", False), by=route.by,
                    by_what=route.by_what, nature=route.nature)


def _waiting(awaited: list[Route]) -> NextStep | None:
    """Say what to wait for, where everything that can be done has been."""
    if not awaited:
        return None
    first = min(awaited, key=lambda route: str(route.waiting))
    said = fill(rules("routes")["next_words"]["wait"], name=first.route, title=first.title, day=first.waiting)
    return NextStep(words=said, by=first.waiting, by_what=first.by_what, nature=first.nature)


def _nothing(case: Setting) -> NextStep:
    """Say what is left where no route is to be taken: a plan that does not bind, readings in doubt, or nothing."""
    words, status = rules("routes")["next_words"], case.report.reading.plan.status
    if status and not status.in_force:
        return _not_in_force(case, status)
    name = "doubts" if _in_doubt(case.report) else "nothing"
    return NextStep(words=words[name])


def _not_in_force(case: Setting, status: PlanStatus) -> NextStep:
    if status is PlanStatus.CEASED:
        return NextStep(words=rules("routes")["next_words"]["ceased"])
    words = fill(rules("routes")["next_words"]["not_in_force"], status=phrase("plan_statuses", status))
    near = [one for one in clocks(case) if one.yours and one.state is not ClockState.PAST]
    if not near:
        return NextStep(words=words)
    more = fill(rules("routes")["next_words"]["your_turn"], what=near[0].what, day=near[0].day)
    return NextStep(words=f"{words} {more}", by=near[0].day, by_what=near[0].what, nature=near[0].nature)


def _in_doubt(report: Report) -> bool:
    return any(standing(report, one) is Standing.DOUBTFUL for one in section_f(report))
