"""Cases that are open: their papers and results in clear, in memory, for as long as somebody is at work on them.

Everybody at work on a case, in whatever process, sees the same files. What was changed is sealed before whoever changed
it goes on, each file whole or not at all; whoever fails half way has nothing sealed. The last one out leaves nothing in
clear.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import RLock

from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.sealed.sealed_folder import SEALED, Listing, SealedFolder
from pipeline.store.settings import alone
from pipeline.store.whole_file import put_whole
from pipeline.store.working import clear_if_left, place, used

GATE = ".gate"
"""Whoever opens, seals or leaves a case waits for those who do so just then."""
PARTS = ("papers", "results")


class NotOpen(LookupError):
    """Somebody asks for what is in a case that is not open: a fault of ours."""


class Opened:
    """A case that is open in this process."""

    def __init__(self, folder: Path, keys: CaseKeys) -> None:
        """Open the case of a folder of the store."""
        self.folder, self.keys, self.key = folder, keys, keys.get(folder.name)
        self.users, self._held, self._lock = 0, ExitStack(), RLock()
        self.clear = working_folder(folder)
        with self._gate():
            clear_if_left(self.clear)
            self._held.enter_context(used(self.clear))

    def part(self, name: str) -> Path:
        """Give a part of the case in clear."""
        with self._gate():
            if not self._listed(name).exists():
                self._list(name, self._sealed(name).open(self.clear / name))
        return self.clear / name

    def seal(self) -> None:
        """Seal what was changed; of a case that was erased meanwhile nothing is kept."""
        if not self.keys.has(self.folder.name):
            return
        with self._gate():
            for name in PARTS:
                if self._listed(name).exists():
                    before = Listing.model_validate_json(self._listed(name).read_bytes())
                    now = self._sealed(name).keep(self.clear / name, before)
                    if now != before:
                        self._list(name, now)

    def leave(self) -> None:
        """Go; the last one out leaves nothing in clear."""
        self._held.close()
        with self._gate():
            clear_if_left(self.clear)

    @contextmanager
    def _gate(self) -> Iterator[None]:
        with self._lock, ExitStack() as stack:
            with suppress(FileNotFoundError):       # of an erased case there is nobody to wait for
                stack.enter_context(alone(self.folder, GATE))
            yield

    def _sealed(self, name: str) -> SealedFolder:
        return part_of(self.folder, name, self.key)

    def _listed(self, name: str) -> Path:
        return self.clear / f"{name}.json"

    def _list(self, name: str, listing: Listing) -> None:
        put_whole(self._listed(name), listing.model_dump_json())


_open: dict[Path, Opened] = {}
_lock = RLock()


@contextmanager
def opened(folder: Path, keys: CaseKeys) -> Iterator[Opened]:
    """Have the case of a folder open for a block; what was changed is sealed at its end, and not if the block fails."""
    with _lock:
        case = _open[folder] = _open.get(folder) or Opened(folder, keys)
        case.users += 1
    try:
        yield case
        case.seal()
    finally:
        _let_go(case)


def _let_go(case: Opened) -> None:
    with _lock:
        case.users -= 1
        if not case.users:
            del _open[case.folder]
            case.leave()


def open_now(folder: Path) -> Opened:
    """Give a case that is open in this process."""
    with _lock:
        if folder not in _open:
            raise NotOpen("papers and results are there for whoever has opened the case")
        return _open[folder]


def part_of(folder: Path, name: str, key: bytes) -> SealedFolder:
    """Give a part of the case of a folder as it is sealed."""
    return SealedFolder(folder / f"{name}{SEALED}", key, f"{name} of {folder.name}")


def working_folder(folder: Path) -> Path:
    """Give where the case of a folder of the store is in clear: always the same place, named by nothing of it."""
    store = hashlib.sha256(str(folder.parent.absolute()).encode()).hexdigest()[:16]
    return place() / f"{store}-{folder.name}"
