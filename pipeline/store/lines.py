"""Files of nouns, one a line, to which is only ever added: on the disk before anyone is told."""

import os
from pathlib import Path
from typing import TypeVar

from models.noun import Noun

Kept = TypeVar("Kept", bound=Noun)


def append(path: Path, noun: Noun) -> None:
    """Add a noun to a file of them; a line that a crash cut short is closed first, so that nothing runs into it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        write_all(handle, (b"\n" if torn else b"") + noun.model_dump_json().encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Write all of it, or fail: a disk that is nearly full takes a part, and says so in a number alone."""
    while content:
        content = content[os.write(handle, content):]


def read(path: Path, kind: type[Kept]) -> tuple[Kept, ...]:
    """Give the nouns of a file in their order; a line that a crash cut short was never confirmed, and is left out."""
    if not path.exists():
        return ()
    return tuple(one for line in path.read_bytes().splitlines() if (one := _read(line, kind)))


def _read(line: bytes, kind: type[Kept]) -> Kept | None:
    try:
        return kind.model_validate_json(line)
    except ValueError:
        return None
