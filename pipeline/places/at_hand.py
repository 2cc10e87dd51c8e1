"""A case of which something lies in a store, at hand: fetched for a while, and what is new of its results put back."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from models.batch import Elsewhere, Source
from pipeline.files.whole import fingerprint
from pipeline.places.address import inside, is_far, name_of, near
from pipeline.places.far import Far, Mark
from pipeline.places.switch import finish, is_staged, switched
from pipeline.store.working import clear_if_left, place, used

ELSEWHERE = "elsewhere"
"""The name under which such a case is kept."""
Marks = dict[str, Mark]
"""Place of each file of a case -> its mark."""


class Look(NamedTuple):
    """A look at all files of a case without fetching any."""

    key: str
    """Changes with every file that was changed, added or removed."""
    sure: bool
    """Whether nothing can have changed that the key does not show."""


class AtHand:
    """A case whose papers and results are folders of this machine, for a while."""

    def __init__(self, case: Elsewhere, source: Source, mark: str) -> None:
        """Bring a case; what an interrupted switch of its results has left in the store is put right first."""
        self._case, self._source, self._mark = case, source, mark
        if is_far(case.out):
            finish(Far(case.out), mark)
        self._marks = _marks(case)
        _bring(case, source, self._marks)
        self._before = _prints(source.out) if is_far(case.out) else {}

    def deliver(self) -> None:
        """Put what is new of the results where they belong, all of it or nothing."""
        if not is_far(self._case.out):
            return
        now, far = _prints(self._source.out), Far(self._case.out)
        new = {name: self._source.out / name for name in now if now[name] != self._before.get(name)}
        gone = sorted(self._before.keys() - now.keys())
        if new or gone:
            switched(far, new, gone, self._mark)
            there = far.files()
            for name in gone:
                self._marks.pop(inside(self._case.out, name), None)
            self._marks |= {inside(self._case.out, name): there[name] for name in new if name in there}
            self._before = now

    def look(self) -> Look:
        """Give the look of the case as it was brought, with what was put back since."""
        return _look(self._case, self._marks)


@contextmanager
def at_hand(case: Elsewhere, name: str) -> Iterator[AtHand]:
    """Have a case at hand for as long as a block lasts; nobody else has it at hand under this name."""
    folder = _folder(name)
    clear_if_left(folder)
    with used(folder):
        try:
            yield AtHand(case, brought(case, name), name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(name: str) -> Path:
    """Give a working folder that is the same each time: what was made from papers in it is known again."""
    return place() / f"case-{name}"


def brought(case: Elsewhere, name: str) -> Source:
    """Give where the papers and the results of a case are while it is at hand."""
    folder = _folder(name)
    out = near(case.out) or folder / "results" / name_of(case.out)
    papers = {field: tuple(near(paper) or folder / f"{field} {number}" / name_of(paper)
                           for number, paper in enumerate(some)) for field, some in case.papers.items()}
    if case.folder is None or case.folder == case.out:
        return Source(name=case.name, folder=out if case.folder else None, papers=papers, out=out)
    return Source(name=case.name, folder=near(case.folder) or folder / "papers" / name_of(case.folder),
                  papers=papers, out=out)


def is_at_hand(name: str) -> bool:
    """Whether somebody has a case at hand; what a process that is gone has left of it is removed."""
    return not clear_if_left(_folder(name))


def look_at(case: Elsewhere) -> Look:
    """Look at a case; results that are just being switched are none."""
    found = _marks(case)
    return Look("", sure=False) if any(map(is_staged, found)) else _look(case, found)


def _look(case: Elsewhere, found: Mapping[str, Mark]) -> Look:
    told = [case.model_dump(mode="json"), sorted((place, mark.told) for place, mark in found.items())]
    return Look(hashlib.sha256(json.dumps(told).encode()).hexdigest(), all(mark.sure for mark in found.values()))


def _marks(case: Elsewhere) -> Marks:
    """Give the mark of every file of a case, in a store or here."""
    found = {inside(case.out, name): mark for name, mark in _files(case.out).items()}
    if case.folder:
        within = case.folder == case.out        # a case folder has no folders within, but for results
        found |= {inside(case.folder, name): mark for name, mark in _files(case.folder).items()
                  if within or "/" not in name}
    papers = [paper for some in case.papers.values() for paper in some]
    return found | {paper: Far(paper).mark() if is_far(paper) else _mark_here(Path(paper)) for paper in papers}


def _files(where: str) -> Marks:
    folder = near(where)
    if folder is None:
        return Far(where).files()
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): _mark_here(path) for path in paths}


def _mark_here(path: Path) -> Mark:
    return Mark(fingerprint(path) if path.is_file() else "", None, sure=True)


def _bring(case: Elsewhere, source: Source, found: Marks) -> None:
    """Fetch what lies in a store, each file under its own name."""
    folders = {case.out: source.out, **({case.folder: source.folder} if case.folder and source.folder else {})}
    for where, folder in folders.items():
        if is_far(where):
            folder.mkdir(parents=True)
            _fetch(where, folder, found)
    for field, some in case.papers.items():
        for paper, to in zip(some, source.papers[field], strict=True):
            if is_far(paper):
                Far(paper).fetch("", to, found[paper].size)


def _fetch(where: str, to: Path, found: Marks) -> None:
    far, start = Far(where), f"{where}/"
    for name in [paper.removeprefix(start) for paper in found if paper.startswith(start) and not is_staged(paper)]:
        far.fetch(name, to / name, found[start + name].size)


def _prints(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): fingerprint(path) for path in folder.rglob("*") if path.is_file()}
