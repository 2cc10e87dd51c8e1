"""A case of thirty provisions: what its report and letters cost, and that they come out the same to the byte."""

import os
import subprocess
import sys

from pipeline.case import check
from tests.bench.thirty import cost, thirty_provisions

LIMIT = 3.0
"""CPU seconds for the report and the letters."""


def test_report_and_letters_take_at_most_three_seconds(tmp_path):
    case = thirty_provisions(tmp_path)
    report = check(case)
    assert len(report.reading.provisions) == 30
    taken = cost(report, case)
    assert taken.report + taken.letters <= LIMIT


def test_the_same_inputs_give_the_same_bytes_in_every_file(tmp_path):
    (tmp_path / "case").mkdir()
    case = thirty_provisions(tmp_path / "case")
    files = []
    for seed in ("1", "2"):
        out = tmp_path / seed / "out"
        order = [sys.executable, "-m", "app", "check", str(case.plan.parent), "--as-of", case.as_of.isoformat()]
        subprocess.run([*order, "--out", str(out)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
                       capture_output=True)
        files.append({path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert len(files[0]) >= 8
    assert [name for name in files[0] if files[0][name] != files[1].get(name)] == []
    assert files[0].keys() == files[1].keys()
