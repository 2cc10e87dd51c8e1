"""What is on its way to a name, under one that says whose it is: when that process is gone, it is cleared away."""

import glob
import os
import platform
import re
import shutil
import zlib
from contextlib import suppress
from pathlib import Path


def prefix(name: str, kind: str) -> str:
    """Give how the name of something begins that this process is making: hidden, and with a mark of the process."""
    return f".{name}.{kind}-{_machine()}-{os.getpid()}-"


def meant(name: str) -> str:
    """Give the name to which something is on its way.

    >>> meant(".report.docx.part-0a1b2c3d-77-x"), meant("report.docx")
    ('report.docx', 'report.docx')
    """
    return re.sub(r"^\.(.+)\.[a-z]+-[0-9a-f]{8}-\d+-.*$", r"\1", name)


def clear(folder: Path, kind: str, name: str = "") -> None:
    """Remove from a folder what processes of this machine that are gone have left of a kind, of one name or of any."""
    for left in folder.glob(f".{glob.escape(name) or '*'}.{kind}-{_machine()}-*-*"):
        if not _is_running(left.name.split("-")[-2]):
            with suppress(OSError):         # where we may not write we have left nothing either
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _machine() -> str:
    """Mark this machine: in a shared folder, whether a process goes on can be told only where it was started."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_running(process: str) -> bool:
    """Whether a process goes on; where asking could end it (Windows), it is taken to."""
    if os.name == "nt" or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True
