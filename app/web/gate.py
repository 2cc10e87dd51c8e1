"""Who is asking: the one-time address that lets the owner of this machine in, and the cookie that keeps them in."""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from models.caseload import CaseEntry
from models.people import Person, Role
from pipeline.store.cases import Cases

COOKIE = "sectionf"
OWNER = Person(id="owner", name="you", role=Role.ADMIN)
"""Whoever started the program on their own machine."""


class NotSignedIn(Exception):
    """Nobody whom we know is asking."""


@dataclass
class Gate:
    """The token of the address that was printed, and the cookies given for it."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
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


def visitor(request: Request) -> Person:
    """Give the person who asks; every page but the front gate depends on this."""
    gate: Gate = request.app.state.gate
    return gate.person(request.cookies.get(COOKIE, ""))


def cases_of(request: Request) -> Cases:
    """Give the cases of this desk."""
    cases: Cases = request.app.state.cases
    return cases


Visitor = Annotated[Person, Depends(visitor)]
Desk = Annotated[Cases, Depends(cases_of)]


def case_entry(case_id: str, _person: Visitor, cases: Desk) -> CaseEntry:
    """Give the case of an address, if it is one that this person may see."""
    return cases.get(case_id)


TheCase = Annotated[CaseEntry, Depends(case_entry)]
