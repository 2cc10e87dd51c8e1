"""What is in clear for a while is there for nobody else, and is gone with whoever needed it, however they ended."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from models.errors import OutputFailed
from pipeline.store import working
from pipeline.store.working import clear_if_left, place, private_folder, sweep, used

LEFT_BEHIND = """
import sys, time
from pipeline.store.working import private_folder
with private_folder() as folder:
    (folder / "plan.txt").write_text("Speech therapy")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True, params=["memory", "disk"])
def somewhere(request, tmp_path, monkeypatch):
    """In memory, and below our own folder."""
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path))
    if request.param == "memory":
        (tmp_path / "shm").mkdir()
        monkeypatch.setattr(working, "MEMORY", tmp_path / "shm")
        monkeypatch.setattr(working, "ENOUGH", 0)
    else:
        monkeypatch.setattr(working, "MEMORY", tmp_path / "no such place")


def test_it_is_there_for_the_block_and_for_nobody_else():
    with private_folder() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "plan.txt").write_text("Speech therapy", "utf-8")
        assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert not list(place().iterdir())


def test_it_is_gone_when_the_block_fails():
    with pytest.raises(ZeroDivisionError), private_folder() as folder:
        (folder / "plan.txt").write_text(str(1 / 0), "utf-8")
    assert not folder.exists()


def test_too_little_memory_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(working, "ENOUGH", 1 << 62)
    assert place() == tmp_path / "open"


def test_what_somebody_else_put_in_our_place_is_not_used():
    place().chmod(0o755)
    with pytest.raises(OutputFailed, match="others can read it"):
        place()
    place_of = next(path for path in (working.MEMORY / f"sectionf-{os.getuid()}", working.home() / "open")
                    if path.exists())
    place_of.rmdir()
    place_of.symlink_to(Path.home())
    with pytest.raises(OutputFailed, match="somebody else's"):
        place()


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_is_not(tmp_path):
    environment = {**os.environ, "SECTIONF_HOME": str(tmp_path / "theirs")}
    child = subprocess.Popen([sys.executable, "-c", LEFT_BEHIND], stdout=subprocess.PIPE, text=True, env=environment)
    left = Path(child.stdout.readline().strip())
    try:
        assert not clear_if_left(left)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert (left / "plan.txt").exists()
    assert clear_if_left(left)
    with private_folder() as ours:
        (place() / "old").mkdir()
        sweep()
        assert list(place().iterdir()) == [ours]


def test_a_folder_that_several_use_goes_with_the_last():
    folder = place() / "shared"
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(used(folder))
        second.enter_context(used(folder))
        first.close()
        assert not clear_if_left(folder)
    assert clear_if_left(folder)
    assert not folder.exists()


def test_nobody_is_given_a_folder_that_is_being_swept_away():
    folder = place() / "shared"

    def use(_number):
        with used(folder):
            there = folder.is_dir()
        clear_if_left(folder)
        return there

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(400)))
