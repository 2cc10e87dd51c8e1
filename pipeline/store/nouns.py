"""Cases that are being worked on, in a private folder, sealed: whoever has only a case's id finds all of it here."""

import hashlib
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from models.errors import UnusableCase
from models.noun import Noun
from pipeline.store.home import home
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.opened import NotOpen, open_now, opened, part_of, working_folder
from pipeline.store.sealed.sealed_folder import SEALED, SealedFolder
from pipeline.store.sealed.sealing import seal, unseal
from pipeline.store.whole_file import put_whole

Kept = TypeVar("Kept", bound=Noun)
ID = re.compile("[0-9a-f]{32}")
"""An id that says nothing."""


class Store:
    """One folder a case, named by an id that says nothing; each noun in it is one sealed file: a key, and its JSON."""

    def __init__(self, folder: Path, keys: CaseKeys | None = None) -> None:
        """Use a folder, which nobody else on the machine may read; the keys are beside it unless told otherwise."""
        self.folder, self.keys = folder, keys or CaseKeys(folder.parent / "keys")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @classmethod
    def default(cls) -> "Store":
        """Use the store of this machine's user."""
        return cls(home() / "cases")

    def new(self) -> str:
        """Make room for a case, and give its id."""
        case_id = uuid.uuid4().hex
        self.make(case_id)
        return case_id

    def make(self, case_id: str) -> None:
        """Make room for the case of an id, unless there is; no key is left without the room that it is for."""
        self.folder_of(case_id).mkdir(mode=0o700, exist_ok=True)
        self.keys.make(case_id)

    def all(self) -> list[str]:
        """Give the ids of all cases that are here."""
        return sorted(path.name for path in self.folder.iterdir() if ID.fullmatch(path.name))

    def put(self, case_id: str, name: str, noun: Noun, key: str = "") -> None:
        """Keep a noun, whole or not at all, with the key of what it was made from."""
        self.put_content(case_id, name, f"{key}\n{noun.model_dump_json()}".encode())

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
        key, _, noun = self.content(case_id, name).partition(b"\n")
        return key, noun

    def put_content(self, case_id: str, name: str, content: bytes) -> None:
        """Keep something that is no noun, whole or not at all."""
        put_whole(self._path(case_id, name), self.sealed(case_id, name, content))

    def content(self, case_id: str, name: str) -> bytes:
        """Give back what was kept under a name."""
        try:
            sealed = self._path(case_id, name).read_bytes()
        except FileNotFoundError:
            raise UnusableCase(f"the store holds no {name} of this case.", remedy="Check the case again.") from None
        return self.unsealed(case_id, name, sealed)

    def sealed(self, case_id: str, name: str, content: bytes) -> bytes:
        """Seal something of a case that is kept elsewhere."""
        return seal(self.keys.get(case_id), content, f"{name} of {case_id}")

    def unsealed(self, case_id: str, name: str, sealed: bytes) -> bytes:
        """Open something of a case that was kept elsewhere."""
        return unseal(self.keys.get(case_id), sealed, f"{name} of {case_id}")

    def names(self, case_id: str) -> list[str]:
        """Give the names of all that was kept of a case beside its papers and its results."""
        found = (path for path in self.folder_of(case_id).glob(f"*{SEALED}") if path.is_file())
        return sorted(path.name.removesuffix(SEALED) for path in found)

    def has(self, case_id: str, name: str) -> bool:
        """Whether a noun of this name was kept."""
        return self._path(case_id, name).exists()

    def drop(self, case_id: str, name: str) -> None:
        """Remove a noun, if it was kept."""
        self._path(case_id, name).unlink(missing_ok=True)

    def forget(self, case_id: str) -> None:
        """Remove all that is kept of a case: first its key, without which nothing that is left says anything."""
        folder = self.folder_of(case_id)
        self.keys.destroy(case_id)
        for left in (working_folder(folder), folder):
            shutil.rmtree(left, ignore_errors=True)

    def folder_of(self, case_id: str) -> Path:
        """Give the private folder of a case."""
        if not ID.fullmatch(case_id):
            raise UnusableCase("this is not the id of a case.", remedy="Use the id that the case was given.")
        return self.folder / case_id

    @contextmanager
    def opened(self, case_id: str) -> Iterator[None]:
        """Have the papers and the results of a case at hand; what was changed of them is sealed at the end."""
        with opened(self.folder_of(case_id), self.keys):
            yield

    def seal(self, case_id: str) -> None:
        """Seal what was changed of a case, if it is open here, before anybody is told that it is done."""
        with suppress(NotOpen):
            open_now(self.folder_of(case_id)).seal()

    def papers(self, case_id: str) -> Path:
        """Give the case folder that holds what was handed in, and what was decided; the case has to be open."""
        return open_now(self.folder_of(case_id)).part("papers")

    def results(self, case_id: str) -> Path:
        """Give the folder into which a check of this case writes; the case has to be open."""
        return open_now(self.folder_of(case_id)).part("results")

    def sealed_folder(self, case_id: str, part: str) -> SealedFolder:
        """Give the papers or the results of a case as they are sealed, for whoever copies or counts them."""
        return part_of(self.folder_of(case_id), part, self.keys.get(case_id))

    def _path(self, case_id: str, name: str) -> Path:
        return self.folder_of(case_id) / f"{name}{SEALED}"
