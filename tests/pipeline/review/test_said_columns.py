"""Columns of a log that nobody knows are asked about, and what a person says of them is used by the next check."""

import datetime as dt

import pytest

from extractors.evidence import EvidencePaths, read_evidence
from extractors.records.said_columns import unknown_columns
from models.review import Action, Columned, Decision
from pipeline.review.decisions import said_columns

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
LOG = """Our diary,,,
Dt,Wot we did,Hw lng,Room
10/09/2025,Phonics,20,4
17/09/2025,Phonics,25,4
"""
KNOWN = "Date,Intervention,Mins,Adult\n10/09/2025,Phonics,20,KB\n"


def said(header, role):
    return Columned(header=header, role=role, by="Ruth", at=NOON)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, "utf-8")
    return path


def read(log, *decisions):
    return read_evidence(EvidencePaths(logs=(log,)), None, said_columns(decisions))


def test_columns_that_are_not_known_are_named_with_what_stands_in_them(log):
    found = {one.header: (one.source.row, one.source.column, one.examples) for one in unknown_columns(log)}
    assert found["Dt"] == (2, 1, ("10/09/2025", "17/09/2025"))
    assert found["Hw lng"] == (2, 3, ("20", "25"))


def test_a_log_that_is_understood_asks_nothing(log):
    log.write_text(KNOWN, "utf-8")
    assert not list(unknown_columns(log))


def test_what_a_person_says_makes_the_log_readable(log):
    assert not read(log).sessions
    sessions = read(log, said("Dt", "date"), said("Wot we did", "label"), said("Hw lng", "minutes")).sessions
    assert [(one.date.day, one.label, one.minutes) for one in sessions] == [(10, "Phonics", 20), (17, "Phonics", 25)]


def test_only_the_header_is_taken_at_its_word(log):
    log.write_text(KNOWN.replace("KB", "Mins"), "utf-8")
    (session,) = read(log, said("Mins", "ignored")).sessions
    assert (session.minutes, session.staff) == (None, "Mins")


def test_the_last_word_counts_and_an_undo_takes_it_back():
    first, second = said("Dt", "date"), said("dt ", "ignored")
    undo = Decision(provision=second.about, provision_id="", action=Action.UNDO, by="Ruth", at=NOON)
    assert said_columns([first, second]) == {"dt": "ignored"}
    assert said_columns([first, second, undo]) == {"dt": "date"}
