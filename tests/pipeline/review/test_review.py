"""Decisions are appended, survive a new run, fall away with the words, and can be taken back."""

import datetime as dt

import pytest

from models.amounts import Period, Schedule
from models.doubt import Doubt, Severity
from models.errors import UnusableCase
from models.provision import Plan, PlanReading, Provision, Service
from models.review import Action, Decision
from models.source import Document, Quote
from pipeline.review.decisions import append, cut_short, read_decisions, standing
from pipeline.review.lay_over import lay_over
from pipeline.review.shape import fingerprints

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
DOUBT = Doubt(code="no_period", field="schedules", reason="It does not say how often.")


def provision(name, text, page=3):
    schedules = (Schedule(sessions=1, session_minutes=30, total_minutes=30, per=Period.WEEK),)
    quote = Quote(text=text, page=page)
    return Provision(id=name, text=text, quote=quote, schedules=schedules, review=(DOUBT,))


@pytest.fixture
def reading():
    provisions = (provision("F1", "Speech therapy weekly."), provision("F2", "A mentor."), provision("F3", "A mentor."))
    return PlanReading(plan=Plan(), source=Document(file="plan.pdf", sha256="0", pages=4), provisions=provisions)


@pytest.fixture
def decide(reading):
    prints = fingerprints(reading)

    def decision(name, action, **fields):
        return Decision(provision=prints[name], provision_id=name, action=action, by="me", at=NOON, **fields)

    return decision


def test_the_same_words_twice_on_a_page_are_two_provisions(reading):
    assert len(set(fingerprints(reading).values())) == 3


def test_a_fingerprint_does_not_hang_on_the_number_of_the_provision(reading):
    moved = reading.model_copy(update={"provisions": (provision("F9", "Speech therapy weekly."),)})
    assert fingerprints(moved)["F9"] == fingerprints(reading)["F1"]


def test_decisions_come_back_as_they_were_appended(decide, tmp_path):
    path = tmp_path / "decisions.jsonl"
    made = (decide("F1", Action.ACCEPT), decide("F2", Action.REJECT, why="a need"))
    for decision in made:
        before = path.read_bytes() if path.exists() else b""
        append(path, decision)
        assert path.read_bytes().startswith(before)
    assert read_decisions(path) == made


def test_a_line_that_a_crash_cut_short_does_not_count_and_spoils_nothing(decide, tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, decide("F1", Action.ACCEPT))
    with path.open("ab") as file:
        file.write(b'{"provision": "ab')
    assert len(read_decisions(path)) == 1
    append(path, decide("F2", Action.ACCEPT))
    assert [decision.provision_id for decision in read_decisions(path)] == ["F1", "F2"]


def test_a_last_line_that_was_cut_short_is_named_until_somebody_decides_again(decide, tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, decide("F1", Action.ACCEPT))
    assert cut_short(path) == cut_short(None) == cut_short(tmp_path / "none") == ()
    with path.open("ab") as file:
        file.write(b'{"provision_id": "F2", "act')
    assert [doubt.place for doubt in cut_short(path)] == ["decisions.jsonl, line 2"]
    append(path, decide("F2", Action.ACCEPT))
    assert cut_short(path) == ()


def test_decisions_count_whichever_program_ended_their_lines(decide, tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, decide("F1", Action.ACCEPT), decide("F2", Action.ACCEPT))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_decisions(path)) == 2


def test_a_line_that_is_no_decision_is_named(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"hello": 1}\n', "utf-8")
    with pytest.raises(UnusableCase, match=r"decisions\.jsonl, line 1"):
        read_decisions(path)


def test_no_file_is_no_decision(tmp_path):
    assert read_decisions(tmp_path / "decisions.jsonl") == read_decisions(None) == ()


def test_accepting_turns_an_open_doubt_into_a_note(reading, decide):
    reviewed = lay_over(reading, [decide("F1", Action.ACCEPT)])
    assert reviewed.accepted == {"F1"}
    assert [doubt.severity for doubt in reviewed.reading.provisions[0].review] == [Severity.NOTE]
    assert reviewed.reading.provisions[1:] == reading.provisions[1:]


def test_an_edit_replaces_the_fields_it_names_and_only_them(reading, decide):
    edits = {"service": "mentoring", "schedules": [{"sessions": 2, "per": "term"}], "deliverer": "a mentor"}
    reviewed = lay_over(reading, [decide("F2", Action.EDIT, edits=edits)])
    changed = reviewed.reading.provisions[1]
    assert (changed.service, changed.deliverer.text, changed.text) == (Service.MENTORING, "a mentor", "A mentor.")
    assert changed.schedules == (Schedule(sessions=2, per=Period.TERM),)
    assert reviewed.accepted == {"F2"}


def test_a_rejected_item_is_neither_accepted_nor_lost(reading, decide):
    reviewed = lay_over(reading, [decide("F2", Action.ACCEPT), decide("F2", Action.REJECT)])
    assert (reviewed.accepted, reviewed.rejected) == (frozenset(), {"F2"})
    assert len(reviewed.reading.provisions) == 3


def test_undo_takes_back_the_last_decision_on_the_same_provision(reading, decide):
    made = [decide("F1", Action.ACCEPT), decide("F2", Action.REJECT), decide("F1", Action.UNDO)]
    assert standing(made) == [made[1]]
    assert lay_over(reading, made).accepted == frozenset()


def test_undo_with_nothing_to_take_back_changes_nothing(decide):
    assert standing([decide("F1", Action.UNDO), decide("F1", Action.ACCEPT)]) == [decide("F1", Action.ACCEPT)]


def test_a_decision_falls_away_when_the_words_change(reading, decide):
    changed = reading.model_copy(update={"provisions": (provision("F1", "Speech therapy fortnightly."),)})
    assert lay_over(changed, [decide("F1", Action.ACCEPT)]).accepted == frozenset()


@pytest.mark.parametrize("edits", [{"text": "other words"}, {"mode": "flying"}, {"schedules": [{"sessions": -1}]}])
def test_an_edit_that_cannot_be_used_names_the_provision_and_not_the_words(reading, decide, edits):
    with pytest.raises(UnusableCase) as stop:
        lay_over(reading, [decide("F1", Action.EDIT, edits=edits)])
    assert str(stop.value).startswith("F1: ")
    assert "Speech" not in str(stop.value)
