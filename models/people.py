"""Who uses the program, and what their role lets them do."""

import datetime as dt
from enum import StrEnum

from models.noun import Noun


class Role(StrEnum):
    """What somebody is here. Whatever the role, each works on their own cases only."""

    PARENT = "parent"
    ADVISER = "adviser"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    """Looks after the accounts, too; that opens nobody's case."""


class Power(StrEnum):
    """What not everybody may do, beside working on their own cases."""

    SHARE = "share"
    """Share one of their cases with a colleague, or invite its parent."""
    TAKE_BACK = "take_back"
    """End somebody else's part in one of their cases."""
    INVITE = "invite"
    """Invite people, change their roles, end their access."""


POWERS = {
    Role.PARENT: frozenset[Power](),
    Role.ADVISER: frozenset({Power.SHARE}),
    Role.SUPERVISOR: frozenset({Power.SHARE, Power.TAKE_BACK}),
    Role.ADMIN: frozenset(Power),
}


class Person(Noun):
    """Somebody who is signed in, or has an account."""

    id: str
    name: str
    role: Role
    email: str = ""
    active: bool = True

    def may(self, power: Power) -> bool:
        """Whether their role gives them a power."""
        return power in POWERS[self.role]


class Invitation(Noun):
    """A link that lets one person make an account, once."""

    role: Role
    case_id: str = ""
    """The case that is shared with whoever takes it up; empty for none."""
    expires: dt.datetime


class Token(Noun):
    """What is known of a token by which a program asks in somebody's name; the token itself is not."""

    id: str
    name: str
    """Which program uses it, in its owner's words."""
    made_at: dt.datetime
    used_at: dt.datetime | None = None
