"""What is given to the reader: the bytes of a file, or a statement and its other cells as JSON."""

import json
from collections.abc import Mapping
from typing import NamedTuple


class Input(NamedTuple):
    """The bytes of a file, and the end of its name; of a plan read whole, `.json` is a statement."""

    suffix: str
    content: bytes
    recognised: bool = True
    """Whether pages that turn out to be pictures are recognised, or stop the reading as they do without an engine."""
    reader: str = "plan"
    """Who reads it: a name of `readers.READERS`, or `plan` for a statement or a plan read whole."""


def statement(text: str, columns: Mapping[str, str] | None = None) -> Input:
    """A statement and the cells beside it; ASCII, so that half of a surrogate pair gets through."""
    return Input(".json", json.dumps({"text": text, "columns": dict(columns or {})}).encode())
