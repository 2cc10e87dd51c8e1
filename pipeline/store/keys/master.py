"""The key that opens the keys of all cases: kept by the system's keyring, behind a passphrase, or in a file."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from models.errors import KeyGone, WrongPassphrase
from models.noun import Noun
from pipeline.store.keys import keyring
from pipeline.store.keys.passphrase import Stretched, behind, is_told, told
from pipeline.store.sealed.sealing import new_key
from pipeline.store.settings import alone
from pipeline.store.whole_file import put_whole

KEPT, IN_CLEAR = "master.json", "master.key"
ANY = "[0-9a-f]" * 32
"""How the keys of cases are called."""
FROM_BACKUP = "Bring the keys back with “sectionf keys restore” from the file of your last “sectionf keys back-up”."


class Way(StrEnum):
    """How the master key is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105
    FILE = "file"


class Kept(Noun):
    """How a master key is kept, and by what it is known for the right one."""

    way: Way
    name: str
    """Says nothing; the keyring has the key under it."""
    print: str
    """A fingerprint of the key."""
    behind: Stretched | None = None


class Master:
    """The master key of one folder of keys."""

    _opened: dict[Path, bytes] = {}     # noqa: RUF012  # once a process: a passphrase takes long to try

    def __init__(self, folder: Path) -> None:
        """Use a folder, which nobody else on the machine may read."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def kept(self) -> Kept | None:
        """Say how the key is kept; None where there is none yet."""
        path = self.folder / KEPT
        try:
            return Kept.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError:
            raise KeyGone("what says how the keys are kept is damaged.", where=path.name, remedy=FROM_BACKUP) from None

    def key(self) -> bytes:
        """Give the key; the first time it is made, and kept in the best way that needs nobody to be asked."""
        if self.folder not in self._opened:
            with alone(self.folder):
                kept = self.kept() or self._made()
            self._opened[self.folder] = self._right(kept, self._found(kept))
            self._leave_no_other(kept)
        return self._opened[self.folder]

    def derived(self, what_for: str) -> bytes:
        """Give a key of its own for what belongs to no case."""
        return hmac.digest(self.key(), what_for.encode(), "sha256")

    def way(self) -> Way:
        """Say in which way the key is kept; the first time it is made."""
        self.key()
        kept = self.kept()
        return kept.way if kept else Way.FILE

    def is_locked(self) -> bool:
        """Whether a passphrase is needed that nobody has told yet."""
        kept = self.kept()
        needed = self.folder not in self._opened and kept is not None and kept.way is Way.PASSPHRASE
        return needed and not is_told()

    def unlock(self, passphrase: str) -> None:
        """Open the key with a passphrase that somebody told, for as long as this process lasts."""
        kept = self.kept()
        if kept and kept.behind:
            self._opened[self.folder] = self._right(kept, kept.behind.opened(passphrase))
            self._leave_no_other(kept)

    def keep_by(self, way: Way, passphrase: str = "") -> None:
        """Keep the key in another way; what it opens stays as it is."""
        key, before = self.key(), self.kept()
        with alone(self.folder):
            self._keep(key, way, passphrase)
        if before and before.way is Way.KEYRING:
            keyring.forget(before.name)

    def take(self, key: bytes) -> None:
        """Have a key that comes from a backup for the master key; one that is kept already is kept as it is."""
        with suppress(KeyGone, WrongPassphrase):
            if self.kept() and self.key() == key:
                return
        with alone(self.folder):
            self._keep(key, best_way(), "")
        self._opened[self.folder] = key

    def _made(self) -> Kept:
        if next(self.folder.glob(ANY), None):
            raise KeyGone("there are keys of cases here, and not the key that opens them.", where=KEPT,
                          remedy=FROM_BACKUP)
        if is_told():
            return self._keep(new_key(), Way.PASSPHRASE, told())
        return self._keep(new_key(), best_way(), "")

    def _keep(self, key: bytes, way: Way, passphrase: str) -> Kept:
        """Keep a key: first where it is found, then the note that says where, then nothing of how it was kept."""
        kept = Kept(way=way, name=secrets.token_hex(16), print=_print(key),
                    behind=behind(key, passphrase) if way is Way.PASSPHRASE else None)
        if way is Way.KEYRING:
            keyring.keep(kept.name, _words(key))
        elif way is Way.FILE:
            put_whole(self.folder / IN_CLEAR, _words(key))
        put_whole(self.folder / KEPT, json.dumps(kept.model_dump(mode="json"), indent=1))
        self._leave_no_other(kept)
        return kept

    def _leave_no_other(self, kept: Kept) -> None:
        """Destroy the key in its file where it is kept otherwise, also when a machine stopped before that was done."""
        path = self.folder / IN_CLEAR
        if kept.way is not Way.FILE and path.exists():
            destroyed(path)

    def _found(self, kept: Kept) -> bytes:
        found: dict[Way, Callable[[], bytes]] = {
            Way.FILE: self._from_file,
            Way.KEYRING: lambda: base64.b64decode(keyring.kept(kept.name)),
            Way.PASSPHRASE: lambda: kept.behind.opened(told()) if kept.behind else b""}
        return found[kept.way]()

    def _from_file(self) -> bytes:
        try:
            return base64.b64decode((self.folder / IN_CLEAR).read_bytes())
        except (OSError, ValueError):
            raise KeyGone("the key that opens the cases is not in its file.", where=IN_CLEAR,
                          remedy=FROM_BACKUP) from None

    @staticmethod
    def _right(kept: Kept, key: bytes) -> bytes:
        if _print(key) != kept.print:
            raise KeyGone("this is not the key by which the cases were sealed.", remedy=FROM_BACKUP)
        return key


def best_way() -> Way:
    """Give the best way that needs nobody to be asked."""
    return Way.KEYRING if keyring.works() else Way.FILE


def destroyed(path: Path) -> None:
    """Remove a file that holds a key, and see that the disk knows: it is written over first, where that is of use."""
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _print(key: bytes) -> str:
    return hashlib.sha256(b"sectionf master key\0" + key).hexdigest()[:16]


def _words(content: bytes) -> str:
    return base64.b64encode(content).decode()
