"""`make bench`: what each command costs on the bundled samples, in a process of its own. Recorded, not asserted."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.samples_folder import samples_folder

PLANS = {".pdf", ".docx", ".txt"}


def cost(*arguments: str) -> tuple[float, float]:
    """CPU seconds, of the children too, and seconds by the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "app", *arguments], cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def main() -> None:
    plans = sorted(path for path in samples_folder().rglob("plan*") if path.suffix in PLANS)
    jobs = [("--help",), *(("extract", str(plan), "--json") for plan in plans), ("demo",)]
    print(f"{'CPU s':>7} {'clock s':>8}  command")
    for job in jobs:
        cpu, clock = cost(*job)
        shown = [str(Path(word).relative_to(samples_folder())) if word in map(str, plans) else word for word in job]
        print(f"{cpu:7.2f} {clock:8.2f}  sectionf {' '.join(shown)}")


if __name__ == "__main__":
    main()
