"""Everything that is held of one case, for whoever asks what is held about them: to read, and as JSON."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from models.caseload import CaseEntry
from models.diary import Entry
from models.noun import Noun
from models.record import Entry as Recorded
from models.record import Head
from pipeline.case_folder import DECISIONS, read_settings
from pipeline.desk.checked import checked, was_checked
from pipeline.desk.letter_desk import worked_on
from pipeline.desk.record_words import in_words
from pipeline.proof.verify import archive
from pipeline.review.decisions import read_decisions
from pipeline.review.history import deed, subject
from pipeline.review.room import PICTURE
from pipeline.store.corrections import corrections
from pipeline.store.diary import DIARY
from pipeline.store.holds import holds
from pipeline.store.lines import read
from pipeline.store.notes import notes
from pipeline.store.nouns import Store
from pipeline.store.papers import Papers
from pipeline.store.record import Record
from pipeline.wording import phrase
from templates.words import FILTERS, printable

SCHEMA = "sectionf/held/1"
PAGE, JSON = "read_me_first.html", "held.json"


class Asked(NamedTuple):
    """Of which case everything is asked, by the names of which accounts, and who works on it."""

    entry: CaseEntry
    names: Mapping[str, str]
    members: tuple[str, ...] = ()


class Goes(NamedTuple):
    """How much there is of one thing."""

    number: int
    thing: str
    things: str = ""


def everything_held(store: Store, asked: Asked, today: dt.date, folder: str) -> bytes:
    """Give everything that is held of a case in one archive, letters as somebody filled them in; it has to be open."""
    case_id = asked.entry.id
    said = _said(store, asked)
    letters = worked_on(checked(store, case_id, today), store, case_id) if was_checked(store, case_id) else {}
    files = {**_files(store.papers(case_id), "papers"), **_files(store.results(case_id), "results"),
             **{f"results/{name}": content for name, content in letters.items()}, **_kept(store, case_id)}
    files[JSON] = json.dumps(_plain({"schema": SCHEMA, **said}), indent=1, ensure_ascii=False).encode()
    files[PAGE] = _environment().get_template("held.html").render(
        **said, files=sorted(files), lines=in_words(said["record"], asked.names), deed=deed, subject=subject,
        event_words=lambda kind: phrase("events", kind), today=today).encode()
    return archive(folder, files)


def goes(store: Store, case_id: str) -> tuple[Goes, ...]:
    """Say what goes when a case is erased; the case has to be open."""
    folder = store.papers(case_id)
    events = read_settings(folder).events
    every = (Goes(len(Papers(store, case_id).all()), "paper that was handed in", "papers that were handed in"),
             Goes(len(_files(store.results(case_id), "")), "file of results: the report, the letters, the figures",
                  "files of results: the report, the letters, the figures"),
             Goes(len(read_decisions(folder / DECISIONS)), "decision about how something is read",
                  "decisions about how something is read"),
             Goes(len(events), "letter sent or received, or other event", "letters sent or received, or other events"),
             Goes(len(notes(store, case_id)), "note"))
    return tuple(one for one in every if one.number)


def _said(store: Store, asked: Asked) -> dict[str, Any]:
    """Give what is told in words, each as its noun."""
    case_id, folder = asked.entry.id, store.papers(asked.entry.id)
    settings, record = read_settings(folder), Record(store.folder.parent)
    entries: tuple[Recorded, ...] = record.entries(case_id)
    head: Head = record.head()
    return {"case": asked.entry, "members": asked.members, "papers": Papers(store, case_id).all(),
            "decisions": read_decisions(folder / DECISIONS), "contacts": dict(settings.contacts),
            "situation": settings.situation, "events": settings.events,
            "events_changed": read(folder / DIARY, Entry), "corrections": corrections(store, case_id),
            "holds": holds(store, case_id), "notes": notes(store, case_id), "record": entries, "record_head": head}


def _files(folder: Path, place: str) -> dict[str, bytes]:
    """Give every file below a folder, but locks."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {f"{place}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found}


def _kept(store: Store, case_id: str) -> dict[str, bytes]:
    """Give what the steps of a check and the people who worked on it have left, each as JSON, and pictures of pages."""
    found = dict[str, bytes]()
    for name in store.names(case_id):
        content = store.content(case_id, name)
        if name.startswith(PICTURE):
            found[f"pictures/{name}.webp"] = content
        else:
            found[f"kept/{name}.json"] = content.partition(b"\n")[2]
    return found


def _plain(said: Any) -> Any:
    if isinstance(said, Noun):
        return said.model_dump(mode="json")
    if isinstance(said, dict):
        return {name: _plain(value) for name, value in said.items()}
    return [_plain(one) for one in said] if isinstance(said, tuple | list) else said


@cache
def _environment() -> SandboxedEnvironment:
    made = SandboxedEnvironment(loader=PackageLoader("templates", "held"), undefined=StrictUndefined, autoescape=True,
                                finalize=printable, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(FILTERS)
    return made
