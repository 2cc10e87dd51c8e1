"""What a file is by its first bytes, whatever its name says, in the words of whoever has to find the right one."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from models.errors import UnreadableFile

OPENING = 2048
"""So many bytes tell what a file is."""
SURE = 3
"""A text may begin with fewer letters than these by chance: initials in the first cell of a table."""
BEHIND = slice(4, 16)


class Kind(NamedTuple):
    """What a file is, and what to do about it where something else was wanted."""

    key: str
    name: str
    remedy: str
    begins: tuple[bytes, ...]
    within: tuple[bytes, ...]
    """What stands behind the length of the first part, in formats that begin with one."""


def kind_of(opening: bytes) -> Kind | None:
    r"""Say what a file is that begins so; nothing where it is a text, or nobody knows.

    >>> kind_of(b"\x7fELF\2\1\1").name, kind_of(b"MZ\x90\0\3").name, kind_of(b"\0\0\0\x18ftypheic").name
    ('a program', 'a program', 'a picture')
    >>> kind_of(b"MZ,KB,Date\n"), kind_of("Date".encode("utf-16"))
    (None, None)
    """
    for kind in _kinds():
        told = tuple(sign for sign in kind.begins if len(sign) >= SURE or b"\0" in opening)
        if opening.lstrip().startswith(told) or any(sign in opening[BEHIND] for sign in kind.within):
            return kind
    return None


def opening_of(path: Path) -> bytes:
    """Give the first bytes of a file."""
    try:
        with path.open("rb") as file:
            return file.read(OPENING)
    except OSError as cause:
        raise UnreadableFile("this file could not be opened.", path.name, "See that you may read it.") from cause


def other_than(wanted: str, path: Path, remedy: str) -> UnreadableFile:
    """Say that a file is not what is wanted, and what it is, if that is known; the remedy is for what is not."""
    kind = kind_of(opening_of(path))
    if kind is None:
        return UnreadableFile(f"this is not {wanted}.", path.name, remedy)
    return UnreadableFile(f"this is {kind.name}, and not {wanted}.", path.name, kind.remedy)


@cache
def _kinds() -> tuple[Kind, ...]:
    text = resources.files(__package__).joinpath("kinds.toml").read_text("utf-8")
    return tuple(Kind(key, one["name"], one["remedy"], _bytes(one["begins"]), _bytes(one.get("within", ())))
                 for key, one in tomllib.loads(text).items() if isinstance(one, dict))


def _bytes(written: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, written))
