"""What something costs by itself: the least CPU time of a few tries, whatever else the machine and the suite hold."""

import gc
import time
from collections.abc import Callable


def cpu_seconds(call: Callable[[], object], tries: int = 3) -> float:
    """Give the least of a few tries; what the suite has in memory is kept out of the collector's way meanwhile."""
    gc.collect()
    gc.freeze()
    try:
        return min(_once(call) for _ in range(tries))
    finally:
        gc.unfreeze()


def _once(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
