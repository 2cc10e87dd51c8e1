"""A check run as a flow writes the same bytes as a direct run, and Prefect learns nothing of the child."""

import datetime as dt
import importlib
import os
import pkgutil
import sqlite3
import subprocess
import sys
import time

import httpx
import pytest
from prefect import Flow

import flows
from pipeline.case_folder import read_case
from pipeline.steps import Order, take
from pipeline.store.nouns import Store
from tests.doors.commands import KIT, contents, process

pytestmark = pytest.mark.flow
SECRETS = (b"Nell", b"Ashworth", b"Pennyhollow", b"sectionf-demo", b"plan.pdf", b"register.csv", b"therap")


@pytest.fixture(scope="module")
def flown(server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("flown")
    return folder / "sectionf-demo", process("demo", "--flow", cwd=folder, **server)


def answers(server, what):
    found = httpx.post(f"{server['PREFECT_API_URL']}/{what}/filter", json={}, timeout=10)
    return found.json()


def test_every_module_imports_and_has_its_flows():
    names = [module.name for module in pkgutil.iter_modules(flows.__path__) if module.name != "__main__"]
    modules = [importlib.import_module(f"flows.{name}") for name in names]
    found = {value.name for module in modules for value in vars(module).values() if isinstance(value, Flow)}
    assert found >= {"check-case"}


def test_the_flow_writes_the_bytes_of_the_direct_run(flown, demo):
    folder, done = flown
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(folder) == contents(demo[0])
    assert done.stdout == demo[1].stdout


def test_prefect_knows_the_run_by_an_id_that_says_nothing(flown, server):
    run, *_ = answers(server, "flow_runs")
    (case_id,) = run["parameters"].values()
    assert run["state"]["type"] == "COMPLETED"
    assert len(case_id) == 32 and int(case_id, 16)
    assert {task["name"].rsplit("-", 1)[0] for task in answers(server, "task_runs")} == {
        "read_plan", "read_evidence", "compare", "choose_routes", "write",
    }


def test_a_run_that_stops_says_why_to_the_person_and_not_to_prefect(server, tmp_path, private_home):
    plan = tmp_path / "Nell Ashworth plan.pdf"
    plan.write_text("Nell needs Speech therapy.", "utf-8")
    direct = process("check", plan, "--out", tmp_path / "out")
    flown = process("check", plan, "--out", tmp_path / "out", "--flow", **server)
    assert (flown.returncode, flown.stdout) == (1, "")
    assert flown.stderr == direct.stderr
    states = [run["state"]["message"] for run in answers(server, "flow_runs")]
    assert any("UnreadableFile in case " in (message or "") for message in states)


def test_nothing_about_the_child_stays_with_prefect_or_in_the_store(flown, server, private_home):
    time.sleep(3)
    database = private_home / "prefect" / "prefect.db"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint")
        kept = "\n".join(connection.iterdump()).encode()
    kept += b"".join(path.read_bytes() for path in private_home.rglob("*.log"))
    assert not [secret for secret in SECRETS if secret in kept]
    assert not list((private_home / "cases").iterdir())


def test_without_a_server_one_is_started_and_the_bytes_are_the_same(tmp_path, demo):
    environment = {"SECTIONF_HOME": str(tmp_path / "home"), "PREFECT_API_URL": ""}
    done = process("demo", "--flow", cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "sectionf-demo") == contents(demo[0])


def test_served_flows_run_what_prefect_is_asked_for(server, tmp_path, monkeypatch):
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    store = Store.default()
    case_id = take(Order(case=read_case(KIT, dt.date(2025, 12, 19)), out=tmp_path / "out"), store)
    with subprocess.Popen([sys.executable, "-m", "flows"], cwd=tmp_path, env=os.environ.copy()) as serving:
        try:
            run = ask_for_a_run(server["PREFECT_API_URL"], case_id)
            assert state_at_the_end(server["PREFECT_API_URL"], run) == "COMPLETED"
        finally:
            serving.terminate()
    assert (tmp_path / "out" / "findings.json").exists()
    store.forget(case_id)


def ask_for_a_run(url, case_id):
    for _ in range(120):
        found = httpx.get(f"{url}/deployments/name/check-case/sectionf", timeout=10)
        if found.status_code == 200:
            break
        time.sleep(0.5)
    asked = httpx.post(
        f"{url}/deployments/{found.json()['id']}/create_flow_run", json={"parameters": {"case_id": case_id}}, timeout=10
    )
    return asked.json()["id"]


def state_at_the_end(url, run):
    for _ in range(240):
        state = httpx.get(f"{url}/flow_runs/{run}", timeout=10).json()["state"]["type"]
        if state in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}:
            return state
        time.sleep(0.5)
    return "still running"
