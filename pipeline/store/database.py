"""The tables in which cases, people and runs are listed: SQLite by default, PostgreSQL by URL."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.exc import OperationalError as OperationalFault
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from pipeline.store.home import home
from pipeline.store.migrations import bring_up_to_date
from pipeline.store.refused import of_the_database

NAMES = {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
         "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"}


class Table(DeclarativeBase):
    """What every table has in common: names for its constraints that migrations can rely on."""

    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC, also where the database keeps no time zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Give the zone back; PostgreSQL gives its moments in the zone of its own."""
        if value is None:
            return None
        return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Keep it in UTC."""
        return value.astimezone(dt.UTC) if value else None


class Database:
    """One database, and transactions on it."""

    def __init__(self, url: str) -> None:
        """Open the database of a URL, and bring its tables up to date."""
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _suit_sqlite)
        with _on_a_disk():
            bring_up_to_date(self.engine)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    def tidy(self) -> None:
        """Leave nothing of what was written over; PostgreSQL sees to that itself, in its own time."""
        if self.engine.dialect.name == "sqlite":
            with _on_a_disk(), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose changes are kept together when the block ends well, and not at all otherwise."""
        with _on_a_disk(), self._sessions.begin() as session:
            yield session


@cache
def database(url: str = "") -> Database:
    """Open the database of a URL, that of `SECTIONF_DATABASE`, or the one in our private folder; each once."""
    return Database(url or os.environ.get("SECTIONF_DATABASE") or f"sqlite:///{home() / 'sectionf.db'}")


@contextmanager
def _on_a_disk() -> Iterator[None]:
    """Have what the disk refuses said as it is of any other file."""
    try:
        yield
    except OperationalFault as fault:
        if error := of_the_database(fault.orig):
            raise error from None
        raise


def _suit_sqlite(connection: Any, _record: Any) -> None:
    """Let readers go on while one writes, let a writer wait for another, and hold to references between tables."""
    for setting in ("busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")
    with suppress(OperationalError):        # another connection is at it just now: once done, it holds for all
        connection.execute("PRAGMA journal_mode=WAL")

