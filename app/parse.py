"""`sectionf parse`: one statement a line in, one reading a line out, in the same order."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from extractors.limits import most
from extractors.opening.regular import content_of
from models.errors import FileTooLarge
from models.provision import Reading

NOTHING = Reading(text=" ", provision=False)
"""How a line without words is read."""


def parse(
    file: Annotated[Path | None, typer.Argument(help="A text file; without one, what is typed or piped in.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, one object a line.")] = False,
) -> None:
    """Say how provision statements are read, one on each line."""
    from extractors.statement import read_statement
    from pipeline.contract import reading_json

    for line in _lines(file):
        reading = read_statement(line) if line else NOTHING
        if json:
            screen.show_json(reading_json(reading) | {"text": reading.text.strip()}, indent=None)
        else:
            _show(reading)


def _lines(file: Path | None) -> Iterator[str]:
    """Give each line without the white space around it; line feeds alone end a line."""
    if file is None:
        longest = most("settings", "line_bytes")
        for line in iter(lambda: sys.stdin.buffer.readline(longest + 1), b""):
            if len(line) > longest:
                raise FileTooLarge("this line is longer than any statement.", remedy="Give one statement a line.")
            yield _decoded(line).strip()
        return
    content = content_of(file, most("plan", "text_bytes"), "Part it into several files.")
    yield from (_decoded(line).strip() for line in content.removesuffix(b"\n").split(b"\n") if content)


def _decoded(line: bytes) -> str:
    """Decode UTF-8 with or without a mark, and what Windows programs save instead."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _show(reading: Reading) -> None:
    from app.plain_words import reading_words

    screen.show(reading.text.strip())
    for line in reading_words(reading):
        screen.show(f"    {line}")
    for doubt in reading.review:
        screen.show(f"    Please look: {doubt.reason}")
