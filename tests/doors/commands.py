"""The commands as a person runs them, in a process of their own, on made-up cases."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NELL, KIT = SAMPLES / "nell", SAMPLES / "kit"


def sectionf(*arguments, typed="", cwd=None, **environment):
    """Run a command to its end."""
    known = {name: value for name, value in os.environ.items() if name != "SECTIONF_DEBUG"}
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=known | environment,
        timeout=240,
    )


def checked(case, out, *more):
    """Check a sample case folder with options, as `check PLAN --log ...` wants them."""
    options = [option for kind in ("timetable", "log", "register", "calendar") for path in case.glob(f"{kind}.*")
               for option in (f"--{kind}", path)]
    return sectionf("check", next(case.glob("plan.*")), *options, "--out", out, *more)


def contents(folder):
    """The bytes of every file of a folder, by its path within."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
