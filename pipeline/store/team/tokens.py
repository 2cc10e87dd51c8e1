"""Tokens by which other programs ask in the name of a person: made, used and ended; only their hashes are kept."""

import datetime as dt
import secrets

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.errors import UnusableEntry
from models.people import Token
from pipeline.store.database import Database, Moment, Table
from pipeline.store.nouns import ID
from pipeline.store.team.people import hashed

MOST = 50
LONGEST_NAME = 100
NOTED_EACH = dt.timedelta(minutes=1)
"""How exactly it is kept when a token was used last, so that a look at a case is not a change of the list each time."""


class TokenRow(Table):
    """One token. It has no link to the people: whoever works alone has no account."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class Tokens:
    """The tokens of everybody; each person is only ever told of their own."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self.database = database

    def make(self, person_id: str, name: str, at: dt.datetime) -> str:
        """Give a new token for a purpose; it is never told again."""
        name = name.strip()
        if not name or len(name) > LONGEST_NAME:
            raise UnusableEntry("a token needs a short name.", where="name", remedy="Say which program will use it.")
        if len(self.of(person_id)) >= MOST:
            raise UnusableEntry(f"there are {MOST} tokens already.", where="name", remedy="End one that is not used.")
        token = f"sectionf_{secrets.token_urlsafe(32)}"
        with self.database.transaction() as session:
            session.add(TokenRow(id=secrets.token_hex(16), token=hashed(token), person_id=person_id, name=name,
                                 made_at=at))
        return token

    def of(self, person_id: str) -> list[Token]:
        """Give what is known of a person's tokens, the newest first."""
        wanted = select(TokenRow).where(TokenRow.person_id == person_id).order_by(TokenRow.made_at.desc())
        with self.database.transaction() as session:
            return [Token(id=row.id, name=row.name, made_at=row.made_at, used_at=row.used_at)
                    for row in session.scalars(wanted)]

    def holder(self, token: str, at: dt.datetime) -> str:
        """Give whose token this is, and keep that it was used; nobody's where it has ended or was never given."""
        with self.database.transaction() as session:
            row = session.scalar(select(TokenRow).where(TokenRow.token == hashed(token)))
            if row is None:
                return ""
            if row.used_at is None or at - row.used_at > NOTED_EACH:
                row.used_at = at
            return row.person_id

    def end(self, person_id: str, token_id: str) -> None:
        """End one of a person's tokens."""
        if not ID.fullmatch(token_id):
            return
        with self.database.transaction() as session:
            session.execute(delete(TokenRow).where(TokenRow.id == token_id, TokenRow.person_id == person_id))
