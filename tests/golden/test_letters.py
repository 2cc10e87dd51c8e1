"""The words of every letter of three cases; UPDATE_GOLDEN=1 writes them anew."""

import os
from pathlib import Path

import pytest

from pipeline.rules import rules
from tests.letter_cases import written
from tests.written import word_text

GOLDEN = Path(__file__).parent / "letters"
NAMES = [name for name, rule in rules("letters").items() if isinstance(rule, dict)]


@pytest.mark.parametrize("case", ["example", "young", "bare"])
@pytest.mark.parametrize("name", NAMES)
def test_the_letter_says_what_it_said(case, name):
    golden = GOLDEN / f"{case}-{name}.txt"
    words = "\n".join(line.rstrip() for line in word_text(written(case)[name]).splitlines() if line.strip()) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(words, "utf-8")
    assert words == golden.read_text("utf-8")
