"""What a command shows: results on the standard output, progress and messages beside them."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.progress import Progress

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What papers may hold and no screen may get: signs that move the cursor, colour it, or turn letters round."""


def show(text: str) -> None:
    """Write a result."""
    sys.stdout.write(f"{STEERING.sub('', text)}\n")


def show_unended(text: str) -> None:
    """Write a question, and leave the line open for its answer."""
    sys.stdout.write(text)
    sys.stdout.flush()


def show_json(answer: dict[str, Any], indent: int | None = 1) -> None:
    """Write a result for other programs; without an indent it is one line."""
    sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False, indent=indent)}\n")


def say(text: str) -> None:
    """Write a message to the person, apart from the results."""
    sys.stdout.flush()
    sys.stderr.write(f"{STEERING.sub('', text)}\n")


@contextmanager
def progress() -> Iterator[Progress]:
    """Show the step that is under way; where nobody is watching, nothing."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda step: status.update(f"{step} …")
