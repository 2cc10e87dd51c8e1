"""A report as its readers meet it, whatever the file: the first page, the items at a glance, the cards, the method."""

from typing import NamedTuple

from models.case import Case
from models.gap import Report
from models.provision import SectionLetter
from pipeline.calendar import SchoolDays
from pipeline.report_cards import Card, card
from pipeline.report_front import Front, calendar_words, front
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import long_date, short_date


class Legend(NamedTuple):
    """What a letter and a pattern of the pictures stand for."""

    bucket: str
    letter: str
    name: str


class Pages(NamedTuple):
    """Everything that a report says, in the order in which it says it."""

    front: Front
    counted: tuple[Card, ...]
    vague: tuple[Card, ...]
    ticks: tuple[Card, ...]
    others: tuple[Card, ...]
    set_aside: tuple[str, ...]
    routes: tuple[tuple[str, str, str, str], ...]
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
        set_aside=tuple(one.id for one in report.reading.provisions if one.id in report.rejected),
        routes=_routes(report), method=_method(report), terms=_terms(report),
        unmatched=tuple((row.source.place(), short_date(row.date) if row.date else "", row.text, row.reason)
                        for row in report.unmatched),
        warnings=tuple((doubt.place, doubt.reason, doubt.next_step)
                       for doubt in dict.fromkeys((*report.reading.warnings, *report.warnings))),
        legend=tuple(Legend(bucket, look["letter"], look["name"])
                     for bucket, look in rules("wording")["buckets"].items()))


def _routes(report: Report) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((f"{route.route} {route.title}", phrase("routes", "open" if route.open else "closed"), route.why,
                  f"{long_date(route.by)}, {phrase('natures', route.nature)}" if route.by and route.nature else "")
                 for route in report.routes)


def _method(report: Report) -> tuple[str, ...]:
    checked = rules("duties")["checked_on"]
    return (phrase("caveats", "method"), calendar_words(report), *phrase_list("method"),
            say("caveats", "law", day=checked), phrase("caveats", "advice"))


def phrase_list(name: str) -> list[str]:
    """Give a list of plain sentences."""
    return list(rules("wording")["lists"][name])


def _terms(report: Report) -> tuple[tuple[str, str, str], ...]:
    stretches = [*report.calendar.half_terms, *report.calendar.closures]
    return tuple((stretch.name, long_date(stretch.start), long_date(stretch.end))
                 for stretch in sorted(stretches, key=lambda one: (one.start, one.name)))
