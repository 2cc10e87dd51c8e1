"""The papers of a case: taken in, told apart, corrected, replaced and removed; `case.toml` says which is what."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from models.errors import UnusableCase
from models.noun import Noun
from models.papers import Paper, PaperKind, Recognised
from pipeline.case_folder import DECISIONS, SETTINGS, files_of, read_settings
from pipeline.store.nouns import Store
from pipeline.store.settings import settings_changed

OURS = {SETTINGS, DECISIONS}
DIGITS = 16


class HandedIn(NamedTuple):
    """A file on its way in: where it lies, what it is called, and what it was taken for."""

    path: Path
    name: str
    recognised: Recognised


class Looks(Noun):
    """What papers were taken for when they came in, by the id of each."""

    of: dict[str, Recognised] = Field(default_factory=dict)


class Papers:
    """The papers of one case."""

    def __init__(self, store: Store, case_id: str) -> None:
        """Use the papers that the store holds of a case."""
        self._store, self._case_id, self._folder = store, case_id, store.papers(case_id)

    def all(self) -> list[Paper]:
        """Give the papers, those that a check reads first."""
        looks = self._looks()
        return [Paper(id=_id(path), file=path.name, bytes=path.stat().st_size, kind=kind,
                      recognised=looks.get(_id(path), Recognised()))
                for kind, paths in _listed(self._folder).items() for path in paths]

    def get(self, paper_id: str) -> Paper:
        """Give a paper by its id."""
        found = next((paper for paper in self.all() if paper.id == paper_id), None)
        if found is None:
            raise UnusableCase("there is no such paper.", remedy="Go back to the papers of this case.")
        return found

    def take_in(self, papers: Sequence[HandedIn]) -> None:
        """Take in papers that have wholly arrived; of two with the same content one is kept."""
        with self._changed() as sorted_:
            for paper in papers:
                sorted_.add(paper, self._folder)

    def correct(self, kinds: Mapping[str, PaperKind]) -> None:
        """Put papers under the kinds that a person says."""
        files = {paper.id: paper.file for paper in self.all()}
        with self._changed() as sorted_:
            for paper_id in kinds.keys() & files.keys():
                sorted_.put(files[paper_id], kinds[paper_id])

    def remove(self, paper_id: str) -> None:
        """Remove a paper from the case and from the disk."""
        paper = self.get(paper_id)
        with self._changed() as sorted_:
            sorted_.take_out(paper)
        (self._folder / paper.file).unlink(missing_ok=True)

    def replace(self, paper_id: str, by: HandedIn) -> None:
        """Put another file in the place of a paper, as the same kind."""
        paper = self.get(paper_id)
        with self._changed() as sorted_:
            sorted_.take_out(paper)
            name = sorted_.add(by, self._folder)
            sorted_.put(name, paper.kind)
        if name != paper.file:
            (self._folder / paper.file).unlink(missing_ok=True)

    @contextmanager
    def _changed(self) -> Iterator["_Sorted"]:
        """Give the papers by kind, and keep what the block makes of them."""
        with settings_changed(self._folder) as table:
            found = {kind: [path.name for path in paths] for kind, paths in _listed(self._folder).items()}
            sorted_ = _Sorted(found, {_id(path): path.name for path in chain(*_listed(self._folder).values())},
                              self._looks())
            yield sorted_
            self._store.put(self._case_id, "looks", Looks(of=sorted_.looks))
            table["files"] = {kind.value: names for kind, names in sorted_.files.items()}

    def _looks(self) -> dict[str, Recognised]:
        kept = self._store.has(self._case_id, "looks")
        return dict(self._store.get(self._case_id, "looks", Looks).of) if kept else {}


@dataclass
class _Sorted:
    """The names of the papers under the kind of each, and what each was taken for."""

    files: dict[PaperKind, list[str]]
    names: dict[str, str]
    looks: dict[str, Recognised]

    def put(self, name: str, kind: PaperKind) -> None:
        """Put a paper under a kind, and under no other."""
        for names in self.files.values():
            names[:] = [other for other in names if other != name]
        self.files[kind].append(name)

    def take_out(self, paper: Paper) -> None:
        """Take a paper out of the list."""
        self.put(paper.file, paper.kind)
        self.files[paper.kind].remove(paper.file)
        self.names.pop(paper.id, None)
        self.looks.pop(paper.id, None)

    def add(self, paper: HandedIn, folder: Path) -> str:
        """Move a file into the folder, unless its content is there; give the name under which it stands there."""
        paper_id = _id(paper.path)
        self.looks[paper_id] = paper.recognised
        if paper_id not in self.names:
            self.names[paper_id] = _unused(paper.name, folder)
            paper.path.replace(folder / self.names[paper_id])
            self.put(self.names[paper_id], self._kind(paper.recognised.kind))
        return self.names[paper_id]

    def _kind(self, kind: PaperKind) -> PaperKind:
        """Give the kind of a paper; a second plan is another version: their dates say which is in force."""
        return PaperKind.EARLIER_PLAN if kind is PaperKind.PLAN and self.files[PaperKind.PLAN] else kind


def _listed(folder: Path) -> dict[PaperKind, tuple[Path, ...]]:
    """Give the papers of a folder by kind; those that settings name for no field of a case are there as well."""
    settings = read_settings(folder)
    found = files_of(folder, settings)
    aside = {kind: tuple(folder / Path(name).name for name in settings.files.get(kind, ())) for kind in PaperKind
             if kind not in found}
    return {kind: (found | aside)[kind] for kind in PaperKind}


def _unused(name: str, folder: Path) -> str:
    """Give a name that no other paper has."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = chain([name], (f"{stem} ({number}){suffix}" for number in count(2)))
    return next(one for one in names if one.lower() not in OURS and not (folder / one).exists())


def _id(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]
