import tomllib
from pathlib import Path

import pytest

from extractors.statements.when import read_when

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "when" / "moments.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_words_of_time_are_read_as_worked_by_hand(case):
    read = read_when(case["text"]).model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    assert read == case["reads"]
