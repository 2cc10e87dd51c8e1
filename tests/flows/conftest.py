"""A real Prefect server, in a home of its own, for all tests of the flows."""

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tests.doors.conftest import demo

__all__ = ["demo"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def private_home(tmp_path_factory):
    """A place for our store and for Prefect's, so that a test never touches those of the person who runs it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(private_home):
    """The environment in which commands find a server that is up."""
    port = free_port()
    environment = {
        "SECTIONF_HOME": str(private_home),
        "PREFECT_HOME": str(private_home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (private_home / "server.log").open("wb") as log:
        running = subprocess.Popen(command, env=os.environ | environment, stdout=log, stderr=log)
    try:
        wait_for(environment["PREFECT_API_URL"], running)
        yield environment
    finally:
        running.terminate()
        running.wait(timeout=30)


def wait_for(url, running):
    """Wait until the server answers."""
    for _ in range(240):
        assert running.poll() is None, "the Prefect server ended"
        try:
            if httpx.get(f"{url}/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError("the Prefect server did not start within two minutes")
