"""Who is asking in a team: somebody with an account, signed in for as long as they are at it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.web.access.gate import NotSignedIn
from models.errors import UnusableEntry
from models.people import Person
from pipeline.store.cases import Cases
from pipeline.store.team.people import People
from pipeline.store.team.sign_ins import IDLE, SignIns


@dataclass(frozen=True)
class TeamGate:
    """The accounts and sign-ins of a team; `clock` says what time it is."""

    sign_ins: SignIns
    clock: Callable[[], dt.datetime]
    minutes: int = int(IDLE.total_seconds() // 60)

    @property
    def people(self) -> People:
        """Give the accounts."""
        return self.sign_ins.people

    def person(self, cookie: str) -> Person:
        """Give the person who is signed in with a cookie."""
        person = self.sign_ins.person(cookie, self.clock()) if cookie else None
        if person is None:
            raise NotSignedIn
        return person

    def holder(self, person_id: str) -> Person:
        """Give the person in whose name a program asks."""
        try:
            person = self.people.get(person_id)
        except UnusableEntry:
            raise NotSignedIn from None
        if not person.active:
            raise NotSignedIn
        return person

    def cases(self, every: Cases, person: Person) -> Cases:
        """Give the cases of this person, whatever their role."""
        return every.of(person.id)
