"""Runs whose process was killed: Prefect is told that they have crashed, and what was kept of them goes."""

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName
from prefect.states import Crashed

from pipeline.store.nouns import Store
from pipeline.store.runs import killed_runs


def settle_killed_runs(store: Store) -> None:
    """Have no run stand as running that nobody is at any more; a run bears the id under which its cases are kept."""
    for run in killed_runs(store):
        with get_client(sync_client=True) as client:
            named = FlowRunFilter(name=FlowRunFilterName(any_=[run]))
            for one in client.read_flow_runs(flow_run_filter=named):
                if one.state and not one.state.is_final():
                    client.set_flow_run_state(one.id, Crashed(message="Its process was killed."), force=True)
