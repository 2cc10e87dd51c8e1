"""A batch killed at random moments, whole or in part, and resumed: the same bytes as an undisturbed run."""

import contextlib
import os
import random
import signal
import time

import pytest

from tests.doors.commands import contents
from tests.flows.caseloads import Caseload
from tests.flows.processes import descendants, gone

pytestmark = [pytest.mark.slow, pytest.mark.flow]
NAMES = ("one", "three", "two")
OWN_SERVER = {"PREFECT_API_URL": "", "PREFECT_HOME": ""}
KILLS = int(os.environ.get("KILLS", "50"))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What a run writes that nobody disturbs, and how long it takes."""
    caseload = Caseload(tmp_path_factory.mktemp("undisturbed"), *NAMES, **OWN_SERVER)
    start = time.monotonic()
    assert caseload.run()[0] == 0
    return contents(caseload.out), time.monotonic() - start


@pytest.mark.parametrize("number", range(KILLS))
def test_killed_at_a_random_moment_and_resumed(undisturbed, tmp_path, number):
    written, seconds = undisturbed
    way = random.Random(number)  # noqa: S311
    caseload = Caseload(tmp_path, *NAMES, **OWN_SERVER)
    running = caseload.start()
    time.sleep(way.uniform(0, seconds))
    others = sorted(descendants(running.pid))
    victim = way.choice([running.pid, *others])
    if running.poll() is None:
        _kill(victim, whole=victim == running.pid)
    running.communicate(timeout=240)
    assert not gone(others)
    for _ in range(2):
        status, said, complained = caseload.run()
    assert (status, "unchanged" in said) == (0, True), complained
    assert contents(caseload.out) == written
    assert not [path for path in tmp_path.rglob("*") if ".part" in path.name or ".new-" in path.name]


def _kill(pid, whole):
    with contextlib.suppress(ProcessLookupError):       # it had ended by itself
        (os.killpg if whole else os.kill)(pid, signal.SIGKILL)
