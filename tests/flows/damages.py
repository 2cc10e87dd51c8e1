"""What happens to the papers of a caseload: each damage on a case folder of a made-up case, and what has to be said."""

import io
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypdf
from docx import Document

from tests.doors.commands import KIT, NELL


class Damage(NamedTuple):
    """How a case folder is spoiled, and which words say what is wrong, where, and what to do."""

    spoil: "Spoil"
    said: str
    todo: str
    partly: bool = False
    """Whether the case is checked with its other papers."""


Spoil = Callable[[Path, Path], object]
"""Given the case folder, and the folder for its results."""


def _instead(name: str, content: bytes) -> Spoil:
    """Put a file in the place of another that begins alike."""
    def spoil(case: Path, _out: Path) -> None:
        for path in case.glob(f"{name.partition('.')[0]}.*"):
            path.unlink()
        (case / name).write_bytes(content)
    return spoil


def _plan(content: bytes) -> Spoil:
    return _instead("plan.pdf", content)


def _pdf(*, locked: bool = False, pages: int = 0) -> bytes:
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.append(NELL / "plan.pdf", pages=(0, pages) if pages else None)
    if locked:
        writer.encrypt("secret", algorithm="AES-128")
    writer.write(made)
    return made.getvalue()


def _word() -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("Minutes of a meeting about the school fair.")
    document.save(made)
    return made.getvalue()


def _bomb() -> bytes:
    """A page whose 9 MB of drawing unpack to more than any process may have."""
    squeezed = zlib.compressobj(9)
    drawing = b"".join(squeezed.compress(b" " * (1 << 24)) for _ in range(400)) + squeezed.flush()
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
             b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(drawing), drawing)]
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def _changed(name: str, change: Callable[[bytes], bytes]) -> Spoil:
    def spoil(case: Path, _out: Path) -> None:
        (case / name).write_bytes(change((case / name).read_bytes()))
    return spoil


def _added(name: str, content: bytes) -> Spoil:
    return lambda case, _out: (case / name).write_bytes(content)


def _removed(name: str) -> Spoil:
    return lambda case, _out: (case / name).unlink()


def _locked_away(name: str) -> Spoil:
    return lambda case, _out: (case / name).chmod(0)


def _folder_instead(case: Path, _out: Path) -> None:
    (case / "plan.txt").unlink()
    (case / "plan.pdf").mkdir()


def _loop(case: Path, _out: Path) -> None:
    (case / "plan.txt").unlink()
    (case / "plan.txt").symlink_to("plan.txt")


def _loop_of_the_log(case: Path, _out: Path) -> None:
    (case / "log.csv").unlink()
    (case / "log.csv").symlink_to("log.csv")


def _link_out(case: Path, _out: Path) -> None:
    (case / "log.csv").rename(case.parent / "another child's log.csv")
    (case / "log.csv").symlink_to(case.parent / "another child's log.csv")


def _two_plans(case: Path, _out: Path) -> None:
    shutil.copy(KIT / "plan.txt", case / "plan.pdf")


def _file_in_the_way(_case: Path, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("a file where the folder would be", "utf-8")


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)
"""How a workbook with a password begins: it is no zip any more."""
NOT_USED = "This file was not used: "
ASK = "Download it again, or ask the council for a new copy."
WHOLE = "Check that this is the whole EHC plan, and not a letter, a report or a part of it."
PUT_IT = "Put the file itself there, or give this another name."
ONE_PLAN = "Put one file in it that is called plan.pdf; another version may be called plan-2024.pdf."
SMALLER = "or a scan at a lower resolution."
DAMAGES = {
    "plan cut short": Damage(_plan((NELL / "plan.pdf").read_bytes()[:9000]),
                             "plan.pdf: This PDF cannot be read: it is damaged or cut short.", ASK),
    "plan empty": Damage(_plan(b""), "plan.pdf: the file is empty.", "Save, export or download it again."),
    "plan a picture": Damage(_plan(b"\xff\xd8\xff\xe0 JFIF" + bytes(2000)),
                             "plan.pdf: this is a picture, and not what its name says (.pdf).",
                             "Scan the paper to a PDF (phones have “Scan document”), and give that file."),
    "plan another paper": Damage(_plan(_word()), "plan.pdf: No Section F", WHOLE),
    "plan locked": Damage(_plan(_pdf(locked=True)), "plan.pdf: This PDF needs a password to open.",
                          "Open it with the password, print it to a new PDF and give that one."),
    "plan without F": Damage(_plan(_pdf(pages=2)), "plan.pdf: No Section F", WHOLE),
    "plan missing": Damage(_removed("plan.txt"), "there is no plan in this folder.", ONE_PLAN),
    "plans two": Damage(_two_plans, "there are several plans in this folder.", ONE_PLAN),
    "plan a folder": Damage(_folder_instead, "plan.pdf: this is a folder, or a link that leads nowhere,", PUT_IT),
    "plan a loop": Damage(_loop, "plan.txt: this is a folder, or a link that leads nowhere,", PUT_IT),
    "plan not ours to read": Damage(_locked_away("plan.txt"), "plan.txt: this plan cannot be opened.",
                                    "Check its name and that you may read it."),
    "plan too large": Damage(_plan(_bomb()), "plan.pdf: it is far larger, once unpacked, than a plan or a record can",
                             "Print the pages about this child to a new PDF."),
    "log locked": Damage(_instead("log.xlsx", LOCKED), f"log.xlsx: {NOT_USED}the workbook needs a password.",
                         "Save a copy without a password.", partly=True),
    "log broken": Damage(_instead("log.xlsx", b"PK\x03\x04" + bytes(range(256)) * 10),
                         f"log.xlsx: {NOT_USED}the workbook is damaged",
                         "Open it in a spreadsheet program and save it again.", partly=True),
    "log of bytes": Damage(_changed("log.csv", lambda log: log.decode().encode("utf-16-le")[:501] + bytes(range(256))),
                           f"log.csv: {NOT_USED}this is not a text file or a spreadsheet.",
                           "Save it as CSV, XLSX, DOCX or PDF.", partly=True),
    "log in another alphabet": Damage(_changed("log.csv", lambda log: log.decode().encode("cp500")),
                                      f"log.csv: {NOT_USED}no row with a date was found in it.",
                                      "Check that it is the file that was meant, and whole.", partly=True),
    "log without dates": Damage(_changed("log.csv", lambda _: b"Session,Adult,Minutes\nLiteracy,Ms Adeyemi,20\n"),
                                f"log.csv: {NOT_USED}no row with a date was found in it.",
                                "Check that it is the file that was meant, and whole.", partly=True),
    "log a link out": Damage(_link_out, "log.csv: this is a link to a file outside this folder, and is not followed.",
                             "Put the file itself there, if it belongs to the case."),
    "log a loop": Damage(_loop_of_the_log, "log.csv: this is a folder, or a link that leads nowhere,", PUT_IT),
    "log not ours to read": Damage(_locked_away("log.csv"), "log.csv: This file is there, but could not be opened.",
                                   "See that you may read it, and that no other program has locked it."),
    "terms backwards": Damage(_changed("calendar.csv", lambda _: b"Event,Start,End\nAutumn,24/10/2025,02/09/2025\n"),
                              "calendar.csv, row 2: a term, holiday or closure ends before it begins.",
                              "Correct the dates of this row."),
    "settings no TOML": Damage(_changed("case.toml", lambda _: b"window = [2025-09-01,\nsender = {"),
                               "case.toml: these settings cannot be read (at line 2).",
                               "Correct it, or delete the file and check again."),
    "settings not ours to read": Damage(_locked_away("case.toml"), "case.toml: this file may not be opened.",
                                        "See that you may read it."),
    "decisions torn": Damage(_added("decisions.jsonl", b'{"about": "F1", "action": "acc'),
                             "decisions.jsonl, line 1: This decision was cut short and does not count.",
                             "Decide it again, or put the whole file in its place.", partly=True),
    "decisions strange": Damage(_added("decisions.jsonl", b'{"about": "F1", "action": "dance"}\n'),
                                "decisions.jsonl, line 1: this is not a decision that sectionf wrote.",
                                "Remove the line and run again."),
    "folder not ours to read": Damage(_locked_away("."), "this folder could not be opened.",
                                      "Check its name, and that you may read it."),
    "file in the way": Damage(_file_in_the_way, "a file of this name stands where the folder for the results would be.",
                              "Move that file away, or choose another folder."),
}
