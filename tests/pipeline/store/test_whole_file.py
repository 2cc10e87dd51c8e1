"""A file is there whole or not at all, and a process that is killed on the way leaves nothing for long."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.store.whole_file import put_first, put_whole

KILLED_ON_THE_WAY = """
import os, pathlib, signal, sys
from pipeline.store.whole_file import put_whole
os.fsync = lambda _file: os.kill(os.getpid(), signal.SIGKILL)
put_whole(pathlib.Path(sys.argv[1]), "new")
"""


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder in which a process was killed while it wrote."""
    (tmp_path / "told.txt").write_text("old", "utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED_ON_THE_WAY, tmp_path / "told.txt"], check=False,
                          cwd=Path(__file__).parents[3])
    assert done.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 2
    return tmp_path


def test_what_stood_there_stays_and_the_rest_goes_with_the_next_file(left):
    assert (left / "told.txt").read_text("utf-8") == "old"
    put_whole(left / "other.txt", "other")
    assert {path.name for path in left.iterdir()} == {"told.txt", "other.txt"}


def test_what_somebody_is_still_writing_is_left_alone(left):
    (part,) = (path for path in left.iterdir() if path.name != "told.txt")
    *start, _process, mark = part.name.split("-")
    part.rename(part.with_name("-".join([*start, str(os.getpid()), mark])))
    put_whole(left / "told.txt", "new")
    assert (left / "told.txt").read_text("utf-8") == "new"
    assert len(list(left.iterdir())) == 2


def test_of_several_at_once_the_first_is_kept_whole(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: put_first(tmp_path / "salt", str(number) * 32), range(8)))
    assert len(set((tmp_path / "salt").read_text("utf-8"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["salt"]
