"""A PostgreSQL of our own for the tests: behind a socket, in a folder that goes with it, in a zone that is not ours."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

OTHER_ZONE = "Asia/Kolkata"


def programs() -> Path | None:
    """Give the folder of PostgreSQL's programs; Debian keeps them out of the path."""
    named = [Path(found).resolve()] if (found := shutil.which("initdb")) else []
    return next((path.parent for path in (*named, *Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)


class Postgres:
    """An empty PostgreSQL in a folder; it refuses to run as root, so root runs it as nobody."""

    def __init__(self, bin_: Path, folder: Path) -> None:
        self.folder, self._bin = folder, bin_
        self._other: list[str] = []
        if os.geteuid() == 0:
            self._other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            shutil.chown(folder, "nobody", "nogroup")
        _run(*self._other, str(bin_ / "initdb"), "-D", str(folder / "data"), "-U", "us", "-A", "trust", "-E", "UTF8",
             "--no-sync")

    def url(self, driver: str = "psycopg", database: str = "postgres") -> str:
        return f"postgresql+{driver}://us@/{database}?host={self.folder}"

    def new(self, database: str) -> str:
        """Make a database, and give its URL."""
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {database}")
        engine.dispose()
        return self.url(database=database)

    def start(self) -> None:
        options = f"-k {self.folder} -h '' -c timezone={OTHER_ZONE} -c fsync=off"
        self._control("-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        self._control("-m", how, "stop")

    def _control(self, *arguments: str) -> None:
        _run(*self._other, str(self._bin / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *arguments)


@contextmanager
def running(bin_: Path) -> Iterator[Postgres]:
    """Run one, and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="sectionf-pg-"))
    try:
        made = Postgres(bin_, folder)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def served(bin_: Path) -> Iterator[str]:
    """Run one, and give its URL."""
    with running(bin_) as made:
        yield made.url()


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
