"""A PostgreSQL of our own for the tests: behind a socket, in a folder that goes with it, in a zone that is not ours."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OTHER_ZONE = "Asia/Kolkata"


def programs() -> Path | None:
    """Give the folder of PostgreSQL's programs; Debian keeps them out of the path."""
    named = [Path(found).resolve()] if (found := shutil.which("initdb")) else []
    return next((path.parent for path in (*named, *Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)


@contextmanager
def served(bin_: Path) -> Iterator[str]:
    """Serve an empty PostgreSQL, and give its URL; it refuses to run as root, so root runs it as nobody."""
    root = os.geteuid() == 0
    other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if root else []
    folder = Path(tempfile.mkdtemp(prefix="sectionf-pg-"))
    data = folder / "data"
    options = f"-k {folder} -h '' -c timezone={OTHER_ZONE} -c fsync=off"
    try:
        if root:
            shutil.chown(folder, "nobody", "nogroup")
        _run(*other, str(bin_ / "initdb"), "-D", str(data), "-U", "us", "-A", "trust", "-E", "UTF8", "--no-sync")
        control = [*other, str(bin_ / "pg_ctl"), "-D", str(data), "-w"]
        _run(*control, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://us@/postgres?host={folder}"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
