"""One input, read as the commands read it: a result, or a stop that says what to do."""

import json
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

from app.plain_words import reading_words
from extractors.plan import read_plan
from extractors.statement import read_statement
from models.errors import Stop
from pipeline.contract import extract_json, reading_json
from tests.fuzz.inputs import Input
from tests.fuzz.readers import NAMES, READERS


def outcome(given: Input, folder: Path) -> str:
    """Say how the reading ended; what is neither a result nor a clear stop is raised."""
    if given.reader != "plan":
        return _read_alone(given, folder)
    if given.suffix == ".json":
        reading = read_statement(**json.loads(given.content))
        _shown(reading_json(reading), reading_words(reading))
        return "read"
    path = folder / f"plan{given.suffix}"
    path.write_bytes(given.content)
    engine = nullcontext() if given.recognised else mock.patch("extractors.pages.scan.engine", return_value=None)
    try:
        with engine:
            plan = read_plan(path)
    except Stop as stop:
        return _clear(stop, path.name)
    _shown(extract_json(plan), [line for provision in plan.provisions for line in reading_words(provision)])
    return "read"


def _read_alone(given: Input, folder: Path) -> str:
    """Read a file as its reader alone does."""
    path = folder / NAMES.get(given.reader, f"file{given.suffix}")
    path.write_bytes(given.content)
    try:
        READERS[given.reader](path)
    except Stop as stop:
        return _clear(stop, "")
    return "read"


def _clear(stop: Stop, name: str) -> str:
    assert name in str(stop), "a stop names the file"
    assert stop.what and stop.remedy, "a stop says what happened and what to do"
    assert len(str(stop).splitlines()) == 1, "a stop is one line"
    return type(stop).__name__


def _shown(told: object, lines: list[str]) -> None:
    """Write a result as the commands do: UTF-8 in which nothing is out of range."""
    json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    "\n".join(lines).encode()
