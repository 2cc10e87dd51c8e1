"""A caseload under a real Prefect server: what fails is named, what is done stays done, and no accident shows."""

import html.parser
import os
import signal
import sqlite3
import time
from urllib.parse import unquote

import openpyxl
import pytest

from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.processes import command, descendants, gone

pytestmark = pytest.mark.flow
NAMES = ("Ottoline Featherby", "Peregrine", "Quillon #3", "Zebedee")
DAMAGED = "Zebedee"
NOWHERE = "http://127.0.0.1:9/api"
OWN_SERVER = {"PREFECT_API_URL": "", "PREFECT_HOME": ""}
SECRETS = (*NAMES, "Quillfeather", "Okafor", "Larkfield", "plan.txt", "log.csv", "Section F", "Literacy")


@pytest.fixture(scope="module")
def caseload(server, tmp_path_factory):
    made = Caseload(tmp_path_factory.mktemp("caseload"), *NAMES, **server)
    made.damage(DAMAGED)
    return made


@pytest.fixture(scope="module")
def first(caseload):
    return caseload.run()


@pytest.fixture(scope="module")
def undisturbed(caseload, first):
    return contents(caseload.out)


def test_a_damaged_case_is_named_with_its_reason_and_the_others_finish(caseload, first):
    status, said, complained = first
    assert (status, counts(said)) == (3, {"checked": 3, "could": 1}), complained
    assert complained.count("\n") == 1
    assert complained.strip().startswith("Zebedee: plan.txt: No Section F")
    notice = (caseload.out / DAMAGED / "could-not-be-checked.txt").read_text("utf-8")
    assert all(part in notice for part in ("No Section F", "Where: plan.txt", "To do: Check that"))
    assert [path.name for path in (caseload.out / DAMAGED).iterdir()] == ["could-not-be-checked.txt"]
    assert all((caseload.out / name / "report.docx").is_file() for name in NAMES if name != DAMAGED)


class Links(html.parser.HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name == "href" and not value.startswith("#")]


def test_every_figure_of_the_overview_opens_its_report(caseload, first):
    links = Links((caseload.out / "caseload.html").read_text("utf-8")).found
    reports = {f"{name}/report.html" for name in NAMES if name != DAMAGED}
    assert {unquote(link) for link in links} == {*reports, f"{DAMAGED}/could-not-be-checked.txt"}
    assert all((caseload.out / unquote(link)).is_file() for link in links)
    sheet, failed, *_ = openpyxl.load_workbook(caseload.out / "caseload.xlsx").worksheets
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {unquote(cell.hyperlink.target).replace("\\", "/") for cell in cells} == reports
    assert all(isinstance(row[1].value, int) for row in sheet.iter_rows(min_row=2)), "figures that can be added up"
    assert failed["A2"].value == DAMAGED


def test_what_has_not_changed_is_not_done_again_and_needs_no_server(caseload, undisturbed):
    status, said, _ = caseload.run(PREFECT_API_URL=NOWHERE)
    assert (status, counts(said)) == (3, {"unchanged": 3, "could": 1})
    assert contents(caseload.out) == undisturbed


def test_a_changed_log_does_one_case_again(caseload, undisturbed):
    log = caseload.cases / "Peregrine" / "log.csv"
    before = log.read_bytes()
    log.write_bytes(before.replace(b"Delivered", b"Cancelled", 1))
    _, said, _ = caseload.run()
    assert counts(said) == {"checked": 1, "unchanged": 2, "could": 1}
    now = contents(caseload.out)
    changed = {name for name in now.keys() | undisturbed.keys() if now.get(name) != undisturbed.get(name)}
    assert {name.split("/")[0] for name in changed} == {"Peregrine", "caseload.html", "caseload.xlsx"}
    log.write_bytes(before)
    caseload.run()
    assert contents(caseload.out) == undisturbed


def test_killed_in_the_middle_it_goes_on_to_the_same_bytes(undisturbed, server, tmp_path):
    killed = Caseload(tmp_path, *NAMES)
    killed.damage(DAMAGED)
    running = killed.start(**OWN_SERVER)
    until = time.monotonic() + 150
    while not list(killed.out.glob("*/report.html")):
        assert running.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    others = descendants(running.pid)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert others and not gone(others)
    assert not (killed.out / "caseload.html").exists()
    status, said, _ = killed.run(**{name: server[name] for name in OWN_SERVER})
    assert (status, counts(said).get("unchanged", 0) + counts(said)["checked"]) == (3, 3)
    assert contents(killed.out) == undisturbed
    assert not [path for path in tmp_path.rglob("*") if ".part" in path.name or ".new-" in path.name]


@pytest.mark.slow          # Prefect tries again for more than a minute
def test_a_prefect_server_that_is_lost_is_named_and_what_is_done_stays_done(undisturbed, server, tmp_path):
    lost = Caseload(tmp_path, *NAMES)
    lost.damage(DAMAGED)
    running = lost.start(**OWN_SERVER, PREFECT_CLIENT_MAX_RETRIES="0")
    while not list(lost.out.glob("*/report.html")):
        assert running.poll() is None
        time.sleep(0.02)
    for pid in descendants(running.pid):
        if b"flows.beside" in command(pid):
            os.kill(pid, signal.SIGKILL)
    _, complained = running.communicate(timeout=240)
    assert running.returncode == 1
    assert complained.startswith("sectionf: Prefect, which runs the checks, was lost on the way. "
                                 "Start the same command again: what is done stays done.\n")
    assert lost.run(**{name: server[name] for name in OWN_SERVER})[0] == 3
    assert contents(lost.out) == undisturbed


def test_two_batches_at_once_on_one_folder_do_each_case_once(undisturbed, server, tmp_path):
    both = Caseload(tmp_path, *NAMES, **server)
    both.damage(DAMAGED)
    running = [both.start() for _ in range(2)]
    said = [one.communicate(timeout=240)[0] for one in running]
    assert [one.returncode for one in running] == [3, 3]
    assert sum(counts(words).get("checked", 0) for words in said) == 3
    assert contents(both.out) == undisturbed


ACCIDENTS = """
import multiprocessing, os, sys, time

def accident(event, what):
    if event == "open" and str(what[0]).endswith("log.csv") and multiprocessing.parent_process():
        if "/cases/slow/" in str(what[0]):
            time.sleep(1000)
        if "/cases/broken/" in str(what[0]):
            os._exit(3)
        if "/cases/large/" in str(what[0]):
            bytearray(5 << 30)

sys.addaudithook(accident)
"""


def test_a_case_that_takes_too_long_or_too_much_or_breaks_its_process_is_named(server, tmp_path):
    four = Caseload(tmp_path, "broken", "fine", "large", "slow", **server)
    status, said, complained = four.run(**four.hooked(ACCIDENTS), SECTIONF_CASE_SECONDS="20")
    assert (status, counts(said)) == (3, {"checked": 1, "took": 2, "ended": 1})
    broken, large, slow, *others = complained.strip().splitlines()
    assert not others, complained
    assert broken.startswith("broken: The check broke off over one of the papers (status 3)")
    assert large.strip().startswith("large: The check needed more memory than there is for one case")
    assert slow.strip().startswith("slow: The check took longer than the 20 seconds that one case may take")
    assert {path.parent.name for path in four.out.rglob("could-not-be-checked.txt")} == {"broken", "large", "slow"}
    status, said, _ = four.run()
    assert (status, counts(said)) == (0, {"checked": 3, "unchanged": 1})
    assert not list(four.out.rglob("could-not-be-checked.txt"))


def test_prefect_learns_nothing_of_the_children(caseload, first, private_home):
    time.sleep(3)
    with sqlite3.connect(private_home / "prefect" / "prefect.db") as connection:
        connection.execute("PRAGMA wal_checkpoint")
        kept = "\n".join(connection.iterdump())
    assert "check-one" in kept
    kept += "".join(path.read_text("utf-8") for path in private_home.rglob("*.log"))
    assert not [secret for secret in (*SECRETS, str(caseload.cases)) if secret in kept]
