"""Tables of an older version are brought up to date, with all that is in them; what is current is left at once."""

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from models.errors import NewerDatabase, OthersDatabase

VERSIONS = Path(__file__).parent / "versions"
MARK = "alembic_version"
"""The table in which Alembic keeps the revision of a database."""
OURS = re.compile(r"r\d+")
ONE_AT_A_TIME = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7363)"}
"""What lets one program wait for another that is at it already."""


def newest() -> str:
    """Give the newest revision: the files are named in their order, so that Alembic is not needed to tell it.

    >>> newest() >= "r0002"
    True
    """
    return max(path.stem for path in VERSIONS.glob("r[0-9]*.py")).partition("_")[0]


def bring_up_to_date(engine: Engine, to: str = "") -> None:
    """Make the tables of a new database, and change those of an older one, all or nothing."""
    with engine.connect() as connection:
        if revision_of(connection) == (to or newest()):
            return
    with engine.connect() as connection:
        connection.exec_driver_sql(ONE_AT_A_TIME[engine.dialect.name])
        _changed(connection, to or newest())
        connection.commit()


def revision_of(connection: Connection) -> str:
    """Give the revision of a database; none where it has no tables, or was made before there were revisions."""
    marked = inspect(connection).has_table(MARK)
    return str(connection.scalar(text(f"SELECT version_num FROM {MARK}"))) if marked else ""  # noqa: S608


def _changed(connection: Connection, to: str) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    there = revision_of(connection)         # once more: the other may have been faster
    if there == to:
        return
    if there and not OURS.fullmatch(there):
        raise OthersDatabase("another program, such as Prefect, keeps its tables in this database.",
                             remedy="Make a database for the list of cases alone, and name it in SECTIONF_DATABASE.")
    if there > newest():
        raise NewerDatabase("the list of cases was changed by a later version of this program.",
                            remedy="Install that version again; nothing was changed here.")
    context, scripts = MigrationContext.configure(connection), ScriptDirectory(str(VERSIONS.parent))
    steps = [step for step in scripts.walk_revisions(head=to) if step.revision > there]
    for step in reversed(steps):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(scripts, step.revision)
