"""The same inputs give the same bytes on two machines: the check, the letters, the packs and what proves them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.doors.commands import SAMPLES


@dataclass(frozen=True)
class Machine:
    """What may differ from one machine to the next."""

    name: str
    seed: str
    zone: str
    locale: str
    umask: int
    cores: int
    changed: int
    """When the files of the case were last changed."""
    backwards: bool
    """Whether the files were copied in the other order."""


HERE = Machine("here", "1", "UTC", "C", 0o022, 1, 1_000_000_000, backwards=False)
THERE = Machine("there", "4711", "Pacific/Kiritimati", "C.UTF-8", 0o077, 2, 1_700_000_000, backwards=True)


def results(machine: Machine, sample: str, place: Path) -> dict[str, bytes]:
    """All that a check and the packs of all routes write on a machine, by name."""
    root = place / f"{machine.name} – {'x' * len(machine.seed)}"
    home, working, case, out = (root / name for name in ("home", "work/deeper", "case", "out"))
    for folder in (home, working, case):
        folder.mkdir(parents=True)
    for path in sorted((SAMPLES / sample).iterdir(), reverse=machine.backwards):
        shutil.copyfile(path, case / path.name)
        os.utime(case / path.name, (machine.changed, machine.changed))
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "SECTIONF_HOME": str(home / "ours"),
                   "PYTHONHASHSEED": machine.seed, "TZ": machine.zone, "LC_ALL": machine.locale, "TMPDIR": str(home)}
    cores = sorted(os.sched_getaffinity(0))[-machine.cores:]
    for arguments in (["check", str(case), "--as-of", "2025-12-19", "--out", str(out)],
                      ["letter", str(out), "all", "--as-of", "2025-12-19"]):
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments], cwd=working, env=environment | {"PYTHONPATH": _house()},
            umask=machine.umask, preexec_fn=lambda: os.sched_setaffinity(0, cores),
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def _house() -> str:
    return str(Path(__file__).parents[2])


@pytest.mark.parametrize("sample", ["nell", pytest.param("priya", marks=pytest.mark.slow)])
def test_two_machines_write_the_same_bytes(sample, tmp_path):
    here, there = (results(machine, sample, tmp_path) for machine in (HERE, THERE))
    assert [*here] == [*there]
    assert {"report.docx", "report.html", "report.xlsx", "findings.json", "derivations.json"} <= {*here}
    assert [name for name in here if name.startswith("packs/") and name.endswith(".zip")]
    assert {name for name in here if here[name] != there[name]} == set()
