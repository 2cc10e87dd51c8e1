"""Which escalation routes are open, why, and by when: the rules of `rules/routes.toml` applied to a report."""

from collections.abc import Iterable
from typing import Any

from models.case import Case, SchoolKind
from models.doubt import Doubt
from models.gap import Report
from models.route import Clock, Nature, Route
from pipeline.routes.clocks import Setting, clock, clocks, setting
from pipeline.routes.deadlines import Deadline, deadline, period_words, unconfirmed
from pipeline.routes.facts import Fact, condition, reply_clock
from pipeline.routes.next_step import next_step
from pipeline.routes.safeguarding import seen
from pipeline.rules import rules
from pipeline.wording import fill


def route_rules() -> dict[str, dict[str, Any]]:
    """Give the rules of the routes R1 to R19 in order."""
    return {name: rule for name, rule in rules("routes").items() if name[0] == "R" and name[1:].isdigit()}


def with_ways_on(report: Report, case: Case, doubts: tuple[Doubt, ...] = ()) -> Report:
    """Add to a report the routes, the clocks that run, and the step to take next."""
    known = setting(report, case)
    routes = _routes(known)
    return report.model_copy(update={
        "routes": routes, "clocks": clocks(known), "next_step": next_step(known, routes),
        "concerns_seen": seen(report.concerns, case.concerns_seen), "warnings": (*report.warnings, *doubts)})


def open_routes(report: Report, case: Case) -> tuple[Route, ...]:
    """Say of every route whether it is open, why or why not, and by when."""
    return _routes(setting(report, case))


def _routes(case: Setting) -> tuple[Route, ...]:
    return tuple(_route(case, name, rule) for name, rule in route_rules().items())


def _route(case: Setting, name: str, rule: dict[str, Any]) -> Route:
    triggers = {one: condition(case, one) for one in rule["opens"]}
    unmet = [one for one in rule.get("needs", ()) if not condition(case, one).holds]
    true = [one for one, fact in triggers.items() if fact.holds]
    is_open = bool(true) and not unmet
    sent, reply = case.history.last(f"sent {name}"), reply_clock(case, name)
    route = Route(route=name, title=rule["title"], open=is_open, why=_why(case, triggers, unmet),
                  provisions=_ids(triggers[one] for one in true) if is_open else (), to=_to(rule, case.case),
                  taken=sent.day if sent else None, waiting=reply.day if reply else None,
                  notes=_notes(case, rule) if is_open else ())
    return route.model_copy(update=_by(case, name, rule)) if is_open else route


def _to(rule: dict[str, Any], case: Case) -> str:
    """Name whom a route goes to: a college has other people for it."""
    college = case.situation.school_kind is SchoolKind.COLLEGE
    return str(rule.get("addressee_college", rule["addressee"]) if college else rule["addressee"])


def _notes(case: Setting, rule: dict[str, Any]) -> tuple[str, ...]:
    """Say what this case adds to the cautions of a route."""
    notes = {name: condition(case, name) for name in rule.get("notes", {})}
    return tuple(fill(rule["notes"][name], **{"ids": fact.ids, **fact.words})
                 for name, fact in notes.items() if fact.holds)


def _by(case: Setting, name: str, rule: dict[str, Any]) -> dict[str, Any]:
    """Give the day of a route: that of the answer awaited, of its limit, or of the answer if it goes out today."""
    awaited, key = reply_clock(case, name), rule.get("deadline", "")
    if awaited:
        return _day(awaited, awaited.what)
    return _day(_end(case, key), rules("deadlines")[key]["what"]) if key else {}


def _day(end: Clock | Deadline, what: str) -> dict[str, Any]:
    return {"by": end.day, "by_what": what, "by_how": end.how, "nature": end.nature}


def _end(case: Setting, key: str) -> Clock | Deadline:
    """Give the end of a period; one that starts with a letter is counted as if it went out today."""
    if rules("deadlines")[key]["from"].split(" ")[0] in ("sent", "received"):
        return deadline(key, case.report.as_of, case.days, case.report.as_of)
    return clock(key, case) or _from_when(key)


def _from_when(key: str) -> Deadline:
    """Say from when a period would count, where that day has not come or nobody has said it."""
    rule, words = rules("deadlines")[key], rules("routes")["words"]
    start = rules("deadlines")["starts"][rule["from"].split(" ")[0]]
    how = fill(words["from_when"], period=period_words(key), start=start, title=rule["title"])
    return Deadline(None, Nature(rule["nature"]), f"{how}{unconfirmed(key)}.")


def _why(case: Setting, triggers: dict[str, Fact], unmet: list[str]) -> str:
    words = rules("routes")["words"]
    true = [one for one, fact in triggers.items() if fact.holds]
    if unmet:
        return fill(words["needs"], reason=_say(unmet[0], condition(case, unmet[0]), "no"))
    if true:
        return fill(words["open"], reasons=[_say(one, triggers[one], "yes") for one in true])
    held = _ids(Fact(True, fact.held) for fact in triggers.values())
    if held:
        return fill(words["held"], ids=held)
    return fill(words["closed"], reasons=[_say(one, fact, "when") for one, fact in triggers.items()])


def _say(name: str, fact: Fact, mood: str) -> str:
    return fill(rules("routes")["conditions"][name.split(" ")[0]][mood], **{"ids": fact.ids, **fact.words})


def _ids(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for fact in facts for one in fact.ids if one[0] in "FGH" and one[1:2].isdigit()))
