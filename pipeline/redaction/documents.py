"""Rewrites the words of a finished file of ours, whatever its kind, and has it say that they were rewritten."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.files.package import repacked

Words = Callable[[str], str]
PARAGRAPH = re.compile(r"<(w:p|si)\b(?:[^>]*[^/])?>.*?</\1>", re.DOTALL)
TEXT = re.compile(r"(<(?:w:)?t(?: [^>]*)?>)([^<]*)")
TOLD = re.compile(r'\b((?:descr|title|alt|aria-label|content)=")([^"]*)')
TAG = re.compile(r"(<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>)", re.DOTALL)


def rewritten(name: str, content: bytes, words: Words, notice: str) -> bytes:
    """Give a file with its words rewritten; a kind that has no words of ours is as it was."""
    change = CHANGES.get(PurePosixPath(name).suffix)
    return change(content, words, notice) if change else content


def _word(content: bytes, words: Words, notice: str) -> bytes:
    said = f'<w:p><w:r><w:t xml:space="preserve">{html.escape(notice)}</w:t></w:r></w:p>'

    def part(name: str, xml: str) -> str:
        xml = TOLD.sub(lambda found: found[1] + _escaped(found[2], words), PARAGRAPH.sub(_spoken(words), xml))
        return xml.replace("<w:body>", f"<w:body>{said}", 1) if name == "word/document.xml" else xml

    return _parts(content, part)


def _sheets(content: bytes, words: Words, notice: str) -> bytes:
    def part(_name: str, xml: str) -> str:
        return PARAGRAPH.sub(_spoken(words), xml).replace("</oddHeader>", f"\n{html.escape(notice)}</oddHeader>")

    return _parts(content, part)


def _parts(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """Rewrite the parts of a package that hold words."""
    return repacked(content, lambda name, part: change(name, part.decode()).encode() if name.endswith(".xml") else part)


def _spoken(words: Words) -> Callable[[re.Match[str]], str]:
    """Rewrite a paragraph; a name that goes over several runs is put into the first of them."""
    def paragraph(found: re.Match[str]) -> str:
        runs = [html.unescape(one[2]) for one in TEXT.finditer(found[0])]
        whole, alone = words("".join(runs)), [words(one) for one in runs]
        told = iter(alone if "".join(alone) == whole else [whole, *[""] * len(runs)])
        return TEXT.sub(lambda run: run[1] + html.escape(next(told), quote=False), found[0])

    return paragraph


def _escaped(value: str, words: Words) -> str:
    return html.escape(words(html.unescape(value)))


def _page(content: bytes, words: Words, notice: str) -> bytes:
    pieces = TAG.split(content.decode())
    told = [TOLD.sub(lambda found: found[1] + _escaped(found[2], words), piece) if piece.startswith("<")
            else html.escape(words(html.unescape(piece)), quote=False) for piece in pieces]
    return re.sub(r"(<main\b[^>]*>)", lambda found: f'{found[1]}<p role="note">{html.escape(notice)}</p>',
                  "".join(told), count=1).encode()


def _json(content: bytes, words: Words, notice: str) -> bytes:
    said: Any = _walked(json.loads(content), words)
    return (json.dumps({**said, "redacted": notice}, ensure_ascii=False, indent=1) + "\n").encode()


def _walked(value: Any, words: Words) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return [_walked(one, words) for one in value]
    return {words(name): _walked(one, words) for name, one in value.items()} if isinstance(value, dict) else value


def _table(content: bytes, words: Words, _notice: str) -> bytes:
    made = io.StringIO()
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    csv.writer(made).writerows([words(cell) for cell in line] for line in lines)
    return made.getvalue().encode("utf-8-sig")


CHANGES: Mapping[str, Callable[[bytes, Words, str], bytes]] = {
    ".docx": _word, ".xlsx": _sheets, ".html": _page, ".json": _json, ".csv": _table}
