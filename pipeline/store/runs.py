"""Runs of a caseload: which cases each is about is kept while it lasts; what a killed one has left is found."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from models.batch import Batch
from models.errors import UnusableCase
from pipeline.files.unfinished import prefix
from pipeline.store.nouns import Store
from pipeline.store.settings import RUNNING, alone, only_one
from pipeline.store.whole_file import PART

BATCH = "batch"


@contextmanager
def run_of(store: Store, ids: Sequence[str]) -> Iterator[str]:
    """Keep the ids of cases under the id of a run, which it gives, for as long as a block lasts."""
    run = uuid.uuid4().hex
    begun = store.folder / prefix(run, PART)
    begun.mkdir(mode=0o700)
    with alone(begun, RUNNING):         # held before it has its name: whoever finds a run can tell whether it goes on
        begun.rename(store.folder_of(run))
        try:
            store.make(run)
            store.put(run, BATCH, Batch(ids=tuple(ids)))
            yield run
        finally:
            store.forget(run)


def killed_runs(store: Store) -> Iterator[str]:
    """Give each run whose process is gone, and forget it when that is dealt with; the system knows who still runs."""
    for run in store.all():
        folder = store.folder_of(run)
        if (folder / RUNNING).exists():
            with suppress(UnusableCase, FileNotFoundError), only_one(folder):
                yield run
                store.forget(run)


def is_going_on(store: Store) -> bool:
    """Whether a run goes on just now."""
    return any(_goes_on(store.folder_of(run)) for run in store.all())


def _goes_on(folder: Path) -> bool:
    if not (folder / RUNNING).exists():
        return False
    try:
        with only_one(folder):
            return False
    except UnusableCase:
        return True
