"""A disk that fills up, or a run that is killed, leaves the last results as they were."""

import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.doors.commands import KIT, contents, process, sectionf


@pytest.fixture
def case(tmp_path):
    """A case folder with results in it."""
    folder = shutil.copytree(KIT, tmp_path / "case")
    assert sectionf("check", folder).returncode == 0
    return folder


@pytest.mark.parametrize("room", [1, 4, 15, 40])
def test_a_disk_without_room_is_said_in_one_line(case, room):
    before = contents(case)
    command = ["bash", "-c", f'ulimit -f {room}; exec "$@"', "-", sys.executable, "-m", "app", "check", str(case)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sectionf: case: the results could not be written (file too large)")
    assert contents(case) == before
    assert [path.name for path in case.parent.iterdir()] == ["case"]


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95, 1.0])
def test_a_run_that_is_killed_leaves_one_whole_set(case, share):
    began = time.perf_counter()
    assert process("check", case, "--as-of", "2026-01-05").returncode == 0
    took, before = time.perf_counter() - began, contents(case)
    command = [sys.executable, "-m", "app", "check", str(case), "--as-of", "2026-01-06"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        time.sleep(took * share)
        run.send_signal(signal.SIGKILL)
    after = contents(case)
    if after != before:
        assert b"2026-01-05" not in after["findings.json"] + after["case.toml"]
        assert after.keys() == before.keys()
