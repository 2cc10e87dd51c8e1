"""The cases of a desk: taken in, listed, renamed, erased; and how far the check of each has come."""

import datetime as dt
from contextlib import suppress
from typing import Any

from sqlalchemy import JSON, LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.caseload import CaseEntry, State, Stopped
from models.errors import KeyGone, NoSuchCase, NotAsSealed
from models.noun import Noun
from pipeline.store.database import Database, Moment, Table
from pipeline.store.erasure import Tombstones
from pipeline.store.holds import stop_if_held
from pipeline.store.nouns import ID, Store
from pipeline.store.team.people import MemberRow

LISTED = "place in the list"


class CaseRow(Table):
    """One case."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What it is called and what stopped it, sealed by its key."""
    state: Mapped[State] = mapped_column(String(10), default=State.NEW)
    added_at: Mapped[dt.datetime] = mapped_column(Moment)
    checked_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(200), default="")
    """Of a list from before there was sealing; empty once it is sealed, as is what stopped it."""
    stopped: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Said(Noun):
    """What is said of a case that may be about somebody."""

    name: str
    stopped: Stopped | None = None


class Cases:
    """The list of cases, and the private folder of each."""

    def __init__(self, database: Database, store: Store, person_id: str = "") -> None:
        """Use a database for the list and a store for the papers; with a person, only their cases are there."""
        self.database, self.store, self.person_id = database, store, person_id
        self.erased = Tombstones(store.folder.parent)

    def of(self, person_id: str) -> "Cases":
        """Give the same list, in which only the cases of one person are."""
        return Cases(self.database, self.store, person_id)

    def add(self, name: str, at: dt.datetime) -> CaseEntry:
        """Take in a case that has no papers yet."""
        row = CaseRow(id=self.store.new(), state=State.NEW, added_at=at)
        self._say(row, Said(name=name.strip()))
        with self.database.transaction() as session:
            session.add(row)
            session.flush()
            if self.person_id:
                session.add(MemberRow(case_id=row.id, person_id=self.person_id))
        return self._entry(row)

    def all(self) -> list[CaseEntry]:
        """Give all cases, the one that was added last first."""
        with self.database.transaction() as session:
            rows = list(session.scalars(self._theirs().order_by(CaseRow.added_at.desc())))
        return [self._entry(row) for row in rows]

    def get(self, case_id: str) -> CaseEntry:
        """Give a case by its id."""
        with self.database.transaction() as session:
            row = self._row(session, case_id)
        return self._entry(row)

    def rename(self, case_id: str, name: str) -> None:
        """Give a case another name."""
        with self.database.transaction() as session:
            row = self._row(session, case_id)
            self._say(row, self._said(row).model_copy(update={"name": name.strip()}))

    def mark(self, case_id: str, state: State, at: dt.datetime | None = None, stopped: Stopped | None = None) -> None:
        """Say how far the check of a case has come, when it ended, and what stopped it."""
        with self.database.transaction() as session:
            row = self._row(session, case_id)
            row.state, row.checked_at = state, at or row.checked_at
            self._say(row, self._said(row).model_copy(update={"stopped": stopped}))

    def check_that_it_may_go(self, case_id: str) -> None:
        """Stop where a case must not be erased."""
        with suppress(KeyGone, NotAsSealed):        # what nobody can open, nobody can hold back
            stop_if_held(self.store, case_id)

    def erase(self, case_id: str, day: dt.date) -> None:
        """Erase a case: its key, its papers, what was made of them, and its place in the list; a tombstone is left."""
        with self.database.transaction() as session:
            row = self._row(session, case_id)
            self.check_that_it_may_go(case_id)
            self.erased.put(case_id, day)
            self.store.forget(case_id)
            session.delete(row)
        with suppress(OSError):        # the next start does it again
            self.database.tidy()

    def put_right(self) -> None:
        """Finish what a machine that stopped has left: erasures, and the sealing of a list that was in clear."""
        for case_id in self.erased.among(self.store.all()):
            self.store.forget(case_id)
        with self.database.transaction() as session:
            rows = session.scalars(select(CaseRow)).all()
            erased = self.erased.among(row.id for row in rows)
            for row in rows:
                if row.id in erased:
                    self.store.forget(row.id)
                    session.delete(row)
                elif row.sealed is None:
                    self.store.make(row.id)
                    self._say(row, self._said(row))
        for case_id in self._left_empty({row.id for row in rows}):
            self.store.forget(case_id)

    def _left_empty(self, listed: set[str]) -> list[str]:
        """Give the rooms of cases that never came into the list and have nothing in them."""
        return [case_id for case_id in self.store.all()
                if case_id not in listed and not any(self.store.folder_of(case_id).glob("[!.]*"))]

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

    def _entry(self, row: CaseRow) -> CaseEntry:
        """Give a case; of one that cannot be opened, why."""
        try:
            said, state = self._said(row), State(row.state)
        except (KeyGone, NotAsSealed) as stop:
            said = Said(name="", stopped=Stopped(what=stop.what, where=stop.where, remedy=stop.remedy))
            state = State.STOPPED
        return CaseEntry(id=row.id, name=said.name, state=state, added_at=row.added_at, checked_at=row.checked_at,
                         stopped=said.stopped)

    def _said(self, row: CaseRow) -> Said:
        if row.sealed is None:
            return Said(name=row.name, stopped=Stopped.model_validate(row.stopped) if row.stopped else None)
        return Said.model_validate_json(self.store.unsealed(row.id, LISTED, row.sealed))

    def _say(self, row: CaseRow, said: Said) -> None:
        row.sealed = self.store.sealed(row.id, LISTED, said.model_dump_json().encode())
        row.name, row.stopped = "", None
