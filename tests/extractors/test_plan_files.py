"""Files that are no plan, or not yet: each gets one clear sentence with the file and what to do."""

import random
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from extractors import limits
from extractors.pages import scan
from extractors.plan import read_plan
from models.errors import FileTooLarge, LockedFile, NoSectionF, Stop, UnreadableFile
from tests.plans.make_plans import make
from tests.plans.scanned import scanned

PLAN = make("bracketed.pdf")[0]


def locked(user, owner="owner"):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PLAN)))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content", "stop"), [
    ("plan.pdf", b"", UnreadableFile),
    ("plan.pdf", b"   \n", UnreadableFile),
    ("plan.pdf", b"hello, this is no plan", UnreadableFile),
    ("plan.pdf", PLAN[:400], UnreadableFile),
    ("plan.docx", b"PK\x03\x04 cut short", UnreadableFile),
    ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", UnreadableFile),
    ("plan.xyz", b"Section F: Special educational provision", UnreadableFile),
    ("plan.txt", b"\x00\x01\x02\x00 binary", UnreadableFile),
    ("plan.txt", b"Dear parent, thank you for your letter about Section F of the plan.", NoSectionF),
    ("plan.pdf", locked("secret"), LockedFile),
])
def test_a_file_that_is_of_no_use_stops_the_run_with_one_clear_line(tmp_path, name, content, stop):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(stop) as stopped:
        read_plan(path)
    line = str(stopped.value)
    assert name in line
    assert "\n" not in line
    assert stopped.value.what.endswith(".")
    assert stopped.value.remedy.endswith(".")


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(UnreadableFile):
        read_plan(tmp_path / "nothing.pdf")


def test_a_plan_that_only_forbids_changes_is_read(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(locked(""))
    assert read_plan(path).provisions


def test_a_pdf_under_another_name_is_read(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(PLAN)
    assert read_plan(path).provisions


@pytest.mark.parametrize(("of", "what"), [("plan", "bytes"), ("plan", "pages"), ("pdf", "unpacked_bytes"),
                                          ("pdf", "objects"), ("pdf", "page_letters"), ("pdf", "page_drawings")])
def test_a_file_over_a_limit_is_refused(tmp_path, monkeypatch, of, what):
    monkeypatch.setitem(limits.all_limits()[of], what, {"most": 0})
    path = tmp_path / "plan.pdf"
    path.write_bytes(PLAN)
    with pytest.raises(FileTooLarge):
        read_plan(path)


def test_no_section_f_says_what_was_found_instead(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Section A: Views\nI like trains.\nSection B: Special educational needs\n- Reading", "utf-8")
    with pytest.raises(NoSectionF, match="Sections A, B were found"):
        read_plan(path)


def test_a_scan_without_recognition_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "engine", lambda: None)
    path = tmp_path / "plan.pdf"
    path.write_bytes(scanned(PLAN, 1))
    with pytest.raises(UnreadableFile, match="ocr"):
        read_plan(path)


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_plan_gives_a_reading_or_one_clear_line(tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311
    content = bytearray(PLAN)
    for _ in range(rng.randint(1, 60)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    del content[rng.randrange(len(content)):][:rng.randint(0, 2000)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(bytes(content[:rng.randint(len(content) // 2, len(content))]))
    try:
        read_plan(path)
    except Stop as stopped:
        assert str(stopped)
