"""The benchmark of caseloads measures what it says: a made caseload that can be checked, and all processes of a job."""

import subprocess
import sys

from flows import batch_work
from tests.bench import caseloads
from tests.bench.batches import Run, ratios
from tests.bench.steps import ALONE, STEPS, by_step
from tests.bench.watching import Cost, watched

BUSY = "import time\nheld = bytearray(30_000_000)\nwhile time.process_time() < 0.5: pass\ntime.sleep(1)"


def test_the_same_seed_makes_the_same_papers_and_another_makes_others(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        caseloads.make(tmp_path / name, 2, seed)
    one, again, other = ({path.relative_to(tmp_path / name): path.read_bytes()
                          for suffix in ("csv", "toml", "txt") for path in (tmp_path / name).rglob(f"*.{suffix}")}
                         for name in ("one", "again", "other"))
    assert one == again != other


def test_each_step_of_a_made_case_is_measured_and_pdfplumber_beside_it(tmp_path, monkeypatch):
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(batch_work, "warm", lambda: None)         # it is for a process that does nothing else
    caseloads.make(tmp_path / "cases", 1)
    (taken,) = by_step(sorted((tmp_path / "cases").iterdir()), tmp_path)
    assert [one.step for one in taken] == [*STEPS, ALONE]
    assert all(one.most_mb > 10 for one in taken) and sum(one.seconds for one in taken) > 0.1
    assert list(tmp_path.glob("out/*/report.docx"))


def test_a_job_is_measured_with_the_processes_that_it_starts():
    with watched(lambda: "") as found:
        subprocess.run([sys.executable, "-c", f"import subprocess, sys\n"
                        f"subprocess.run([sys.executable, '-c', {BUSY!r}])"], check=True)
    assert 0.4 < found[0].cpu < 5
    assert found[0].most_mb > 30


def test_runs_are_set_beside_the_plain_loop_one_worker_and_the_smallest_caseload():
    made = [Run(100, "plain loop, 2 processes", Cost(50, 100, 1)), Run(100, "batch, 1 process", Cost(100, 100, 1)),
            Run(100, "batch, 2 processes", Cost(55, 104, 1)), Run(200, "batch, 2 processes", Cost(121, 208, 1))]
    said = [line.split(maxsplit=2) for line in ratios(made)][1:]
    assert [(clock, cpu) for clock, cpu, _ in said] == [("1.100", "1.040"), ("0.550", "1.040"), ("1.100", "1.000")]
