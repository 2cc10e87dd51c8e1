"""The last step of writing results: new files take the place of old ones, and what a crash left is put right."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection
from pathlib import Path

from pipeline.files.unfinished import clear

AT_FDCWD, RENAME_EXCHANGE = -100, 2      # linux/fcntl.h and linux/fs.h
READY = ".sectionf-ready"
"""Results inside a folder that cannot be moved, complete, and on their way into it."""
OUTDATED = ".outdated"
NEW = "new"
"""Marks a folder of results that is not complete yet."""


def swapped(new: Path, folder: Path) -> None:
    """Exchange two folders in one step where the system can; else step aside and take the place."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = _old(folder)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names at once (Linux, on the file systems that know how); say whether that was done."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def poured(new: Path, folder: Path, outdated: Collection[str]) -> None:
    """Move complete results into the folder around them; a crash after the first rename is made good by the next run.

    This is for a folder that is a mount, a link or where somebody stands: it cannot be exchanged for another.
    """
    (new / OUTDATED).write_text("\n".join(sorted(outdated)), "utf-8")
    new.rename(folder / READY)
    _pour(folder)


def _pour(folder: Path) -> None:
    ready, outdated = folder / READY, folder / READY / OUTDATED
    results = {path.relative_to(ready) for path in ready.rglob("*") if path.is_file()} - {Path(OUTDATED)}
    for name in outdated.read_text("utf-8").splitlines() if outdated.exists() else ():      # gone once all is moved
        if Path(name) not in results:
            (folder / name).unlink(missing_ok=True)
    for result in sorted(results):
        (folder / result).parent.mkdir(exist_ok=True)
        (ready / result).replace(folder / result)
    shutil.rmtree(ready)


def recover(folder: Path) -> None:
    """Put right what a crash left: finish what was complete, put back what stood aside, clear away the rest."""
    if (folder / READY).exists():
        _pour(folder)
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    for place in (folder.parent, folder):
        clear(place, NEW, folder.name)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")
