"""A check run as a flow writes the same bytes as a direct run, and Prefect learns nothing of the child."""

import importlib
import pkgutil
import sqlite3
import time

import httpx
import pytest
from prefect import Flow

import flows
from tests.doors.commands import contents, process

pytestmark = pytest.mark.flow
SECRETS = (b"Nell", b"Ashworth", b"Pennyhollow", b"sectionf-demo", b"plan.pdf", b"register.csv", b"therap")


@pytest.fixture(scope="module")
def flown(server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("flown")
    return folder / "sectionf-demo", process("demo", "--flow", cwd=folder, **server)


def answers(server, what, **wanted):
    found = httpx.post(f"{server['PREFECT_API_URL']}/{what}/filter", json=wanted, timeout=10)
    return found.json()


def test_every_module_imports_and_has_its_flows():
    names = [module.name for module in pkgutil.iter_modules(flows.__path__) if module.name != "__main__"]
    modules = [importlib.import_module(f"flows.{name}") for name in names]
    found = {value.name for module in modules for value in vars(module).values() if isinstance(value, Flow)}
    assert found == {"check-case", "check-caseload", "check-part", "check-desk", "check-nightly"}


def test_the_flow_writes_the_bytes_of_the_direct_run(flown, demo):
    folder, done = flown
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(folder) == contents(demo[0])
    assert done.stdout == demo[1].stdout


def test_prefect_knows_the_run_by_an_id_that_says_nothing(flown, server):
    run = answers(server, "flow_runs", flows={"name": {"any_": ["check-case"]}}, sort="START_TIME_ASC")[-1]
    (case_id,) = run["parameters"].values()
    assert run["state"]["type"] == "COMPLETED"
    assert len(case_id) == 32 and int(case_id, 16)
    tasks = answers(server, "task_runs", flow_runs={"id": {"any_": [run["id"]]}})
    assert {task["name"].rsplit("-", 1)[0] for task in tasks} == {
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
