"""What is handed in is checked before it is read, kept whole or not at all, and told apart by what it says."""

import io
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from app.web.intake import receiving
from models.papers import PaperKind
from pipeline.case_folder import Settings, read_settings
from pipeline.desk import admission
from pipeline.store import working
from pipeline.store.cases import Cases
from pipeline.store.papers import Papers
from tests.web.runs import Here

KIT = samples_folder() / "kit"
LOG = (KIT / "log.csv").read_bytes()
TERMS = "Autumn term: 3 September 2025 to 19 December 2025\nHalf term: 27 to 31 October 2025\nTraining day: 3 September"
OLE = admission.OLE + b"\0" * 600


def package(*names: str, kind: str = "word/document.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in (kind, *names):
            parts.writestr(name, "x")
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"\0" * 2_000_000)
    return made.getvalue()


def locked() -> bytes:
    """A package whose part is marked as encrypted."""
    made = bytearray(package())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(sign) + place] |= 1
    return bytes(made)


def hand_in(asked: TestClient, *files: tuple[str, bytes], to: str = "/cases", **words: str):
    return asked.post(to, files=[("papers", file) for file in files], data=words)


def case_of(answer) -> str:
    assert answer.status_code == 303, answer.text
    return re.fullmatch("/cases/([0-9a-f]{32})/papers", answer.headers["location"])[1]


@pytest.fixture(autouse=True)
def place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in clear for a while is where no other program has anything."""
    (tmp_path / "memory").mkdir()
    monkeypatch.setattr(working, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(working, "ENOUGH", 0)


def papers_of(cases: Cases, case_id: str) -> dict[str, PaperKind]:
    with cases.store.opened(case_id):
        return {paper.file: paper.kind for paper in Papers(cases.store, case_id).all()}


def files_of(cases: Cases, case_id: str) -> dict[str, bytes]:
    with cases.store.opened(case_id):
        return {path.name: path.read_bytes() for path in cases.store.papers(case_id).iterdir() if path.is_file()}


def settings_of(cases: Cases, case_id: str) -> Settings:
    with cases.store.opened(case_id):
        return read_settings(cases.store.papers(case_id))


def kit(*names: str) -> list[tuple[str, bytes]]:
    return [(name, (KIT / name).read_bytes()) for name in names or ("plan.txt", "log.csv", "register.csv")]


def left_on_the_way(cases: Cases) -> list[Path]:
    """What there is in clear of any case, while nobody is at work on one."""
    return [path for path in working.place().rglob("*") if path.is_file()]


@pytest.fixture
def case_id(asked: TestClient) -> str:
    return case_of(hand_in(asked, *kit(), name="Kit"))


def test_papers_are_told_apart_by_what_they_say_and_not_by_their_names(asked: TestClient, cases: Cases) -> None:
    names = {"plan.txt": "a.txt", "timetable.csv": "b.csv", "log.csv": "c.csv", "register.csv": "d.csv",
             "calendar.csv": "e.csv"}
    case_id = case_of(hand_in(asked, *((names[name], (KIT / name).read_bytes()) for name in names), name="Kit"))
    assert papers_of(cases, case_id) == {"a.txt": "plan", "b.csv": "timetables", "c.csv": "logs", "d.csv": "registers",
                                         "e.csv": "calendar"}
    assert "It has columns called Date, Time, Session, Adult and Minutes." in asked.get(f"/cases/{case_id}/papers").text


@pytest.mark.parametrize(("name", "content", "words"), [
    ("photo.jpg", b"\xff\xd8\xff\xe0", "Pictures cannot be read"),
    ("plan.pages", b"PK\x03\x04", "Files of this kind cannot be read"),
    ("program.exe", b"MZ\x90\0", "Files of this kind cannot be read"),
    ("noend", b"text", "Files of this kind cannot be read"),
    ("empty.csv", b"", "This file is empty"),
    ("plan.pdf", b"MZ\x90\0\x03", "not what its name says (.pdf)"),
    ("log.csv", b"%PDF-1.7", "not what its name says (.csv)"),
    ("log.txt", package(), "not what its name says (.txt)"),
    ("log.csv", b"Date\0\x01\x02", "not what its name says (.csv)"),
    ("run.txt", b"#!/bin/sh\n", "not what its name says (.txt)"),
    ("term.ics", b"Date,Event", "not what its name says (.ics)"),
    ("log.xls", package(kind="xl/workbook.xml"), "not what its name says (.xls)"),
    ("plan.docx", b"%PDF-1.7", "not what its name says (.docx)"),
    ("log.xlsx", package(), "not what its name says (.xlsx)"),
    ("plan.docx", package("../../outside.txt"), "not what its name says (.docx)"),
    ("plan.docx", package("/etc/passwd"), "not what its name says (.docx)"),
    ("plan.docx", package("C:\\x"), "not what its name says (.docx)"),
    ("plan.docx", package()[:60], "damaged or cut short"),
    ("plan.docx", OLE, "needs a password"),
    ("log.xlsx", OLE, "needs a password"),
    ("plan.docx", locked(), "needs a password"),
], ids=lambda given: given if isinstance(given, str) else "")       # an archive holds the time of its making
def test_what_may_not_come_in_is_named_with_its_remedy_and_the_rest_is_kept(
    asked: TestClient, cases: Cases, name: str, content: bytes, words: str
) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), (name, content)))
    shown = asked.get(f"/cases/{case_id}/papers").text
    refusal = re.search(r"<strong>([^<]+)</strong>: ([^<]+)", shown[shown.index("Not taken"):])
    assert refusal[1] == name
    assert words in refusal[2]
    assert papers_of(cases, case_id) == {"plan.txt": "plan"}
    assert not left_on_the_way(cases)


def test_a_package_that_unpacks_to_too_much_is_refused(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MOST_BYTES_UNPACKED", 1_000_000)
    assert "far larger, once unpacked" in hand_in(asked, ("log.xlsx", bomb())).text


def test_sizes_and_numbers_are_limited(asked: TestClient, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES", 3000)
    monkeypatch.setattr(receiving, "MOST_FILES", 2)
    answer = hand_in(asked, ("a.csv", b"x" * 3001), ("b.csv", LOG[:2000]), ("c.csv", LOG[:1000]))
    case_id = case_of(answer)
    shown = asked.get(f"/cases/{case_id}/papers").text
    assert "<strong>a.csv</strong>: This file has more than" in shown
    assert "<strong>c.csv</strong>: More than 2 files were chosen" in shown
    assert list(papers_of(cases, case_id)) == ["b.csv"]


def test_all_together_are_limited(asked: TestClient, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES_TOGETHER", 5000)
    answer = hand_in(asked, ("a.csv", b"x" * 4000), ("b.csv", b"x" * 4000))
    assert answer.status_code == 400
    assert "more than 0 MB together" in answer.text
    assert cases.all() == []
    assert not left_on_the_way(cases)


def test_long_words_are_limited(asked: TestClient) -> None:
    assert hand_in(asked, *kit("plan.txt"), dates="x" * 300_000).status_code == 413


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/Nell’s log.csv", "Nell’s log.csv"),
    ("C:\\papers\\log (1).csv", "log (1).csv"),
    (".hidden.csv", "hidden.csv"),
    ("log‮vsc.csv", "logvsc.csv"),
    ("x" * 400 + ".csv", "x" * 120 + ".csv"),
    ("case.toml.csv", "case.toml.csv"),
    ("<img src=x onerror=alert(1)>.csv", "-img src=x onerror=alert(1)-.csv"),
])
def test_names_are_made_safe(asked: TestClient, cases: Cases, given: str, kept: str) -> None:
    assert admission.safe_name(given) == kept
    case_id = case_of(hand_in(asked, (given.replace("\x00", ""), LOG)))
    assert [name for name in files_of(cases, case_id) if name.endswith(".csv")] == [kept]
    assert "<img" not in asked.get(f"/cases/{case_id}/papers").text


def test_a_file_cannot_stand_in_for_the_settings(asked: TestClient, cases: Cases) -> None:
    hand_in(asked, *kit("plan.txt"), ("decisions.jsonl", b"{}"), ("case.toml", b"as_of = 2020-01-01"))
    assert settings_of(cases, cases.all()[0].id).as_of is None


def test_no_address_holds_a_name(asked: TestClient) -> None:
    case_id = case_of(hand_in(asked, ("Nell Ashworth log.csv", LOG), name="Nell Ashworth"))
    shown = asked.get(f"/cases/{case_id}/papers").text
    assert "Nell Ashworth log.csv" in shown
    addresses = re.findall(r'(?:href|action|src|for|id|name)="([^"]*)"', shown)
    assert not [address for address in addresses if "nell" in address.lower()]


def test_only_the_owner_can_read_what_was_handed_in(case_id: str, cases: Cases) -> None:
    with cases.store.opened(case_id):
        papers = cases.store.papers(case_id)
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in (papers, papers.parent, working.place())} == {0o700}
    assert not papers.exists()


def test_nothing_chosen_is_said_beside_the_field_and_what_was_typed_stays(asked: TestClient, cases: Cases) -> None:
    answer = asked.post("/cases", files={"papers": ("", b"")}, data={"name": "N & T", "first": "2025-09-01"})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.text
    assert 'value="N &amp; T"' in answer.text
    assert 'value="2025-09-01"' in answer.text
    assert cases.all() == []


def test_where_nothing_can_be_taken_no_case_is_made(asked: TestClient, cases: Cases) -> None:
    answer = hand_in(asked, ("photo.png", b"\x89PNG"), name="Nell")
    assert (answer.status_code, cases.all()) == (422, [])
    assert "<strong>photo.png</strong>: Pictures cannot be read" in answer.text


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_form_that_breaks_off_leaves_nothing(asked: TestClient, cases: Cases, kept: float) -> None:
    body = asked.build_request("POST", "/cases", files=[("papers", ("a.csv", LOG)), ("papers", ("b.csv", LOG))])
    whole = body.read()
    kind = {"Content-Type": body.headers["Content-Type"]}
    answer = asked.post("/cases", content=whole[:int(len(whole) * kept)], headers=kind)
    assert answer.status_code == 422
    assert cases.all() == []
    assert not left_on_the_way(cases)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", ""])
def test_what_is_no_form_with_files_is_refused(asked: TestClient, cases: Cases, kind: str) -> None:
    assert asked.post("/cases", content=b"papers=x", headers={"Content-Type": kind}).status_code == 422
    assert cases.all() == []


def test_a_full_disk_is_said(asked: TestClient, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "disk of this machine is not full" in hand_in(asked, *kit()).text
    assert cases.all() == []


def test_more_papers_come_to_a_case_and_the_same_one_once(asked: TestClient, cases: Cases, case_id: str) -> None:
    dates = (KIT / "calendar.csv").read_bytes()
    more = [("term dates.csv", dates), ("again.csv", LOG), ("log.csv", LOG + b"\n")]
    hand_in(asked, *more, to=f"/cases/{case_id}/papers")
    assert papers_of(cases, case_id) == {"plan.txt": "plan", "log.csv": "logs", "log (2).csv": "logs",
                                         "register.csv": "registers", "term dates.csv": "calendar"}


def test_a_second_plan_is_another_version_until_somebody_says_otherwise(
    asked: TestClient, cases: Cases, case_id: str
) -> None:
    older = (KIT / "plan.txt").read_bytes().replace(b"2025", b"2024")
    hand_in(asked, ("older.txt", older), to=f"/cases/{case_id}/papers")
    assert papers_of(cases, case_id)["older.txt"] is PaperKind.EARLIER_PLAN


def ids(cases: Cases, case_id: str) -> dict[str, str]:
    with cases.store.opened(case_id):
        return {paper.file: paper.id for paper in Papers(cases.store, case_id).all()}


def test_a_kind_is_corrected_and_the_check_started(
    asked: TestClient, cases: Cases, runs: Here, case_id: str
) -> None:
    log = ids(cases, case_id)["log.csv"]
    assert asked.post(f"/cases/{case_id}/papers/kinds", data={f"kind-{log}": "others"}).status_code == 303
    assert (papers_of(cases, case_id)["log.csv"], runs.started) == ("others", [])
    answer = asked.post(f"/cases/{case_id}/papers/kinds", data={f"kind-{log}": "logs", "check": "yes"})
    assert answer.headers["location"] == f"/cases/{case_id}/progress"
    assert (papers_of(cases, case_id)["log.csv"], runs.started) == ("logs", [case_id])


@pytest.mark.parametrize("kind", ["", "plans", "../x", "<b>"])
def test_a_kind_that_there_is_not_changes_nothing(asked: TestClient, cases: Cases, case_id: str, kind: str) -> None:
    before = papers_of(cases, case_id)
    log = ids(cases, case_id)["log.csv"]
    asked.post(f"/cases/{case_id}/papers/kinds", data={f"kind-{log}": kind, "kind-x": "logs"})
    assert papers_of(cases, case_id) == before


def test_without_a_plan_no_check_begins(asked: TestClient, runs: Here) -> None:
    case_id = case_of(hand_in(asked, ("log.csv", LOG)))
    for answer in (asked.post(f"/cases/{case_id}/papers/kinds", data={"check": "yes"}),
                   asked.post(f"/cases/{case_id}/check")):
        assert answer.status_code == 422
        assert "There is no plan." in answer.text
    assert runs.started == []


def test_two_calendars_have_to_be_settled(asked: TestClient, runs: Here, case_id: str) -> None:
    dates = (KIT / "calendar.csv").read_bytes()
    hand_in(asked, ("a.csv", dates), ("b.csv", dates + b"\n"), to=f"/cases/{case_id}/papers")
    assert "a check reads one" in asked.post(f"/cases/{case_id}/check").text
    assert runs.started == []


def test_a_paper_that_cannot_be_read_says_so_in_its_place(asked: TestClient, runs: Here) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), ("log.pdf", b"%PDF-1.7 and nothing of a PDF")))
    shown = asked.get(f"/cases/{case_id}/papers").text
    assert re.search(r"log\.pdf</th>.*?Cannot be read</strong> This PDF cannot be read", shown, re.DOTALL)
    assert asked.post(f"/cases/{case_id}/check").status_code == 303, "it is left out, and the rest is checked"


def test_a_paper_is_replaced_as_the_same_kind(asked: TestClient, cases: Cases, case_id: str) -> None:
    plan = ids(cases, case_id)["plan.txt"]
    newer = (KIT / "plan.txt").read_bytes() + b"\n"
    hand_in(asked, ("final.txt", newer), to=f"/cases/{case_id}/papers/{plan}/replace")
    assert papers_of(cases, case_id) == {"final.txt": "plan", "log.csv": "logs", "register.csv": "registers"}
    assert "plan.txt" not in files_of(cases, case_id)


def test_a_replacement_that_may_not_come_in_leaves_the_paper(asked: TestClient, cases: Cases, case_id: str) -> None:
    before = papers_of(cases, case_id)
    plan = ids(cases, case_id)["plan.txt"]
    hand_in(asked, ("photo.png", b"\x89PNG"), to=f"/cases/{case_id}/papers/{plan}/replace")
    assert papers_of(cases, case_id) == before
    assert "Pictures cannot be read" in asked.get(f"/cases/{case_id}/papers").text


def test_a_paper_is_removed_from_the_disk(asked: TestClient, cases: Cases, case_id: str) -> None:
    asked.post(f"/cases/{case_id}/papers/{ids(cases, case_id)['log.csv']}/remove")
    assert "log.csv" not in papers_of(cases, case_id)
    assert "log.csv" not in files_of(cases, case_id)


@pytest.mark.parametrize("paper", ["x", "%2e%2e%2fcase.toml", "0" * 16])
def test_there_is_no_other_paper(asked: TestClient, case_id: str, paper: str) -> None:
    assert asked.get(f"/cases/{case_id}/papers/{paper}").status_code in (400, 404)
    assert asked.post(f"/cases/{case_id}/papers/{paper}/remove").status_code in (400, 404, 405)


def test_papers_that_change_while_a_check_reads_them_are_checked_once_more(
    asked: TestClient, cases: Cases, runs: Here, case_id: str
) -> None:
    asked.post(f"/cases/{case_id}/check")
    asked.post(f"/cases/{case_id}/papers/{ids(cases, case_id)['log.csv']}/remove")
    hand_in(asked, ("log.csv", LOG), to=f"/cases/{case_id}/papers")
    assert runs.started == [case_id] * 3


def test_pasted_term_dates_become_a_paper(asked: TestClient, cases: Cases) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), dates=TERMS))
    assert papers_of(cases, case_id) == {"plan.txt": "plan", "Term dates, pasted.txt": "calendar"}


def test_words_that_are_no_term_dates_are_said_and_not_lost(asked: TestClient, cases: Cases) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), dates="as on the website"))
    assert "No term dates could be read" in asked.get(f"/cases/{case_id}/papers").text
    assert files_of(cases, case_id)["Term dates, pasted.txt"] == b"as on the website\n"


def test_the_days_of_the_check_are_kept(asked: TestClient, cases: Cases) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), first="2025-09-01", last="2025-12-19"))
    assert [str(day) for day in settings_of(cases, case_id).window] == ["2025-09-01", "2025-12-19"]


@pytest.mark.parametrize(("first", "last"), [("2025-12-19", "2025-09-01"), ("2025-09-01", ""), ("x", "2025-09-01")])
def test_days_out_of_order_are_said(asked: TestClient, cases: Cases, first: str, last: str) -> None:
    case_id = case_of(hand_in(asked, *kit("plan.txt"), first=first, last=last))
    assert "both are needed, the first before the last" in asked.get(f"/cases/{case_id}/papers").text
    assert settings_of(cases, case_id).window is None


def test_the_sample_is_a_case_whose_check_has_begun(asked: TestClient, cases: Cases, runs: Here) -> None:
    answer = asked.post("/cases/sample")
    (case,) = cases.all()
    assert answer.headers["location"] == f"/cases/{case.id}/progress"
    assert runs.started == [case.id]
    assert "made-up" in case.name
    assert set(papers_of(cases, case.id).values()) == {"plan", "timetables", "logs", "registers", "calendar"}


def test_a_case_is_erased_after_a_question_and_whole(
    asked: TestClient, cases: Cases, runs: Here, case_id: str
) -> None:
    assert "cannot be undone" in asked.get(f"/cases/{case_id}/erase").text
    assert len(cases.all()) == 1
    assert asked.post(f"/cases/{case_id}/erase").headers["location"] == "/"
    assert (cases.all(), runs.forgotten) == ([], [case_id])
    assert not cases.store.folder_of(case_id).exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["papers", "erase", "progress", "progress/events", "check", "papers/kinds"])
def test_there_is_no_other_case(asked: TestClient, method: str, path: str) -> None:
    assert getattr(asked, method)(f"/cases/{'0' * 32}/{path}").status_code in (400, 404, 405)
