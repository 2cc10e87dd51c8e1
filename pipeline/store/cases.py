"""The cases of a desk: taken in, listed, renamed, erased; and how far the check of each has come."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.caseload import CaseEntry, State, Stopped
from models.errors import UnusableCase
from pipeline.store.database import Database, Moment, Table
from pipeline.store.nouns import Store


class CaseRow(Table):
    """One case."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[State] = mapped_column(String(10), default=State.NEW)
    added_at: Mapped[dt.datetime] = mapped_column(Moment)
    checked_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    stopped: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Cases:
    """The list of cases, and the private folder of each."""

    def __init__(self, database: Database, store: Store) -> None:
        """Use a database for the list and a store for the papers."""
        self.database, self.store = database, store

    def add(self, name: str, at: dt.datetime) -> CaseEntry:
        """Take in a case that has no papers yet."""
        row = CaseRow(id=self.store.new(), name=name.strip(), state=State.NEW, added_at=at)
        with self.database.transaction() as session:
            session.add(row)
        return _entry(row)

    def all(self) -> list[CaseEntry]:
        """Give all cases, the one that was added last first."""
        with self.database.transaction() as session:
            return [_entry(row) for row in session.scalars(select(CaseRow).order_by(CaseRow.added_at.desc()))]

    def get(self, case_id: str) -> CaseEntry:
        """Give a case by its id."""
        with self.database.transaction() as session:
            return _entry(_row(session, case_id))

    def rename(self, case_id: str, name: str) -> None:
        """Give a case another name."""
        with self.database.transaction() as session:
            _row(session, case_id).name = name.strip()

    def mark(self, case_id: str, state: State, at: dt.datetime | None = None, stopped: Stopped | None = None) -> None:
        """Say how far the check of a case has come, when it ended, and what stopped it."""
        with self.database.transaction() as session:
            row = _row(session, case_id)
            row.state, row.stopped = state, stopped.model_dump() if stopped else None
            row.checked_at = at or row.checked_at

    def erase(self, case_id: str) -> None:
        """Remove a case: its papers, what was made of them, and its place in the list."""
        with self.database.transaction() as session:
            session.delete(_row(session, case_id))
        self.store.forget(case_id)


def _row(session: Session, case_id: str) -> CaseRow:
    row = session.get(CaseRow, case_id)
    if row is None:
        raise UnusableCase("there is no such case.", remedy="Go back to the list of cases.")
    return row


def _entry(row: CaseRow) -> CaseEntry:
    return CaseEntry(id=row.id, name=row.name, state=State(row.state), added_at=row.added_at,
                     checked_at=row.checked_at, stopped=Stopped.model_validate(row.stopped) if row.stopped else None)
