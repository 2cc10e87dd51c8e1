"""Every route's pack of the sample cases, as text: its files, and what each document says but the letter."""

import os
import re
from pathlib import Path

import pytest

from pipeline.packs.pack import pack
from tests.pack_cases import advised, drafted, outside
from tests.written import word_text

GOLDEN = Path(__file__).parent / "packs"
CASES = ("kit", "nell", "priya", "example")
CHANGING = ("R7", "R8", "R10", "R19")
"""The routes that change the words of a plan, or prepare for it: what reports recommend goes along."""
PROOF = ("derivations.json", "verify.py", "manifest.sha256")
SEAL = re.compile(r"(?:[0-9a-f]{8} ){7}[0-9a-f]{8}")
"""Of all files, and so of the version of the code: another one with every change."""


def as_text(packs, letters=False):
    """Packs as one text; a document that an earlier pack has word for word is only named."""
    parts, first = [], {}
    for route, files in packs.items():
        parts.append(f"######## {route}: {', '.join(files)}")
        for name, content in files.items():
            if (name.startswith("R") and not letters) or name in PROOF or name.endswith((".xlsx", ".pdf")):
                continue
            text = word_text(content) if name.endswith(".docx") else f"{content.count(bytes([10]))} lines"
            text = SEAL.sub("(the seal)", "\n".join(line.rstrip() for line in text.splitlines() if line.strip()))
            seen = first.setdefault(text, f"{route} {name}")
            parts.append(f"==== {name}\n{text}" if seen == f"{route} {name}" else f"==== {name}: as {seen}")
    return "\n".join(parts) + "\n"


OUTSIDE = ("R13", "R14")
"""The routes about health care and social care, which the samples' own plans do not name."""


def golden(name, text):
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_packs_are_as_they_were(case):
    text = as_text(drafted(case))
    assert text == golden(case, text)


def test_packs_with_a_report_and_an_earlier_plan_are_as_they_were():
    report, case = advised()
    text = as_text({route.route: pack(report, case, route) for route in report.routes if route.route in CHANGING}, True)
    assert text == golden("advised", text)


@pytest.mark.parametrize("case", ["nell", "priya"])
def test_packs_about_health_care_and_social_care_are_as_they_were(case):
    report, about = outside(case)
    text = as_text({one.route: pack(report, about, one) for one in report.routes if one.route in OUTSIDE}, True)
    assert text == golden(f"{case}-outside", text)
