"""Thirty cases in which a label can be read in two ways: what may belong to either is alleged of neither."""

import itertools

import pytest

from tests.pipeline.scenario import AUTUMN, found

WEDNESDAYS = ["2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01", "2025-10-08", "2025-11-12"]
PAIRS = {
    "two speech items": ("Speech and language therapy: speech sounds.", "Speech and language therapy: vocabulary."),
    "two groups": ("A social skills group.", "A social communication group."),
    "two literacy items": ("A reading programme.", "A spelling programme."),
    "two motor items": ("A fine motor programme.", "A gross motor programme."),
    "two talks": ("Sessions with a learning mentor: feelings.", "Sessions with a learning mentor: friendships."),
}
LABELS = {"two speech items": ("SaLT", "S&LT"), "two groups": ("Social group", "Soc. gp"),
          "two literacy items": ("Literacy", "Lit"), "two motor items": ("Motor skills", "Motor prog"),
          "two talks": ("Mentor", "Mentoring")}
CASES = [(name, label, minutes) for name, minutes in itertools.product(PAIRS, (30, 20, None)) for label in LABELS[name]]


def story(name, label, minutes):
    weekly = {"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}
    return {"window": [AUTUMN[0][0], AUTUMN[-1][1]],
            "provisions": [{"id": f"F{number}", "text": text, "schedules": [weekly]}
                           for number, text in enumerate(PAIRS[name], 1)],
            "rows": [{"dates": WEDNESDAYS, "label": label} | ({"minutes": minutes} if minutes else {})]}


@pytest.mark.parametrize(("name", "label", "minutes"), CASES)
def test_what_may_belong_to_either_is_alleged_of_neither(name, label, minutes):
    result = found(story(name, label, minutes))
    logged = len(WEDNESDAYS) * (minutes or 30)
    alleged = sum(finding.shortfall_minutes for finding in result.findings)
    due = sum(finding.due.minutes[0] for finding in result.findings)
    assert len(result.findings) == 2
    assert alleged <= due - logged
    for finding in result.findings:
        counted = {line.source.row for line in finding.evidence}
        assert counted or finding.shortfall_minutes <= finding.due.minutes[0] - logged or not result.unmatched


def test_there_are_thirty():
    assert len(CASES) == 30


@pytest.mark.parametrize("name", PAIRS)
def test_a_label_that_fits_both_is_given_to_neither_and_asked_about(name):
    result = found(story(name, LABELS[name][0], 30))
    assert [doubt.code for doubt in result.doubts] == ["ambiguous_label"]
    assert set(result.unmatched[0].candidates) == {"F1", "F2"}
