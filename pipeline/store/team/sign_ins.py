"""Who is signed in: begun with a password, ended by the person or by time; and how many tries somebody has."""

import datetime as dt
import secrets

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.errors import UnusableEntry
from models.people import Person
from pipeline.store.database import Database, Moment, Table
from pipeline.store.team.people import People, hashed
from pipeline.store.team.sealed_people import found_by

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=12)
TRIES = 5
WITHIN = dt.timedelta(minutes=15)
"""After so many wrong tries for one address within this time, further ones are not even looked at."""


class SignInRow(Table):
    """One browser in which somebody is signed in; only the hash of its cookie is kept."""

    __tablename__ = "sign_ins"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    began_at: Mapped[dt.datetime] = mapped_column(Moment)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)


class TryRow(Table):
    """One wrong try, by what the address that was typed is found by."""

    __tablename__ = "tries"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    who: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)


class SignIns:
    """The sign-ins of a team."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self.database, self.people = database, People(database)

    def begin(self, email: str, secret: str, at: dt.datetime) -> str:
        """Give a token for the cookie of somebody whose address and password are right."""
        who = found_by(email)
        with self.database.transaction() as session:
            self._check_tries(session, who, at)
            session.add(TryRow(who=who, at=at))
        person = self.people.recognised(email, secret)
        if person is None:
            raise UnusableEntry("the address and the password do not belong together.", where="secret",
                                remedy="Try again. Whoever looks after the accounts can invite you anew.")
        with self.database.transaction() as session:
            session.execute(delete(TryRow).where(TryRow.who == who))
            return self._begun(session, person.id, at)

    def admit(self, person: Person, at: dt.datetime) -> str:
        """Give a token to somebody who has just made their account."""
        with self.database.transaction() as session:
            return self._begun(session, person.id, at)

    def person(self, token: str, at: dt.datetime) -> Person | None:
        """Give the person of a token, and start their half hour anew; nobody where it has ended."""
        with self.database.transaction() as session:
            row = session.get(SignInRow, hashed(token))
            if row is None:
                return None
            if at - row.seen_at > IDLE or at - row.began_at > LONGEST:
                session.delete(row)
                return None
            row.seen_at, person_id = at, row.person_id
        person = self.people.get(person_id)
        return person if person.active else None

    def end(self, token: str) -> None:
        """End a sign-in."""
        with self.database.transaction() as session:
            session.execute(delete(SignInRow).where(SignInRow.token == hashed(token)))

    @staticmethod
    def _check_tries(session: Session, who: str, at: dt.datetime) -> None:
        """Count the try before the password is looked at, so that many at once are not more."""
        session.execute(delete(TryRow).where(TryRow.at < at - WITHIN))
        tried = session.scalar(select(func.count()).select_from(TryRow).where(TryRow.who == who)) or 0
        if tried >= TRIES:
            minutes = int(WITHIN.total_seconds() // 60)
            raise UnusableEntry(f"there were {TRIES} wrong tries for this address.", where="secret",
                                remedy=f"Wait {minutes} minutes, and then try again.")

    @staticmethod
    def _begun(session: Session, person_id: str, at: dt.datetime) -> str:
        token = secrets.token_urlsafe(32)
        session.add(SignInRow(token=hashed(token), person_id=person_id, began_at=at, seen_at=at))
        return token
