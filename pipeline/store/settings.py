"""Changes of `case.toml`, in one place: one at a time, whole or not at all, on the disk before anyone is told."""

import fcntl
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.case_folder import SETTINGS, read_settings
from pipeline.toml_text import toml

LOCK = ".lock"


@contextmanager
def alone(folder: Path, lock: str = LOCK) -> Iterator[None]:
    """Wait until nobody else is at work in a folder; a process that ends, however it ends, lets go of it."""
    with (folder / lock).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def settings_changed(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the settings of a case folder as a table, and keep what the block makes of it."""
    path = folder / SETTINGS
    with alone(folder):
        read_settings(folder)
        table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        yield table
        _keep(path, toml(table))


def _keep(path: Path, text: str) -> None:
    """Put a text in the place of a file once all of it is on the disk."""
    with path.with_suffix(".part").open("w", encoding="utf-8") as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
