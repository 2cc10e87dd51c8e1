"""A Word file or a workbook packed anew: undated and in its order, so that the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Callable

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can name."""
Change = Callable[[str, bytes], bytes]
"""Gives a part by its name and its content."""


def repacked(content: bytes, change: Change = lambda _name, part: part) -> bytes:
    """Give the same package without dates, each part as the change makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return made.getvalue()
