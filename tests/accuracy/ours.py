"""What our own reader answers: JSON lines in, JSON lines out, as any reader is run."""

import json
import sys
from pathlib import Path
from typing import Any

from extractors.plan import read_plan
from extractors.statement import read_statement
from models.errors import Stop
from pipeline.contract import extract_json, reading_json


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """How one statement is read."""
    return reading_json(read_statement(asked["text"], asked.get("columns") or {}))


def answer_plan(path: Path) -> dict[str, Any]:
    """How one plan is read; a plan that could not be used answers with nothing."""
    try:
        return extract_json(read_plan(path))
    except Stop as stop:
        print(f"{path.name} could not be read: {stop}", file=sys.stderr)  # noqa: T201
        return {}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False))  # noqa: T201
