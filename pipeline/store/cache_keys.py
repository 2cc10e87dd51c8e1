"""What a step rests on, as one key: the content of its files and nouns, and the version of our code and rules."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import extractors
import models
import pipeline
import templates
from models.case import Case
from models.errors import UnreadableFile
from models.provision import Plan

ROOMS = (models, extractors, pipeline, templates)
RULES = ".toml"
FILES = ("plan", "earlier_plans", "advice", "timetables", "logs", "registers", "calendar", "event_lists", "decisions")
"""The fields of a case that name files."""


@cache
def versions() -> dict[str, str]:
    """Give the version of the code and of the rules: the SHA-256 of all that ships, so that none has to be kept up."""
    shipped = sorted(path for room in ROOMS for path in Path(str(room.__file__)).parent.rglob("*")
                     if path.is_file() and "__pycache__" not in path.parts)
    rules = [path for path in shipped if path.suffix == RULES]
    return {"code": digest(path for path in shipped if path.suffix != RULES), "rules": digest(rules)}


def key(step: str, case: Case, files: Iterable[str] = (), *rests_on: object) -> str:
    """Give the key of a step: it changes with any file of these fields of the case, and with what else it rests on."""
    told = [step, versions(), {name: digest(paths(case, name)) for name in files}, rests_on]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def of_reading(case: Case) -> str:
    """Give the key of the plan as it is read; the day matters where it says which of several versions is in force."""
    return key("read", case, ("plan", "earlier_plans"), case.as_of if case.earlier_plans else None)


def of_reviewed(case: Case, reading: str) -> str:
    """Give the key of a reading, named by its digest, with the decisions of the case laid over it."""
    return key("lay over", case, ("decisions",), reading)


def of_evidence(case: Case, plan: Plan) -> str:
    """Give the key of the records as they are read for the child of a plan."""
    return key("records", case, ("timetables", "logs", "registers", "calendar", "decisions"), plan.model_dump_json())


def facts(case: Case) -> str:
    """Give what a case says beside its files."""
    return case.model_dump_json(exclude=set(FILES))


def paths(case: Case, name: str) -> tuple[Path, ...]:
    """Give the files of a field, whether it holds one, several or none."""
    value = getattr(case, name)
    return value if isinstance(value, tuple) else (value,) if value else ()


def digest(files: Iterable[Path]) -> str:
    """Give one SHA-256 of the names and the contents of files."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.name}\n{_content(path)}\n".encode())
    return whole.hexdigest()


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        raise UnreadableFile("This file is there, but could not be opened.", path.name,
                             "See that you may read it, and that no other program has locked it.") from None
