"""A failing input made smaller: what can be left out without another ending is left out."""

import json
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from tests.fuzz.inputs import Input, statement
from tests.fuzz.workers import tried

SECONDS = 60
"""For so long smaller inputs are looked for."""
Cut = TypeVar("Cut", str, bytes)


class _Made(NamedTuple):
    """An input that is there already."""

    given: Input

    def made(self) -> Input:
        return self.given


def smaller(given: Input, way: str) -> Input:
    """Give the smallest input found that ends in the same way; hangs, and packed files, are left as they are."""
    if way.startswith(("ended", "grew")) or given.suffix in (".docx", ".pdf"):
        return given
    if given.suffix == ".txt" or given.reader != "plan":
        return given._replace(content=_cut(given.content, lambda content: _ends(given._replace(content=content), way)))
    words = json.loads(given.content)
    for name in list(words["columns"]):
        fewer = {key: cell for key, cell in words["columns"].items() if key != name}
        if _ends(statement(words["text"], fewer), way):
            words["columns"] = fewer
    return statement(_cut(words["text"], lambda text: _ends(statement(text, words["columns"]), way)), words["columns"])


def _ends(given: Input, way: str) -> bool:
    return next(tried([_Made(given)])).ended == way


def _cut(content: Cut, still: Callable[[Cut], bool]) -> Cut:
    """Leave out halves, then quarters, and so on, for as long as the failure stays and time is left."""
    until, step = time.monotonic() + SECONDS, max(1, len(content) // 2)
    while step and time.monotonic() < until:
        start = 0
        while start < len(content) and time.monotonic() < until:
            shorter = content[:start] + content[start + step:]
            if still(shorter):
                content = shorter
            else:
                start += step
        step //= 2
    return content
