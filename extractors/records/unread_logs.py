"""Logs that were handed in and of which no session was read: what seems to be missing may be in them."""

from collections.abc import Iterable
from pathlib import Path

from models.delivery import Evidence


def unread_logs(given: Iterable[Path], found: Evidence) -> tuple[str, ...]:
    """Give the names of such files: refused, without a date that can be read, or taken for another kind of paper.

    A second copy of a file is none of them, nor is a calendar or a key of initials.
    """
    told = {row.source.file for row in found.sessions}
    twice = {doubt.place for doubt in found.doubts if doubt.code == "same_file"}
    plain = {file.document.file for file in found.files if file.kind in ("calendar", "key")}
    return tuple(sorted({path.name for path in given} - told - twice - plain))
