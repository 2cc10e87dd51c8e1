"""`sectionf serve` as a person starts it, in a home of its own, and asked as a browser asks."""

import os
import re
import signal
import subprocess
import sys
import time

import httpx

from tests.flows.processes import descendants

QUICK = ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING")
"""What a test around this one may have set, and a person has not."""


class Served:
    """A server that runs until it is told to end."""

    def __init__(self, home, **environment):
        self.home, self.log = home, home / "serve.log"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in QUICK}
        self._before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", "serve", "--port", "0", "--no-browser"], stdout=log, stderr=log,
                env={**kept, "SECTIONF_HOME": str(home), **environment}, start_new_session=True)
        try:
            self.address = self._address()
            self.client = httpx.Client(base_url=self.address.rpartition("/")[0], timeout=240)
            assert self.client.get(self.address).status_code == 303
        except BaseException:
            self.process.kill()
            raise

    def _address(self):
        for _ in range(1800):
            said = self.log.read_bytes()[self._before:].decode()
            if found := re.search(r"http://\S+", said):
                return found[0]
            assert self.process.poll() is None, said
            time.sleep(0.1)
        raise AssertionError("no address was printed")

    @property
    def others(self):
        """The processes that were started beside it."""
        return descendants(self.process.pid)

    def hand_in(self, *files, to="/cases", **words):
        """Hand in files, and give the case."""
        answer = self.client.post(to, files=[("papers", file) for file in files], data=words)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].split("/")[2]

    def state(self, case_id):
        """What the list of cases says of one."""
        row = re.search(rf'href="/cases/{case_id}".*?<td>(.*?)</td>', self.client.get("/").text, re.DOTALL)
        return re.sub("<[^>]+>", "", row[1]).strip().partition("\n")[0]

    def wait(self, case_id, *states, seconds=120):
        """Wait until the list says one of these of a case."""
        until = time.monotonic() + seconds
        while not (now := self.state(case_id)).startswith(states):
            assert time.monotonic() < until, now
            time.sleep(0.2)
        return now

    def end(self, how=signal.SIGTERM):
        """End it, and wait until it has."""
        self.process.send_signal(how)
        self.process.wait(timeout=120)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.process.poll() is None:
            self.end()
        self.client.close()
