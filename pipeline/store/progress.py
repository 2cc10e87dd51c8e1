"""How far the check of a case has come, line by line in its private folder; no line holds words of a paper."""

import uuid
from contextlib import suppress
from typing import NamedTuple

from pipeline.store.nouns import Store

FILE = "progress.txt"


class Told(NamedTuple):
    """What was told of one run."""

    run: str = ""
    """A name for the run, so that its lines are not taken for those of another."""
    lines: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """Give the last line of each step; lines of the pages of one step follow each other."""
        return tuple({line.partition(", page ")[0]: line for line in self.lines}.values())


def begin(store: Store, case_id: str) -> None:
    """Start anew for another run."""
    path = store.folder_of(case_id) / FILE
    part = path.with_suffix(".part")
    part.write_text(f"{uuid.uuid4().hex[:8]}\n", "utf-8")
    part.replace(path)


def tell(store: Store, case_id: str, words: str) -> None:
    """Add a line, in one write, so that lines of two who tell at once stay whole; of an erased case nothing is told."""
    with suppress(FileNotFoundError), (store.folder_of(case_id) / FILE).open("ab", buffering=0) as file:
        file.write(f"{words}\n".encode())


def told(store: Store, case_id: str) -> Told:
    """Give the whole lines of the last run."""
    path = store.folder_of(case_id) / FILE
    if not path.exists():
        return Told()
    *lines, _unfinished = path.read_text("utf-8").split("\n")
    return Told(lines[0], tuple(lines[1:])) if lines else Told()
