"""A small caseload of made-up cases, and `sectionf batch` on it, as an adviser starts it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.doors.commands import KIT

DAY = "2025-12-19"
COMMAND = (sys.executable, "-m", "app", "batch")
MOST_SECONDS = 240
"""For a batch of a few cases, beside whatever else the machine is at."""


class Caseload:
    """A folder of cases, the folder for their results, and a private home."""

    def __init__(self, folder: Path, *names: str, **environment: str) -> None:
        self.cases, self.out, self.home = folder / "cases", folder / "out", folder / "home"
        self.told, self.results = str(self.cases), str(self.out)
        self.environment = {**os.environ, **environment, "SECTIONF_HOME": str(self.home)}
        for name in names:
            shutil.copytree(KIT, self.cases / name)

    def arguments(self, *more: str) -> list[str]:
        return [*COMMAND, self.told, "--out", self.results, "--as-of", DAY, "--workers", "2", *more]

    def start(self, *more: str, **environment: str) -> subprocess.Popen[str]:
        """Start a batch in a process group of its own, and do not wait for it."""
        return subprocess.Popen(self.arguments(*more), env={**self.environment, **environment}, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def run(self, *more: str, seconds: float = MOST_SECONDS, **environment: str) -> tuple[int, str, str]:
        """Run a batch to its end; give its exit status, and what it said."""
        running = self.start(*more, **environment)
        said = running.communicate(timeout=seconds)
        return running.returncode, *said

    def hooked(self, accident: str) -> dict[str, str]:
        """Have every Python of a run begin with some lines; give the environment for that."""
        (self.home.parent / "sitecustomize.py").write_text(accident, "utf-8")
        return {"PYTHONPATH": os.pathsep.join([str(self.home.parent), str(Path.cwd())])}

    def damage(self, name: str) -> None:
        (self.cases / name / "plan.txt").write_text("Zebedee Quillfeather is not a plan.", "utf-8")


def counts(said: str) -> dict[str, int]:
    """The table at the end of a batch, by the first word of each line."""
    lines = [line.split() for line in said.splitlines() if line.startswith("  ")]
    return {line[1]: int(line[0]) for line in lines}
