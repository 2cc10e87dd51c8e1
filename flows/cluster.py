"""A Dask cluster that somebody else runs: where a flow's tasks go when one machine is not enough."""

import logging
import multiprocessing
from typing import Any

from models.errors import Stop
from pipeline.batch import rests_on

ANSWER_SECONDS = 15


class ClusterMissing(Stop):
    """The Dask cluster cannot be used from here."""


def cluster(address: str) -> Any:
    """Give the task runner for the cluster at an address, whose workers have to be as we need them."""
    try:
        from distributed import Client
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise ClusterMissing("Dask is not installed.",
                             remedy="Install the extra “dask”, or run without --dask.") from None
    for name in ("distributed", "distributed.client"):      # each has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with Client(address, timeout=ANSWER_SECONDS) as client:  # type: ignore[no-untyped-call]
            workers = client.run(_fitness, on_error="return")
    except (OSError, ValueError):
        raise ClusterMissing("no Dask scheduler answers there.", where=address,
                             remedy=("Start it with “dask scheduler”, and workers with "
                                     "“dask worker --no-nanny”.")) from None
    _check_that_they_fit(list(workers.values()), address)
    return DaskTaskRunner(address=address)


def _fitness() -> tuple[bool, str]:
    """Say of a worker whether it may start processes, and what its results rest on."""
    return not multiprocessing.current_process().daemon, rests_on()


def fits(mark: str) -> bool:
    """Whether the Dask worker in whose process this is may do work whose results rest on this."""
    return _fitness() == (True, mark)


def _check_that_they_fit(workers: list[Any], address: str) -> None:
    if not workers:
        raise ClusterMissing("this Dask cluster has no worker.", where=address,
                             remedy="Start some with “dask worker --no-nanny”.")
    if not all(isinstance(worker, tuple) for worker in workers):
        raise ClusterMissing("a worker of this cluster does not have this program.", where=address,
                             remedy="Install it there, in the same version as here, with the extra “dask”.")
    if not all(may_start for may_start, _ in workers):
        raise ClusterMissing("a worker of this cluster may not start processes of its own, which have the time limit.",
                             where=address, remedy="Start the workers with “dask worker --no-nanny”.")
    if any(mark != rests_on() for _, mark in workers):
        raise ClusterMissing("a worker of this cluster has another version of this program, or other data.",
                             where=address,
                             remedy="Install the same version everywhere, with SECTIONF_HOME in one shared folder.")


def lost() -> tuple[type[Exception], ...]:
    """Give what Dask raises for work with which one worker after the other was lost."""
    try:
        from distributed.scheduler import KilledWorker
    except ImportError:
        return ()
    return (KilledWorker,)


def threads() -> int:
    """Say how many tasks at once the Dask worker has in whose process this is."""
    from distributed import get_worker

    return int(get_worker().state.nthreads)
