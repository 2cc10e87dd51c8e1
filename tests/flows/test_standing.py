"""A standing service on real PostgreSQL, Prefect server and worker: the bytes of a batch alone, whatever breaks."""

import os
import re
import shutil
import signal

import httpx
import psycopg
import pytest

from pipeline import nightly
from tests.doors.commands import KIT, contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.processes import command, descendants
from tests.flows.served import Served
from tests.flows.standing import AUTH, Standing, until
from tests.postgres import programs, running

pytestmark = pytest.mark.flow
NAMES = ("Ottoline Featherby", "Peregrine", "Quillon #3")
SECRETS = (*NAMES, "Okafor", "Larkfield", "plan.txt", "log.csv", "register.csv", "Section F", "Literacy", "therap")


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    found = programs()
    if found is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    with running(found) as postgres:
        made = Standing(tmp_path_factory.mktemp("standing"), postgres)
        try:
            made.start_server()
            made.register()
            made.start_worker()
            yield made
        finally:
            made.close()


def caseload(standing, folder):
    made = Caseload(folder, *NAMES)
    made.environment |= standing.environment
    return made


def same(made, alone):
    """The results of all cases are those of a check alone, and nothing half written lies about."""
    assert not [path for path in made.out.rglob("*") if "part-" in path.name or path.name.startswith(".")]
    return [contents(made.out / name) for name in NAMES] == [alone] * len(NAMES)


def ask(standing, what, **filters):
    answer = httpx.post(f"{standing.url}/{what}/filter", json=filters, auth=tuple(AUTH.split(":")), timeout=30)
    return answer.json()


def test_a_caseload_that_is_handed_over_gives_the_bytes_of_a_check_alone(standing, alone, tmp_path):
    until(standing.works, standing.said)
    made = caseload(standing, tmp_path)
    status, said, complained = made.run("--service", standing.url)
    assert (status, counts(said)) == (0, {"checked": 3}), complained
    assert same(made, alone)
    status, said, _ = made.run("--service", "http://127.0.0.1:9/api")
    assert (status, counts(said)) == (0, {"unchanged": 3}), "and then nobody has to be asked"


def test_the_database_and_prefects_server_are_lost_in_mid_run_and_nothing_with_them(standing, alone, tmp_path):
    made = caseload(standing, tmp_path)
    batch = made.start("--service", standing.url)
    until(lambda: list(made.out.glob("*/report.html")) or batch.poll() is not None, standing.said)
    standing.postgres.stop()
    standing.postgres.start()
    standing.kill(standing.server)
    standing.start_server()
    said, complained = batch.communicate(timeout=200)
    assert (batch.returncode, counts(said)) == (0, {"checked": 3}), complained
    assert same(made, alone)


@pytest.mark.slow
def test_a_run_whose_process_is_lost_is_handed_over_again(standing, alone, tmp_path):
    until(standing.works, standing.said)
    made = caseload(standing, tmp_path)
    batch = made.start("--service", standing.url)
    until(lambda: list(made.out.glob("*/report.html")) or batch.poll() is not None, standing.said)
    for pid in descendants(standing.worker.pid):
        if b"prefect.engine" in command(pid):
            os.kill(pid, signal.SIGKILL)
    said, complained = batch.communicate(timeout=200)
    assert (batch.returncode, counts(said)) == (0, {"checked": 3}), complained
    assert same(made, alone)


def test_the_web_app_has_its_cases_checked_by_the_workers_and_its_list_in_postgresql(standing, tmp_path):
    papers = [(path.name, path.read_bytes()) for path in KIT.glob("*.*") if path.suffix in (".txt", ".csv")]
    environment = {**standing.environment, "SECTIONF_SERVICE": standing.url}
    del environment["SECTIONF_HOME"]
    with Served(standing.folder / "home", **environment) as desk:
        case_id = desk.hand_in(*papers, name=NAMES[0])
        desk.client.post(f"/cases/{case_id}/check")
        assert desk.wait(case_id, "Checked", "Stopped", seconds=120) == "Checked", standing.said()
        assert not [pid for pid in desk.others if b"flows.beside" in command(pid)]
        one_reading_is_accepted(desk.client, f"/cases/{case_id}/review")
        assert "report.docx" in desk.client.get(f"/cases/{case_id}/take-away", follow_redirects=True).text
        runs = ask(standing, "flow_runs", flows={"name": {"any_": ["check-desk"]}})
        assert [run["parameters"]["case_id"] for run in runs] == [case_id]
        tasks = until(lambda: ask(standing, "task_runs", flows={"name": {"any_": ["check-desk"]}}), standing.said)
        assert {task["name"] for task in tasks} == {case_id}
        desk.client.post(f"/cases/{case_id}/erase", data={"sure": "yes"})
        assert desk.client.get(f"/cases/{case_id}").status_code == 404
    assert rows(standing.postgres.url(database="cases"), "cases") == []


def one_reading_is_accepted(client, review):
    """Accept the first, come to another, and take it back."""
    def about(page):
        return re.search(r'name="about" value="([^"]*)"', page)[1]

    page = client.get(f"{review}?show=all", follow_redirects=True).text
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    form = {"about": about(page), "seen": seen, "act": "accept"}
    after = client.post(f"{review}/decide?show=all", data=form, follow_redirects=True)
    assert after.status_code == 200 and about(after.text) != form["about"]
    assert about(client.post(f"{review}/undo?show=all", follow_redirects=True).text) == form["about"]


def test_the_night_takes_the_caseloads_that_are_on_its_list(standing, tmp_path, monkeypatch):
    monkeypatch.setenv("SECTIONF_HOME", standing.environment["SECTIONF_HOME"])
    for name in ("cases", "soon gone"):
        shutil.copytree(KIT, tmp_path / name / NAMES[0])
        nightly.add(str(tmp_path / name), str(tmp_path / f"out of {name}"))
    shutil.rmtree(tmp_path / "soon gone")
    auth = tuple(AUTH.split(":"))
    known = httpx.get(f"{standing.url}/deployments/name/check-nightly/service", auth=auth).json()
    httpx.post(f"{standing.url}/deployments/{known['id']}/create_flow_run", json={}, auth=auth).raise_for_status()
    state = until(lambda: ended(standing, "check-nightly"), standing.said, seconds=150)
    assert state == ("FAILED", "Caseloads that could not be checked: 1."), "one of two is gone"
    assert (tmp_path / "out of cases" / "caseload.html").is_file()
    assert "could not be checked last night" in (tmp_path / "out of soon gone" / "could-not-be-checked.txt").read_text()
    scheduled = ask(standing, "flow_runs", flows={"name": {"any_": ["check-nightly"]}})
    assert [one for one in scheduled if one["state"]["type"] == "SCHEDULED"], "the schedule runs"
    assert all(one["parameters"] == {} for one in scheduled)


def ended(standing, flow):
    """The state in which a run ended."""
    runs = ask(standing, "flow_runs", flows={"name": {"any_": [flow]}})
    states = [run["state"] for run in runs if run["state"]["type"] not in ("SCHEDULED", "PENDING", "RUNNING")]
    return (states[0]["type"], states[0]["message"]) if states else None


def rows(url, table, columns="*", where=""):
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute(f'SELECT {columns} FROM "{table}" t {where}').fetchall()  # noqa: S608


def test_prefects_database_and_its_logs_know_nothing_of_the_children(standing):
    url = standing.postgres.url()
    tables = [name for (name, _) in rows(url, "pg_tables", "tablename, ''", "WHERE schemaname = 'public'")]
    assert {"flow_run", "task_run", "log", "events"} <= set(tables)
    kept = "\n".join(whole for name in tables for (whole,) in rows(url, name, "t::text"))
    assert all(name in kept for name in ("check-part", "check-desk", "check-nightly", "check-one"))
    kept += standing.said()
    assert not [secret for secret in (*SECRETS, str(standing.folder)) if secret in kept]


def test_who_has_not_the_word_is_not_let_in(standing, tmp_path):
    assert httpx.post(f"{standing.url}/flow_runs/filter", json={}).status_code == 401
    made = caseload(standing, tmp_path)
    status, _, complained = made.run("--service", standing.url, PREFECT_API_AUTH_STRING="another:word")
    assert (status, complained.count("\n")) == (1, 1)
    assert "This Prefect server does not let us in. Set PREFECT_API_AUTH_STRING" in complained


@pytest.mark.slow
def test_whoever_handed_over_may_be_lost_and_asks_again(standing, alone, tmp_path):
    until(standing.works, standing.said)
    made = caseload(standing, tmp_path)
    batch = made.start("--service", standing.url)
    until(lambda: list(made.out.glob("*/report.html")) or batch.poll() is not None, standing.said)
    batch.kill()
    batch.communicate()
    status, said, complained = made.run("--service", standing.url)
    assert (status, sum(counts(said).values())) == (0, 3), complained
    assert same(made, alone)


@pytest.mark.slow          # nothing is heard of the run for two minutes before it is given up
def test_a_machine_that_is_lost_in_mid_run_is_replaced_by_another(standing, alone, tmp_path):
    until(standing.works, standing.said)
    made = caseload(standing, tmp_path)
    batch = made.start("--service", standing.url)
    until(lambda: list(made.out.glob("*/report.html")) or batch.poll() is not None, standing.said)
    standing.kill(standing.worker)
    standing.start_worker()
    said, complained = batch.communicate(timeout=280)
    assert (batch.returncode, counts(said)) == (0, {"checked": 3}), complained
    assert same(made, alone)
