"""The commands as a person runs them on made-up cases: in this process, or in one of their own where that matters."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import app.__main__

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NELL, KIT = SAMPLES / "nell", SAMPLES / "kit"


def sectionf(*arguments, typed="", cwd=None):
    """Run a command to its end in this process, which spares the seconds that imports take."""
    given = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        mock.patch.multiple(sys, argv=["sectionf", *map(str, arguments)], stdin=given, stdout=out, stderr=err),
        mock.patch.dict(os.environ),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        os.environ.pop("SECTIONF_DEBUG", None)
        try:
            status = app.__main__.run()
        except SystemExit as leaving:
            status = leaving.code
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, int(status or 0), *said)


def process(*arguments, typed="", cwd=None, **environment):
    """Run a command to its end in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=os.environ | environment,
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


def decisions(case):
    """What was decided of a case, as it is kept."""
    return [json.loads(line) for line in (case / "decisions.jsonl").read_text("utf-8").splitlines()]


def found(case):
    """What the last check of a case found."""
    return json.loads((case / "findings.json").read_text("utf-8"))
