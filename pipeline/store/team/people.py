"""The people of a team: their accounts, the links by which they are invited, and the cases that are theirs."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import ForeignKey, LargeBinary, Select, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.errors import UnusableEntry
from models.people import Invitation, Person, Role
from pipeline.store.database import Database, Moment, Table
from pipeline.store.nouns import ID
from pipeline.store.team.sealed_people import Who, found_by, sealed, unsealed

INVITED_FOR = dt.timedelta(days=7)
SHORTEST = 12
"""Letters of a password: three words are as easy to keep in mind as they are hard to guess (NCSC)."""
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex())
"""What a wrong address is checked against, so that it takes as long as a right one."""


class PersonRow(Table):
    """One account."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The name and the address."""
    name: Mapped[str] = mapped_column(String(200), default="")
    """Of a list from before there was sealing; empty once it is sealed."""
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """By what the address is found; of a list from before there was sealing, the address."""
    role: Mapped[str] = mapped_column(String(10))
    secret: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[dt.datetime] = mapped_column(Moment)


class MemberRow(Table):
    """That a case is one of somebody's cases."""

    __tablename__ = "members"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)


class InvitationRow(Table):
    """One link; only its hash is kept, so that nobody can take it from here."""

    __tablename__ = "invitations"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    case_id: Mapped[str] = mapped_column(String(32), default="")
    expires: Mapped[dt.datetime] = mapped_column(Moment)


class People:
    """The accounts of a team."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self.database = database

    def all(self) -> list[Person]:
        """Give all accounts by name."""
        with self.database.transaction() as session:
            return _by_name(session.scalars(select(PersonRow)))

    def get(self, person_id: str) -> Person:
        """Give an account by its id."""
        with self.database.transaction() as session:
            return _person(_row(session, person_id))

    def put_right(self) -> None:
        """Seal what accounts say in a list that was in clear."""
        with self.database.transaction() as session:
            for row in session.scalars(select(PersonRow).where(PersonRow.sealed.is_(None))):
                _say(row, _said(row))

    def invite(self, role: Role, at: dt.datetime, case_id: str = "") -> str:
        """Give the token of a link that lets one person make an account within a week."""
        token = secrets.token_urlsafe(32)
        with self.database.transaction() as session:
            session.add(InvitationRow(token=hashed(token), role=role, case_id=case_id, expires=at + INVITED_FOR))
        return token

    def invitation(self, token: str, at: dt.datetime) -> Invitation:
        """Give what a link is for; one that was used, is too old or was never given is refused in the same words."""
        with self.database.transaction() as session:
            row = _invitation(session, token, at)
            return Invitation(role=Role(row.role), case_id=row.case_id, expires=row.expires)

    def join(self, token: str, person: Person, secret: str, at: dt.datetime) -> Person:
        """Make the account of a link, with the name and address that a person gives; the link is used up."""
        name, email = person.name.strip(), person.email.strip().casefold()
        _check(name, email, secret)
        with self.database.transaction() as session:
            row = _invitation(session, token, at)
            if session.scalar(_found(email)):
                raise UnusableEntry("there is an account with this address already.", where="email",
                                    remedy="Sign in with it, and ask for the case to be shared with you.")
            made = PersonRow(id=secrets.token_hex(16), role=row.role, secret=_HASHER.hash(secret), active=True,
                             added_at=at)
            _say(made, Who(name=name, email=email))
            session.add(made)
            session.flush()
            if row.case_id:
                session.merge(MemberRow(case_id=row.case_id, person_id=made.id))
            session.delete(row)
        return _person(made)

    def recognised(self, email: str, secret: str) -> Person | None:
        """Give the person of an address and a password; nobody where either is wrong or the account has ended."""
        with self.database.transaction() as session:
            row = session.scalar(_found(email))
            known = row.secret if row else _NOBODY
        try:
            _HASHER.verify(known, secret)
        except Argon2Error:
            return None
        return _person(row) if row and row.active else None

    def id_of(self, email: str) -> str:
        """Give the id of the account with an address; empty where there is none."""
        with self.database.transaction() as session:
            row = session.scalar(_found(email))
        return row.id if row else ""

    def change_role(self, person_id: str, role: Role) -> None:
        """Give somebody another role; one admin has to stay."""
        with self.database.transaction() as session:
            row = _row(session, person_id)
            row.role = role
            _check_that_one_admin_stays(session)

    def end(self, person_id: str) -> None:
        """End somebody's access at once. What they decided keeps their name."""
        with self.database.transaction() as session:
            _row(session, person_id).active = False
            session.execute(delete(MemberRow).where(MemberRow.person_id == person_id))
            _check_that_one_admin_stays(session)

    def members(self, case_id: str) -> list[Person]:
        """Give the people whose case it is."""
        wanted = select(PersonRow).join(MemberRow, MemberRow.person_id == PersonRow.id)
        with self.database.transaction() as session:
            return _by_name(session.scalars(wanted.where(MemberRow.case_id == case_id)))

    def share(self, case_id: str, person_id: str) -> None:
        """Make a case one of somebody's cases."""
        with self.database.transaction() as session:
            if not _row(session, person_id).active:
                raise UnusableEntry("this person has no access any more.", remedy="Choose somebody else.")
            session.merge(MemberRow(case_id=case_id, person_id=person_id))

    def take_back(self, case_id: str, person_id: str) -> None:
        """Make a case none of somebody's cases; one person has to stay with it."""
        with self.database.transaction() as session:
            session.execute(delete(MemberRow).where(MemberRow.case_id == case_id, MemberRow.person_id == person_id))
            session.flush()
            if session.scalar(select(MemberRow).where(MemberRow.case_id == case_id)) is None:
                raise UnusableEntry("somebody has to stay with this case.",
                                    remedy="Share it with somebody else first, or erase it.")


def hashed(token: str) -> str:
    """Give what is kept of a token that opens something."""
    return hashlib.sha256(token.encode()).hexdigest()


def _check(name: str, email: str, secret: str) -> None:
    if not name or len(name) > 200:
        raise UnusableEntry("there is no name.", where="name", remedy="Give the name that colleagues know you by.")
    if not (3 <= len(email) <= 254 and email.count("@") == 1 and " " not in email and email.strip("@") == email):
        raise UnusableEntry("this is not an e-mail address.", where="email", remedy="Give one such as ann@example.org.")
    if not SHORTEST <= len(secret) <= 1000 or secret.casefold() in (email, name.casefold()):
        raise UnusableEntry(f"this password is shorter than {SHORTEST} letters, or is your name or address.",
                            where="secret", remedy="Put three words together that have nothing to do with each other.")


def _check_that_one_admin_stays(session: Session) -> None:
    session.flush()
    if session.scalar(select(PersonRow).where(PersonRow.role == Role.ADMIN, PersonRow.active)) is None:
        raise UnusableEntry("one admin has to stay.", remedy="Make somebody else an admin first.")


def _invitation(session: Session, token: str, at: dt.datetime) -> InvitationRow:
    row = session.get(InvitationRow, hashed(token))
    if row is None or row.expires < at:
        raise UnusableEntry("this invitation was used already, or is older than a week.",
                            remedy="Ask whoever invited you for another.")
    return row


def _row(session: Session, person_id: str) -> PersonRow:
    row = session.get(PersonRow, person_id) if ID.fullmatch(person_id) else None
    if row is None:
        raise UnusableEntry("there is no such person.", remedy="Go back to the list of people.")
    return row


def _found(email: str) -> Select[tuple[PersonRow]]:
    return select(PersonRow).where(PersonRow.email == found_by(email))


def _by_name(rows: Iterable[PersonRow]) -> list[Person]:
    return sorted(map(_person, rows), key=lambda one: one.name)


def _person(row: PersonRow) -> Person:
    who = _said(row)
    return Person(id=row.id, name=who.name, role=Role(row.role), email=who.email, active=row.active)


def _said(row: PersonRow) -> Who:
    return unsealed(row.id, row.sealed) if row.sealed else Who(name=row.name, email=row.email)


def _say(row: PersonRow, who: Who) -> None:
    row.sealed, row.name, row.email = sealed(row.id, who), "", found_by(who.email)
