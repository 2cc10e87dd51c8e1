"""What a path leads to: a file of a size and a name that can be dealt with, and no folder, pipe or device."""

import re
import stat
from pathlib import Path

from models.errors import FileTooLarge, UnreadableFile

UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that steer a terminal, turn the letters behind them round, or are no letters at all."""
OTHERWISE = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
             (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))


def shown(name: str) -> str:
    r"""Give a file name as it can be shown.

    >>> shown("log\x1b[2J.csv"), shown("plan\u202efdp.exe")
    ('log?[2J.csv', 'plan?fdp.exe')
    """
    return UNSHOWN.sub("?", name)


def check_regular(path: Path, most_bytes: int, smaller: str) -> None:
    """Refuse what is no file with something in it, or is larger than this; `smaller` says how to come by less."""
    if _size(path, most_bytes, smaller) == 0:
        raise UnreadableFile("the file is empty.", path.name, "Save, export or download it again.")


def content_of(path: Path, most_bytes: int, smaller: str) -> bytes:
    """Give all bytes of a file, which may be none."""
    _size(path, most_bytes, smaller)
    try:
        return path.read_bytes()
    except OSError:
        raise UnreadableFile("this file may not be opened.", path.name, "See that you may read it.") from None


def _size(path: Path, most_bytes: int, smaller: str) -> int:
    name = shown(path.name)
    if name != path.name:
        raise UnreadableFile("the name of this file holds signs that cannot be shown.", name,
                             "Give it a name of letters, figures and spaces.")
    try:
        found = path.stat()
    except (OSError, ValueError):
        raise UnreadableFile("there is no such file, or it may not be opened.", name,
                             "Check its name, its folder, and that you may read it.") from None
    if not stat.S_ISREG(found.st_mode):
        kind = next((words for test, words in OTHERWISE if test(found.st_mode)), "something else")
        raise UnreadableFile(f"this is {kind} and no file.", name, "Give the file itself.")
    if found.st_size > most_bytes:
        raise FileTooLarge(f"the file has {found.st_size // 1_000_000} MB; the limit is {most_bytes // 1_000_000} MB.",
                           name, smaller)
    return found.st_size
