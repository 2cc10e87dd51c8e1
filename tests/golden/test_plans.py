"""Whole plans and what comes out of them; UPDATE_GOLDEN=1 writes the answers anew."""

import json
import os
from pathlib import Path

import pytest

from extractors.plan import read_plan
from tests.plans.make_plans import layouts, make

ANSWERS = Path(__file__).parent / "plans"


def told(reading):
    """What a reader of the plan is told: particulars, sections, items with their cells, and doubts by their codes."""
    return {
        "plan": reading.plan.model_dump(mode="json", exclude={"quotes", "home_educated"}),
        "sections": {section.letter.value: list(section.pages) for section in reading.sections},
        "provisions": [
            {"id": p.id, "page": p.quote.page, "area": p.area_of_need and p.area_of_need.value, "text": p.text,
             "columns": p.columns}
            for p in reading.provisions],
        "warnings": [doubt.code for doubt in reading.warnings]}


@pytest.mark.parametrize("name", layouts())
def test_a_plan_reads_as_it_did(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(make(name)[0])
    answer = json.loads(json.dumps(told(read_plan(path))))
    kept = ANSWERS / f"{Path(name).stem}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert answer == json.loads(kept.read_text("utf-8"))
