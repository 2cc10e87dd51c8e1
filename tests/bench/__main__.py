"""`make bench`: what each command and the reading of each plan cost, on the bundled samples. Recorded, not asserted.

`make bench PLANS=FOLDER` measures the reading of the PDF plans of a folder instead, `make bench BATCH="100 500"`
caseloads of so many cases (`batches.py` says which parts there are).
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.samples_folder import samples_folder
from tests.bench import batches
from tests.bench.reading import costs
from tests.bench.sealed import costs as costs_of_sealing
from tests.bench.thirty import costs as costs_of_writing

PLANS = {".pdf", ".docx", ".txt"}


def cost(*arguments: str) -> tuple[float, float]:
    """CPU seconds, of the children too, and seconds by the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "app", *arguments], cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def of_commands(plans: list[Path]) -> None:
    """Each command in a process of its own."""
    jobs = [("--help",), *(("extract", str(plan), "--json") for plan in plans), ("demo",)]
    print(f"{'CPU s':>7} {'clock s':>8}  command, its imports included")
    for job in jobs:
        cpu, clock = cost(*job)
        shown = [str(Path(word).relative_to(samples_folder())) if word in map(str, plans) else word for word in job]
        print(f"{cpu:7.2f} {clock:8.2f}  sectionf {' '.join(shown)}")


def of_reading(plans: list[Path]) -> None:
    """Reading beside the libraries that it rests on, as ratios of one run."""
    print("\nCPU time of reading a plan, imports left out, beside pdfplumber's words and tables and pdfium's text")
    print(f"{'plan':44} {'pages':>5} {'extract s':>9} {'pdfplumber s':>12} {'pdfium s':>9} {'ratios':>13}")
    for one in costs(plans):
        figures = f"{one.plan[:44]:44} {one.pages:5} {one.extract:9.3f} {one.words_and_tables:12.3f} {one.text:9.4f}"
        print(f"{figures} {one.extract / one.words_and_tables:6.2f} {one.extract / one.text:6.1f}")


def of_writing() -> None:
    """The report and the letters of a case of thirty provisions, in a process that has written none yet, and again."""
    print(f"\n{'report s':>9} {'letters s':>9}  CPU time of writing them for thirty provisions, reading left out")
    for one, name in zip(costs_of_writing(), ("the first time", "the second time"), strict=True):
        print(f"{one.report:9.2f} {one.letters:9.2f}  {name}")


def of_sealing() -> None:
    """The work of the app on a store that seals beside one in clear."""
    print("\nMilliseconds of CPU and by the clock, in clear and sealed, with their ratio; the median of many times")
    for one in costs_of_sealing():
        pairs = zip(one.clear, one.sealed, strict=True)
        print("".join(f"{clear:9.1f} {sealed:9.1f} {sealed / clear:6.2f}" for clear, sealed in pairs), f" {one.what}")


def main() -> None:
    """Print all tables, or that of caseloads, or that of reading for folders of plans."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("plans", nargs="*", type=Path, help="folders of PDF plans whose reading is measured")
    parser.add_argument("--batch", nargs="+", type=int, metavar="CASES", help="how many cases a caseload has")
    parser.add_argument("--parts", nargs="+", choices=batches.PARTS, default=batches.PARTS)
    parser.add_argument("--workers", nargs="+", type=int, default=(1, 2))
    asked = parser.parse_args()
    if asked.batch:
        for line in batches.lines(batches.Asked(asked.batch, asked.parts, asked.workers)):
            print(line, flush=True)
    elif asked.plans:
        of_reading(sorted(path for folder in asked.plans for path in folder.rglob("*.pdf")))
    else:
        plans = sorted(path for path in samples_folder().rglob("plan*") if path.suffix in PLANS)
        of_commands(plans)
        of_reading([path for path in plans if path.suffix == ".pdf"])
        of_writing()
        of_sealing()


if __name__ == "__main__":
    main()
