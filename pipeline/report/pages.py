"""A report as its readers meet it, whatever the file: the first page, the items at a glance, the cards, the method."""

from typing import Any, NamedTuple

from models.case import Case
from models.gap import Report
from models.provision import SectionLetter
from models.route import Route
from pipeline.calendars.open_days import SchoolDays
from pipeline.comparing.beside_words import LESS, BesidePaper, paper_words
from pipeline.report.cards import Card, card
from pipeline.report.front import Front, calendar_words, front
from pipeline.routes.choose import route_rules
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import and_list, long_date, short_date


class Legend(NamedTuple):
    """What a letter and a pattern of the pictures stand for."""

    bucket: str
    letter: str
    name: str


class RouteWords(NamedTuple):
    """A way to go on: why it is open or not, whom it goes to, by when, and what to beware of."""

    name: str
    open: bool
    why: str
    to: str
    by: str
    how: str
    cautions: str
    then: str


class Pages(NamedTuple):
    """Everything that a report says, in the order in which it says it."""

    front: Front
    counted: tuple[Card, ...]
    vague: tuple[Card, ...]
    ticks: tuple[Card, ...]
    others: tuple[Card, ...]
    beside: tuple[BesidePaper, ...]
    """Reports and earlier plans, as far as Section F says less than they do, or may."""
    enclosure: str
    """Where all of it stands."""
    set_aside: tuple[str, ...]
    routes: tuple[RouteWords, ...]
    method: tuple[str, ...]
    terms: tuple[tuple[str, str, str], ...]
    unmatched: tuple[tuple[str, str, str, str], ...]
    warnings: tuple[tuple[str, str, str], ...]
    legend: tuple[Legend, ...]


def pages(report: Report, case: Case) -> Pages:
    """Give the pages of a report."""
    days = SchoolDays(report.calendar)
    kept = [one for one in report.reading.provisions if one.id not in report.rejected]
    cards = [card(report, one, days) for one in kept if one.section is SectionLetter.F]
    return Pages(
        front=front(report, case),
        counted=tuple(one for one in cards if one.counted),
        vague=tuple(one for one in cards if not one.counted and not one.tick),
        ticks=tuple(one for one in cards if one.tick),
        others=tuple(card(report, one, days) for one in kept if one.section is not SectionLetter.F),
        beside=tuple(paper_words(report, one, LESS) for one in report.comparisons),
        enclosure=rules("packs")["components"]["N"]["name"],
        set_aside=tuple(one.id for one in report.reading.provisions if one.id in report.rejected),
        routes=_routes(report), method=method_lines(report), terms=term_rows(report),
        unmatched=tuple((row.source.place(), short_date(row.date) if row.date else "", row.text, row.reason)
                        for row in report.unmatched),
        warnings=tuple((doubt.place, doubt.reason, doubt.next_step)
                       for doubt in dict.fromkeys((*report.reading.warnings, *report.warnings))),
        legend=tuple(Legend(bucket, look["letter"], look["name"])
                     for bucket, look in rules("wording")["buckets"].items()))


def _routes(report: Report) -> tuple[RouteWords, ...]:
    """Give the routes, the open ones first."""
    every = (_route(route, route_rules()[route.route]) for route in report.routes)
    return tuple(sorted(every, key=lambda one: not one.open))


def _route(route: Route, rule: dict[str, Any]) -> RouteWords:
    by = ""
    if route.by and route.nature:
        by = say("next_steps", "by", what=route.by_what, by=route.by, nature=phrase("natures", route.nature))
    return RouteWords(
        name=f"{route.route} {route.title}", open=route.open, why=route.why, to=route.to or rule["addressee"], by=by,
        how=route.by_how, cautions=" ".join((*rule["cautions"], *route.notes)), then=and_list(rule["next"], "or"))


def method_lines(report: Report) -> tuple[str, ...]:
    """Say how the figures were worked out, on which calendar, and as of when the law was checked."""
    checked = rules("duties")["checked_on"]
    return (phrase("caveats", "method"), calendar_words(report), *phrase_list("method"),
            say("caveats", "law", day=checked), phrase("caveats", "advice"))


def phrase_list(name: str) -> list[str]:
    """Give a list of plain sentences."""
    return list(rules("wording")["lists"][name])


def term_rows(report: Report) -> tuple[tuple[str, str, str], ...]:
    """List the terms and the closures of the calendar."""
    stretches = [*report.calendar.half_terms, *report.calendar.closures]
    return tuple((stretch.name, long_date(stretch.start), long_date(stretch.end))
                 for stretch in sorted(stretches, key=lambda one: (one.start, one.name)))
