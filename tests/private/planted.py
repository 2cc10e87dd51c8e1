"""A case that is full of words found nowhere else, and where they are looked for afterwards."""

import io
import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.doors.commands import KIT

SECRETS = ("Zorabel", "Thistlewick", "Ottoline", "Threlkeld", "Marblewick", "Larkspur Hollow", "snickersnee", "hushaby",
           "Z931204711057", "943 476 5919", "9434765919", "07700 900461", "zt@thistlewick.example")
"""A child, a parent, a therapist, a school, a street, a word of a note, one of the file names, and numbers."""
CHILD = "Zorabel Thistlewick"
FRONT = ("UPN: Z931204711057\nNHS number: 943 476 5919\nAddress: 3 Larkspur Hollow, Eastmere\n"
         "Parent: Ottoline Thistlewick\nTelephone: 07700 900461\nEmail: zt@thistlewick.example\n")
SWAPS = {"Kit Okafor-Lyle": CHILD, "Kit": "Zorabel", "Larkfield": "Marblewick", "Adeyemi": "Threlkeld",
         "Status: FINAL\n": f"Status: FINAL\n{FRONT}"}
WRONG_ROW = "99/99/2025,09:10,Literacy programme for Zorabel snickersnee,Ms Threlkeld (TA),20,Delivered by Ottoline\n"
SETTINGS = f"""schema = "sectionf/case/1"
as_of = 2025-12-19

[sender]
name = "Ottoline Thistlewick"
address = ["3 Larkspur Hollow", "Eastmere"]

[school]
name = "Marblewick School"

[[events]]
date = 2025-12-01
kind = "sent"
route = "R1"
words = "Asked about {CHILD} and a snickersnee"
"""


def papers():
    """The papers of the case: each names the child in its text, and in its name."""
    for path in sorted(KIT.glob("*.*")):
        if path.suffix in (".txt", ".csv"):
            words = path.read_text("utf-8")
            for old, new in SWAPS.items():
                words = words.replace(old, new)
            yield path.stem, f"{path.stem} {CHILD} hushaby{path.suffix}", words + WRONG_ROW * (path.stem == "log")


def case_folder(folder, *, damaged=False):
    """Lay the papers into a folder, as they are or with a plan that cannot be read."""
    folder.mkdir(parents=True)
    for kind, name, words in papers():
        if kind != "plan":
            (folder / name).write_text(words, "utf-8")
        elif damaged:
            (folder / "plan.pdf").write_bytes(f"%PDF-1.7\n{words}".encode())
        else:
            (folder / "plan.txt").write_text(words, "utf-8")
    (folder / "case.toml").write_text(SETTINGS, "utf-8")
    return folder


def found(content):
    """The planted words in bytes or words, however they are cased and coded."""
    content = content.encode() if isinstance(content, str) else content
    plain = content.lower()
    return [secret for secret in SECRETS
            if any(secret.lower().encode(code) in plain for code in ("utf-8", "utf-16-le"))]


def leaks(files):
    """The planted words in the names and the contents of files; a database is looked through table by table, too."""
    for path in files:
        try:
            content = path.read_bytes()
        except FileNotFoundError:       # another program's, and gone meanwhile
            continue
        if content.startswith(b"SQLite format 3"):
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                content += "\n".join(connection.iterdump()).encode()
        if said := found(content) + found(path.name):
            yield path.name, said


def metadata(name, content):
    """What a file tells beside what it shows: the properties of documents, names and comments within archives."""
    if content.startswith(b"PK"):
        yield from _of_archive(name, content)
    elif content.startswith(b"%PDF"):
        from pypdf import PdfReader
        yield f"{name} info", str(PdfReader(io.BytesIO(content)).metadata)
    elif content.startswith(b"\x89PNG"):
        from PIL import Image
        yield f"{name} text", str(Image.open(io.BytesIO(content)).info)
    elif content.lstrip().lower().startswith(b"<!doctype html"):
        yield f"{name} head", content.partition(b"<body")[0].partition(b"<style")[0].decode()


def _of_archive(name, content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield f"{name} comment", repr(archive.comment)
        for part in archive.infolist():
            yield f"{name} part", f"{part.filename} {part.comment!r} {part.extra!r}"
            if part.filename.startswith("docProps/") and part.filename.endswith(".xml"):
                yield f"{name} {part.filename}", " ".join(ET.fromstring(archive.read(part)).itertext())  # noqa: S314
            elif not part.is_dir():
                yield from metadata(f"{name}/{Path(part.filename).name}", archive.read(part))
