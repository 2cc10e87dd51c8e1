"""A backup is one file: all that is kept as it is sealed, a list of it with the SHA-256 of each, and never a key.

The list is the last thing in it, and the file ends with the SHA-256 of the list: what was cut short or changed shows.
"""

import datetime as dt
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import Field

from models.errors import OutputFailed, UnreadableFile
from models.noun import Noun

SCHEMA = "sectionf/backup/1"
LIST = "list.json"
PIECE = 1 << 20
CASE = re.compile("(cases|batches)/([0-9a-f]{32})/.+")
KEPT = re.compile(r"batches/([0-9a-f]{32})/source\.sealed")
"""What batches keep of every case; their other folders are the list of caseloads of the night, and runs."""
NAME = re.compile(r"(cases|batches)(/[^./\\:\0][^/\\:\0]*)+|[a-z]+\.(db|json|jsonl)")
"""What a backup may hold: nothing in it leads out of the folder into which it is brought back."""
DAMAGED = (OSError, ValueError, LookupError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile,
           zlib.error)
"""What reading a file raises that is no archive, or is none any more."""


class Listing(Noun):
    """What a backup holds."""

    schema_version: str = SCHEMA
    made_at: dt.datetime
    files: dict[str, str] = Field(default_factory=dict)
    """The SHA-256 of each, by its name."""

    def cases(self, store: str = "cases") -> set[str]:
        """Give the ids of the cases of a store."""
        return {found[2] for name in self.files if (found := CASE.fullmatch(name)) and found[1] == store}

    def kept(self) -> set[str]:
        """Give the ids of the cases of which it holds what batches keep."""
        return {found[1] for name in self.files if (found := KEPT.fullmatch(name))}


class Making:
    """A backup that is being written."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        """Write into an archive."""
        self._packed, self._files = packed, dict[str, str]()

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add a file, piece by piece."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        with self._packed.open(info, "w", force_zip64=True) as target:
            self._files[name] = _copied(source, target)

    def end(self, at: dt.datetime) -> None:
        """Write the list."""
        said = Listing(made_at=at, files=self._files).model_dump_json(indent=1).encode()
        self._packed.writestr(zipfile.ZipInfo(LIST, (1980, 1, 1, 0, 0, 0)), said)
        self._packed.comment = hashlib.sha256(said).hexdigest().encode()


@contextmanager
def making(path: Path, at: dt.datetime) -> Iterator[Making]:
    """Write a backup."""
    with zipfile.ZipFile(path, "w") as packed:
        made = Making(packed)
        yield made
        made.end(at)


def looked_through(path: Path) -> Listing:
    """Give what a backup holds, once every byte of it was looked at."""
    with _read(path) as (packed, said):
        for name, sha256 in said.files.items():
            with packed.open(name) as source:
                if _copied(source) != sha256:
                    raise ValueError(name)
        return said


def unpacked(path: Path, into: Path) -> Listing:
    """Put all that a backup holds into a folder, and give what that is."""
    with _read(path) as (packed, said):
        for name, sha256 in said.files.items():
            with packed.open(name) as source, _target(into / name) as file:
                if _copied(source, file) != sha256:
                    raise ValueError(name)
        return said


@contextmanager
def _target(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for what comes out of a backup; that the disk is full is another matter than damage."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as file:
            path.chmod(0o600)
            yield file
    except OSError:
        raise OutputFailed("the backup could not be brought back here: the disk is full, or may not be written.",
                           remedy="Make room, and start the same command again. Nothing was changed.") from None


@contextmanager
def _read(path: Path) -> Iterator[tuple[zipfile.ZipFile, Listing]]:
    """Give the archive and its list, which names all that is in it, packed as we pack it."""
    try:
        with zipfile.ZipFile(path) as packed:
            words = packed.read(LIST)
            said = Listing.model_validate_json(words)
            right = (hashlib.sha256(words).hexdigest().encode() == packed.comment and said.schema_version == SCHEMA
                     and sorted(packed.namelist()) == sorted([*said.files, LIST])
                     and all(NAME.fullmatch(name) for name in said.files)
                     and all(one.compress_type == zipfile.ZIP_STORED for one in packed.infolist()))
            if not right:
                raise ValueError(LIST)
            yield packed, said
    except DAMAGED:
        raise UnreadableFile("this is no backup that “sectionf backup” wrote, or it is damaged. Nothing was changed.",
                             where=path.name, remedy="Use another one.") from None


def _copied(source: IO[bytes], target: IO[bytes] | None = None) -> str:
    """Copy what is read, piece by piece, and give its SHA-256."""
    whole = hashlib.sha256()
    while piece := source.read(PIECE):
        whole.update(piece)
        if target:
            target.write(piece)
    return whole.hexdigest()
