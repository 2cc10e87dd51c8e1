"""A backup brought back: into a place where nothing is that it could be put over, and never what was erased since."""

import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from models.errors import UnusableCase
from pipeline.files.unfinished import clear, prefix
from pipeline.store.backups.backup import DATABASE, SALT, STORES, TERMS
from pipeline.store.backups.backup_file import Listing, looked_through, unpacked
from pipeline.store.erasure import Tombstones
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.nouns import ID
from pipeline.store.record import FILE as RECORD
from pipeline.store.settings import only_one

KIND = "restoring"


class Restored(NamedTuple):
    """What was brought back."""

    made_at: dt.datetime
    cases: tuple[str, ...]
    kept: tuple[str, ...]
    """Cases of which what batches keep was brought back."""
    without_key: tuple[str, ...]
    """Cases that nobody can open until their keys are brought back, too."""
    erased: int
    """Cases of the backup that were erased since, and stay so."""
    with_list: bool
    """Whether the list of cases and accounts was in it; with PostgreSQL it is not."""


def restore(path: Path, into: Path, known: Tombstones) -> Restored:
    """Bring a backup back into a folder, all of it or nothing; the tombstones that are known win over it."""
    looked_through(path)
    (into / "cases").mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(into / "cases"), _aside(into) as aside:
        said = unpacked(path, aside)
        for stones in (known, Tombstones(into)):
            Tombstones(aside).take(stones.all())
        erased = _taken_out(aside, said)
        _check_that_nothing_is_there(into, aside)
        _put(aside, into)
    keys, cases, kept = CaseKeys(into / "keys"), sorted(said.cases() - erased), sorted(said.kept() - erased)
    return Restored(said.made_at, tuple(cases), tuple(kept), tuple(one for one in (*cases, *kept) if not keys.has(one)),
                    len(erased), DATABASE in said.files)


@contextmanager
def _aside(into: Path) -> Iterator[Path]:
    """Give a folder beside, on the same disk, from which all can be put in its place at once."""
    clear(into, KIND)
    folder = into / f"{prefix('backup', KIND)}0"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _taken_out(aside: Path, said: Listing) -> set[str]:
    """Take out of a backup what was erased since, and say which cases that were."""
    listed = aside / DATABASE
    rows = _ids(listed) if listed.exists() else set[str]()
    erased = Tombstones(aside).among(said.cases() | said.cases("batches") | rows)
    for case_id in erased:
        for store in STORES:
            shutil.rmtree(aside / store / case_id, ignore_errors=True)
    if erased & rows:
        with closing(sqlite3.connect(listed, isolation_level=None)) as database:
            database.execute("PRAGMA secure_delete=ON")
            for case_id in erased:
                database.execute("DELETE FROM members WHERE case_id = ?", (case_id,))
                database.execute("DELETE FROM cases WHERE id = ?", (case_id,))
            database.execute("VACUUM")
    return erased


def _ids(listed: Path, table: str = "cases") -> set[str]:
    orders = {"cases": "SELECT id FROM cases", "people": "SELECT id FROM people"}
    with closing(sqlite3.connect(listed)) as rows, suppress(sqlite3.OperationalError):
        return {str(row[0]) for row in rows.execute(orders[table])}
    return set()


def _check_that_nothing_is_there(into: Path, aside: Path) -> None:
    """Stop where anything is that is not the same in the backup, such as what a broken-off restore has put there."""
    pairs = ((folder, aside / store / folder.name) for store in STORES for folder in _folders(into / store))
    others = any(_digests(one) != _digests(other) for one, other in pairs)
    there, coming = into / DATABASE, aside / DATABASE
    same = there.exists() and coming.exists() and there.read_bytes() == coming.read_bytes()
    if others or (there.exists() and not same and (_ids(there) or _ids(there, "people"))):
        raise UnusableCase("there are cases or accounts here already, and a backup is put over nothing.",
                           where=str(into), remedy=("Restore it beside them: “sectionf restore FILE --into FOLDER”, "
                                                    "and use SECTIONF_HOME=FOLDER to look at it."))


def _folders(store: Path) -> Iterable[Path]:
    return [path for path in store.glob("*") if ID.fullmatch(path.name)]


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _put(aside: Path, into: Path) -> None:
    """Put everything in its place, the list of cases last: whoever sees a case there finds all of it."""
    Tombstones(into).take(Tombstones(aside).all())
    for store in STORES:
        (into / store).mkdir(mode=0o700, exist_ok=True)
        for folder in _folders(aside / store):
            if not (into / store / folder.name).exists():
                folder.rename(into / store / folder.name)
    _keep_what_was_recorded(aside, into)
    for name in (SALT, TERMS, RECORD, DATABASE):
        if (aside / name).exists():
            for beside in ("-wal", "-shm") if name == DATABASE else ():
                (into / f"{name}{beside}").unlink(missing_ok=True)
            (aside / name).replace(into / name)
    os.sync()


def _keep_what_was_recorded(aside: Path, into: Path) -> None:
    """Keep a record that was begun here beside the one that comes back: a chain goes on from its own end only."""
    begun, back = into / RECORD, aside / RECORD
    if begun.exists() and back.exists() and begun.read_bytes() != back.read_bytes():
        names = (into / f"record-before-{number}.jsonl" for number in count(1))
        begun.rename(next(name for name in names if not name.exists()))
