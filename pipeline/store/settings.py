"""Changes of `case.toml`, in one place: one at a time, whole or not at all, on the disk before anyone is told."""

import fcntl
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models.errors import UnusableCase
from pipeline.case_folder import SETTINGS, read_settings
from pipeline.files.toml_text import toml
from pipeline.store.whole_file import put_whole

LOCK, RUNNING = ".lock", ".running"
WAIT = 0.02


@contextmanager
def alone(folder: Path, lock: str = LOCK) -> Iterator[None]:
    """Wait until nobody else is at work in a folder; a process that ends, however it ends, lets go of it."""
    with (folder / lock).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def until_alone(folder: Path, seconds: float) -> bool:
    """Wait until nobody is at work in a folder, for so many seconds at most; say whether nobody is."""
    until = time.monotonic() + seconds
    with suppress(FileNotFoundError), (folder / LOCK).open("wb") as held:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
            time.sleep(WAIT)
    return True


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Be the one program that runs the checks of a folder; another that is at it already is not waited for."""
    with (folder / RUNNING).open("wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnusableCase("Section F is open already on this machine.", remedy=(
                "Go on in its window, or end that program (Ctrl+C where it was started) and start this one again."
            )) from None
        yield


@contextmanager
def settings_changed(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the settings of a case folder as a table, and keep what the block makes of it."""
    path = folder / SETTINGS
    with alone(folder):
        read_settings(folder)
        table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        yield table
        put_whole(path, toml(table))
