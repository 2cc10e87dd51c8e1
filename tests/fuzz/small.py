"""Files of a few hundred bytes for each reader, made strange: an execution takes about a millisecond."""

import functools
import random
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests import small_files
from tests.fuzz.damage import damaged, misdirected
from tests.fuzz.inputs import Input
from tests.fuzz.notations import strange_json, strange_toml
from tests.fuzz.word_files import NOT_XML
from tests.fuzz.word_files import strange as strange_package
from tests.fuzz.words import NUMBERS, SIGNS, borrowed, strange
from tests.small_files import (
    APPLICATION,
    IMAGE,
    SHEET,
    docx_parts,
    ods_parts,
    packed,
    pdf_of,
    printed,
    sheet_data,
    stream,
    word_paragraph,
    word_table,
    xlsx_parts,
)

SEEDS = tomllib.loads((Path(__file__).parent / "seeds.toml").read_text("utf-8"))
TEXTS: dict[str, dict[str, Any]] = SEEDS["kinds"]
LOG: str = TEXTS["csv"]["texts"][0]
VALUE = re.compile(r"\d[\d/.:T-]*|[A-Za-z]{3,}|[^\sA-Za-z\d]")
ODD = (*NUMBERS, *SIGNS, "A1", "XFD1048576", "ZZZ9999999", "99999999999", "-1", "0", "1e400", "9999999-01-01",
       "29/02/2025", "31/12/9999", "0001-01-01", "1900-01-00", "25:61", "P9999999999D", "COUNT=999999999", "INTERVAL=0",
       "UNTIL=00010101", "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", '"', "'", "{", "}", "[", "]" * 50, "[" * 500, "<",
       "&#0;", "&lt;", "&x;", "null", "true", "\\u0000", "\\", ",", ";" * 300, "\t", "\r", "\n" * 20, "\x0c", "../../x",
       "nan", "inf")
NOTATIONS = {".json": strange_json, ".jsonl": strange_json, ".toml": strange_toml}
MARKUP = re.compile(r'"[^"]*"|>[^<]+<|</?[\w:]+')


def _words(dice: random.Random, text: str) -> str:
    """A text with other values in places, and a line or a stretch gone or said again."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        places = list(VALUE.finditer(text))
        if places:
            found = dice.choice(places)
            borrowings = strange(dice), borrowed(dice), dice.choice(places)[0]
            other = dice.choice((dice.choice(ODD), dice.choice(ODD), *borrowings))
            text = text[:found.start()] + other + text[found.end():]
    if dice.random() < 0.2:
        lines = text.split("\n")
        lines.insert(dice.randint(0, len(lines)), dice.choice(lines) * dice.choice((1, 1, 20)))
        text = "\n".join(lines)
    return text


def _text(kind: str, dice: random.Random) -> Input:
    seed = TEXTS[kind]
    text = dice.choice(seed["texts"])
    change = NOTATIONS.get(seed["suffix"], _words) if dice.random() < 0.8 else _words
    content = (change(dice, text) if dice.random() < 0.8 else text).encode("utf-8", "replace")
    if dice.random() < 0.3:
        content = damaged(dice, content)
    if dice.random() < 0.03:
        encoding = dice.choice(("utf-16", "utf-16-le", "cp1252", "utf-32"))
        content = content.decode("utf-8", "replace").encode(encoding, "replace")
    return Input(seed["suffix"], content, reader=seed["reader"])


ROWS = [line.split(",") for line in LOG.splitlines()]
ITEM = word_paragraph("SECTION F") + word_table(
    [["Provision", "Who", "How often"], ["Speech", "SLT", "30 minutes weekly"]])
NUMBERED_CELLS = ('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45908</v></c></row><row r="2">'
                  '<c r="A2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x</v></c></row>'
                  '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
STYLED = (f'<styleSheet xmlns="{SHEET}"><fonts><font/><font><strike/></font></fonts>'
          '<fills><fill><patternFill/></fill></fills><borders><border><left/></border></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>'
          '<xf numFmtId="14" fontId="1" applyNumberFormat="1"/></cellXfs></styleSheet>')
STRINGS = f'<sst xmlns="{SHEET}"><si><t>Date</t></si></sst>'
NAMED = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{APPLICATION}.spreadsheetml.{part}+xml"/>'
                for part in ("sharedStrings", "styles"))
TYPES = str(xlsx_parts("")["[Content_Types].xml"]).replace("</Types>", f"{NAMED}</Types>")
PACKAGES: dict[str, tuple[dict[str, str | bytes], ...]] = {
    "xlsx": (xlsx_parts(sheet_data(ROWS)), xlsx_parts(NUMBERED_CELLS, **{
        "[Content_Types].xml": TYPES, "xl/sharedStrings.xml": STRINGS, "xl/styles.xml": STYLED})),
    "ods": (ods_parts(ROWS),),
    "word": (docx_parts(ITEM),),
    "word-record": (docx_parts(word_paragraph("Log") + word_table(ROWS)),),
}
MAIN = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "content.xml",
        "content.xml", "word/document.xml", "word/document.xml", "word/styles.xml")
PACKED_AS = {"xlsx": (".xlsx", "record"), "ods": (".ods", "record"), "word": (".docx", "flow"),
             "word-record": (".docx", "record")}


def _package(kind: str, dice: random.Random) -> Input:
    """A package in one part of which names, values and words are others, or bytes are damaged."""
    suffix, reader = PACKED_AS[kind]
    parts = dict(dice.choice(PACKAGES[kind]))
    if suffix == ".docx" and dice.random() < 0.7:
        return Input(suffix, strange_package(dice, packed(parts, zipfile.ZIP_STORED)), reader=reader)
    for _ in range(dice.choice((1, 1, 3))):
        name = dice.choice(MAIN) if dice.random() < 0.8 else dice.choice(list(parts))
        if name not in parts:
            continue
        part = str(parts[name])
        parts[name] = _marked(dice, part) if dice.random() < 0.8 else damaged(dice, part.encode("utf-8", "replace"))
    if dice.random() < 0.05:
        del parts[dice.choice(list(parts))]
    content = packed({name: _bytes(part) for name, part in parts.items()}, zipfile.ZIP_STORED)
    return Input(suffix, damaged(dice, content) if dice.random() < 0.1 else content, reader=reader)


def _bytes(part: str | bytes) -> bytes:
    return part.encode("utf-8", "replace") if isinstance(part, str) else part


def _marked(dice: random.Random, part: str) -> str:
    """Markup with other values, other words, or elements within elements; seldom with another name or vocabulary."""
    places = [found for found in MARKUP.finditer(part)
              if not (found[0][0] == "<" or "://" in found[0]) or dice.random() < 0.05]
    for _ in range(min(len(places), dice.choice((1, 2, 5)))):
        found = dice.choice(places)
        old, other = found[0], dice.choice(places)[0].strip('"<>/')
        value = _as_markup(dice, dice.choice((dice.choice(ODD), strange(dice), other)))
        new = {'"': f'"{value}"', ">": f">{value}<"}.get(old[0]) or old[:1 + old.startswith("</")] + other
        part = part.replace(old, new, 1 if dice.random() < 0.8 else -1)
    if dice.random() < 0.03 and len(part) > 4:
        start, end = sorted(dice.sample(range(len(part)), 2))
        part = part[:end] + part[start:end] * dice.choice((1, 2, 30)) + part[end:]
    return part


def _as_markup(dice: random.Random, words: str) -> str:
    """Words as they stand in markup; now and then as they should not."""
    return words if dice.random() < 0.1 else escape(NOT_XML.sub("", words), {'"': "&quot;"})


PAGE = printed(ROWS)
FORM = stream(b"BT /F1 9 Tf 20 20 Td (x) Tj ET",
              b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 5 0 R>>>>")
STRUCK = b"/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[0 0 9 9]/QuadPoints[0 9 9 9 0 0 9 0]>>]"
WITH_X1 = b"/Resources<</XObject<</X1 6 0 R>>/Font<</F1 5 0 R>>>>"
PDFS = (pdf_of(PAGE), pdf_of(printed(ROWS, ruled=False)), pdf_of(printed([["SECTION F"], ["Speech", "SLT", "weekly"]])),
        pdf_of(b"q 300 0 0 200 0 0 cm /X1 Do Q " + PAGE, WITH_X1, IMAGE),
        pdf_of(PAGE + b"/X1 Do", b"/Rotate 90" + STRUCK + WITH_X1, FORM))
SCANS = (pdf_of(b"q 60 0 0 40 0 0 cm /X1 Do Q", b"/MediaBox[0 0 60 40]" + WITH_X1, IMAGE),)
PDF_AS = {"pdf-pages": ("pages", PDFS), "pdf-record": ("record", PDFS), "page-picture": ("picture", SCANS)}


def _pdf(kind: str, dice: random.Random) -> Input:
    reader, originals = PDF_AS[kind]
    content = dice.choice(originals)
    content = misdirected(dice, content) if dice.random() < 0.7 else damaged(dice, content)
    return Input(".pdf", content, recognised=False, reader=reader)


def _xls(dice: random.Random) -> Input:
    """A workbook of Excel 97 with damaged bytes, half of the time within its records alone."""
    made = _old_workbook()
    if dice.random() < 0.5:
        return Input(".xls", made[:1536] + damaged(dice, made[1536:2048]) + made[2048:], reader="record")
    return Input(".xls", damaged(dice, made), reader="record")


@functools.cache
def _old_workbook() -> bytes:
    return small_files.xls(ROWS)


def _admitted(dice: random.Random) -> Input:
    """Anything under any name."""
    kind = dice.choice([*TEXTS, *PACKAGES, *PDF_AS])
    return small(kind)(dice)._replace(suffix=dice.choice((".pdf", ".docx", ".xlsx", ".xls", ".csv", ".txt", ".ics")),
                                      reader="admission")


def small(kind: str) -> Callable[[random.Random], Input]:
    """What makes the inputs of a kind."""
    for kinds, maker in ((TEXTS, _text), (PACKAGES, _package), (PDF_AS, _pdf)):
        if kind in kinds:
            return functools.partial(maker, kind)
    return {"xls": _xls, "admission": _admitted}[kind]


KINDS = (*TEXTS, *PACKAGES, *PDF_AS, "xls", "admission")
