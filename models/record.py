"""The record of access and decisions: who did what with which case, and when; never what stood in it."""

import datetime as dt
from enum import StrEnum

from models.noun import Noun

HERE = "this computer"
"""Who did it, where nobody has an account: whoever may use this computer."""
NOBODY_KNOWN = "unknown"
BY_ITSELF = "this program"
"""Who did it, where nobody asked for it that day: a case had been kept for as long as it may."""


class What(StrEnum):
    """What was done, in a word of this list and no other."""

    OPENED = "opened"
    READ = "read"
    """A page of the plan, rows of the records, the report."""
    HANDED_IN = "handed_in"
    REMOVED = "removed"
    CHECKED = "checked"
    DECIDED = "decided"
    CORRECTED = "corrected"
    DRAFTED = "drafted"
    TAKEN_AWAY = "taken_away"
    EXPORTED = "exported"
    SHARED = "shared"
    UNSHARED = "unshared"
    ERASED = "erased"
    INVITED = "invited"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    ACCESS_ENDED = "access_ended"
    TOKEN_MADE = "token_made"  # noqa: S105
    TOKEN_ENDED = "token_ended"  # noqa: S105
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    FAILED_SIGN_IN = "failed_sign_in"
    WARNED = "warned"
    """Was shown, or in a team could see, that the case is to be erased; a second time shortly before."""
    WARNED_LAST = "warned_last"
    KEPT = "kept"
    """Asked for the case to be kept longer."""
    HELD = "held"
    HOLD_LIFTED = "hold_lifted"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    TERMS_CHANGED = "terms_changed"
    """For how long cases are kept."""
    KEYS_KEPT_OTHERWISE = "keys_kept_otherwise"
    """A passphrase was set, changed or removed."""
    KEYS_COPIED = "keys_copied"
    KEYS_BROUGHT_BACK = "keys_brought_back"
    MENDED = "mended"
    """A line that a machine which stopped had left unfinished was taken out."""
    SHORTENED = "shortened"
    """Entries up to `upto` were taken out, for they had been kept for as long as they may."""

    @property
    def is_a_look(self) -> bool:
        """Whether nothing was changed by it."""
        return self in (What.OPENED, What.READ)

    @property
    def is_a_warning(self) -> bool:
        """Whether somebody was told that a case is to be erased."""
        return self in (What.WARNED, What.WARNED_LAST)


class Entry(Noun):
    """One line of the record, chained to the one before."""

    n: int
    at: dt.datetime
    who: str
    """The id of an account, or `this computer`."""
    what: What
    case: str = ""
    """The id of a case; empty where it is about none."""
    upto: int = 0
    before: str
    """The hash of the entry before; zeros for the first."""
    hash: str = ""
    """The SHA-256 of this entry without its hash."""


class Head(Noun):
    """The last entry: whoever keeps it elsewhere can tell later whether entries were taken off the end."""

    n: int = 0
    hash: str = ""

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.n} {self.hash}"
