"""The letters of the routes that are open, and the papers beside them, each a draft for a person to check and sign."""

from pathlib import Path
from typing import Any

from models.case import Case, Event
from models.gap import Report, Route
from pipeline.calendar import SchoolDays
from pipeline.deadlines import deadline
from pipeline.letters.events import chronology, correspondence, first_known, last_talk, letters_sent
from pipeline.letters.items import Contents, chosen, has_letter, letter_rule, unsplit_items, with_asks
from pipeline.letters.people import people
from pipeline.letters.rows import rows
from pipeline.read import read_sent_and_received
from pipeline.routes import open_routes, route_rules
from pipeline.rules import rules
from pipeline.word_file import fill_in
from pipeline.wording import phrase, say
from templates.words import count, long_date

PAPERS = ("conversation", "split", "records")
"""What is written beside the letters of routes, where there is something to say."""


def write_letters(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write the letter of every open route, and what stands beside them, into `letters/`; give their paths."""
    known = report if report.routes else report.model_copy(update={"routes": open_routes(report, case)})
    letters = {route.route: letter(known, case, route) for route in known.routes if has_letter(known, route)}
    letters |= {name: paper(known, case, name) for name in PAPERS if has_paper(known, case, name)}
    if letters:
        (folder / "letters").mkdir(parents=True, exist_ok=True)
    paths = {folder / "letters" / f"{letter_rule(name)['file']}.docx": content for name, content in letters.items()}
    for path, content in paths.items():
        path.write_bytes(content)
    return list(paths)


def letter(report: Report, case: Case, route: Route) -> bytes:
    """Give the letter of a route as the bytes of a .docx file."""
    rule = letter_rule(route.route)
    facts = {**_said(chosen(report, rule, route.provisions)), "limit": _limit(route)}
    return _filled(report, case, rule, facts, route_rules()[route.route]["title"])


def has_paper(report: Report, case: Case, name: str) -> bool:
    """Whether there is something to say in a paper that belongs to no route."""
    if name == "conversation":
        return last_talk(_events(case)) is not None
    return bool(unsplit_items(report) if name == "split" else with_asks(report))


def paper(report: Report, case: Case, name: str) -> bytes:
    """Give a paper that belongs to no route as the bytes of a .docx file."""
    rule = letter_rule(name)
    return _filled(report, case, rule, {**_said(chosen(report, rule)), "talk": last_talk(_events(case))}, rule["title"])


def _filled(report: Report, case: Case, rule: dict[str, Any], facts: dict[str, Any], title: str) -> bytes:
    every = {**people(report, case, rule), **_of_the_report(report), **rows(report), **_of_events(report, case), **facts,
             "reply_by": _reply_by(report, rule["reply"]) if "reply" in rule else ""}
    return fill_in(f"letters/{rule['file']}", every, report.as_of, f"{title} (draft)")


def _of_the_report(report: Report) -> dict[str, Any]:
    status = report.reading.plan.status
    return {"window": " to ".join(map(long_date, report.window)), "coverage": _coverage(report),
            "law": rules("duties"), "caveat": phrase("caveats", "head"),
            "duty": rules("duties")["s42"]["letter"] if status and status.in_force else "",
            "open_routes": tuple(_open(route) for route in report.routes if route.open and route.route != "R19")}


def _of_events(report: Report, case: Case) -> dict[str, Any]:
    events = _events(case)
    return {"timeline": chronology(report, events), "letters": letters_sent(events),
            "correspondence": correspondence(events), "first_known": first_known(report)}


def _events(case: Case) -> tuple[Event, ...]:
    return read_sent_and_received(case)[0]


def _open(route: Route) -> str:
    if not route.by or not route.nature:
        return route.title
    return say("letters", "open", title=route.title, by=route.by, nature=phrase("natures", route.nature))


def _limit(route: Route) -> str:
    return say("letters", "limit", by=route.by, how=route.by_how) if route.by else phrase("missing", "limit")


def _coverage(report: Report) -> str:
    parts = [say("caveats", "coverage", **part.model_dump()) for part in report.coverage]
    status = report.reading.plan.status
    if status and not status.in_force:
        parts.append(say("letters", "not_in_force", status=phrase("plan_statuses", status)))
    return " ".join(parts) or phrase("caveats", "no_coverage")


def _reply_by(report: Report, key: str) -> str:
    """Say by when an answer is asked for, if the letter goes on the day of the check."""
    rule = rules("deadlines")[key]
    end = deadline(key, report.as_of, SchoolDays(report.calendar), report.as_of).day
    period = count(rule["period"], rules("routes")["units"][rule["unit"]])
    return long_date(end) if end else say("missing", "reply", period=period)


def _said(said: Contents) -> dict[str, Any]:
    more = [say("letters", "more", ids=said.more) if said.more else "",
            say("letters", "confirm", ids=said.confirm) if said.confirm else ""]
    return {"items": said.items, "more": " ".join(filter(None, more)), "draft": {"notice": said.notice},
            "vague": say("letters", "vague", ids=said.vague) if said.vague else ""}
