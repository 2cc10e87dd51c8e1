"""What is kept is sealed (AES-256-GCM): nobody can read it without its key, nor change, cut or exchange any of it.

A header (`SF`, a version, an id of this sealing) is followed by pieces: a random nonce, the words, and their tag.
Each piece is bound to the id, to its number, to whether it is the last, and to what it is about.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import NotAsSealed

HEAD, ID_BYTES = b"SF\x01", 16
NONCE, TAG = 12, 16
PIECE = 1 << 20
"""Bytes of a piece, so that a large file needs no more memory than a small one."""
KEY_BYTES = 32


def new_key() -> bytes:
    """Give a key that nobody has."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal(key: bytes, clear: bytes, about: str) -> bytes:
    """Seal content; `about` has to be told again to open it."""
    return b"".join(_sealed(key, BytesIO(clear), about))


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """Open content that was sealed with this key, about the same."""
    return b"".join(_unsealed(key, BytesIO(sealed), about))


def seal_file(key: bytes, clear: Path, sealed: Path, about: str) -> None:
    """Seal a file into another one, piece by piece; it is on the disk at the end."""
    with clear.open("rb") as source, sealed.open("wb") as target:
        for piece in _sealed(key, source, about):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())


def unseal_file(key: bytes, sealed: Path, clear: Path, about: str) -> None:
    """Open a file into another one, piece by piece; of one that cannot be opened nothing is left."""
    try:
        with sealed.open("rb") as source, clear.open("wb") as target:
            for piece in _unsealed(key, source, about):
                target.write(piece)
    except NotAsSealed:
        clear.unlink(missing_ok=True)
        raise


def _sealed(key: bytes, source: BinaryIO, about: str) -> Iterator[bytes]:
    cipher, name = AESGCM(key), os.urandom(ID_BYTES)
    yield HEAD + name
    for number, piece, last in _pieces(source, PIECE):
        nonce = os.urandom(NONCE)
        yield nonce + cipher.encrypt(nonce, piece, _bound(name, number, last, about))


def _unsealed(key: bytes, source: BinaryIO, about: str) -> Iterator[bytes]:
    cipher, head = AESGCM(key), source.read(len(HEAD) + ID_BYTES)
    name = head.removeprefix(HEAD)
    try:
        if len(name) != ID_BYTES:
            raise InvalidTag
        for number, piece, last in _pieces(source, NONCE + PIECE + TAG):
            yield cipher.decrypt(piece[:NONCE], piece[NONCE:], _bound(name, number, last, about))
    except (InvalidTag, ValueError):        # of a nonce that was cut short
        raise NotAsSealed("what is kept of this case is not as it was sealed: it is damaged, was changed, or was put "
                          "in the place of something else.",
                          remedy="Restore the case from a backup, or erase it and hand its papers in again.") from None


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Give the pieces of a stream with the number of each, and whether it is the last; there is always one."""
    piece = source.read(size)
    for number in count():
        following = source.read(size)
        yield number, piece, not following
        if not following:
            return
        piece = following


def _bound(name: bytes, number: int, last: bool, about: str) -> bytes:
    """Give what a piece is bound to."""
    return HEAD + name + number.to_bytes(8, "big") + bytes([last]) + about.encode()
