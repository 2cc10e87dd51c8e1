"""What is left of an erased case: that there was one, and the day; nothing tells whose it was."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from models.noun import Noun
from pipeline.store.lines import append, read

ERASED = "erased.jsonl"


class Tombstone(Noun):
    """One erased case."""

    case: str
    """The SHA-256 of its id."""
    day: dt.date


class Tombstones:
    """The tombstones of a store, beside it."""

    def __init__(self, folder: Path) -> None:
        """Use a folder."""
        self._path = folder / ERASED

    def put(self, case_id: str, day: dt.date) -> None:
        """Put one up: from here on the case is erased, even if the machine stops before all of it is gone."""
        if not self.among([case_id]):
            append(self._path, Tombstone(case=_hash(case_id), day=day))

    def take(self, stones: Iterable[Tombstone]) -> None:
        """Put up those that come from elsewhere, unless they stand here."""
        here = {one.case for one in self.all()}
        for one in stones:
            if one.case not in here:
                append(self._path, one)
                here.add(one.case)

    def all(self) -> tuple[Tombstone, ...]:
        """Give all of them, the first one first."""
        return read(self._path, Tombstone)

    def among(self, case_ids: Iterable[str]) -> set[str]:
        """Give those of some cases that were erased."""
        erased = {one.case for one in self.all()}
        return {case_id for case_id in case_ids if _hash(case_id) in erased}


def _hash(case_id: str) -> str:
    return hashlib.sha256(case_id.encode()).hexdigest()
