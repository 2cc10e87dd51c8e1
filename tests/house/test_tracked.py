"""What is tracked says nothing of the machines it was made on, and the lock files serve on any mirror."""

import re
import tomllib
import zipfile

import pytest

from tests.house.source import HOUSE, tracked

LOCKS = ("requirements/run.txt", "requirements/dev.txt")
# Written apart, or this file would be the first offender.
MACHINE_PATH = re.compile(rb"(?<![\w.-])/(?:%b)/[\w.-]" % b"|".join([b"work", b"farm", b"root", b"home", b"Users"]))
REGISTRY = re.compile(rb"python%b|py%b|npm%b" % (rb"hosted\.org", rb"pi\.org", rb"js\.(?:org|com)"))


def contents(path):
    """The bytes of a file; of a Word or Excel file, those of its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_tracked_file_names_a_machine(pattern):
    found = {str(path.relative_to(HOUSE)): pattern.search(contents(path)) for path in tracked()}
    assert not {path: match.group() for path, match in found.items() if match}


def read_lock(name):
    """Each requirement of a lock file with all of its continuation lines."""
    text = (HOUSE / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(name):
    """`fastapi==0.150.0` for every requirement."""
    return {line.split()[0] for line in read_lock(name)}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_names_versions_and_hashes_alone(name):
    pinned = re.compile(r"[a-z0-9._-]+==[\w.+!-]+ (; [^;]+? )? *(--hash=sha256:[0-9a-f]{64}\s*)+")
    assert not [line[:80] for line in read_lock(name) if not pinned.fullmatch(line)]
    assert "://" not in (HOUSE / name).read_text("utf-8")


def test_what_is_tested_is_what_is_run():
    assert pins("requirements/run.txt") <= pins("requirements/dev.txt")


def test_every_dependency_is_locked():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    names = {re.match(r"[\w-]+", line).group() for line in project["project"]["dependencies"]}
    assert names <= {pin.split("==")[0] for pin in pins("requirements/run.txt")}
