"""Who is asking, and which cases are theirs; for one user, the one-time address that lets the owner in."""

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Protocol

from fastapi import Depends, Request

from app.web import clock
from models.caseload import CaseEntry
from models.people import Person, Role
from pipeline.store.cases import Cases
from pipeline.store.team.tokens import Tokens

COOKIE = "sectionf"
API = "/api/"
OWNER = Person(id="owner", name="you", role=Role.ADMIN)
"""Whoever started the program on their own machine."""


class NotSignedIn(Exception):
    """Nobody whom we know is asking."""


class Keeper(Protocol):
    """Knows people by their cookies, and which cases are whose."""

    @property
    def minutes(self) -> int:
        """Give how long somebody may stay without opening a page before they are signed out; 0 for ever."""

    def person(self, cookie: str) -> Person:
        """Give the person to whom a cookie was given; raise `NotSignedIn` for any other."""

    def holder(self, person_id: str) -> Person:
        """Give the person in whose name a program asks; raise `NotSignedIn` for one whom we do not know any more."""

    def cases(self, every: Cases, person: Person) -> Cases:
        """Give of all cases those that are this person's."""


@dataclass
class Gate:
    """The token of the address that was printed, and the cookies given for it."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    minutes: int = 0
    _cookies: set[str] = field(default_factory=set)

    def admit(self, token: str) -> str:
        """Give a cookie for the token, once; refuse any other, and the same one a second time."""
        if not self.token or not hmac.compare_digest(token.encode(), self.token.encode()):
            raise NotSignedIn
        self.token = ""
        cookie = secrets.token_urlsafe(32)
        self._cookies.add(cookie)
        return cookie

    def person(self, cookie: str) -> Person:
        """Give the person to whom a cookie was given."""
        if cookie not in self._cookies:
            raise NotSignedIn
        return OWNER

    def holder(self, person_id: str) -> Person:
        """Give the owner: there is nobody else."""
        if person_id != OWNER.id:
            raise NotSignedIn
        return OWNER

    def cases(self, every: Cases, person: Person) -> Cases:
        """Give all cases: they are all the owner's."""
        return every


def token_of(request: Request) -> str:
    """Give the token that a program brings along; pages are opened by none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if request.url.path.startswith(API) and kind.casefold() == "bearer" else ""


def visitor(request: Request) -> Person:
    """Give the person who asks, or in whose name a program does; every page but the front gate depends on this."""
    keeper: Keeper = request.app.state.gate
    if token := token_of(request):
        holder = Tokens(request.app.state.cases.database).holder(token, clock.now())
        if not holder:
            raise NotSignedIn
        person = keeper.holder(holder)
    else:
        person = keeper.person(request.cookies.get(COOKIE, ""))
    request.state.person = person
    return person


Visitor = Annotated[Person, Depends(visitor)]


def cases_of(request: Request, person: Visitor) -> Cases:
    """Give the cases that are this person's: no page reaches any other."""
    keeper: Keeper = request.app.state.gate
    return keeper.cases(request.app.state.cases, person)


Desk = Annotated[Cases, Depends(cases_of)]


def case_entry(case_id: str, _person: Visitor, cases: Desk) -> CaseEntry:
    """Give the case of an address, if it is one of this person's."""
    return cases.get(case_id)


Unopened = Annotated[CaseEntry, Depends(case_entry)]
"""A case of which nothing is asked that is in its papers or its results."""


def opened_case(case: Unopened, cases: Desk) -> Iterator[CaseEntry]:
    """Have the papers and the results of a case at hand; what was changed is sealed before anybody is answered."""
    with cases.store.opened(case.id):
        yield case


TheCase = Annotated[CaseEntry, Depends(opened_case, scope="function")]
