"""A session serves two amounts only where the plan says so."""

import pytest

from tests.pipeline.scenario import found

DAYS = ["2025-09-10", "2025-09-17", "2025-09-24"]
HOURS = {"total_minutes": 1500, "per": "week", "text": "25 hours per week"}
PART = {"total_minutes": 600, "per": "week", "text": "10 hours per week"}
HALF_HOUR = {"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}


def counted(provisions, **row):
    """How many rows each amount counts, and the codes of what is said about matching."""
    result = found({"provisions": provisions, "rows": [{"dates": DAYS, "minutes": 30} | row]})
    rows = {(one.provision_id, one.schedule): len(one.evidence) for one in result.findings}
    return rows, {doubt.code for doubt in result.doubts if doubt.field == "matching"}


def test_an_amount_of_which_a_part_is_stated_has_the_rows_of_the_part():
    text = "A support worker for 25 hours per week, of which not less than 10 hours per week one to one."
    plan = [{"id": "F1", "text": text, "schedules": [HOURS, PART]}]
    rows, codes = counted(plan, label="1:1 support worker", minutes=120)
    assert rows == {("F1", 0): 3, ("F1", 1): 3}
    assert "joint_sessions" in codes


@pytest.mark.parametrize(("words", "both"), [
    ("as part of the 25 hours above", True), ("within these 25 hours", True), ("in addition to the 25 hours", False),
    ("as part of the 20 hours above", False), ("on top of everything else", False)])
def test_a_session_within_the_hours_of_another_statement_counts_for_both(words, both):
    plan = [{"id": "F1", "text": "A teaching assistant in class for 25 hours per week.", "who": "TA",
             "schedules": [HOURS]},
            {"id": "F2", "text": f"Touch typing for 30 minutes each week, {words}.", "who": "TA",
             "schedules": [HALF_HOUR]}]
    rows, codes = counted(plan, label="Touch typing", staff="TA")
    assert rows == {("F1", 0): 3 * both, ("F2", 0): 3}
    assert ("joint_sessions" in codes) is both


@pytest.mark.parametrize(("joint", "both"), [("jointly with the", True), ("who will also write to the", False)])
def test_a_session_that_two_hold_jointly_counts_for_both(joint, both):
    plan = [{"id": "F1", "text": f"Occupational therapy in the kitchen {joint} speech and language therapist.",
             "who": "Occupational therapist", "service": "occupational_therapy", "schedules": [HALF_HOUR]},
            {"id": "F2", "text": f"Speech and language therapy on instructions, {joint} occupational therapist.",
             "who": "Speech and language therapist", "service": "speech_and_language_therapy",
             "schedules": [HALF_HOUR]}]
    rows, _ = counted(plan, label="OT kitchen", staff="OT")
    assert rows == {("F1", 0): 3, ("F2", 0): 3 * both}
