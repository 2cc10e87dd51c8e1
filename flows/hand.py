"""What a process of a batch does: it waits with its imports done, checks case after case, and outlives nobody."""

import datetime as dt
import resource

from flows.processes import outlive_nobody
from models.batch import Outcome
from pipeline.batch import check as checked
from pipeline.batch import store_of_batches


def warm(most_bytes: int) -> None:
    """Make ready before the first case; more memory than this is refused to the process."""
    outlive_nobody()
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    from extractors.statement import read_statement

    read_statement("Speech and language therapy, 30 minutes each week.")


def check(case_id: str, today: str) -> str:
    """Check one case; a process that came up against its memory is not used again."""
    outcome = checked(store_of_batches(), case_id, dt.date.fromisoformat(today))
    if outcome is Outcome.TOO_MUCH:
        raise MemoryError
    return str(outcome)
