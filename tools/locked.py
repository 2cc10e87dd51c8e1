"""What is locked, asked for and carried along: the one reader of the lock files and of the list in pyproject.toml."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parents[1]
LOCKS = HOUSE / "requirements"
HTMX = HOUSE / "app" / "web" / "static" / "htmx.min.js"
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([\w.+!-]+)(?: ; ([^\\]+?))?\s*\\?$")
ASKED = re.compile(r'"([\w.-]+)(?:\[[^]]*\])?[^"]*"')


class Pin(NamedTuple):
    """One package as it is locked."""

    name: str
    version: str
    where: str
    """The machines that need it; empty for all."""
    sha256: tuple[str, ...]


class Asked(NamedTuple):
    """One package that we ask for ourselves, and why."""

    name: str
    extra: str
    why: str


def pins(lock: str) -> tuple[Pin, ...]:
    """Give the packages of a lock file, in its order."""
    found: list[Pin] = []
    for line in (LOCKS / f"{lock}.txt").read_text("utf-8").splitlines():
        if pinned := PIN.match(line):
            found.append(Pin(pinned[1], pinned[2], (pinned[3] or "").strip(), ()))
        elif "--hash=sha256:" in line:
            sha256 = line.partition("--hash=sha256:")[2].split()[0]
            found[-1] = found[-1]._replace(sha256=(*found[-1].sha256, sha256))
    return tuple(found)


def carried() -> Pin:
    """Give the one library that is in the repository itself, for the browser: htmx, under the 0BSD licence."""
    content = HTMX.read_bytes()
    version = re.search(rb'version:"([\d.]+)"', content)
    if version is None:
        raise ValueError("htmx.min.js does not say which version it is")
    return Pin("htmx.org", version[1].decode(), "", (hashlib.sha256(content).hexdigest(),))


def extras() -> tuple[str, ...]:
    """Give the names of the lock files beside those of running and of developing."""
    return tuple(sorted(path.stem for path in LOCKS.glob("*.txt") if path.stem not in ("run", "dev")))


def asked() -> tuple[Asked, ...]:
    """Give what is asked for to run, and for each extra; the comment beside it, or above it, says why."""
    lines = (HOUSE / "pyproject.toml").read_text("utf-8").splitlines()
    first, last = lines.index("dependencies = ["), lines.index("[project.scripts]")
    found, above = [], ""
    for line in lines[first + 1:last]:
        code, _, comment = line.partition("#")
        if not code.strip():
            above = comment.strip() if line.startswith("#") else ""
            continue
        extra = code.partition("=")[0].strip() if re.match(r"\w+ = ", code) else ""
        found += [Asked(name, extra, comment.strip() or above) for name in ASKED.findall(code)]
    return tuple(found)
