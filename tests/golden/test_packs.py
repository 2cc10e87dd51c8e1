"""Every route's pack of the sample cases, as text: its files, and what each document says but the letter."""

import os
from pathlib import Path

import pytest

from tests.pack_cases import drafted
from tests.written import word_text

GOLDEN = Path(__file__).parent / "packs"
CASES = ("kit", "nell", "priya")


def as_text(case):
    """The packs of a case as one text; a document that an earlier pack has word for word is only named."""
    parts, first = [], {}
    for route, files in drafted(case).items():
        parts.append(f"######## {route}: {', '.join(files)}")
        for name, content in files.items():
            if name.startswith("R") or name == "manifest.sha256" or name.endswith((".xlsx", ".pdf")):
                continue
            text = word_text(content) if name.endswith(".docx") else f"{content.count(bytes([10]))} lines"
            text = "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
            seen = first.setdefault(text, f"{route} {name}")
            parts.append(f"==== {name}\n{text}" if seen == f"{route} {name}" else f"==== {name}: as {seen}")
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_packs_are_as_they_were(case):
    path = GOLDEN / f"{case}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(as_text(case), "utf-8")
    assert as_text(case) == path.read_text("utf-8")
