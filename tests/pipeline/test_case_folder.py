"""A case folder says which file is what, by names or by settings, and settings come back as they were written."""

import datetime as dt
from pathlib import Path

import pytest

from models.case import Case, Contact, Event, EventKind, Milestone, Post, SchoolKind, Situation
from models.errors import UnusableCase
from pipeline.case_folder import inputs, read_case, read_settings, settings_toml
from pipeline.read import left_unread
from pipeline.said_beside import settled

TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def folder(tmp_path):
    for name in ("plan.txt", "timetable week A.xlsx", "Timetable-B.xlsx", "log.csv", "register.csv", "notes.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def names(paths):
    return sorted(path.name for path in paths)


def test_files_are_known_by_how_their_names_begin(folder):
    case = read_case(folder, TODAY)
    assert case.plan.name == "plan.txt"
    assert names(case.timetables) == ["Timetable-B.xlsx", "timetable week A.xlsx"]
    assert (names(case.logs), names(case.registers), case.calendar) == (["log.csv"], ["register.csv"], None)
    assert case.as_of == TODAY


@pytest.mark.parametrize("name", ["plan.txt", "plan-2024.txt", "log-2.csv", "calendar.csv", "events.csv",
                                  "report-salt.pdf", "case.toml", "decisions.jsonl"])
def test_nothing_that_lies_outside_a_case_folder_is_read_by_a_link(folder, tmp_path_factory, name):
    outside = tmp_path_factory.mktemp("other") / "private.txt"
    outside.write_text("", "utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(outside)
    with pytest.raises(UnusableCase, match=f"{name}: this is a link to a file outside this folder"):
        read_case(folder, TODAY)


def test_a_link_within_a_case_folder_is_read_and_so_is_a_case_folder_that_is_a_link(folder, tmp_path_factory):
    (folder / "log-2.csv").symlink_to("notes.txt")
    link = tmp_path_factory.mktemp("cases") / "case"
    link.symlink_to(folder)
    assert names(read_case(link, TODAY).logs) == ["log-2.csv", "log.csv"]


def test_reports_of_professionals_are_known_by_their_names_and_ours_is_none(folder):
    for name in ("report-salt.pdf", "Report EP.docx", "report.html", "report.xlsx", "reports.csv", "report.pdf"):
        (folder / name).write_text(name, "utf-8")
    case = read_case(folder, TODAY)
    assert names(case.advice) == ["Report EP.docx", "report-salt.pdf", "report.pdf"]
    assert inputs(case)["report-report.pdf"].name == "report.pdf"
    for name in ("report.docx", "report (changed by hand).docx", "report-ot.pdf"):
        (folder / name).write_text(name, "utf-8")
    settings = '[files]\nadvice = ["report-salt.pdf"]\n[written]\n"report.docx" = "0"\n'
    (folder / "case.toml").write_text(settings, "utf-8")
    assert names(read_case(folder, TODAY).advice) == ["Report EP.docx", "report-ot.pdf", "report-salt.pdf"]


def test_other_versions_of_the_plan_are_known_by_their_names(folder):
    for name in ("plan-2024.pdf", "Plan 2.docx", "planner.pdf", "plan of the week.xlsx"):
        (folder / name).write_text(name, "utf-8")
    case = read_case(folder, TODAY)
    assert (case.plan.name, names(case.earlier_plans)) == ("plan.txt", ["Plan 2.docx", "plan-2024.pdf"])
    (folder / "case.toml").write_text('[files]\nearlier_plans = ["planner.pdf"]\n', "utf-8")
    assert names(read_case(folder, TODAY).earlier_plans) == ["planner.pdf"]


def test_a_version_of_the_plan_that_is_put_beside_the_results_of_a_check_is_read_by_the_next(folder):
    (folder / "case.toml").write_text('[files]\nearlier_plans = []\n[written]\n"report.docx" = "0"\n', "utf-8")
    assert read_case(folder, TODAY).earlier_plans == ()
    (folder / "plan-2024.pdf").write_text("later", "utf-8")
    assert names(read_case(folder, TODAY).earlier_plans) == ["plan-2024.pdf"]


def test_versions_of_the_plan_keep_names_by_which_they_are_known_again(folder):
    given = (Path("a/EHCP 2024.pdf"), Path("plan-2023.pdf"), Path("b/plan-2023.pdf"), Path("a/plan.txt"))
    case = Case(id="c", plan=Path("plan.txt"), earlier_plans=given, as_of=TODAY)
    assert list(inputs(case)) == ["plan.txt", "plan-EHCP 2024.pdf", "plan-2023.pdf", "plan-2-plan-2023.pdf",
                                  "plan-plan.txt"]
    for name in inputs(case):
        (folder / name).write_text(name, "utf-8")
    (folder / "case.toml").write_text(settings_toml(case, {}), "utf-8")
    assert len(read_case(folder, TODAY).earlier_plans) == len(given)
    (folder / "case.toml").unlink()
    assert len(read_case(folder, TODAY).earlier_plans) == len(given)


def test_settings_that_name_files_have_the_last_word(folder):
    (folder / "case.toml").write_text('[files]\nplan = "plan.txt"\ntimetables = []\nlogs = ["notes.txt"]\n', "utf-8")
    case = read_case(folder, TODAY)
    assert (case.timetables, names(case.logs), names(case.registers)) == ((), ["notes.txt"], ["register.csv"])


def test_settings_cannot_reach_out_of_the_folder(folder):
    (folder / "case.toml").write_text('[files]\nlogs = ["../../etc/passwd"]\n', "utf-8")
    with pytest.raises(UnusableCase, match=r"passwd: case\.toml names this file, and it is not in the folder"):
        read_case(folder, TODAY)


def test_settings_come_back_as_they_were_written(folder):
    case = Case(
        id="c",
        plan=folder / "plan.txt",
        logs=(folder / "log.csv",),
        window=(dt.date(2025, 9, 1), dt.date(2025, 12, 19)),
        as_of=dt.date(2025, 12, 19),
        sender=Contact(name='Maeve "O\'Neill" & T <Smith>\\', address=("1 Elm\nRow", "Hål\x7fden")),
        events=(Event(date=dt.date(2025, 10, 1), kind=EventKind.SENT, route="R1", words="a letter"),
                Event(date=dt.date(2025, 11, 4), kind=EventKind.MEETING, milestone=Milestone.REVIEW_MEETING),
                Event(date=dt.date(2025, 11, 5), kind=EventKind.SENT, post=Post.EMAIL, at=dt.time(16, 59))),
        situation=Situation(school_kind=SchoolKind.MAINTAINED, out_of_school_since=dt.date(2025, 11, 3),
                            health_missing=("G1", "G2"), separated_parents=True),
        representative=Contact(name="A. Helper"),
        concerns_seen="0a1b2c3d",
    )
    (folder / "case.toml").write_text(settings_toml(case, {"letters/R1 a.docx": "00ff"}), "utf-8")
    settings = read_settings(folder)
    assert settings.contacts == {"sender": case.sender, "representative": case.representative}
    assert (settings.situation, settings.concerns_seen) == (case.situation, case.concerns_seen)
    assert (settings.window, settings.as_of, settings.events) == (case.window, case.as_of, case.events)
    assert settings.written == {"letters/R1 a.docx": "00ff"}
    again = read_case(folder, TODAY)
    assert names(again.logs) == ["log.csv"]
    assert (again.registers, again.calendar, again.as_of) == ((), None, case.as_of)


def test_two_inputs_of_one_name_are_both_kept():
    case = Case(id="c", plan=Path("p.PDF"), logs=(Path("a/x.csv"), Path("b/x.csv"), Path("log.csv")), as_of=TODAY)
    assert list(inputs(case)) == ["plan.pdf", "log-x.csv", "log-2-x.csv", "log.csv"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("id = 1\nas_of = x", "case.toml: these settings cannot be read (at line 2)"),
        ("window = [2025-09-01]", "case.toml: `window` is not two dates"),
        ("[school]\nnane = 'x'", "case.toml: these settings are not understood: nane"),
        ("[providers]\nspeech = 'A'", "case.toml: these settings are not understood: speech"),
        ("[[events]]\ndate = 2025-09-01\nkind = 'dream'", "case.toml: these settings are not understood: kind"),
    ],
)
def test_settings_that_cannot_be_used_are_named(folder, settings, said):
    (folder / "case.toml").write_text(settings, "utf-8")
    with pytest.raises(UnusableCase) as stop:
        read_case(folder, TODAY)
    assert str(stop.value).startswith(said)


def test_a_folder_without_one_plan_says_what_to_do(folder):
    (folder / "plan.pdf").write_text("", "utf-8")
    with pytest.raises(UnusableCase, match="there are several plans"):
        read_case(folder, TODAY)
    (folder / "plan.pdf").unlink()
    (folder / "plan.txt").unlink()
    with pytest.raises(UnusableCase, match=r"there is no plan in this folder\. Put one file in it"):
        read_case(folder, TODAY)


def test_addressees_beside_the_results_come_before_those_beside_the_plan(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    (folder / "case.toml").write_text("[school]\nname = 'A'\n[sender]\nname = 'S'\n", "utf-8")
    (out / "case.toml").write_text("[school]\nname = 'B'\n", "utf-8")
    case = settled(read_case(folder, TODAY), out)
    assert (case.school.name, case.sender.name, case.decisions) == ("B", "S", None)
    (out / "decisions.jsonl").write_text("", "utf-8")
    assert settled(case, out).decisions == out / "decisions.jsonl"


def test_files_that_nothing_says_what_they_are_are_told_and_not_read(folder):
    for name in ("photo.jpg", ".hidden.pdf", "october.xlsx", "could-not-be-checked.txt"):
        (folder / name).write_text(name, "utf-8")
    case = read_case(folder, TODAY)
    assert case.unread == ("notes.txt", "october.xlsx")
    (folder / "case.toml").write_text('[files]\nlogs = ["log.csv"]\naside = ["notes.txt"]\n', "utf-8")
    (folder / "log-new.csv").write_text("new", "utf-8")
    case = read_case(folder, TODAY)
    assert case.unread == ("log-new.csv", "october.xlsx")
    assert [(one.place, "case.toml, which a check wrote" in one.reason) for one in left_unread(case)] == [
        ("log-new.csv", True), ("october.xlsx", False)]
    assert all(one.next_step for one in left_unread(case))


def test_a_record_that_is_put_beside_the_results_is_told_and_not_read(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "log-new.csv").write_text("new", "utf-8")
    (out / "shopping.txt").write_text("milk", "utf-8")
    assert settled(read_case(folder, TODAY), out).unread == ("notes.txt",), "no check has written there"
    (out / "case.toml").write_text('[written]\n"report.docx" = "0"\n', "utf-8")
    assert settled(read_case(folder, TODAY), out).unread == ("notes.txt", "log-new.csv")
