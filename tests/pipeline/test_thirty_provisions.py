"""A case of thirty provisions: what its report and letters cost, and that they come out the same to the byte."""

import os
import subprocess
import sys

from pipeline.case import check
from tests.bench.thirty import cost, thirty_provisions
from tests.doors.commands import contents

LIMIT = 3.0
"""CPU seconds for the report and the letters."""


def test_report_and_letters_take_at_most_three_seconds(tmp_path):
    case = thirty_provisions(tmp_path)
    report = check(case)
    assert len(report.reading.provisions) == 30
    taken = cost(report, case)
    assert taken.report + taken.letters <= LIMIT


ELSEWHERE = ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
             {"PYTHONHASHSEED": "2", "TZ": "Etc/GMT+12", "LC_ALL": "C"})
"""Two computers on which it is never the same day."""


def test_the_same_inputs_give_the_same_bytes_in_every_file_of_the_check_and_of_every_pack(tmp_path):
    (tmp_path / "case").mkdir()
    case = thirty_provisions(tmp_path / "case")
    found = []
    for number, computer in enumerate(ELSEWHERE):
        out = tmp_path / str(number) / "out"
        for order in (["check", case.plan.parent, "--as-of", case.as_of.isoformat(), "--out", out],
                      ["letter", out, "all"]):
            subprocess.run([sys.executable, "-m", "app", *map(str, order)], env={**os.environ, **computer}, check=True,
                           capture_output=True)
        found.append(contents(out))
    assert sum(name.endswith(".zip") for name in found[0]) >= 3
    assert [name for name in found[0] if found[0][name] != found[1].get(name)] == []
    assert found[0].keys() == found[1].keys()
