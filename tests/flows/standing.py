"""A standing service on this machine: a real PostgreSQL, Prefect's server on it, and a worker of the pool."""

import os
import signal
import subprocess
import sys
import time

import httpx

from tests.flows.prefect_server import free_port, wait_for
from tests.flows.processes import descendants, gone

AUTH = "sectionf:not a word of a plan"


class Standing:
    """The processes of a service; each can be ended as an accident would, and started again."""

    def __init__(self, folder, postgres):
        self.folder, self.postgres, self.port = folder, postgres, free_port()
        self.url = f"http://127.0.0.1:{self.port}/api"
        self.log = (folder / "service.log").open("wb")
        self.environment = {
            **os.environ, "SECTIONF_HOME": str(folder / "home"), "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": self.url, "PREFECT_API_AUTH_STRING": AUTH, "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_WORKER_QUERY_SECONDS": "1",
            "SECTIONF_WORKERS": "2", "SECTIONF_DATABASE": postgres.new("cases")}
        self.server = self.worker = None

    def start_server(self):
        self.server = self._start("server", "start", "--host", "127.0.0.1", "--port", str(self.port), "--no-ui",
                                  PREFECT_SERVER_API_AUTH_STRING=AUTH,
                                  PREFECT_API_DATABASE_CONNECTION_URL=self.postgres.url("asyncpg"))
        wait_for(self.url, self.server)

    def start_worker(self):
        self.worker = self._start("worker", "start", "--pool", "sectionf", "--limit", "1", "--name", "here")

    def register(self):
        done = subprocess.run([sys.executable, "-m", "flows"], env=self.environment, stdout=self.log, stderr=self.log,
                              check=False, timeout=120)
        assert done.returncode == 0, self.said()

    def works(self):
        """Whether a worker waits for work."""
        answer = httpx.post(f"{self.url}/work_pools/sectionf/workers/filter", json={}, auth=tuple(AUTH.split(":")))
        return [one for one in answer.json() if one["status"] == "ONLINE"]

    def said(self):
        self.log.flush()
        return (self.folder / "service.log").read_text("utf-8")

    def kill(self, process):
        """End a process and all that it has started, as a power cut would."""
        pids = [process.pid, *descendants(process.pid)]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        process.wait()
        assert not gone(pids)

    def close(self):
        for process in (self.worker, self.server):
            if process and process.poll() is None:
                process.send_signal(signal.SIGINT)
        for process in (self.worker, self.server):
            if process:
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    self.kill(process)
        self.log.close()

    def _start(self, *arguments, **environment):
        return subprocess.Popen([sys.executable, "-m", "prefect", *arguments], env={**self.environment, **environment},
                                stdout=self.log, stderr=self.log, cwd=self.folder)


def until(happens, what, seconds=90):
    """Wait until something happens."""
    end = time.monotonic() + seconds
    while not (found := happens()):
        assert time.monotonic() < end, what()
        time.sleep(0.05)
    return found
