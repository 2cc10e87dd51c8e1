"""A case as a folder: which of its files is what, and the settings that `case.toml` holds."""

import datetime as dt
import hashlib
import os
import re
import tomllib
from collections.abc import Mapping, Set
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from extractors.limits import most
from extractors.opening.regular import check_regular, content_of, shown
from models.case import Case, Contact, Event, Situation
from models.errors import UnusableCase
from models.provision import Service
from pipeline.files.swap import recover
from pipeline.files.toml_text import toml

SCHEMA = "sectionf/case/1"
SETTINGS = "case.toml"
LEFT_OUT = "others"
"""What the settings call papers that no check reads."""
DECISIONS = "decisions.jsonl"
KINDS = {"timetables": "timetable", "logs": "log", "registers": "register", "event_lists": "events", "advice": "report"}
"""The files of which a case may have several, and how their names begin in its folder."""
STARTS = (*KINDS.values(), "calendar")
PAPERS = (".pdf", ".docx", ".txt", ".csv", ".xlsx", ".xls", ".ods")
NOTICE = "could-not-be-checked.txt"
"""Stands in the folder of a case whose last check failed."""
PLANS = (".pdf", ".docx", ".txt")
OTHER = re.compile(r"plan[^a-z.].*\.(?:pdf|docx|txt)", re.IGNORECASE)
"""How another version of the plan is called in a case folder: "plan-2024.pdf", "plan 2.docx"."""
OURS = re.compile(r"report(?: \(changed by hand.*\))?\.\w+", re.IGNORECASE)
"""What a check calls its own report, so that no report of a professional may be called so beside it."""
MEGABYTE = 1 << 20
CORRECT = "Correct it, or delete the file and check again."
SHAPES = {"as_of": dt.date, "files": dict, "events": list, "situation": dict, "providers": dict, "written": dict}
"""What the settings of a name have to be."""
CONTACTS = ("sender", "school", "authority", "representative", "other_parent")


class Settings(NamedTuple):
    """What `case.toml` says; all of it may be absent."""

    files: Mapping[str, Any] = {}
    as_of: dt.date | None = None
    window: tuple[dt.date, dt.date] | None = None
    contacts: Mapping[str, Contact] = {}
    events: tuple[Event, ...] = ()
    situation: Situation = Situation()
    providers: Mapping[Service, str] = {}
    concerns_seen: str = ""
    written: Mapping[str, str] = {}
    """What the last check wrote into the folder, with the SHA-256 of each."""
    copied: Mapping[str, Any] = {}
    """Marks of what the last check copied here from the case folder: what still has its mark, nobody said here."""


def case_id(plan: Path) -> str:
    """Name a case without naming anyone: the start of the SHA-256 of the first megabyte of its plan."""
    check_regular(plan, most("plan", "bytes"), "Give the plan without its appended reports.")
    try:
        with plan.open("rb") as file:
            return hashlib.sha256(file.read(MEGABYTE)).hexdigest()[:12]
    except OSError:
        raise UnusableCase(
            "this plan cannot be opened.", where=plan.name, remedy="Check its name and that you may read it."
        ) from None


def read_settings(folder: Path) -> Settings:
    """Read `case.toml`, if the folder has one."""
    path = folder / SETTINGS
    if not path.exists():
        return Settings()
    check_within(path)
    try:
        table = tomllib.loads(content_of(path, most("settings", "bytes"), CORRECT).decode())
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line \d+", str(error))
        raise _unusable(f"these settings cannot be read{f' ({place.group()})' if place else ''}.") from None
    if wrong := [name for name, kind in SHAPES.items() if name in table and not isinstance(table[name], kind)]:
        raise _unusable(f"these settings are not understood: {', '.join(wrong)}.")
    try:
        return Settings(
            files=table.get("files", {}),
            as_of=table.get("as_of"),
            window=_window(table.get("window")),
            contacts={name: Contact.model_validate(table[name]) for name in CONTACTS if table.get(name)},
            events=tuple(Event.model_validate(event) for event in table.get("events", ())),
            situation=Situation.model_validate(table.get("situation", {})),
            providers=TypeAdapter(dict[Service, str]).validate_python(table.get("providers", {})),
            concerns_seen=str(table.get("safeguarding_seen", "")),
            written=table.get("written", {}),
            copied=table.get("copied", {}),
        )
    except ValidationError as error:
        names = ", ".join(sorted({".".join(map(str, problem["loc"])) or error.title for problem in error.errors()}))
        raise _unusable(f"these settings are not understood: {names}.") from None


def _unusable(what: str) -> UnusableCase:
    return UnusableCase(what, where=SETTINGS, remedy=CORRECT)


def _window(value: Any) -> tuple[dt.date, dt.date] | None:
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(type(day) is dt.date for day in value):
        return value[0], value[1]
    raise _unusable("`window` is not two dates, such as [2025-09-01, 2025-12-19].")


def read_case(folder: Path, as_of: dt.date) -> Case:
    """Give the case that a folder holds; `as_of` stands in where its settings name no day."""
    if not os.access(folder, os.R_OK | os.X_OK):
        raise UnusableCase("this folder could not be opened.", where=folder.name,
                           remedy="Check its name, and that you may read it.")
    recover(folder.absolute())
    settings = read_settings(folder)
    read = files_of(folder, settings)
    files = dict(read)
    plan = _only(files.pop("plan"), folder)
    calendars = files.pop("calendar")
    decisions = folder / DECISIONS
    check_within(decisions)
    return Case(
        id=case_id(plan),
        plan=plan,
        **files,
        calendar=calendars[0] if calendars else None,
        events=settings.events,
        window=settings.window,
        as_of=settings.as_of or as_of,
        **settings.contacts,
        situation=settings.situation,
        providers=dict(settings.providers),
        concerns_seen=settings.concerns_seen,
        decisions=decisions if decisions.exists() else None,
        left_out=_names(settings.files.get(LEFT_OUT, ())),
        unread=unread_in(folder, settings, {path.name for path in chain(*read.values())}),
    )


def _names(told: Any) -> tuple[str, ...]:
    """Give the names of one file or of several, without their folders."""
    return tuple(Path(name).name for name in ([told] if isinstance(told, str) else told))


def unread_in(folder: Path, settings: Settings, read: Set[str], starts: tuple[str, ...] = ("",)) -> tuple[str, ...]:
    """Give the names of papers in a folder of which neither their names nor settings say what they are."""
    known = {*read, *settings.written, *chain(*map(_names, settings.files.values())), NOTICE}
    return tuple(sorted(shown(path.name) for path in folder.glob("[!.]*") if path.name not in known and path.is_file()
                        and path.suffix.lower() in PAPERS and path.name.lower().startswith(starts)
                        and not OURS.fullmatch(path.name)))


def files_of(folder: Path, settings: Settings) -> dict[str, tuple[Path, ...]]:
    """Give the files of a case folder under the field of a case that each belongs to."""
    starts = {"plan": "plan.", **KINDS, "calendar": "calendar"}
    found = {kind: found_in(folder, settings, kind, start) for kind, start in starts.items()}
    found["earlier_plans"] = _other_versions(folder, settings)
    for path in chain(*found.values()):
        check_within(path)
    return found


def check_within(path: Path) -> None:
    """Refuse a file of a folder that is a link to somewhere else: nobody sees what it would bring into the case."""
    if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise UnusableCase("this is a link to a file outside this folder, and is not followed.", where=path.name,
                           remedy="Put the file itself there, if it belongs to the case.")


def _only(plans: tuple[Path, ...], folder: Path) -> Path:
    """Give the plan, of which there has to be one."""
    if len(plans) != 1:
        found = "there is no plan" if not plans else "there are several plans"
        raise UnusableCase(
            f"{found} in this folder.",
            where=folder.name,
            remedy="Put one file in it that is called plan.pdf; another version may be called plan-2024.pdf.",
        )
    return plans[0]


def _other_versions(folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Give the versions that the settings name; to those that a check wrote, what was put beside them since."""
    named = found_in(folder, settings, "earlier_plans", "plan") if "earlier_plans" in settings.files else None
    if named is not None and not settings.written:
        return named
    by_name = (path for path in sorted(folder.glob("*")) if path.is_file() and OTHER.fullmatch(path.name))
    return (*(named or ()), *(path for path in by_name if path not in (named or ())))


def found_in(folder: Path, settings: Settings, kind: str, start: str) -> tuple[Path, ...]:
    """Give the files that the settings name for this, or else those whose names begin so."""
    named = settings.files.get(kind)
    by_name = tuple(sorted(path for path in folder.glob("*") if begins(path, start) and _is_paper(path)
                           and (kind != "advice" or _is_advice(path, settings))))
    if named is None:
        return by_name
    paths = tuple(folder / name for name in _names(named))
    for path in paths:
        if not path.is_file():
            raise UnusableCase("case.toml names this file, and it is not in the folder.", where=path.name,
                               remedy="Put it there, or take its name out of [files] in case.toml.")
    return (*paths, *(path for path in by_name if path not in paths)) if kind == "advice" else paths


def _is_paper(path: Path) -> bool:
    """Whether this is a file; what is called like a paper and cannot be one is not passed over in silence."""
    if path.is_file() or (path.is_dir() and not path.suffix) or not (path.is_symlink() or path.exists()):
        return path.is_file()
    raise UnusableCase("this is a folder, or a link that leads nowhere, where a paper of the case would be.",
                       where=path.name, remedy="Put the file itself there, or give this another name.")


def _is_advice(path: Path, settings: Settings) -> bool:
    """Whether a file may be the report of a professional, and not the one that a check wrote."""
    ours = bool(settings.written) and OURS.fullmatch(path.name) is not None
    return path.suffix.lower() in PLANS and not ours and path.name not in settings.written


def begins(path: Path, start: str) -> bool:
    """Whether the name of a file begins so."""
    return path.name.lower().startswith(start)


def inputs(case: Case) -> dict[str, Path]:
    """Give each input of a case the name under which a case folder holds it.

    >>> from datetime import date
    >>> case = Case(id="c", plan=Path("Final EHCP.pdf"), logs=(Path("log.csv"), Path("TA.csv")), as_of=date(2026, 1, 5))
    >>> list(inputs(case))
    ['plan.pdf', 'log.csv', 'log-TA.csv']
    """
    named = {f"plan{case.plan.suffix.lower()}": case.plan}
    for path in case.earlier_plans:
        told = path if OTHER.fullmatch(path.name) else path.with_name(f"plan-{path.name}")
        named[_unused(told, "plan", named)] = path
    for kind, start in KINDS.items():
        for path in getattr(case, kind):
            named[_unused(path, start, named)] = path
    if case.calendar:
        named[_unused(case.calendar, "calendar", named)] = case.calendar
    return named


def _unused(path: Path, start: str, taken: Mapping[str, Path]) -> str:
    kept = begins(path, start) and not OURS.fullmatch(path.name)
    name = path.name if kept else f"{start}-{path.name}"
    again = (f"{start}-{number}-{path.name}" for number in range(2, len(taken) + 3))
    return next(choice for choice in (name, *again) if choice not in taken)


def settings_toml(case: Case, written: Mapping[str, str], copied: Mapping[str, Any] | None = None) -> str:
    """Write the settings of a case: which file of its folder is what, the window, the addressees, what was sent."""
    names = {path: name for name, path in inputs(case).items()}
    files: dict[str, Any] = {"plan": names[case.plan]}
    files["earlier_plans"] = [names[path] for path in case.earlier_plans]
    files |= {kind: [names[path] for path in getattr(case, kind)] for kind in KINDS}
    files["calendar"] = names[case.calendar] if case.calendar else []
    top: dict[str, Any] = {"schema": SCHEMA, "id": case.id, "as_of": case.as_of}
    top |= {"safeguarding_seen": case.concerns_seen} if case.concerns_seen else {}
    top |= {"window": list(case.window)} if case.window else {}
    top |= {"files": files}
    top |= {name: getattr(case, name).model_dump(exclude_defaults=True) for name in CONTACTS}
    if case.situation != Situation():
        top["situation"] = case.situation.model_dump(exclude_defaults=True)
    top |= {"providers": {str(service): name for service, name in case.providers.items()}} if case.providers else {}
    if case.events:
        top["events"] = [event.model_dump(exclude_none=True) for event in case.events]
    if copied:
        top["copied"] = copied
    return toml({**top, "written": {name: written[name] for name in sorted(written)}})
