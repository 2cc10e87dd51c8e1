"""What a process of a batch does: it waits with its imports done, and checks case after case."""

import datetime as dt
import gc
import os
import time

from extractors.limits import most
from models.batch import Outcome
from pipeline.batch import check as checked
from pipeline.batch import store_of_batches, was_lost
from pipeline.places.patience import WAITS

MOST_BYTES = most("work", "bytes_of_memory")
OUT_OF_MEMORY = 71
"""The exit status of a process that was refused more memory."""


def warm() -> None:
    """Make ready before the first case."""
    from extractors.statement import read_statement

    read_statement("Speech and language therapy, 30 minutes each week.")
    gc.collect()
    gc.freeze()     # what is loaded stays: looking through it again and again was a tenth of the cost of a case


def check(case_id: str, today: str) -> str:
    """Check one case; a process that came up against its memory is not used again."""
    store, day = store_of_batches(), dt.date.fromisoformat(today)
    outcome = checked(store, case_id, day)
    for seconds in WAITS:
        if outcome is Outcome.STOPPED and was_lost(store, case_id):
            time.sleep(seconds)
            outcome = checked(store, case_id, day)
    if outcome is Outcome.TOO_MUCH:
        os._exit(OUT_OF_MEMORY)
    return str(outcome)
