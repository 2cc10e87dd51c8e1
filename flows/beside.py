"""A Prefect server beside ours: a process of its own that ends when ours does, however ours ends."""

import contextlib
import os
import runpy
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Thread

from models.errors import Stop
from pipeline.progress import Progress

HOST = "127.0.0.1"
MOST_SECONDS = 180
"""A fresh home on a slow machine takes half a minute."""
MOST_STARTS = 2
LAST_SECONDS = 5
"""For which a server may put its things in order when it has to leave."""
SPARED = {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in (
    "EVENT_PERSISTER", "TRIGGERS", "FOREMAN", "REPOSSESSOR", "CANCELLATION_CLEANUP", "PAUSE_EXPIRATIONS")}
"""What serves schedules, automations, work pools and a page of events, of which our own server has none."""
STARTING = "Starting Prefect, which runs the checks"


class ServerMissing(Stop):
    """Prefect's server could not be started, or does not answer."""


class Beside:
    """The server that `PREFECT_API_URL` names, or else one of our own."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._named = os.environ.get("PREFECT_API_URL", "")
        self._url, self._lock = self._named, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start our own server, if none is running and no other is named; do not wait for it."""
        with self._lock:
            if self._named or (self._process and self._process.poll() is None):
                return
            os.environ.setdefault("PREFECT_SERVER_API_AUTH_STRING", f"sectionf:{secrets.token_urlsafe(24)}")
            os.environ["PREFECT_API_AUTH_STRING"] = os.environ["PREFECT_SERVER_API_AUTH_STRING"]
            port = _free_port()
            self._url = f"http://{HOST}:{port}/api"
            self._process = _started(port)

    def ready(self, progress: Progress) -> str:
        """Wait until the server answers, and give its address; if it ended it is started again, also on the way."""
        for _ in range(MOST_STARTS):
            self.start()
            if self._answered(progress):
                return self._url
            if not self._has_ended():
                break
        raise self._missing()

    def _answered(self, progress: Progress) -> bool:
        if _answers(self._url):
            return True
        progress(STARTING)
        until = time.monotonic() + MOST_SECONDS
        while time.monotonic() < until and not self._has_ended():
            if _answers(self._url):
                return True
            time.sleep(0.25)
        return False

    def close(self) -> None:
        """End our own server."""
        if self._process is None:
            return
        assert self._process.stdin  # noqa: S101  # it was started with one
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(LAST_SECONDS + 1)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _missing(self) -> ServerMissing:
        if self._named:
            return ServerMissing("The Prefect server that PREFECT_API_URL names does not answer.",
                                 remedy="Start that server, or unset PREFECT_API_URL; then check this case again.")
        return ServerMissing("Prefect, which runs the checks, could not be started.",
                             remedy=f"Check this case again. If it happens again, look into {_log().name} in the "
                                    "folder “prefect” of the program’s data, and see that the disk is not full.")


@contextlib.contextmanager
def told_if_lost() -> Iterator[None]:
    """Say in our words that the server was lost on the way, in which Prefect at times sees a fault of its own."""
    import httpx

    try:
        yield
    except (httpx.HTTPError, RuntimeError) as error:
        if not any(isinstance(one, httpx.HTTPError) for one in (error, error.__cause__)):
            raise
        raise ServerMissing("Prefect, which runs the checks, was lost on the way.",
                            remedy="Start the same command again: what is done stays done.") from None


def _started(port: int) -> subprocess.Popen[bytes]:
    """Start a server that reads from a pipe which only we hold: the system closes it when we are gone."""
    _log().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _log().open("wb") as log:
        return subprocess.Popen([sys.executable, "-m", "flows.beside", str(port)],  # noqa: S603  # our own module
                                env={**os.environ, **SPARED}, stdin=subprocess.PIPE, stdout=log, stderr=log,
                                start_new_session=True)


def _log() -> Path:
    return Path(os.environ["PREFECT_HOME"]) / "server.log"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:  # noqa: S310  # an address of ours
            return bool(answer.status == 200)
    except OSError:
        return False


def main(port: str) -> None:
    """Be the server: leave when the pipe on the standard input closes."""
    Thread(target=_leave_in_the_end, daemon=True).start()
    options = ["--host", HOST, "--port", port, "--no-ui", "--no-scheduler", "--no-late-runs", "--analytics-off"]
    sys.argv = ["prefect", "server", "start", *options]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _leave_in_the_end() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
