"""What a Prefect server has to know of the standing service: a pool, the flows, and what to do about lost runs."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL
from prefect.workers.process import ProcessWorker

from flows.names import DESK_FLOW, NIGHT_FLOW, PART_FLOW, POOL
from flows.workers import ServiceMissing, asking

FILE = Path(__file__).with_name("prefect.yaml")
SILENCE = timedelta(minutes=2)
"""Four heartbeats of a run."""
STARTED = {"prefect.flow-run.Pending", "prefect.flow-run.Running", "prefect.flow-run.heartbeat"}
ENDED = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Crashed", "Cancelling", "Cancelled")}
LOST = AutomationCore(
    name="sectionf: a run of which nothing is heard has crashed",
    description="After two minutes. Whoever waits for it hands the work over again; what is done stays done.",
    trigger=EventTrigger(
        posture=Posture.Proactive, after=STARTED, expect=STARTED | ENDED, threshold=1, within=SILENCE,
        match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
        match_related=ResourceSpecification({"prefect.resource.role": "flow",
                                             "prefect.resource.name": [PART_FLOW, DESK_FLOW, NIGHT_FLOW]}),
        for_each={"prefect.resource.id"}),
    actions=[ChangeFlowRunState(state=StateType.CRASHED, name="Crashed", message="Its worker was lost.")])


def register() -> str:
    """Tell the server that `PREFECT_API_URL` names, and give it; what it knew before is brought up to date."""
    url = str(PREFECT_API_URL.value() or "")
    if not url:
        raise ServiceMissing("PREFECT_API_URL is not set: no Prefect server is named.",
                             remedy="Set it to the address of the server, such as http://127.0.0.1:4200/api.")
    with asking(url), get_client(sync_client=True) as client:
        try:
            client.read_work_pool(POOL)
        except ObjectNotFound:
            template = ProcessWorker.get_default_base_job_template()
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
        _deploy()
        for old in client.read_automations_by_name(LOST.name):
            client.delete_automation(old.id)
        client.create_automation(LOST)
    return url


def _deploy() -> None:
    """Register the flows as Prefect's own command does; what it says is said only where it fails."""
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(FILE)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own words
    if done.returncode:
        raise ServiceMissing("Prefect did not take the flows.", where=done.stdout.strip()[-500:],
                             remedy="See that PREFECT_API_URL names its server.")
