"""What one amount of a provision had beyond its due is not said to be missing from another amount of it."""

from tests.pipeline.scenario import found

STORY = {
    "provisions": [{
        "id": "F1", "service": "speech_and_language_therapy",
        "text": "One 30-minute session of direct therapy each week, and 4 hours a term of liaison with staff.",
        "schedules": [{"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week",
                       "text": "One 30-minute session of direct therapy each week"},
                      {"total_minutes": 240, "per": "term", "text": "4 hours a term of liaison with staff"}]}],
    "slots": [{"label": "SaLT", "staff": "HC", "day": "wed", "at": "10:00-10:30"}],
}
WEDNESDAYS = ["2025-09-03", "2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01", "2025-10-08", "2025-10-15",
              "2025-10-22", "2025-11-05", "2025-11-12", "2025-11-19", "2025-11-26", "2025-12-03", "2025-12-10",
              "2025-12-17"]


def shortfalls(minutes):
    rows = [{"label": "SaLT", "staff": "HC", "minutes": minutes, "dates": WEDNESDAYS}]
    return [one.shortfall_minutes for one in found(STORY | {"rows": rows}).findings]


def test_what_went_beyond_one_amount_may_be_of_the_other():
    assert shortfalls(30) == [0, 240]
    assert shortfalls(40) == [0, 90]
