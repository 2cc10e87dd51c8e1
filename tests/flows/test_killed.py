"""A batch that is hit at random moments and resumed: the same bytes as an undisturbed run, and nothing left over."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import postgres
from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.prefect_server import free_port, wait_for
from tests.flows.processes import command, descendants, gone, with_words

pytestmark = [pytest.mark.slow, pytest.mark.flow]
NAMES = ("one", "three", "two")
OWN_SERVER = {"PREFECT_API_URL": "", "PREFECT_HOME": ""}
KILLS = int(os.environ.get("KILLS", "50"))
VICTIMS = ("batch", "worker", "server", "PostgreSQL", "any")
SHARED = Path("/dev/shm")  # noqa: S108  # it is looked at, nothing is put there
SAID = ("what is done stays done", "could not be started")


class Standing(NamedTuple):
    """A Prefect server that keeps what it knows in a PostgreSQL."""

    environment: dict[str, str]
    database: postgres.Postgres


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Iterator[Standing]:
    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    home, port = tmp_path_factory.mktemp("standing"), free_port()
    with postgres.running(programs) as database, (home / "server.log").open("wb") as log:
        environment = {"PREFECT_HOME": str(home), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
        running = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
            env={**os.environ, **environment, "PREFECT_API_DATABASE_CONNECTION_URL": database.url("asyncpg"),
                 "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}, stdout=log, stderr=log)
        try:
            wait_for(environment["PREFECT_API_URL"], running)
            yield Standing(environment, database)
        finally:
            running.terminate()
            running.wait(timeout=60)


@pytest.fixture(scope="module")
def undisturbed(standing, tmp_path_factory):
    """What a run writes that nobody disturbs, and how long it takes with the standing server and with its own."""
    found = []
    for name, environment in (("standing", standing.environment), ("own", OWN_SERVER)):
        caseload, start = Caseload(tmp_path_factory.mktemp(name), *NAMES, **environment), time.monotonic()
        assert caseload.run()[0] == 0
        found.append((contents(caseload.out), time.monotonic() - start))
    (written, with_standing), (same, with_own) = found
    assert written == same
    return written, (with_standing, with_own)


@pytest.mark.parametrize("number", range(KILLS))
def test_hit_at_a_random_moment_and_resumed(undisturbed, standing, tmp_path, number):
    written, (with_standing, with_own) = undisturbed
    way, victim = random.Random(number), VICTIMS[number % len(VICTIMS)]  # noqa: S311
    own = victim in ("server", "any")
    caseload, shared = Caseload(tmp_path, *NAMES, **standing.environment), set(SHARED.iterdir())
    running = caseload.start(PREFECT_CLIENT_MAX_RETRIES="1", **(OWN_SERVER if own else {}))
    time.sleep(way.uniform(0, with_own if own else with_standing))
    others = sorted(descendants(running.pid))
    hit = _hit(victim, running, others, standing.database, way)
    _, complained = running.communicate(timeout=240)
    assert running.returncode in (0, 1, -signal.SIGKILL), (hit, complained)
    assert running.returncode != 1 or any(words in complained for words in SAID), (hit, complained)
    assert not gone(others), hit
    first, again = caseload.run(), caseload.run()
    assert (first[0], again[0], counts(again[1])) == (0, 0, {"unchanged": len(NAMES)}), (hit, first, again)
    assert contents(caseload.out) == written, hit
    assert not [path for path in tmp_path.rglob("*") if ".part-" in path.name or ".new-" in path.name], hit
    assert not with_words(str(caseload.home)), hit
    assert not {path for path in set(SHARED.iterdir()) - shared if "sectionf" in path.name}, hit


def _hit(victim: str, running: subprocess.Popen[str], others: list[int], database: postgres.Postgres,
         way: random.Random) -> str:
    """Strike, and say at what; nothing is struck that has already ended."""
    if victim == "PostgreSQL":
        database.stop()
        time.sleep(way.uniform(0, 2))
        database.start()
        return "PostgreSQL restarted"
    if victim == "batch" and running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        return "batch"
    words = {"worker": b"spawn_main", "server": b"flows.beside", "any": b""}.get(victim, b"-")
    found = [pid for pid in others if words in command(pid)]
    if not found:
        return f"no {victim} there"
    pid = way.choice(found)
    said = f"{victim}: {command(pid)[:120]!r}"
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return said
