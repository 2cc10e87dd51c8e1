"""What was said of a case beside its papers and beside its results, together: nothing of it is lost."""

import hashlib
from pathlib import Path
from typing import Any

from models.case import Case, Situation
from models.noun import Noun
from models.provision import Service
from pipeline.case_folder import (
    CONTACTS,
    DECISIONS,
    KINDS,
    STARTS,
    Settings,
    begins,
    check_within,
    found_in,
    read_settings,
    unread_in,
)


def settled(case: Case, folder: Path) -> Case:
    """Add what stands beside the plan, then beside the results: addressees, what was sent, and the decisions made.

    What a check only copied to the results gives way to what stands beside the plan now.
    """
    beside_plan, beside_results = read_settings(case.plan.parent), said_here(read_settings(folder))
    decisions = folder / DECISIONS
    check_within(decisions)
    found: dict[str, Any] = {
        **beside_plan.contacts,
        **beside_results.contacts,
        "situation": _together(case.situation, beside_plan.situation, beside_results.situation),
        "providers": {**case.providers, **beside_plan.providers, **beside_results.providers},
        "concerns_seen": beside_results.concerns_seen or case.concerns_seen or beside_plan.concerns_seen,
        "events": tuple(dict.fromkeys((*case.events, *beside_plan.events, *beside_results.events))),
        "event_lists": tuple(dict.fromkeys((*case.event_lists, *_lists_of_events(folder, beside_results)))),
        "decisions": decisions if decisions.exists() else case.decisions,
    }
    if beside_results.written and folder.absolute() != case.plan.parent.absolute():
        lists = {path.name for path in found["event_lists"]}
        found["unread"] = (*case.unread, *unread_in(folder, beside_results, lists, STARTS))
    return case.model_copy(update=found)


def _lists_of_events(folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Give the lists of events that somebody put beside the results."""
    by_name = (path for path in sorted(folder.glob("*")) if path.is_file() and begins(path, KINDS["event_lists"]))
    found = dict.fromkeys((*found_in(folder, settings, "event_lists", KINDS["event_lists"]), *by_name))
    return tuple(path for path in found if path.name not in settings.written)


def _together(*situations: Situation) -> Situation:
    """Give all that these say; of what several say, the last counts."""
    said: dict[str, Any] = {}
    for one in situations:
        said |= {name: getattr(one, name) for name in one.model_dump(exclude_defaults=True)}
    return Situation(**said)


def said_here(settings: Settings) -> Settings:
    """Leave out what a check only copied here, and nobody has changed since."""
    copied, events = settings.copied, set(settings.copied.get("events", ()))
    return settings._replace(
        contacts={name: one for name, one in settings.contacts.items() if copied.get(name) != _mark(one)},
        situation=Situation() if copied.get("situation") == _mark(settings.situation) else settings.situation,
        providers=dict(one for one in settings.providers.items() if _named(*one) not in copied.get("providers", ())),
        events=tuple(event for event in settings.events if _mark(event) not in events),
    )


def marks_of(case: Case, there: Settings) -> dict[str, Any]:
    """Mark what a check copies to a folder of results, beside what stands there already and was said there."""
    here = said_here(there)
    parts = {name: getattr(case, name) for name in CONTACTS if name not in here.contacts}
    if here.situation == Situation():
        parts["situation"] = case.situation
    marks: dict[str, Any] = {name: _mark(one) for name, one in parts.items() if one != type(one)()}
    events = [_mark(event) for event in case.events if event not in here.events]
    providers = [_named(*one) for one in case.providers.items() if one[0] not in here.providers]
    return marks | ({"events": events} if events else {}) | ({"providers": providers} if providers else {})


def _mark(said: Noun) -> str:
    return _short(said.model_dump_json())


def _named(service: Service, provider: str) -> str:
    return _short(f"{service}\n{provider}")


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
