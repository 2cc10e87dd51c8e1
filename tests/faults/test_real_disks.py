"""On disks that are really full, or can only be read, and where no file may grow: one clear line, and nothing lost."""

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import working
from tests.doors.commands import KIT, contents, sectionf
from tests.faults import desk
from tests.faults.made import TODAY, YESTERDAY, read_before
from tests.faults.trial import apart

MORE = 4 << 20
"""Bytes of the small disk."""
ROOM = (0, 4096, 16384, 40960, 81920)
"""Bytes that are left on it: less than the results take."""


@pytest.fixture(scope="module", autouse=True)
def cheap():
    with read_before():
        yield


@pytest.fixture
def disk(tmp_path, monkeypatch) -> Iterator[Path]:
    """A small disk, with all that is ours on it."""
    made, memory = tmp_path / "disk", tmp_path / "memory"
    made.mkdir()
    memory.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MORE}", "tmpfs", made], capture_output=True,
                             text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk has to be mounted for this, which only root may do: {mounted.stderr}")
    monkeypatch.setattr(working, "MEMORY", memory)
    monkeypatch.setattr(working, "ENOUGH", 0)
    monkeypatch.setenv("SECTIONF_HOME", str(made / "home"))
    try:
        yield made
    finally:
        subprocess.run(["umount", "--lazy", made], check=True)


@contextlib.contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """Fill a disk up, but for some room, for as long as the block lasts."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(b"\0" * max(free - room, 0))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def only_read(disk: Path) -> Iterator[None]:
    """Have a disk that can only be read, for as long as the block lasts."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@contextlib.contextmanager
def no_file_grows(_disk: Path) -> Iterator[None]:
    """Have no file grow beyond some kilobytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def check(out: Path, day=TODAY):
    return apart(lambda: sectionf("check", out.parent / "case", "--out", out, "--as-of", day)).gave


@pytest.fixture
def results(disk) -> Path:
    """Results of yesterday, on the small disk."""
    shutil.copytree(KIT, disk / "case")
    assert check(disk / "out", YESTERDAY).returncode == 0
    return disk / "out"


def _stands(results: Path, old: dict[str, bytes], told, why: str) -> None:
    lines = told.stderr.splitlines()
    assert told.returncode == 1, told
    assert len([line for line in lines if line.startswith("sectionf: ")]) == 1, lines
    assert f"out: the results could not be written ({why}); what stood there before still does." in told.stderr
    assert "Free some space or choose another folder, and run again." in told.stderr
    assert "Traceback" not in told.stderr
    assert contents(results) == old


@pytest.mark.parametrize("room", ROOM)
def test_a_disk_that_is_full_leaves_the_results_of_before(disk, results, room):
    old = contents(results)
    with filled(disk, room):
        told = check(results)
        _stands(results, old, told, "no space left on device")
        assert sorted(path.name for path in disk.iterdir()) == ["case", "filler", "home", "out"]
    _completes(disk, results)


def _completes(disk: Path, results: Path) -> None:
    assert check(results).returncode == 0
    assert check(disk / "anew").returncode == 0
    assert contents(results) == contents(disk / "anew")
    assert sorted(path.name for path in disk.iterdir()) == ["anew", "case", "home", "out"]


def test_a_disk_that_can_only_be_read_leaves_them(disk, results):
    old = contents(results)
    with only_read(disk):
        _stands(results, old, check(results), "read-only file system")
    _completes(disk, results)


def test_a_limit_of_the_size_of_files_leaves_them(disk, results):
    old = contents(results)
    with no_file_grows(disk):
        _stands(results, old, check(results), "file too large")
    _completes(disk, results)


@pytest.mark.parametrize("way", [lambda disk: filled(disk, 0), only_read], ids=["full", "only to be read"])
def test_a_desk_says_so_on_a_page_and_keeps_all_that_it_has(disk, way):
    apart(lambda: desk.handed_in(disk))
    before = apart(lambda: desk.look(disk)).gave
    for asking in (desk.hand_in, desk.to("/notes", words="x" * 12000), desk.to("/events/new", **desk.EVENT)):
        with way(disk):
            told = apart(lambda: desk.asked(asking)(disk))  # noqa: B023  # it is done at once
        assert told.stopped, told
        assert "disk" in told.stopped
        apart(lambda: desk.start(disk))
        assert apart(lambda: desk.look(disk)).gave == before
        told = apart(lambda: desk.asked(asking)(disk))  # noqa: B023  # it is done at once
        assert not told.stopped and not told.fault, told
        before = apart(lambda: desk.look(disk)).gave
