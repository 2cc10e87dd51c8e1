"""The events of a case: entered, corrected and struck out in its settings, and what stood there kept for good."""

import hashlib
from pathlib import Path
from typing import Any

from models.case import Event
from models.diary import Entry
from models.errors import UnusableCase
from pipeline.store.lines import append, read
from pipeline.store.settings import settings_changed

DIARY = "diary.jsonl"
Table = dict[str, Any]


def name_of(event: Event) -> str:
    """Name an event without saying anything of it: the start of the SHA-256 of what it says."""
    return hashlib.sha256(event.model_dump_json().encode()).hexdigest()[:16]


def diary(folder: Path) -> tuple[Entry, ...]:
    """Give every change of the events of a case, the first one first."""
    return read(folder / DIARY, Entry)


def write_down(folder: Path, entry: Entry) -> None:
    """Make one change of the events: what stood there has to be there still, and nothing stands there twice.

    The diary is written first: after a crash between the two the settings are as they were, and nobody was told.
    """
    with settings_changed(folder) as table:
        events = [Event.model_validate(one) for one in table.get("events", ())]
        if entry.before and entry.before not in events:
            raise UnusableCase("this event was changed by somebody meanwhile.", remedy="Look at the list again.")
        if entry.after in events:
            raise UnusableCase("this stands in the list already.", remedy="Nothing has to be done.")
        append(folder / DIARY, entry)
        kept = [one for one in events if one != entry.before] + ([entry.after] if entry.after else [])
        table["events"] = [_table(one) for one in sorted(kept, key=lambda one: (one.date, str(one.at)))]
        if not kept:
            del table["events"]


def _table(event: Event) -> Table:
    return {name: value for name, value in event.model_dump().items() if value not in (None, "")}


def find(events: tuple[Event, ...], name: str) -> Event:
    """Give the event of a name."""
    found = [one for one in events if name_of(one) == name]
    if not found:
        raise UnusableCase("this event is not in the list any more.", remedy="Look at the list again.")
    return found[0]
