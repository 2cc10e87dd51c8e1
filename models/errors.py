"""Exceptions that stop a run: each says what happened, where, and what to do next, and has an exit code.

No text of a plan or a log goes into an exception: file names, pages and rows only.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit statuses of every command (CONTRACT)."""

    DONE = 0
    UNUSABLE = 1
    """The input could not be used."""
    ARGUMENTS = 2
    """The command line was wrong."""
    SOME_FAILED = 3
    """A batch finished and some of its cases failed."""
    INTERRUPTED = 130
    """Somebody pressed Ctrl+C: what shells expect of a program that ends by that."""


class Stop(Exception):
    """A run cannot go on. `str()` is one line for the person who started it."""

    exit_code = ExitCode.UNUSABLE

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        """Keep the three parts: what happened, where (file, page, row), what to do next."""
        self.what, self.where, self.remedy = what, where, remedy
        parts = (f"{where}: {what}" if where else what, remedy)
        super().__init__(" ".join(f"{part.rstrip('.')}." for part in parts if part))


class UnreadableFile(Stop):
    """A file that is not what its name says: damaged, empty, truncated, of an unknown kind."""


class LockedFile(Stop):
    """A file that needs a password to open."""


class FileTooLarge(Stop):
    """A file over the size or page limit."""


class NoSectionF(Stop):
    """A plan in which no Section F could be found."""


class NotComparable(Stop):
    """Two papers that cannot be set side by side: of two children, in the wrong order, or without a recommendation."""


class UnusableEvidence(Stop):
    """A timetable, log or register of which nothing could be used (no header, no dates)."""


class UnusableCalendar(Stop):
    """Term dates that contradict themselves (overlapping terms, an end before its start)."""


class UnusableCase(Stop):
    """A case folder without a plan, or with settings that cannot be understood."""


class NoSuchCase(UnusableCase):
    """A case that is not there, or is not one of this person's: nobody is told which."""


class NewerDatabase(Stop):
    """A list of cases that a later version of the program has changed."""


class OthersDatabase(Stop):
    """A database in which another program keeps its tables."""


class UnusableEntry(Stop):
    """Something that a person typed into a form; `where` is the name of the field."""


class OutputFailed(Stop):
    """The results could not be written; what stood there before still does."""


class UnusableAddress(Stop):
    """An address of a place in a store that is not used: of an unknown kind, with a password in it, in clear."""


class NoSuchPlace(Stop):
    """An address at which there is nothing: no such bucket, folder or file."""


class NoAccess(Stop):
    """A store that does not let us in, or does not let us read or write there."""


class ConnectionLost(Stop):
    """A store that could not be reached, or was lost on the way: in a moment it may be another matter."""


class Interrupted(Stop):
    """Somebody ended a run that can go on where it stopped."""

    exit_code = ExitCode.INTERRUPTED


class UnsafeLetter(Stop):
    """A letter that holds words, law or numbers that no letter may."""


class NotAsSealed(Stop):
    """Something in the store that is damaged, was changed, or was put in the place of something else."""


class KeyGone(Stop):
    """A key that is not where it is kept: what it sealed cannot be opened by anybody."""


class WrongPassphrase(Stop):
    """A passphrase that is not the one, or none where one is needed."""
