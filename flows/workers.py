"""The Prefect workers of a standing service, as one who hands work to them sees them: ids go over, states come back."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType, WorkerStatus
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.states import Cancelling

from flows.names import DEPLOYMENT, POOL
from flows.run import quieten
from models.errors import Stop
from pipeline.batch import rests_on

PAGE = 200
"""So many at once Prefect's server gives."""
DONE = TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=[StateType.COMPLETED])))


class ServiceMissing(Stop):
    """The standing service cannot be used from here."""


@contextmanager
def asking(url: str) -> Iterator[None]:
    """Say in our words why the Prefect server of a URL could not be asked."""
    try:
        yield
    except PrefectHTTPStatusError:
        raise ServiceMissing("This Prefect server does not let us in.", where=url,
                             remedy="Set PREFECT_API_AUTH_STRING to what the server asks for.") from None
    except httpx.HTTPError:
        raise ServiceMissing("No Prefect server answers there.", where=url,
                             remedy="Start it with “prefect server start”, or name another address.") from None


class Workers:
    """The workers behind the Prefect server of a URL."""

    def __init__(self, url: str) -> None:
        """Call nobody yet."""
        quieten()
        self._url = url
        self._client = SyncPrefectClient(url, auth_string=os.environ.get("PREFECT_API_AUTH_STRING"))

    def __enter__(self) -> Self:
        """Keep the line open."""
        self._client.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Call nobody any more."""
        self._client.__exit__(*error)

    def check_that_they_are_there(self) -> None:
        """Stop where no server answers, or no worker waits for work."""
        try:
            with asking(self._url):
                workers = self._client.read_workers_for_work_pool(POOL)
        except ObjectNotFound:
            raise ServiceMissing("This Prefect server does not know the standing service.", where=self._url,
                                 remedy="Register it: set PREFECT_API_URL, and run “python -m flows”.") from None
        if not any(worker.status is WorkerStatus.ONLINE for worker in workers):
            raise ServiceMissing("No worker of the standing service is running.", where=self._url,
                                 remedy=f"Start one with “prefect worker start --pool {POOL}”.")

    def hand_over(self, flow: str, **parameters: Any) -> UUID:
        """Put a run of a flow in line, and give its id."""
        what = {**parameters, "mark": rests_on()}
        try:
            deployment = self._client.read_deployment_by_name(f"{flow}/{DEPLOYMENT}")
            return self._client.create_flow_run_from_deployment(deployment.id, parameters=what).id
        except (ObjectNotFound, httpx.HTTPError):
            raise ServiceMissing("The standing service takes no work just now.", where=self._url,
                                 remedy="See that its Prefect server runs; then start this again.") from None

    def ended(self, runs: Iterable[UUID]) -> dict[UUID, FlowRun]:
        """Give those of some runs that have ended."""
        wanted = list(runs)
        found = [run for start in range(0, len(wanted), PAGE) for run in self._client.read_flow_runs(
            flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=wanted[start:start + PAGE])), limit=PAGE)]
        return {run.id: run for run in found if run.state and run.state.is_final()}

    def done(self, run: UUID) -> set[str]:
        """Give the names of the tasks of a run that are done so far."""
        return {task.name for task in self._client.read_task_runs(
            flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run])), task_run_filter=DONE, limit=PAGE)}

    def cancel(self, run: UUID) -> None:
        """End a run, wherever it is."""
        self._client.set_flow_run_state(run, Cancelling())
