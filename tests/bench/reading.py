"""What reading a plan costs beside what its PDF alone costs: pdfplumber and pdfium over all of its pages."""

import contextlib
import functools
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2

from extractors.plan import read_plan
from extractors.statement import read_statement
from models.errors import NoSectionF
from pipeline.contract import extract_json

TIMES = 3


class Cost(NamedTuple):
    """CPU seconds for one plan, imports left out."""

    plan: str
    pages: int
    extract: float
    words_and_tables: float
    """pdfplumber's words and tables of every page."""
    text: float
    """pdfium's text of every page."""


def extract(path: Path) -> None:
    """What `sectionf extract` does after its imports."""
    extract_json(read_plan(path))


def words_and_tables(path: Path) -> int:
    """Every word and table that pdfplumber finds; the number of pages."""
    with pdfplumber.open(path) as plan:
        for page in plan.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
        return len(plan.pages)


def text(path: Path) -> str:
    """All text by pdfium; none of a scanned plan."""
    plan = pypdfium2.PdfDocument(path)
    found = "".join(page.get_textpage().get_text_bounded() for page in plan)
    plan.close()
    return found


def seconds(work: Callable[[], object]) -> float:
    """The median CPU time of a few runs."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def costs(plans: Iterable[Path]) -> Iterator[Cost]:
    """The costs of each plan that is neither scanned nor something else, one after the other in one process."""
    read_statement("Builds the language pipeline, once a process, for 5 minutes a day.")
    for path in filter(text, plans):
        jobs = [functools.partial(work, path) for work in (extract, words_and_tables, text)]
        with contextlib.suppress(NoSectionF):
            yield Cost(f"{path.parent.name}/{path.name}", words_and_tables(path), *(seconds(job) for job in jobs))
