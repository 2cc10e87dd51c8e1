"""A folder of files that is kept sealed: each under a name that says nothing, and a sealed list of what each is."""

import os
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from models.noun import Noun
from pipeline.store.sealed.sealing import seal, seal_file, unseal, unseal_file
from pipeline.store.whole_file import put_whole

SEALED = ".sealed"
LIST = f"list{SEALED}"
OURS = "."
"""How the names of files begin that are no one's: locks, and what is half written."""
TICK = 20_000_000
"""Nanoseconds within which two changes of a file may have the same moment."""
LONG_AGO = 946_684_800
"""When a file is said to have been changed that was only opened."""


class Listed(Noun):
    """A file of the folder as it was when it was last the same in clear and sealed."""

    sealed: str
    """Its name among the sealed ones."""
    bytes: int
    changed: int = 0
    """The nanosecond of its last change in clear; 0 where that was just now."""
    number: int = 0
    """Its number on the disk where it is in clear."""


class Listing(Noun):
    """All files of a folder, by their paths in it."""

    files: dict[str, Listed] = Field(default_factory=dict)


class SealedFolder(NamedTuple):
    """Where the sealed files are, the key, and what they belong to."""

    folder: Path
    key: bytes
    about: str

    def open(self, into: Path) -> Listing:
        """Put all files in clear into a folder, and say what was put there; what a killed process left goes."""
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        sealed = self.listing()
        with suppress(OSError):                 # a disk that can only be read is no reason not to look
            self.tidy(sealed)
        return Listing(files={name: self._opened(one, into / name) for name, one in sealed.files.items()})

    def listing(self) -> Listing:
        """Say what is sealed here."""
        path = self.folder / LIST
        if not path.exists():
            return Listing()
        return Listing.model_validate_json(unseal(self.key, path.read_bytes(), f"{self.about}, list"))

    def keep(self, clear: Path, before: Listing) -> Listing:
        """Seal what is not as it was before, all of it or nothing, and say what is sealed now."""
        kept = {name: self._kept(path, before.files.get(name)) for name, path in _files(clear).items()}
        now = Listing(files={name: one for name, one in kept.items() if one})
        if now != before:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            put_whole(self.folder / LIST, seal(self.key, now.model_dump_json().encode(), f"{self.about}, list"))
            self.tidy(now)
        return now

    def tidy(self, now: Listing) -> None:
        """Remove what the list does not name any more, or never came to name."""
        named = {one.sealed for one in now.files.values()} | {LIST}
        for path in self.folder.iterdir():
            if path.name not in named:
                path.unlink()

    def _opened(self, one: Listed, path: Path) -> Listed:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unseal_file(self.key, self.folder / one.sealed, path, self._about(one.sealed))
        os.utime(path, (LONG_AGO, LONG_AGO))
        return _as_it_is(path, one.sealed)

    def _kept(self, path: Path, before: Listed | None) -> Listed | None:
        """Seal a file that was changed; what is gone meanwhile is not kept."""
        try:
            now = _as_it_is(path, before.sealed if before else "")
            if now == before and now.changed:
                return before
            self.folder.mkdir(mode=0o700, exist_ok=True)
            now = now.model_copy(update={"sealed": uuid.uuid4().hex})
            seal_file(self.key, path, self.folder / now.sealed, self._about(now.sealed))
        except FileNotFoundError:
            if path.parent.exists() and path.exists():
                raise
            return None
        return now

    def _about(self, sealed: str) -> str:
        return f"{self.about}, {sealed}"


def _files(folder: Path) -> dict[str, Path]:
    """Give the files below a folder by their paths in it."""
    inside = ((path.relative_to(folder), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name.as_posix(): path for name, path in inside if not any(part.startswith(OURS) for part in name.parts)}


def _as_it_is(path: Path, sealed: str) -> Listed:
    """Say what a file is now; of one changed just now the moment says nothing, as the next change may be in it too."""
    found = path.stat()
    settled = time.time_ns() - found.st_mtime_ns > TICK
    return Listed(sealed=sealed, bytes=found.st_size, changed=found.st_mtime_ns if settled else 0, number=found.st_ino)
