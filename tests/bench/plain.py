"""The plain loop over the steps that a caseload is measured beside: the same checks in so many processes, no Prefect.

`python -m tests.bench.plain CASES OUT WORKERS DAY`, at home in `SECTIONF_HOME`.
"""

import datetime as dt
import multiprocessing
import sys
from functools import partial
from pathlib import Path

from flows import batch_work
from models.batch import Source
from pipeline.batch import check, store_of_batches, take_in


def main(cases: Path, out: Path, workers: int, day: dt.date) -> None:
    """Check the cases of a folder, as many at once as there are processes."""
    sources = [Source(name=case.name, folder=case, out=out / case.name) for case in sorted(cases.iterdir())]
    names = [take_in(store_of_batches(), source) for source in sources]
    with multiprocessing.get_context("spawn").Pool(workers, batch_work.warm) as pool:
        pool.map(partial(_check_one, day), names, chunksize=1)
        pool.close()
        pool.join()


def _check_one(day: dt.date, name: str) -> str:
    return str(check(store_of_batches(), name, day))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), dt.date.fromisoformat(sys.argv[4]))
