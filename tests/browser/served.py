"""The app in a process of its own, for a browser: it can be killed and started again. A cookie's words name the person.

Run as `python -m tests.browser.served FOLDER PORT`.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import uvicorn

from app.samples_folder import samples_folder
from app.web import clock
from app.web.access.gate import Gate
from app.web.application import application
from models.caseload import State
from models.people import Person, Role
from pipeline import steps
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from tests.web.runs import Here


class AnyName(Gate):
    def person(self, cookie: str) -> Person:
        return Person(id=cookie, name=cookie, role=Role.ADVISER)

    holder = person


def cases_in(folder: Path) -> Cases:
    return Cases(Database(f"sqlite:///{folder / 'sectionf.db'}"), Store(folder / "cases"))


def checked_case(folder: Path, sample: str = "nell", **papers: str) -> str:
    """Put a sample case, with more papers beside it, through all steps; give its id."""
    cases = cases_in(folder)
    case_id = cases.add(sample.title(), clock.now()).id
    with cases.store.opened(case_id):
        shutil.copytree(samples_folder() / sample, cases.store.papers(case_id), dirs_exist_ok=True)
        for name, text in papers.items():
            (cases.store.papers(case_id) / f"{name}.csv").write_text(text, "utf-8")
        steps.take_up(cases.store, case_id, clock.today())
        for step in steps.STEPS:
            step(cases.store, case_id)
    cases.mark(case_id, State.DONE, clock.now())
    return case_id


class Served:
    """The process, and its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.browser.served", str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command)
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise TimeoutError

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


def main(folder: Path, port: int) -> None:
    cases = cases_in(folder)
    uvicorn.run(application(cases, AnyName(), Here(cases)), host="127.0.0.1", port=port, log_level="warning",
                access_log=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
