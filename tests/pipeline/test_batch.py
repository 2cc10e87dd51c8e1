"""A caseload: what is in it, what has to be done again, and how each case ended."""

import datetime as dt
import shutil
import tomllib
from pathlib import Path

import pytest

from app.samples_folder import samples_folder
from models.batch import Outcome, Source
from models.errors import UnreadableFile, UnusableCase
from pipeline.batch import check, ended, order_of, settled, take_in
from pipeline.files.toml_text import toml
from pipeline.places.caseload import caseload
from pipeline.steps import Ending
from pipeline.store.nouns import Store

DAY = dt.date(2026, 1, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        shutil.copytree(samples_folder() / "nell", tmp_path / "cases" / name)
    (tmp_path / "cases" / ".hidden").mkdir()
    (tmp_path / "cases" / "list.txt").write_text("not a case", "utf-8")
    return tmp_path / "cases"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def manifest(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines), "utf-8-sig")
    return path


def test_a_folder_of_case_folders(folder, tmp_path):
    found = caseload(folder, tmp_path / "out")
    assert [(one.name, one.folder, one.out) for one in found] == [
        (name, folder / name, tmp_path / "out" / name) for name in ("one", "two")]


def test_results_inside_the_caseload_are_no_case(folder):
    (folder / "out").mkdir()
    assert [one.name for one in caseload(folder, folder / "out")] == ["one", "two"]


def test_a_manifest_names_papers_from_its_own_folder(folder, tmp_path, store):
    listed = manifest(folder, "Case,Plan,log,timetable", "first,one/plan.pdf,one/log.csv; two/log.csv,")
    (source,) = caseload(listed, tmp_path / "out")
    logs = (folder / "one/log.csv", folder / "two/log.csv")
    assert source.papers == {"plan": (folder / "one/plan.pdf",), "logs": logs}
    assert check(store, take_in(store, source), DAY) is Outcome.CHECKED
    assert (tmp_path / "out" / "first" / "report.docx").is_file()


WRONG = (",one/plan.pdf", "../up,one/plan.pdf", "a/b,one/plan.pdf", "..,one/plan.pdf", "first,")


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_cannot_be_used_is_named(folder, tmp_path, line):
    with pytest.raises(UnusableCase) as stop:
        caseload(manifest(folder, "case,plan", line), tmp_path / "out")
    assert stop.value.where == "list.csv, line 2"


def test_a_caseload_without_cases_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableCase):
        caseload(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(UnreadableFile):
        caseload(tmp_path / "missing.csv", tmp_path / "out")


def test_an_id_is_the_same_each_time_and_says_nothing(folder, store, tmp_path):
    one, two = caseload(folder, tmp_path / "out")
    assert take_in(store, one) == take_in(store, one) != take_in(store, two)
    other = Store(tmp_path / "other")
    assert take_in(store, one) != take_in(other, one)


def test_a_case_is_checked_once_and_again_when_a_paper_changes(folder, store, tmp_path):
    source = caseload(folder, tmp_path / "out")[0]
    name = take_in(store, source)
    assert settled(store, name, DAY) is None
    assert [check(store, name, DAY) for _ in range(2)] == [Outcome.CHECKED, Outcome.UNCHANGED]
    log = folder / "one" / "log.csv"
    log.write_text(log.read_text("utf-8") + "\n", "utf-8")
    assert check(store, name, DAY) is Outcome.CHECKED
    (tmp_path / "out" / "one" / "report.html").unlink()
    assert check(store, name, DAY) is Outcome.CHECKED
    assert (tmp_path / "out" / "one" / "report.html").is_file()


def test_what_cannot_be_read_stops_with_its_reason_and_is_not_tried_again(folder, store, tmp_path):
    plan = folder / "one" / "plan.pdf"
    plan.write_bytes(b"%PDF-1.4 and nothing")
    name = take_in(store, caseload(folder, tmp_path / "out")[0])
    assert check(store, name, DAY) is Outcome.STOPPED
    assert store.get(name, "ending", Ending).where == "plan.pdf"
    assert settled(store, name, DAY) is Outcome.STOPPED
    shutil.copy(folder / "two" / "plan.pdf", plan)
    assert check(store, name, DAY) is Outcome.CHECKED


def test_a_case_that_fails_says_so_beside_its_earlier_results_until_it_is_put_right(folder, store, tmp_path):
    plan, notice = folder / "one" / "plan.pdf", tmp_path / "out" / "one" / "could-not-be-checked.txt"
    name = take_in(store, caseload(folder, tmp_path / "out")[0])
    check(store, name, DAY)
    report, good = notice.with_name("report.html").read_bytes(), plan.read_bytes()
    plan.write_bytes(b"%PDF-1.4 and nothing")
    assert check(store, name, DAY) is Outcome.STOPPED
    assert "Where: plan.pdf" in notice.read_text("utf-8")
    assert notice.with_name("report.html").read_bytes() == report
    notice.unlink()
    assert settled(store, name, DAY) is None, "whoever removes the notice is told again"
    check(store, name, DAY)
    plan.write_bytes(good)
    assert check(store, name, DAY) is Outcome.CHECKED
    assert not notice.exists()


def test_decisions_beside_the_results_count(folder, store, tmp_path):
    source = caseload(folder, tmp_path / "out")[0]
    name = take_in(store, source)
    check(store, name, DAY)
    (source.out / "decisions.jsonl").write_bytes(b"")
    assert settled(store, name, DAY) is None
    assert check(store, name, DAY) is Outcome.CHECKED
    assert order_of(source, DAY).case.decisions == source.out / "decisions.jsonl"
    assert check(store, name, DAY) is Outcome.UNCHANGED


def say(path: Path, sender: str = "", school: str = "", sent: tuple[str, ...] = ()) -> None:
    """Write into a case.toml who writes, to which school, and what was sent."""
    table = tomllib.loads(path.read_text("utf-8"))
    table |= {"sender": {"name": sender}, "school": {"name": school}}
    table["events"] = [{"date": dt.date(2025, 11, 3), "kind": "sent", "words": one} for one in sent]
    path.write_text(toml(table), "utf-8")


def test_what_was_said_beside_the_results_is_not_lost_and_what_is_said_beside_the_papers_later_counts(
    folder, store, tmp_path
):
    source = caseload(folder, tmp_path / "out")[0]
    name, papers, results = take_in(store, source), folder / "one" / "case.toml", source.out / "case.toml"

    def found():
        check(store, name, DAY)
        assert check(store, name, DAY) is Outcome.UNCHANGED
        case = order_of(source, DAY).case
        return case.sender.name, case.school.name, sorted(one.words for one in case.events)

    say(papers, "Ann", sent=("one",))
    assert found() == ("Ann", "", ["one"])
    say(papers, "Anna", sent=("one",))
    assert found() == ("Anna", "", ["one"]), "a copy beside the results is nobody's word"
    say(results, "Anna", "Larkfield", ("one", "two"))
    assert found() == ("Anna", "Larkfield", ["one", "two"])
    say(papers, "Annabel", sent=("three",))
    assert found() == ("Annabel", "Larkfield", ["three", "two"]), "what was said in one place is not lost"


def test_who_gives_a_service_may_be_said_beside_the_papers_and_beside_the_results(folder, store, tmp_path):
    source = caseload(folder, tmp_path / "out")[0]
    name, papers, results = take_in(store, source), folder / "one" / "case.toml", source.out / "case.toml"

    def found(path, **providers):
        path.write_text(toml({**tomllib.loads(path.read_text("utf-8")), "providers": providers}), "utf-8")
        outcome = check(store, name, DAY)
        assert check(store, name, DAY) is Outcome.UNCHANGED
        return {one.service: one.provider for one in ended(store, name, outcome).glance.short if one.provider}

    assert found(papers, literacy="Eastmere Outreach", mentoring="nobody is short of it") == {
        "literacy": "Eastmere Outreach"}
    assert found(papers, literacy="Halden Outreach") == {"literacy": "Halden Outreach"}, "a copy is nobody's word"
    assert found(results, literacy="Both") == {"literacy": "Both"}
    assert found(papers, literacy="Halden Outreach") == {"literacy": "Both"}


def test_a_list_of_events_beside_the_results_counts_with_that_of_the_papers(folder, store, tmp_path):
    source = caseload(folder, tmp_path / "out")[0]
    (folder / "one" / "events.csv").write_text("Date,What\n3 November 2025,Letter sent\n", "utf-8")
    check(store, take_in(store, source), DAY)
    (source.out / "events-mine.csv").write_text("Date,What\n4 November 2025,Letter received\n", "utf-8")
    assert [path.name for path in order_of(source, DAY).case.event_lists] == ["events.csv", "events-mine.csv"]


def test_what_was_a_matter_of_the_disk_is_tried_again(folder, store, tmp_path):
    source = caseload(folder, tmp_path / "out")[0]
    name = take_in(store, source)
    (tmp_path / "out").mkdir()
    source.out.write_text("a file where the folder would be", "utf-8")
    assert check(store, name, DAY) is Outcome.STOPPED
    assert settled(store, name, DAY) is None
    source.out.unlink()
    assert check(store, name, DAY) is Outcome.CHECKED


def test_a_folder_without_a_plan_stops_alone(store, tmp_path):
    (tmp_path / "none").mkdir()
    name = take_in(store, Source(name="none", folder=tmp_path / "none", out=tmp_path / "out"))
    assert check(store, name, DAY) is Outcome.STOPPED
    assert "plan" in store.get(name, "ending", Ending).what
