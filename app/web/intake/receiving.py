"""A form with files, from the wire into a private folder: within limits, and nothing is left of half of one."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from fastapi import HTTPException, Request
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from app.web.forms import NUL
from extractors.limits import most
from models.errors import FileTooLarge, OutputFailed, Stop
from pipeline.desk.admission import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES, admit, safe_name
from pipeline.store.working import private_folder

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_WORDS = most("form", "bytes_of_words")
"""Bytes of all fields together that are no files."""
MEGABYTE = 1_000_000


@dataclass
class Arrived:
    """One file that arrived, or why it was not taken."""

    field: str
    name: str
    path: Path
    bytes: int = 0
    refused: Stop | None = None


@dataclass
class Form:
    """What a form held: its words by field, and its files."""

    folder: Path
    """Where the files lie until they are taken in."""
    words: dict[str, str] = field(default_factory=dict)
    files: list[Arrived] = field(default_factory=list)

    def taken(self) -> list[Arrived]:
        """Give the files that may come in."""
        return [file for file in self.files if file.refused is None]


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Form]:
    """Take in a form; what the block has not moved elsewhere is gone after it, as is a form that broke off."""
    try:
        with private_folder() as folder:
            form = await _taken(request, folder)
            for file in form.taken():
                _check(file)
            yield form
    except OSError:
        raise OutputFailed("These files could not be kept.", remedy=(
            "See that the disk of this machine is not full, and hand them in again.")) from None


async def _taken(request: Request, folder: Path) -> Form:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise HTTPException(422)
    taking = _Taking(folder)
    parser = MultipartParser(options[b"boundary"], taking.callbacks())
    try:
        async for piece in request.stream():
            taking.all_bytes += len(piece)
            if taking.all_bytes <= MOST_BYTES_TOGETHER:
                parser.write(piece)
    except (MultipartParseError, ClientDisconnect):
        raise HTTPException(422) from None
    finally:
        taking.close()
    if taking.all_bytes > MOST_BYTES_TOGETHER:
        raise FileTooLarge(f"These files have more than {MOST_BYTES_TOGETHER // MEGABYTE} MB together.",
                           remedy="Hand in the plan and the records alone, a few at a time.")
    if not taking.complete:
        raise HTTPException(422)
    return taking.form


class _Taking:
    """What is known of a form half-way, part by part."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.form = folder, Form(folder)
        self.complete, self.all_bytes = False, 0
        self._header, self._value = b"", b""
        self._name, self._words, self._word_bytes = "", bytearray(), 0
        self._file: Arrived | None = None
        self._open: BinaryIO | None = None

    def callbacks(self) -> "MultipartCallbacks":
        names = ("part_begin", "header_field", "header_value", "header_end", "part_data", "part_end", "end")
        return cast("MultipartCallbacks", {f"on_{name}": getattr(self, name) for name in names})

    def part_begin(self) -> None:
        self._name, self._file = "", None
        self._words.clear()

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            if (name := options.get(b"filename")) is not None:
                self._begin_file(name.decode("utf-8", "replace"))
        self._header = self._value = b""

    def _begin_file(self, name: str) -> None:
        number = len(self.form.files)
        self._file = Arrived(self._name, safe_name(name), self.folder / f"{number}{Path(safe_name(name)).suffix}")
        if number >= MOST_FILES:
            self._file.refused = FileTooLarge(f"More than {MOST_FILES} files were chosen.", self._file.name,
                                              "Hand this one in on its own afterwards.")
        else:
            self._open = self._file.path.open("wb")

    def part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            self._word_bytes += end - start
            if self._word_bytes > MOST_WORDS:
                raise HTTPException(413)
            self._words += data[start:end]
        elif self._file.refused is None and self._open:
            self._file.bytes += end - start
            if self._file.bytes > MOST_BYTES:
                self._file.refused = FileTooLarge(f"This file has more than {MOST_BYTES // MEGABYTE} MB.",
                                                  self._file.name, "Scan it at a lower resolution, or leave out what "
                                                  "is not the plan or a record of this child.")
            else:
                self._open.write(data[start:end])

    def part_end(self) -> None:
        if self._file is None:
            self.form.words[self._name] = self._words.decode("utf-8", "replace").replace(NUL, "")
        else:
            self.close()
            if self._file.bytes or self._file.name != safe_name(""):
                self.form.files.append(self._file)

    def end(self) -> None:
        self.complete = True

    def close(self) -> None:
        """Put the open file on the disk."""
        if self._open:
            self._open.flush()
            os.fsync(self._open.fileno())
            self._open.close()
            self._open = None


def _check(file: Arrived) -> None:
    try:
        admit(file.path, file.name)
    except Stop as stop:
        file.refused = stop
