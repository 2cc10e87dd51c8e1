"""What lateness may have cost, worked by hand: noted or asked, and never counted as missed."""

import tomllib
from pathlib import Path

import pytest

from tests.pipeline.scenario import found

CASES = {case["name"]: case for case in tomllib.loads(Path(__file__).with_name("lateness.toml").read_text())["cases"]}
WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
THERAPY = {"id": "F1", "text": "Speech and language therapy once a week.", "who": "Speech and language therapist",
           "schedules": [WEEKLY]}


def finding(case):
    """The finding of a week whose Wednesday is the 10th of September."""
    mark = {"dates": ["2025-09-10"], "codes": case["codes"],
            **{name: case[name] for name in ("minutes_late", "arrived", "lesson") if name in case}}
    mark |= {"start": case["lesson_start"]} if "lesson_start" in case else {}
    row = {"dates": ["2025-09-10"], "label": "SaLT",
           **{name: case[name] for name in ("minutes", "start", "outcome", "reason") if name in case}}
    rows = [row] if "minutes" in case or "outcome" in case else []
    return found({"window": ["2025-09-08", "2025-09-12"], "provisions": [THERAPY], "rows": rows, "marks": [mark],
                  "slots": [{"day": "wed", "at": case["at"], "label": "SaLT"}]}).findings[0]


@pytest.mark.parametrize("name", CASES)
def test_what_lateness_may_have_cost_is_said_and_not_counted(name):
    case, one = CASES[name], finding(CASES[name])
    said = [doubt for doubt in one.doubts if doubt.code == "late_arrival"]
    assert [doubt.severity.value for doubt in said] == ([case["says"]] if "says" in case else [])
    assert all(f"up to {case['lost']} " in f"{doubt.reason} ".replace(",", " ") for doubt in said)
    ledger = {bucket.value: [count.sessions, count.minutes] for bucket, count in one.ledger.buckets.items()}
    assert ledger == case.get("ledger", {"no_record": [1, 45]})
    lost = [way.minutes_possibly_lost for way in one.variances if way.kind == "late_arrival"]
    assert lost == ([case["variance"]] if "variance" in case else [])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "variance" in case])
def test_whether_the_session_waited_is_asked_of_a_person(name):
    asks = [(ask.kind.value, ask.minutes) for ask in finding(CASES[name]).would_change]
    assert ("lateness", None) in asks
