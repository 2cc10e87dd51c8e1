"""Cases that are being worked on, in a private folder: whoever has only a case's id finds all of it here."""

import hashlib
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from models.errors import UnusableCase
from models.noun import Noun
from pipeline.store.home import home
from pipeline.store.whole_file import put_whole

Kept = TypeVar("Kept", bound=Noun)
INCOMING = "incoming"
ID = re.compile("[0-9a-f]{32}")
"""An id that says nothing."""


class Store:
    """One folder a case, named by an id that says nothing; each noun in it is one file: a key, and the noun as JSON."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which nobody else on the machine may read."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @classmethod
    def default(cls) -> "Store":
        """Use the store of this machine's user."""
        return cls(home() / "cases")

    def new(self) -> str:
        """Make room for a case, and give its id."""
        case_id = uuid.uuid4().hex
        (self.folder / case_id).mkdir(mode=0o700)
        return case_id

    def put(self, case_id: str, name: str, noun: Noun, key: str = "") -> None:
        """Keep a noun, whole or not at all, with the key of what it was made from."""
        put_whole(self._path(case_id, name), f"{key}\n{noun.model_dump_json()}")

    def get(self, case_id: str, name: str, kind: type[Kept]) -> Kept:
        """Give back a noun that was kept."""
        return kind.model_validate_json(self._kept(case_id, name)[1])

    def key(self, case_id: str, name: str) -> str:
        """Give the key that a noun was kept with; none where there is no such noun."""
        return self._kept(case_id, name)[0].decode() if self.has(case_id, name) else ""

    def digest(self, case_id: str, name: str) -> str:
        """Give the SHA-256 of a noun that was kept."""
        return hashlib.sha256(self._kept(case_id, name)[1]).hexdigest()

    def _kept(self, case_id: str, name: str) -> tuple[bytes, bytes]:
        try:
            key, _, noun = self._path(case_id, name).read_bytes().partition(b"\n")
        except FileNotFoundError:
            raise UnusableCase(f"the store holds no {name} of this case.", remedy="Check the case again.") from None
        return key, noun

    def has(self, case_id: str, name: str) -> bool:
        """Whether a noun of this name was kept."""
        return self._path(case_id, name).exists()

    def drop(self, case_id: str, name: str) -> None:
        """Remove a noun, if it was kept."""
        self._path(case_id, name).unlink(missing_ok=True)

    def forget(self, case_id: str) -> None:
        """Remove all that is kept of a case."""
        shutil.rmtree(self.folder_of(case_id), ignore_errors=True)

    def folder_of(self, case_id: str) -> Path:
        """Give the private folder of a case."""
        if not ID.fullmatch(case_id):
            raise UnusableCase("this is not the id of a case.", remedy="Use the id that the case was given.")
        return self.folder / case_id

    @contextmanager
    def on_the_way(self) -> Iterator[Path]:
        """Give a folder for what is on its way into a case; what is left in it at the end belongs to none."""
        folder = self.folder.parent / INCOMING / uuid.uuid4().hex
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def clear_incoming(self) -> None:
        """Remove what never arrived whole; nothing may be on its way."""
        shutil.rmtree(self.folder.parent / INCOMING, ignore_errors=True)

    def papers(self, case_id: str) -> Path:
        """Give the case folder that holds what was handed in, and what was decided."""
        return self._inside(case_id, "papers")

    def results(self, case_id: str) -> Path:
        """Give the folder into which a check of this case writes."""
        return self._inside(case_id, "results")

    def _inside(self, case_id: str, name: str) -> Path:
        folder = self.folder_of(case_id) / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _path(self, case_id: str, name: str) -> Path:
        return self.folder_of(case_id) / f"{name}.json"
