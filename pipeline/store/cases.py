"""The cases of a desk: taken in, listed, renamed, erased; and how far the check of each has come."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.caseload import CaseEntry, State, Stopped
from models.errors import NoSuchCase
from pipeline.store.database import Database, Moment, Table
from pipeline.store.nouns import ID, Store
from pipeline.store.people import MemberRow


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

    def __init__(self, database: Database, store: Store, person_id: str = "") -> None:
        """Use a database for the list and a store for the papers; with a person, only their cases are there."""
        self.database, self.store, self.person_id = database, store, person_id

    def of(self, person_id: str) -> "Cases":
        """Give the same list, in which only the cases of one person are."""
        return Cases(self.database, self.store, person_id)

    def add(self, name: str, at: dt.datetime) -> CaseEntry:
        """Take in a case that has no papers yet."""
        row = CaseRow(id=self.store.new(), name=name.strip(), state=State.NEW, added_at=at)
        with self.database.transaction() as session:
            session.add(row)
            session.flush()
            if self.person_id:
                session.add(MemberRow(case_id=row.id, person_id=self.person_id))
        return _entry(row)

    def all(self) -> list[CaseEntry]:
        """Give all cases, the one that was added last first."""
        with self.database.transaction() as session:
            return [_entry(row) for row in session.scalars(self._theirs().order_by(CaseRow.added_at.desc()))]

    def get(self, case_id: str) -> CaseEntry:
        """Give a case by its id."""
        with self.database.transaction() as session:
            return _entry(self._row(session, case_id))

    def rename(self, case_id: str, name: str) -> None:
        """Give a case another name."""
        with self.database.transaction() as session:
            self._row(session, case_id).name = name.strip()

    def mark(self, case_id: str, state: State, at: dt.datetime | None = None, stopped: Stopped | None = None) -> None:
        """Say how far the check of a case has come, when it ended, and what stopped it."""
        with self.database.transaction() as session:
            row = self._row(session, case_id)
            row.state, row.stopped = state, stopped.model_dump() if stopped else None
            row.checked_at = at or row.checked_at

    def erase(self, case_id: str) -> None:
        """Remove a case: its papers, what was made of them, and its place in the list."""
        with self.database.transaction() as session:
            session.delete(self._row(session, case_id))
        self.store.forget(case_id)

    def _theirs(self) -> Select[tuple[CaseRow]]:
        every = select(CaseRow)
        if not self.person_id:
            return every
        return every.join(MemberRow, MemberRow.case_id == CaseRow.id).where(MemberRow.person_id == self.person_id)

    def _row(self, session: Session, case_id: str) -> CaseRow:
        row = session.scalar(self._theirs().where(CaseRow.id == case_id)) if ID.fullmatch(case_id) else None
        if row is None:
            raise NoSuchCase("there is no such case.", remedy="Go back to the list of cases.")
        return row


def _entry(row: CaseRow) -> CaseEntry:
    return CaseEntry(id=row.id, name=row.name, state=State(row.state), added_at=row.added_at,
                     checked_at=row.checked_at, stopped=Stopped.model_validate(row.stopped) if row.stopped else None)
