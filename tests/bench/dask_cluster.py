"""A Dask scheduler and workers on this machine, as somebody else would run them."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

START_SECONDS = 180


@contextmanager
def cluster(home: Path, workers: int) -> Iterator[str]:
    """Have so many workers, and give the address of their scheduler."""
    address, started = f"tcp://127.0.0.1:{_free_port()}", list[subprocess.Popen[bytes]]()
    environment = {**os.environ, "SECTIONF_HOME": str(home)}
    jobs = [("scheduler", "--host", address, "--no-show"),
            *[("worker", address, "--nthreads", "1", "--no-nanny")] * workers]
    try:
        for job in jobs:
            command = [sys.executable, "-m", "dask", *job, "--no-dashboard"]
            started.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL))
        with Client(address, timeout=START_SECONDS) as client:
            client.wait_for_workers(workers, timeout=START_SECONDS)
        yield address
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
