"""Letters sent and received, meetings, calls and decisions: a list with a date, a kind and a few words."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.cells.days import DateSense, read_day
from extractors.cells.sense import sense_of
from extractors.cells.times import read_times
from extractors.cells.words import blank, cell, key, words
from extractors.records.headers import Header, find_header
from extractors.tables import Line, Table, read_tables
from extractors.vocabulary import vocabulary
from models.case import Event, EventKind, Milestone, Post
from models.doubt import Doubt, Severity
from models.errors import UnusableEvidence

NOON = 12
PLACES = 6
ENOUGH = 0.6
"""The share of the rows of a list of events whose kind is one that we know."""
LETTERS = (EventKind.SENT, EventKind.RECEIVED)


def kind_of_event(text: str) -> EventKind | None:
    """Say whether words name something sent, received, a meeting or a call.

    >>> kind_of_event("Letter out"), kind_of_event("reply from LA"), kind_of_event("phone call"), kind_of_event("?")
    (<EventKind.SENT: 'sent'>, <EventKind.RECEIVED: 'received'>, <EventKind.CALL: 'call'>, None)
    """
    return next((EventKind(kind) for kind, forms in vocabulary("event_words")["kinds"].items()
                 if _says(text, forms)), None)


def _says(text: str, forms: Iterable[str]) -> bool:
    said = f" {key(text)} "
    return any(f" {form} " in said for form in forms)


def milestones_of(text: str, kind: EventKind) -> tuple[Milestone, ...]:
    """Name what words of an event of this kind may be, where a period starts or ends with it; the fuller words decide.

    >>> milestones_of("Annual review at school", EventKind.MEETING)
    (<Milestone.REVIEW_MEETING: 'review_meeting'>,)
    >>> milestones_of("Annual review booked for May", EventKind.MEETING), milestones_of("Draft plan", EventKind.SENT)
    ((), ())
    """
    known = vocabulary("event_words")["milestones"]
    if _says(text, known["not"]):
        return ()
    forms = sorted(((form, name) for name, entry in known.items() if name != "not" and kind in entry["kinds"]
                    for form in entry["forms"]), key=lambda pair: -len(pair[0]))
    said, found = f" {key(text)} ", dict[Milestone, None]()
    for form, name in forms:
        if f" {form} " in said:
            said, found = said.replace(f" {form} ", " / "), found | {Milestone(name): None}
    return tuple(found)


def route_of(text: str) -> str | None:
    """Name the route whose letter the words speak of, where they can mean one only.

    >>> route_of("Section 42 letter to the DCS"), route_of("Complaint, stage 1")
    ('R4', None)
    """
    found = [route for route, forms in vocabulary("event_words")["routes"].items() if _says(text, forms)]
    return found[0] if len(found) == 1 else None


def post_of(text: str) -> Post | None:
    """Say how a letter went.

    >>> post_of("e-mail"), post_of("1st class"), post_of("")
    (<Post.EMAIL: 'email'>, <Post.FIRST_CLASS: 'first_class'>, None)
    """
    return next((Post(post) for post, forms in vocabulary("event_words")["post"].items() if _says(text, forms)), None)


def is_event_list(table: Table) -> bool:
    """Whether a table lists what was sent and received: its columns say so, and most of its rows name a kind."""
    header = find_header(table, ("events",))
    if header is None:
        return False
    kinds = [said for line in table.rows[header.row + 1:] if (said := words(cell(line, header.columns["kind"])))]
    return bool(kinds) and sum(kind_of_event(said) is not None for said in kinds) >= ENOUGH * len(kinds)


def read_events(path: Path) -> tuple[tuple[Event, ...], tuple[Doubt, ...]]:
    """Read a list of events; rows that cannot be used become doubts."""
    events: list[Event] = []
    doubts: list[Doubt] = []
    for table in read_tables(path):
        _read(table, events, doubts)
    if not events and not doubts:
        raise UnusableEvidence("no list with a date, a kind and a subject was found", path.name,
                               "Give a table with the columns date, kind, route and words.")
    return tuple(sorted(events, key=lambda event: event.date)), tuple(doubts)


def _read(table: Table, events: list[Event], doubts: list[Doubt]) -> None:
    header = find_header(table, ("events",))
    if header is None:
        return
    lines = table.rows[header.row + 1:]
    sense = sense_of((cell(line, header.columns["date"]) for line in lines), [table.file])
    nowhere: list[str] = []
    for number, line in enumerate(lines, header.row + 1):
        if blank(line):
            continue
        event = _event(line, header, sense)
        place = table.source(number).place()
        if event is None:
            doubts.append(Doubt(code="event_row", field="events", place=place,
                                reason="The date or the kind of this event could not be read.",
                                next_step="Correct this row: a date, and sent, received, meeting, call or happened."))
            continue
        events.append(event)
        doubts += _in_doubt(event, words(cell(line, header.columns.get("reply_by"))), place)
        if event.kind in LETTERS and not (event.route or event.milestone or _two_meanings(event)):
            nowhere.append(place)
    if nowhere:
        doubts.append(Doubt(code="event_route", field="events", severity=Severity.NOTE, place=_places(nowhere),
                            reason="Which step these letters belong to is not said: no time is counted from them.",
                            next_step="Put the step, R1 to R19, into a column called route."))


def _in_doubt(event: Event, reply_by: str, place: str) -> Iterator[Doubt]:
    """Ask about an event of which a part could not be read, or could be read in two ways."""
    if reply_by and event.reply_by is None:
        yield Doubt(code="event_reply_by", field="events", place=place,
                    reason="The day by which an answer was asked for could not be read, or is no later day.",
                    next_step="Correct it; until then the usual time to answer is counted.")
    if _two_meanings(event):
        yield Doubt(code="event_meaning", field="events", place=place,
                    reason="What this event was could be read in two ways; no period is counted from it.",
                    next_step="Put it in a row for each thing that happened.")


def _two_meanings(event: Event) -> bool:
    return event.milestone is None and len(milestones_of(event.words, event.kind)) > 1


def _places(places: list[str]) -> str:
    rows = "; ".join(places[:PLACES])
    return f"{rows} and {len(places) - PLACES} more" if len(places) > PLACES else rows


def _event(line: Line, header: Header, sense: DateSense) -> Event | None:
    columns = header.columns
    day = read_day(cell(line, columns["date"]), sense).day
    kind = kind_of_event(words(cell(line, columns["kind"])))
    if day is None or kind is None:
        return None
    said = words(cell(line, columns["words"]))
    reply_by = read_day(cell(line, columns.get("reply_by")), sense).day
    found = milestones_of(f"{words(cell(line, columns['kind']))} {said}", kind)
    return Event(date=day, kind=kind, route=words(cell(line, columns.get("route"))).upper() or route_of(said),
                 words=said, milestone=found[0] if len(found) == 1 else None,
                 post=post_of(words(cell(line, columns.get("method")))), at=_time(line, columns.get("time")),
                 reply_by=reply_by if reply_by and reply_by > day else None)


def _time(line: Line, column: int | None) -> dt.time | None:
    """Give the hour, where it can mean one only: "4.30" and "7:15" may be of the morning or of the evening."""
    value = cell(line, column)
    if isinstance(value, dt.time):
        return value
    read, said = read_times(words(value)), words(value).lower()
    if not read:
        return None
    on_the_day = (read.start.hour > NOON and said[0] in "12") or said[0] == "0"
    return read.start if on_the_day or re.search(r"\d\s*[ap]\.?m", said) else None
