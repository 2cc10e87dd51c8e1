"""Paths that are no files, and names that steer a screen."""

import os
from pathlib import Path

from tests.hostile.texts import LOG


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.csv")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_a_file(path: Path) -> None:
    other = path.with_name("elsewhere.csv")
    other.write_bytes(LOG)
    path.symlink_to(other)


def sparse(path: Path) -> None:
    """A file that says it has a terabyte, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.write(LOG)
        file.truncate(1 << 40)


def a_log(path: Path) -> None:
    path.write_bytes(LOG)


screen_in_the_name = line_in_the_name = a_log
