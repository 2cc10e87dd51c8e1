"""A real Prefect server of our own for the tests, in a home of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def prefect_server(home, **more):
    """Run one, and give the environment in which commands find it; `more` is told to the server alone."""
    port = free_port()
    environment = {
        "SECTIONF_HOME": str(home),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        running = subprocess.Popen(command, env=os.environ | more | environment, stdout=log, stderr=log)
    try:
        wait_for(environment["PREFECT_API_URL"], running)
        yield environment
    finally:
        running.terminate()
        running.wait(timeout=120)


def wait_for(url, running):
    """Wait until the server answers."""
    for _ in range(360):
        assert running.poll() is None, "the Prefect server ended"
        try:
            if httpx.get(f"{url}/health", timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError("the Prefect server did not start within three minutes")
