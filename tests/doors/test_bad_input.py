"""What cannot be used gets one clear sentence, with the file, the place and the remedy; nothing is half-written."""

import shutil

import pypdf
import pytest

from tests.doors.commands import KIT, NELL, checked, contents, sectionf

BIG = 2_000_000_000


def not_a_pdf(path):
    path.write_text("This is a shopping list.", "utf-8")


def empty(path):
    path.write_bytes(b"")


def truncated(path):
    path.write_bytes((NELL / "plan.pdf").read_bytes()[:9000])


def encrypted(path):
    writer = pypdf.PdfWriter(clone_from=NELL / "plan.pdf")
    writer.encrypt("secret", algorithm="AES-128")
    writer.write(path)


def too_large(path):
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(BIG)


def without_section_f(path):
    writer = pypdf.PdfWriter()
    writer.append(NELL / "plan.pdf", pages=(0, 2))
    writer.write(path)


BAD_PLANS = [not_a_pdf, empty, truncated, encrypted, too_large, without_section_f]


def is_one_clear_sentence(said, file):
    lines = said.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith(f"sectionf: {file}") and lines[0].endswith(".") and ". " in lines[0]


@pytest.mark.parametrize("spoil", BAD_PLANS)
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_plan_that_cannot_be_used(spoil, command, tmp_path):
    plan, out = tmp_path / "plan.pdf", tmp_path / "out"
    spoil(plan)
    more = ("--log", NELL / "log.csv", "--out", out) if command == "check" else ()
    done = sectionf(command, plan, *more)
    assert (done.returncode, done.stdout) == (1, "")
    assert is_one_clear_sentence(done.stderr, "plan.pdf"), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


@pytest.mark.parametrize("name", ["plan.jpeg", "plan", "missing.pdf"])
def test_a_plan_of_an_unknown_kind_or_that_is_not_there(name, tmp_path):
    if name != "missing.pdf":
        (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0 not a plan")
    done = sectionf("extract", tmp_path / name)
    assert done.returncode == 1
    assert is_one_clear_sentence(done.stderr, name), done.stderr


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(KIT, folder)
    return folder


def test_term_dates_that_overlap_stop_the_check(case, tmp_path):
    (case / "calendar.csv").write_text(
        "Event,Start,End\nAutumn term 1,02/09/2025,24/10/2025\nAutumn term 2,13/10/2025,19/12/2025\n", "utf-8"
    )
    done = checked(case, tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert is_one_clear_sentence(done.stderr, "calendar.csv"), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_bad_input_leaves_the_last_results_as_they_were(case, tmp_path):
    out = tmp_path / "out"
    assert checked(case, out).returncode == 0
    before = contents(out)
    (case / "plan.txt").write_text("Nothing of use.", "utf-8")
    assert checked(case, out).returncode == 1
    assert contents(out) == before


def test_a_log_without_dates_is_named_and_the_others_are_used(case, tmp_path):
    (case / "log.csv").write_text("Session,Adult,Minutes\nLiteracy,Ms Adeyemi,20\nMentoring,Mr Beck,30\n", "utf-8")
    done = checked(case, tmp_path / "out")
    assert done.returncode == 0
    assert is_one_clear_sentence(done.stderr, "log.csv"), done.stderr
    assert "short" not in (tmp_path / "out" / "findings.json").read_text("utf-8").split('"status": ')


def test_records_of_which_none_can_be_used_stop_the_check(case, tmp_path):
    (case / "log.csv").write_text("Session,Adult,Minutes\nLiteracy,Ms Adeyemi,20\n", "utf-8")
    done = sectionf("check", case / "plan.txt", "--log", case / "log.csv", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert is_one_clear_sentence(done.stderr, "log.csv"), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_weekday_that_does_not_match_its_date_is_named(case, tmp_path):
    log = (case / "log.csv").read_text("utf-8").replace("04/11/2025", "Fri 04/11/2025", 1)
    (case / "log.csv").write_text(log, "utf-8")
    done = checked(case, tmp_path / "out")
    assert done.returncode == 0
    assert "log.csv, row" in (tmp_path / "out" / "findings.json").read_text("utf-8")


def test_a_draft_plan_gets_a_report_and_no_letter_that_enforces(case, tmp_path):
    log = "".join((case / "log.csv").read_text("utf-8").splitlines(keepends=True)[:3])
    (case / "log.csv").write_text(log.replace("Delivered", "Cancelled, staff sick"), "utf-8")
    plan = (case / "plan.txt").read_text("utf-8").replace("FINAL", "DRAFT").replace("final plan", "draft plan")
    (case / "plan.txt").write_text(plan, "utf-8")
    done = checked(case, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "report.docx").exists()
    assert not list((tmp_path / "out").glob("letters/*R4*"))
    assert "draft" in (tmp_path / "out" / "findings.json").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check"],
        ["check", KIT / "plan.txt"],
        ["check", KIT / "plan.txt", "--out", "x", "--from", "yesterday", "--to", "2025-12-19"],
        ["check", KIT / "plan.txt", "--out", "x", "--from", "2025-12-19"],
        ["check", KIT / "plan.txt", "--out", "x", "--from", "2025-12-19", "--to", "2025-09-01"],
        ["extract", KIT / "plan.txt", "--colour"],
        ["extract"],
        ["review"],
    ],
    ids=lambda arguments: " ".join(str(argument).rsplit("/", 1)[-1] for argument in arguments),
)
def test_wrong_arguments_exit_with_2(arguments, tmp_path):
    done = sectionf(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert not list(tmp_path.iterdir())


def test_a_record_that_is_not_there_is_named(tmp_path):
    done = sectionf("check", KIT / "plan.txt", "--log", tmp_path / "lgo.csv", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert is_one_clear_sentence(done.stderr, "lgo.csv"), done.stderr
    assert not list(tmp_path.iterdir())
