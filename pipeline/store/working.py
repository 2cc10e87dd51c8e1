"""Folders for what has to be in clear for a while: in memory, for nobody else, and gone with whoever needed them."""

import fcntl
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.errors import OutputFailed
from pipeline.store.home import home

MEMORY = Path("/dev/shm")  # noqa: S108  # not a name that others can guess: what is in it is checked to be ours
ENOUGH = 512 << 20
"""Bytes of memory without which papers are better on the disk: a container may have 64 MB."""


def place() -> Path:
    """Give the folder in which all of these are: in memory where the system has such a place, else below our own."""
    folder = MEMORY / f"sectionf-{os.getuid()}" if _in_memory() else home() / "open"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise OutputFailed("the folder for papers that are open is somebody else's, or others can read it.",
                           where=str(folder), remedy="Remove it, or have it removed, and start again.")
    return folder


def _in_memory() -> bool:
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(MEMORY)
    return found.f_blocks * found.f_frsize >= ENOUGH


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give an empty folder for as long as the block lasts; what others have left that are gone goes first."""
    sweep()
    folder = place() / uuid.uuid4().hex
    with used(folder):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def used(folder: Path) -> Iterator[None]:
    """Use a folder of this place with others: made if it is not there, and taken for left over when nobody uses it.

    The system itself keeps who uses it, so that however a process ends, it is known to have gone.
    """
    held = _held(folder)
    try:
        yield
    finally:
        os.close(held)


def _held(folder: Path) -> int:
    """Hold a folder: one that is swept away just then is made anew."""
    while True:
        try:
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        fcntl.flock(held, fcntl.LOCK_SH)
        if _is_still(held, folder):
            return held
        os.close(held)


def _is_still(held: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), folder.stat())
    except FileNotFoundError:
        return False


def clear_if_left(folder: Path) -> bool:
    """Remove a folder that nobody uses; say whether it is gone."""
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True


def sweep() -> None:
    """Remove what processes that are gone have left in clear."""
    for folder in place().iterdir():
        clear_if_left(folder)
