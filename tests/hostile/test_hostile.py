"""Every hostile file is refused in plain words or read safely, in bounded time and memory; nothing stays behind."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

GALLERY = tomllib.loads((Path(__file__).parent / "gallery.toml").read_text("utf-8"))["file"]
MOST_CPU, MOST_MEGABYTES = 15.0, 900
"""Of one file, the program itself (150 megabytes) included; what is ended by its limits may have taken all of them."""
ENTRIES = [pytest.param(entry, id=f"{entry['made_by']}-{entry['as']}",
                        marks=[pytest.mark.slow] if entry.get("slow") else []) for entry in GALLERY]


class Reader:
    """The warm process that reads them, and the folder in which it may leave nothing."""

    def __init__(self, folder: Path) -> None:
        self.left = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.trial"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"TMPDIR": str(folder), "SECTIONF_HOME": str(folder.parent / "home")})

    def ask(self, path: Path, read_as: str) -> dict[str, object]:
        self._process.stdin.write(json.dumps({"path": os.fsencode(path).hex(), "as": read_as}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    made = Reader(tmp_path_factory.mktemp("left"))
    yield made
    made.close()


def put(entry: dict[str, str], folder: Path) -> Path:
    """Make a file of the gallery; what is no file makes itself."""
    module, _, name = entry["made_by"].partition(".")
    path, maker = folder / entry["name"], getattr(import_module(f"tests.hostile.{module}"), name)
    if module == "places":
        maker(path)
    else:
        path.write_bytes(maker())
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in os.scandir(folder)}


def is_one_clear_line(said: str) -> bool:
    """Whether somebody is told what happened, and what to do."""
    return len(said.splitlines()) == 1 and ". " in said and said.endswith(".") and said.isprintable()


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_is_refused_in_plain_words_or_read_safely(entry: dict[str, str], reader: Reader, tmp_path: Path) -> None:
    path = put(entry, tmp_path)
    before = names(tmp_path)
    found = reader.ask(path, entry["as"])
    said = found["said"]
    assert entry["answer"] in said
    if said.startswith("ENDED"):
        assert said.endswith(f" {path.name}"), "whoever is told that it was ended has to be told at which file"
    else:
        assert said.startswith("read: ") or is_one_clear_line(said), said
        assert found["did"] == [], "nothing is fetched and nothing is started"
        assert found["cpu"] < MOST_CPU
        assert found["megabytes"] < MOST_MEGABYTES
    assert names(tmp_path) - before <= {"plan.txt", "made.jsonl"}, "beside a plan settings are read, beside a desk made"
    assert names(reader.left) == set()


def test_the_gallery_has_what_it_has_to_have() -> None:
    assert len({entry["made_by"] for entry in GALLERY}) >= 60
    assert not [entry for entry in GALLERY if not (entry["what"] and entry["answer"])]
