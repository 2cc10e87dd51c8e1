"""All that is kept, in one file: as it is sealed, at one moment of each case, while others go on working."""

import datetime as dt
import io
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from models.errors import OutputFailed
from models.noun import Noun
from pipeline.files.unfinished import clear, prefix
from pipeline.store.backups.backup_file import Listing, Making, looked_through, making
from pipeline.store.database import Database
from pipeline.store.erasure import ERASED
from pipeline.store.lines import append, read
from pipeline.store.nouns import ID
from pipeline.store.opened import GATE
from pipeline.store.record import FILE as RECORD
from pipeline.store.settings import alone
from pipeline.store.whole_file import PART
from pipeline.store.working import private_folder

STORES = ("cases", "batches")
DATABASE, TERMS, MADE, SALT = "sectionf.db", "retention.json", "backups.jsonl", "batches/salt"
PASSING = ("DELETE FROM sign_ins", "DELETE FROM tries", "DELETE FROM invitations")
"""What is of today only: who is signed in, and links that let somebody in, must not come back."""


class Made(Noun):
    """A backup that was made; where it was put is its owner's business."""

    at: dt.datetime
    cases: int


def back_up(home: Path, database: Database, path: Path, at: dt.datetime) -> Listing:
    """Write a backup, whole or not at all, and look through all of it before anybody is told that it is there."""
    if path.exists():
        raise OutputFailed("this file is there already.", where=path.name, remedy="Name one that is not.")
    part = path.with_name(f"{prefix(path.name, PART)}0")
    try:
        clear(path.parent, PART)
        with making(part, at) as made:
            _put_in(made, home, database)
        part.chmod(0o600)
        said = looked_through(part)
        part.replace(path)
    except OSError:
        raise OutputFailed("the backup could not be written here.", where=path.name,
                           remedy="Name a file in a folder of yours, on a disk with room for it.") from None
    finally:
        part.unlink(missing_ok=True)
    append(home / MADE, Made(at=at, cases=len(said.cases())))
    return said


def older_than(home: Path, day: dt.date) -> tuple[dt.date, ...]:
    """Give the days of backups that were made here before a day."""
    return tuple(one.at.date() for one in read(home / MADE, Made) if one.at.date() < day)


def _put_in(made: Making, home: Path, database: Database) -> None:
    """Put all in: the list of cases first, so that each has its papers; what was erased last, so that it wins."""
    with _snapshot(database) as listed:
        if listed:
            _file(made, listed, DATABASE)
            _cases(made, home / "cases", _ids(listed))
        else:
            _cases(made, home / "cases", _folders(home / "cases"))
    _cases(made, home / "batches", _folders(home / "batches"))
    for name in (SALT, TERMS):
        _file(made, home / name, name)
    for name in (RECORD, ERASED):
        _lines(made, home / name, name)


@contextmanager
def _snapshot(database: Database) -> Iterator[Path | None]:
    """Give the list of cases and accounts as it is at this moment; nothing where PostgreSQL has it."""
    if database.engine.dialect.name != "sqlite":
        yield None
        return
    with private_folder() as folder:
        path = folder / DATABASE
        with closing(sqlite3.connect(str(database.engine.url.database))) as source, closing(
                sqlite3.connect(path, isolation_level=None)) as copy:
            source.backup(copy)
            for order in ("PRAGMA journal_mode=DELETE", *PASSING, "VACUUM"):
                copy.execute(order)
        yield path


def _ids(listed: Path) -> list[str]:
    with closing(sqlite3.connect(listed)) as rows:
        return [str(row[0]) for row in rows.execute("SELECT id FROM cases ORDER BY id")]


def _folders(store: Path) -> list[str]:
    return sorted(path.name for path in store.glob("*") if ID.fullmatch(path.name))


def _cases(made: Making, store: Path, case_ids: Iterable[str]) -> None:
    """Put cases in, each as it is while nobody else seals anything of it; of one that is erased just then, no more."""
    for folder in (store / case_id for case_id in case_ids):
        with suppress(FileNotFoundError), alone(folder, GATE):
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder)
                if not any(one.startswith(".") for one in inside.parts):
                    _file(made, path, f"{store.name}/{folder.name}/{inside.as_posix()}")


def _file(made: Making, path: Path, name: str) -> None:
    with suppress(FileNotFoundError, IsADirectoryError), path.open("rb") as source:
        made.add(name, source)


def _lines(made: Making, path: Path, name: str) -> None:
    """Put in the lines of a file that are whole."""
    if path.exists():
        whole, end, _ = path.read_bytes().rpartition(b"\n")
        made.add(name, io.BytesIO(whole + end))
