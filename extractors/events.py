"""Letters sent and received, meetings and calls: a list with a date, a kind and a few words."""

from pathlib import Path

from extractors.cells.days import read_day
from extractors.cells.sense import sense_of
from extractors.cells.words import blank, cell, key, words
from extractors.record_headers import find_header
from extractors.tables import Table, read_tables
from extractors.vocabulary import vocabulary
from models.case import Event, EventKind
from models.doubt import Doubt
from models.errors import UnusableEvidence


def kind_of_event(text: str) -> EventKind | None:
    """Say whether words name something sent, received, a meeting or a call.

    >>> kind_of_event("Letter out"), kind_of_event("reply from LA"), kind_of_event("phone call"), kind_of_event("?")
    (<EventKind.SENT: 'sent'>, <EventKind.RECEIVED: 'received'>, <EventKind.CALL: 'call'>, None)
    """
    wanted = f" {key(text)} "
    for kind, forms in vocabulary("event_words")["kinds"].items():
        if any(f" {form} " in wanted for form in forms):
            return EventKind(kind)
    return None


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
    for number, line in enumerate(lines, header.row + 1):
        if blank(line):
            continue
        day = read_day(cell(line, header.columns["date"]), sense).day
        kind = kind_of_event(words(cell(line, header.columns["kind"])))
        if day is None or kind is None:
            doubts.append(Doubt(code="event_row", field="events", place=table.source(number).place(),
                                reason="The date or the kind of this event could not be read.",
                                next_step="Correct this row: a date, and sent, received, meeting or call."))
            continue
        route = words(cell(line, header.columns.get("route"))).upper()
        events.append(Event(date=day, kind=kind, route=route or None, words=words(cell(line, header.columns["words"]))))
