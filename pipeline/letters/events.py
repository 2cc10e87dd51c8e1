"""What was sent, answered and said, and what the records add to it: the chronology and the sentences of a letter."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.case import Event, EventKind
from models.gap import Bucket, Report
from pipeline.report.words import plan_words
from pipeline.review.standing import Standing, findings_of, section_f, standing
from pipeline.routes.choose import route_rules
from pipeline.rules import rules
from pipeline.wording import fill, phrase, say
from templates.words import long_date, sentence

LINES = 16
TALKS = (EventKind.MEETING, EventKind.CALL)


class Line(NamedTuple):
    """One line of a chronology: the day, what happened, and what shows it."""

    date: str
    words: str
    source: str


class Talk(NamedTuple):
    """A meeting or a call that is to be confirmed in writing."""

    day: str
    thanks: str
    words: str


def chronology(report: Report, events: Iterable[Event]) -> tuple[Line, ...]:
    """Give what happened in the order of the days: the plan, what was sent and said, what the records say first."""
    dated = [*_plan(report), *((one.date, event_words(one), phrase("chronology", "listed")) for one in events),
             *_records(report)]
    return tuple(Line(long_date(day), words, source) for day, words, source in sorted(dated)[-LINES:])


def event_words(event: Event) -> str:
    """Say what an event was, with the words that the list of events has for it.

    >>> event_words(Event(date=dt.date(2025, 11, 3), kind=EventKind.CALL, words="SENCO will look"))
    'Call: SENCO will look.'
    """
    kind = phrase("events", event.kind)
    rule = route_rules().get(event.route or "")
    named = f"{kind} ({rule['title']})" if rule else kind
    return sentence(f"{named}: {event.words}" if event.words else named)


def correspondence(events: Iterable[Event]) -> tuple[str, ...]:
    """List what was sent and what came back, a line for each."""
    return tuple(f"{long_date(one.date)}: {event_words(one)}" for one in sorted(events, key=lambda one: one.date))


def letters_sent(events: tuple[Event, ...]) -> Mapping[str, str]:
    """Say for each route when its letter went and when it was answered; what is not known is a placeholder."""
    return {route: _sent(events, route, words) for route, words in rules("wording")["letters_to"].items()}


def _sent(events: tuple[Event, ...], route: str, words: Mapping[str, str]) -> str:
    sent, received = (max((one.date for one in events if one.route == route and one.kind is kind), default=None)
                      for kind in (EventKind.SENT, EventKind.RECEIVED))
    if sent is None:
        return words["missing"]
    answered = received is not None and received >= sent
    return say("chronology", "answered" if answered else "unanswered", to=fill(words["to"]), sent=sent,
               received=received)


def last_talk(events: Iterable[Event]) -> Talk | None:
    """Give the last meeting or call, if there was one."""
    talks = [event for event in events if event.kind in TALKS]
    if not talks:
        return None
    last = max(talks, key=lambda event: event.date)
    return Talk(long_date(last.date), phrase("thanks", last.kind), last.words)


def first_known(report: Report) -> str:
    """Say when the records first show that something was not delivered, or ask."""
    days = [day for _, day, _ in first_missed(report)]
    return say("chronology", "first_missed", day=min(days)) if days else phrase("chronology", "first_missed_missing")


def _plan(report: Report) -> list[tuple[dt.date, str, str]]:
    plan = report.reading.plan
    if not plan.issue_date:
        return []
    return [(plan.issue_date, say("chronology", "plan", plan=plan_words(plan)), report.reading.source.file)]


def _records(report: Report) -> list[tuple[dt.date, str, str]]:
    return [(day, say("chronology", "item", id=one), place) for one, day, place in first_missed(report)]


def first_missed(report: Report) -> list[tuple[str, dt.date, str]]:
    """Give, of each item read without doubt, the first session that a record says was not delivered."""
    found = []
    for provision in section_f(report):
        lines = [line for finding in findings_of(report, provision) for line in finding.evidence
                 if line.bucket is Bucket.MISSED_PROVIDER and standing(report, provision) is not Standing.DOUBTFUL]
        if lines:
            first = min(lines, key=lambda line: line.date)
            found.append((provision.id, first.date, first.source.place()))
    return found
