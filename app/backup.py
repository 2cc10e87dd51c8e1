"""`sectionf backup` and `sectionf restore`: all that is kept in one file, and brought back from it; never the keys."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen
from app.recorded import record, record_of_web
from models.record import HERE, What

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.store.backups.restore import Restored

POSTGRESQL = ("The list of cases and accounts is in PostgreSQL and not in this file: back it up beside it "
              "(pg_dump), at the same hour.")
KEYS_APART = "The keys are not in it: “sectionf keys back-up” writes them into a file of their own; keep the two apart."
ACCOUNTS = ("Accounts, roles and tokens are as they were on the day of the backup. In a team, end those again that "
            "have ended since, and erase again what was erased on a machine that is lost.")
POSTGRESQL_BACK = "The list of cases and accounts was in PostgreSQL: bring it back from its own dump (pg_restore)."
Into = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Another folder than that of this program.")]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="For a new backup, a file that is not there yet.")],
    look: Annotated[bool, typer.Option("--look", help="Only look through a backup, and say what it holds.")] = False,
) -> None:
    """Write all that is kept into one file, as it is sealed. The app may be running."""
    from pipeline.store.backups.backup import DATABASE, back_up
    from pipeline.store.backups.backup_file import looked_through
    from pipeline.store.database import database
    from pipeline.store.home import home

    made = looked_through(file) if look else back_up(home(), database(), file, dt.datetime.now(dt.UTC))
    if not look:
        record(What.BACKED_UP)
    screen.show(f"{file.name}: a backup of {made.made_at:%-d %B %Y}, whole: {_held(made.cases(), made.kept())}, "
                f"as sealed. {KEYS_APART}")
    if DATABASE not in made.files:
        screen.show(POSTGRESQL)
    _say_which_are_old()


def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")], into: Into = None) -> None:
    """Bring a backup back to where no cases are. A case that was erased stays erased."""
    from pipeline.store.backups import restore as restoring
    from pipeline.store.erasure import Tombstones
    from pipeline.store.home import home

    there = into.absolute() if into else home()
    back = restoring.restore(file, there, Tombstones(home()))
    record_of_web(there, HERE, What.RESTORED, "")
    for words in _told(back, into):
        screen.show(words)


def _told(back: "Restored", into: Path | None) -> list[str]:
    """Say what came back, and what is still to be done."""
    from templates.words import count

    said = [f"Brought back, as of {back.made_at:%-d %B %Y}: {_held(back.cases, back.kept)}."]
    if back.erased:
        said.append(f"Erased since, and not brought back: {count(back.erased, 'case')}.")
    if back.without_key:
        order = f"{f'SECTIONF_HOME={into} ' if into else ''}sectionf keys restore FILE"
        said.append(f"Keys that are not here: {len(back.without_key)}. “{order}” brings them back; until then nobody "
                    "can open these cases:")
        said += [f"  {one}" for one in back.without_key]
    return [*said, ACCOUNTS if back.with_list else POSTGRESQL_BACK]


def _held(cases: "Collection[str]", kept: "Collection[str]") -> str:
    """Say what a backup holds: the cases of the app, and what batches keep of theirs.

    >>> _held(["a"], ["b", "c"]), _held([], ["b"]), _held([], [])
    ('1 case of the app, and what batches keep of 2 cases', 'what batches keep of 1 case', 'no case yet')
    """
    from templates.words import count

    parts = ([f"{count(len(cases), 'case')} of the app"] if cases else []) + (
        [f"what batches keep of {count(len(kept), 'case')}"] if kept else [])
    return ", and ".join(parts) or "no case yet"


def _say_which_are_old() -> None:
    """Say which backups are older than a case is kept: they hold what is erased here."""
    from pipeline.desk.retention import terms
    from pipeline.store.backups.backup import older_than
    from pipeline.store.home import home
    from templates.words import long_date

    if days := older_than(home(), terms(home()).since(dt.date.today())):
        screen.show(f"Backups of {', '.join(map(long_date, days))} are older than a case is kept here. Destroy them, "
                    "and the files of keys of that time.")
