"""A key behind a passphrase, which is made slow to guess (argon2id); and where programs find the passphrase."""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import NotAsSealed, WrongPassphrase
from models.noun import Noun
from pipeline.store.sealed.sealing import KEY_BYTES, seal, unseal
from pipeline.store.working import private_folder

TOLD_IN = "SECTIONF_PASSPHRASE_FILE"
"""The variable that names a file whose first line is the passphrase, where nobody can be asked."""
SHORTEST = 12
"""Letters of a passphrase: three words are as easy to keep in mind as they are hard to guess (NCSC)."""


class Stretched(Noun):
    """A key behind a passphrase: how the passphrase is made slow to guess (argon2id), and the key that it seals.

    The costs are the second choice of RFC 9106, for machines that cannot spare two gigabytes.
    """

    salt: str
    passes: int = 3
    kibibytes: int = 65536
    lanes: int = 4
    sealed: str = ""

    def holding(self, key: bytes, passphrase: str) -> "Stretched":
        """Give the same with a key in it."""
        return self.model_copy(update={"sealed": base64.b64encode(seal(self._key(passphrase), key, "a key")).decode()})

    def opened(self, passphrase: str) -> bytes:
        """Give the key."""
        try:
            return unseal(self._key(passphrase), base64.b64decode(self.sealed), "a key")
        except (NotAsSealed, ValueError):
            raise WrongPassphrase("this is not the passphrase.", remedy="Try again. Without it nobody can open what "
                                  "is kept here, unless the keys were backed up.") from None

    def _key(self, passphrase: str) -> bytes:
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(passphrase.encode(), base64.b64decode(self.salt), self.passes, self.kibibytes,
                               self.lanes, KEY_BYTES, Type.ID)


def behind(key: bytes, passphrase: str) -> Stretched:
    """Put a key behind a passphrase."""
    if len(passphrase) < SHORTEST:
        raise WrongPassphrase(f"this passphrase is shorter than {SHORTEST} letters.",
                              remedy="Put three words together that have nothing to do with each other.")
    return Stretched(salt=base64.b64encode(secrets.token_bytes(16)).decode()).holding(key, passphrase)


def is_told() -> bool:
    """Whether a file is named for the passphrase."""
    return bool(os.environ.get(TOLD_IN))


def told() -> str:
    """Give the passphrase from the file that is named for it."""
    name = os.environ.get(TOLD_IN)
    if not name:
        raise WrongPassphrase("what is kept here needs your passphrase.", remedy=(
            f"Start this command in a terminal, which asks for it; or name a file that holds it in {TOLD_IN}."))
    try:
        return Path(name).read_text("utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        raise WrongPassphrase("the file for the passphrase cannot be read, or is empty.", where=TOLD_IN,
                              remedy="Name a file whose first line is the passphrase.") from None


@contextmanager
def handed_on(passphrase: str) -> Iterator[None]:
    """Tell the passphrase to the programs that this one starts, for as long as the block lasts; by no argument."""
    with _file() as (handle, name):
        os.write(handle, f"{passphrase}\n".encode())
        os.environ[TOLD_IN] = name
        try:
            yield
        finally:
            del os.environ[TOLD_IN]
            os.close(handle)


@contextmanager
def _file() -> Iterator[tuple[int, str]]:
    """Give a file, and its name for others; where the system has such, it is gone with this process however it ends."""
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create("passphrase")
        yield handle, f"/proc/{os.getpid()}/fd/{handle}"
        return
    with private_folder() as folder:
        name = folder / "passphrase"
        yield os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), str(name)
