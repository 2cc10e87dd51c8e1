"""A Dask cluster on this machine, for a caseload: a scheduler and workers, each a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.flows.prefect_server import free_port
from tests.flows.processes import descendants, gone
from tests.flows.wire import Wire

ROOMS = ("models", "extractors", "pipeline", "templates", "flows")


class Cluster:
    """A scheduler and workers on this machine, in the home of a caseload."""

    def __init__(self, caseload, *options, workers=2, heard=None, **environment):
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.environment = {**caseload.environment, "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false",
                            **environment}
        self.log = (caseload.home.parent / "dask.log").open("wb")
        self.scheduler = self._start("scheduler", "--host", self.address, "--no-dashboard", "--no-show")
        if heard is not None:
            self.address = f"tcp://127.0.0.1:{self._wire(port, heard).port}"
        self.workers = []
        for _ in range(workers):
            self.join(*options)

    def _wire(self, port, heard):
        """Have all that goes to the scheduler and comes from it pass us, once it listens."""
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return Wire(port, heard)
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the scheduler did not start")

    def join(self, *options, **environment):
        """Have one more worker."""
        self.workers.append(self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", *options,
                                        **environment))
        return self.workers[-1]

    def _start(self, *arguments, cwd=None, **environment):
        return subprocess.Popen([sys.executable, "-m", "dask", *arguments], env={**self.environment, **environment},
                                cwd=cwd, stdout=self.log, stderr=self.log, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        running = [*self.workers, self.scheduler]
        others = [pid for one in running for pid in descendants(one.pid)]
        for one in running:
            one.kill()
            one.wait()
        self.log.close()
        assert not gone(others), "whatever a worker has started ends with it"


def another_version(folder):
    """Make another version of this program, and give what starts a worker of it."""
    for room in ROOMS:
        shutil.copytree(room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "pipeline" / "rules" / "thresholds.toml").open("a") as rules:
        rules.write("# another line\n")
    return {"cwd": folder, "PYTHONPATH": os.pathsep.join([str(folder), str(Path.cwd())])}
