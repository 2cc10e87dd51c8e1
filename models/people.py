"""Who uses the program, and what their role lets them do."""

from enum import StrEnum

from models.noun import Noun


class Role(StrEnum):
    """What somebody is here (DOMAIN 7). Each sees their own cases; a supervisor and an admin see more."""

    PARENT = "parent"
    ADVISER = "adviser"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Person(Noun):
    """Somebody who is signed in."""

    id: str
    name: str
    role: Role
