"""Which escalation routes are open, why, and by when: the rules of `rules/routes.toml` applied to a report."""

from typing import Any

from models.case import Case
from models.gap import Report, Route
from pipeline.calendar import SchoolDays
from pipeline.deadlines import deadline
from pipeline.route_facts import Fact, condition, start_of
from pipeline.rules import rules
from pipeline.wording import fill


def route_rules() -> dict[str, dict[str, Any]]:
    """Give the rules of the routes R1 to R19 in order."""
    return {name: rule for name, rule in rules("routes").items() if name[0] == "R" and name[1:].isdigit()}


def open_routes(report: Report, case: Case) -> tuple[Route, ...]:
    """Say of every route whether it is open, why or why not, and by when."""
    return tuple(_route(report, case, name, rule) for name, rule in route_rules().items())


def _route(report: Report, case: Case, name: str, rule: dict[str, Any]) -> Route:
    triggers = {one: condition(report, case, one) for one in rule["opens"]}
    unmet = [one for one in rule.get("needs", ()) if not condition(report, case, one).holds]
    true = [one for one, fact in triggers.items() if fact.holds]
    is_open = bool(true) and not unmet
    route = Route(route=name, title=rule["title"], open=is_open, why=_why(report, case, triggers, unmet),
                  provisions=_ids(triggers[one] for one in true) if is_open else ())
    start = start_of(report, case, rules("deadlines")[rule["deadline"]]["from"]) if "deadline" in rule else None
    if not is_open or start is None:
        return route
    by = deadline(rule["deadline"], start, SchoolDays(report.calendar), report.as_of)
    return route.model_copy(update={"by": by.day, "by_how": by.how, "nature": by.nature})


def _why(report: Report, case: Case, triggers: dict[str, Fact], unmet: list[str]) -> str:
    words = rules("routes")["words"]
    true = [one for one, fact in triggers.items() if fact.holds]
    if unmet:
        return fill(words["needs"], reason=_say(unmet[0], condition(report, case, unmet[0]), "no"))
    if true:
        return fill(words["open"], reasons=[_say(one, triggers[one], "yes") for one in true])
    held = _ids(Fact(True, fact.held) for fact in triggers.values())
    if held:
        return fill(words["held"], ids=held)
    return fill(words["closed"], reasons=[_say(one, fact, "when") for one, fact in triggers.items()])


def _say(name: str, fact: Fact, mood: str) -> str:
    return fill(rules("routes")["conditions"][name.split(" ")[0]][mood], **{"ids": fact.ids, **fact.words})


def _ids(facts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for fact in facts for one in fact.ids if one[0] in "FGH" and one[1:2].isdigit()))
