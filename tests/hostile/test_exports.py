"""Whatever words a case holds, what is written about it runs nothing, fetches nothing, and names no maker."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest

from extractors.tables import Table
from models.case import Case
from pipeline.packs.evidence import _kept_rows
from pipeline.redaction.hiding import Hiding
from tests.doors.commands import KIT, sectionf
from tests.hostile.texts import COMMANDS, MARKUP, TEMPLATES

BAD = (*COMMANDS[:6], *MARKUP, *TEMPLATES)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
ALLOWED_LINKS = re.compile(r"#|data:image/(png|webp|svg\+xml)|mailto:|[\w ./%-]+$"
                           r"|https://(www\.)?[\w.-]+\.(gov|org|nhs)\.uk\b")
DATES = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ROWS = [f'1{number % 2}/11/2025,09:{number + 10},"{words.replace(chr(34), chr(34) * 2)}",'
        f'"{words.replace(chr(34), chr(34) * 2)}",20,"Delivered {words.replace(chr(34), chr(34) * 2)}"'
        for number, words in enumerate(BAD)]


def spoiled(case: Path) -> None:
    """Put the words into every place where a person or a paper can put words."""
    settings = (case / "case.toml").read_text("utf-8")
    names = iter(BAD * 3)
    case.joinpath("case.toml").write_text(re.sub(
        r'(?<=name = )".*"|(?<=role = )".*"|(?<=address = )\["', lambda found: json.dumps(next(names)).rstrip('"')
        .join(("", '"')) if found[0] != '["' else '["' + json.dumps(next(names))[1:-1] + '", "', settings), "utf-8")
    with (case / "log.csv").open("a", encoding="utf-8") as log:
        log.write("\n".join(ROWS) + "\n")
    plan = (case / "plan.txt").read_text("utf-8").replace("Kit Okafor-Lyle", "Kit <b>Okafor</b> {{ 7 * 7 }}")
    said = "\n".join(f"{number}. Literacy programme {words} for 20 minutes each week, from a teaching assistant."
                     for number, words in enumerate(BAD, 20))
    head, section, rest = plan.partition("Section G")
    case.joinpath("plan.txt").write_text(f"{head}\n{said}\n\n{section}{rest}", "utf-8")
    case.joinpath("events.csv").write_text("Date,Kind,Words\n" + "\n".join(
        f'03/11/2025,Letter sent,"{words.replace(chr(34), chr(34) * 2)}"' for words in BAD) + "\n", "utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of such words that was checked, and all its packs."""
    case = shutil.copytree(KIT, tmp_path_factory.mktemp("hostile") / "case")
    spoiled(case)
    done = sectionf("check", case)
    assert done.returncode == 0, done.stderr
    packed = sectionf("letter", case, "all")
    assert packed.returncode == 0, packed.stderr
    return case


def files(case: Path, *suffixes: str) -> Iterator[tuple[str, bytes]]:
    """Every file of these kinds that was written, those in packs among them."""
    for path in sorted(case.rglob("*")):
        ours = path.is_file() and (path.parent != case or path.name.startswith(("report", "findings", "extract")))
        if ours and path.suffix in suffixes:
            yield path.relative_to(case).as_posix(), path.read_bytes()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_words_are_there_as_words(written: Path) -> None:
    report = (written / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in report
    assert "{{ 7 * 7 }}" in report
    assert not (written / "ran").exists()


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out(written: Path) -> None:
    books = dict(files(written, ".xlsx"))
    assert books
    for name, content in books.items():
        for part, xml in parts(content).items():
            assert not re.search(rb"<(?:f|ddeLink|oleLink|externalReference)\b", xml), (name, part)
            assert b'TargetMode="External"' not in xml or b"://" not in b"".join(RELATION.findall(xml)), (name, part)


def test_no_cell_of_rows_that_go_along_is_a_formula() -> None:
    sheet = Table("log.xlsx", COMMANDS[0], (("Date", "Session"), *((words, f" {words}") for words in COMMANDS)))
    scope = SimpleNamespace(hiding=Hiding(()), case=Case(id="c", plan=Path("plan.txt"), as_of=dt.date(2025, 12, 19)))
    content = _kept_rows((sheet,), [sheet.source(row) for row in range(len(sheet.rows))], scope)
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    assert len(cells) > 2 * len(COMMANDS)
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA)]


def test_no_page_runs_or_fetches_anything(written: Path) -> None:
    pages = dict(files(written, ".html"))
    assert pages
    for name, content in pages.items():
        for element in html5lib.parse(content, namespaceHTMLElements=False).iter():
            told = {key: value for key, value in element.attrib.items() if isinstance(key, str)}
            assert element.tag not in ("iframe", "object", "embed", "base", "link"), name
            assert element.tag != "script" or "alert" not in (element.text or ""), name
            assert not [key for key in told if key.startswith("on")], name
            links = [told[key] for key in ("href", "src", "action", "srcset") if key in told]
            assert not [link for link in links if not ALLOWED_LINKS.match(link) or "script:" in link], name


def test_no_word_document_leads_out_or_runs_anything(written: Path) -> None:
    documents = dict(files(written, ".docx"))
    assert len(documents) > 5
    for name, content in documents.items():
        for part, xml in parts(content).items():
            assert not part.endswith(".bin"), (name, part)
            assert b"TargetMode" not in xml, (name, part)
            assert not re.search(rb"instrText[^<]*>[^<]*(?:DDE|INCLUDE|HYPERLINK)", xml), (name, part)
            assert not re.search(rb"<w:(?:altChunk|object|attachedTemplate)\b", xml), (name, part)


def test_templates_in_words_are_not_filled_in(written: Path) -> None:
    for name, content in files(written, ".docx"):
        words = b"".join(parts(content).values())
        assert b"Kit &lt;b&gt;Okafor&lt;/b&gt; 49" not in words, name
        assert b"subprocess" not in words, name


def test_nobody_is_named_as_its_maker_and_no_time_but_that_of_the_case(written: Path) -> None:
    for name, content in files(written, ".docx", ".xlsx"):
        core = parts(content)["docProps/core.xml"]
        for field in (b"creator", b"lastModifiedBy"):
            found = re.search(rb"<(?:dc|cp):" + field + rb">([^<]*)<", core)
            assert not found or not found[1], (name, core)
        assert {day[:10] for day in DATES.findall(core)} <= {b"2025-12-19"}, name
        assert str(written.parent).encode() not in b"".join(parts(content).values()), name
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}, name
