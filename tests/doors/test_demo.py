"""The demo does the main job on a made-up case and says where everything is."""

import json
import os
import shutil
import tomllib
import zipfile

import pytest

from tests.doors.commands import KIT, NELL, SAMPLES, checked, contents, sectionf

FILES = {"report.docx", "report.html", "report.xlsx", "findings.json", "extract.json", "derivations.json", "case.toml"}
INPUTS = {"plan.pdf", "timetable.xlsx", "log.csv", "register.csv", "calendar.csv"}


def test_the_demo_ends_well_and_says_nothing_beside_its_results(demo):
    assert (demo[1].returncode, demo[1].stderr) == (0, "")


def test_it_writes_every_file_and_names_each(demo):
    folder, done = demo
    letters = {path.relative_to(folder).as_posix() for path in folder.glob("letters/*.docx")}
    assert letters
    assert contents(folder).keys() == FILES | letters | INPUTS
    assert all(f"sectionf-demo/{name}" in done.stdout for name in FILES | letters)


def test_it_says_what_matters_and_what_waits_for_a_person(demo):
    assert "What matters most:" in demo[1].stdout
    assert "19 December 2025" in demo[1].stdout


def test_the_word_files_open(demo):
    assert all(zipfile.ZipFile(path).testzip() is None for path in demo[0].rglob("*.docx"))


def test_the_folder_it_writes_is_a_case_folder(demo, tmp_path):
    out = tmp_path / "again"
    done = sectionf("check", demo[0], "--out", out)
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "findings.json").read_text("utf-8"))["findings"] == (
        json.loads((demo[0] / "findings.json").read_text("utf-8"))["findings"]
    )
    assert tomllib.loads((out / "case.toml").read_text("utf-8"))["school"]["role"] == "SENCO"


def test_a_second_run_writes_the_same_bytes(demo, tmp_path):
    sectionf("demo", "--out", tmp_path / "second")
    assert contents(tmp_path / "second") == contents(demo[0])


def test_findings_lead_to_pages_and_rows(demo):
    found = json.loads((demo[0] / "findings.json").read_text("utf-8"))
    ids = {provision["id"] for provision in json.loads((demo[0] / "extract.json").read_text("utf-8"))["provisions"]}
    assert {finding["provision_id"] for finding in found["findings"]} <= ids
    assert all(line["file"] and line["row"] for finding in found["findings"] for line in finding["evidence"])


@pytest.mark.parametrize("case", ["priya", "kit"])
def test_the_other_samples_are_checked_too(case, tmp_path):
    done = sectionf("demo", "--case", case, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "report.html").exists()


def test_a_case_in_which_nothing_is_missing_shows_no_gap(tmp_path):
    sectionf("demo", "--case", "kit", "--out", tmp_path / "out")
    findings = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))["findings"]
    measured = [finding["status"] for finding in findings if finding["due_minutes"]]
    assert measured == ["met"] * 3


def test_a_sample_that_does_not_exist_is_a_wrong_argument():
    done = sectionf("demo", "--case", "nobody")
    assert done.returncode == 2
    assert "kit, nell, priya" in done.stderr


def bones(printed):
    """The first lines, what matters most and the files; how a finding is worded may change without a new page."""
    matters, _, rest = printed.partition("\nNotes:\n")
    lines = f"{matters}\n{rest.partition('Written:')[2]}".splitlines()
    return lines[:2] + [line for line in lines if line.startswith("  ") and not line.startswith("   ")]


def test_it_prints_what_the_samples_page_says(demo):
    page = SAMPLES / "README.md"
    before, _, rest = page.read_text("utf-8").partition("```text\n")
    printed, _, after = rest.partition("```")
    if os.environ.get("UPDATE_GOLDEN") and demo[1].returncode == 0:
        page.write_text(f"{before}```text\n{demo[1].stdout}```{after}", "utf-8")
    assert bones(printed) == bones(demo[1].stdout)


def test_every_sample_file_stands_in_the_table():
    table = (SAMPLES / "README.md").read_text("utf-8")
    rows = [line for line in table.splitlines() if line.startswith("|")]
    for path in NELL.iterdir():
        assert any(path.name in row for row in rows), path.name


def test_copies_of_inputs_come_and_go_with_the_checks_that_made_them(tmp_path):
    out = tmp_path / "out"
    assert checked(KIT, out).returncode == 0
    (tmp_path / "log.csv").write_bytes((KIT / "log.csv").read_bytes() + b"\n")
    assert sectionf("check", KIT / "plan.txt", "--log", tmp_path / "log.csv", "--out", out).returncode == 0
    assert (out / "log.csv").read_bytes() == (tmp_path / "log.csv").read_bytes()
    assert not (out / "register.csv").exists()
    assert checked(KIT, out).returncode == 0
    assert (out / "log.csv").read_bytes() == (KIT / "log.csv").read_bytes()


def test_a_file_that_no_check_put_there_is_never_written_over(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "log.csv").write_text("mine", "utf-8")
    done = checked(KIT, out)
    assert done.returncode == 1
    assert "log.csv: another file of this name stands where" in done.stderr
    assert contents(out) == {"log.csv": b"mine"}


def test_the_files_of_a_case_folder_are_used_where_they_stand(tmp_path):
    case = shutil.copytree(KIT, tmp_path / "case")
    assert sectionf("check", case).returncode == 0
    (case / "log.csv").write_bytes((KIT / "log.csv").read_bytes() + b"\n")
    assert sectionf("check", case).returncode == 0
    assert {path.name for path in case.iterdir()} == {path.name for path in KIT.iterdir()} | FILES
    assert (case / "log.csv").read_bytes().endswith(b"\n\n")
