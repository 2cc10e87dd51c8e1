"""What the system would not do with a file, as a person is told: why, where, and what to do next."""

import errno
import os
import sqlite3
from pathlib import Path

from models.errors import OutputFailed
from pipeline.files.unfinished import meant
from pipeline.store.home import place_of_home

OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
"""What lies in the disk, or in who may do what there, and not in this program."""
OF_SQLITE = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_IOERR: errno.EIO,
             sqlite3.SQLITE_CANTOPEN: errno.EACCES}


def refused(error: OSError) -> OutputFailed:
    """Say what the system would not do, in its own words; a file of ours is named by the folder that all are in.

    >>> print(refused(OSError(28, "", "out/.report.docx.part-0a1b2c3d-77-x")))
    report.docx: the system would not read or write a file (no space left on device). See that the disk has room, \
and that the papers may be read and the results written.
    """
    said = os.strerror(error.errno).lower() if error.errno else "it gave no reason"
    path = Path(os.fsdecode(error.filename or ""))
    ours = path.is_relative_to(place_of_home())
    return OutputFailed(f"the system would not read or write a file ({said}).",
                        where=str(place_of_home()) if ours else meant(path.name),
                        remedy="See that the disk has room, and that the papers may be read and the results written.")


def of_the_database(error: BaseException | None) -> OSError | None:
    """Give what SQLite says of the disk as the system would have said it; nothing where it is about something else."""
    code = OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return OSError(code, os.strerror(code), str(place_of_home())) if code else None
