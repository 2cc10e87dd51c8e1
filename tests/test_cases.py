"""Every statement of tests/cases is read as it says there: what must match, and what must not."""

import pytest

from extractors.statement import read_statement
from models.provision import Reading
from tests.statements import Case, statements, written


def parameters():
    for case in statements():
        gap = case.entry.get("gap")
        marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        yield pytest.param(case, id=case.place, marks=marks)


def facets(reading: Reading) -> dict[str, object]:
    """The other things that a case may say of a reading."""
    deliverer = reading.deliverer
    return {
        "provision": reading.provision,
        "service": reading.service,
        "mode": reading.mode or "none",
        "group": reading.max_group_size or 0,
        "ratio": reading.ratio or "none",
        "role": deliverer.role if deliverer else "none",
        "who": deliverer.text if deliverer else "none",
        "qualified": bool(deliverer and deliverer.qualified),
        "status": reading.status,
        "vague": list(reading.vague_terms),
        "contact": [str(schedule.contact or "none") for schedule in reading.schedules],
        "year_round": any(schedule.year_round for schedule in reading.schedules),
        "when": [schedule.when or "none" for schedule in reading.schedules],
    }


@pytest.mark.parametrize("case", list(parameters()))
def test_a_statement_reads_as_two_careful_people_would_read_it(case: Case):
    entry = case.entry
    reading = read_statement(entry["text"], entry.get("columns", {}))
    if "reads" in entry:
        assert [written(schedule) for schedule in reading.schedules] == entry["reads"], entry.get("why", "")
    read = facets(reading)
    assert {key: read[key] for key in entry if key in read} == {key: entry[key] for key in entry if key in read}
    asked = {doubt.code for doubt in reading.review}
    asks = entry.get("asks", [])
    assert set(asks) <= asked if asks else not asked, f"asks {sorted(asked)}"


def test_no_statement_is_written_down_twice():
    texts = [(case.entry["text"], str(case.entry.get("columns"))) for case in statements()]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
