"""Change one row of the evidence and the pack changes: no figure in it stands by itself."""

import datetime as dt
from functools import cache

import pytest

from models.delivery import Outcome
from pipeline.case import compared, read_records, read_reviewed_plan, with_routes
from pipeline.case_folder import read_case
from pipeline.packs.evidence import evidence
from pipeline.packs.gap_table import gap_table
from pipeline.packs.pack import scope_of
from tests.pack_cases import SAMPLES

SAMPLED = {"nell": 40, "priya": 34, "kit": 26}
"""How many rows of each sample are turned round, spread over the whole log: a hundred."""


@cache
def read(name):
    """The case with its plan and its records, read once."""
    case = read_case(SAMPLES / name, dt.date(2025, 12, 19))
    reviewed = read_reviewed_plan(case)
    return case, reviewed, read_records(case, reviewed.reading.plan)


def said(name, sessions):
    """The findings, the gap table and the index of the evidence of a section 42 letter, with these rows of the log."""
    case, reviewed, records = read(name)
    report = compared(case, reviewed, records.model_copy(update={"sessions": sessions}))
    route = next(one for one in routes(name) if one.route == "R4")
    scope = scope_of(report, case, route)
    return report.findings, gap_table(scope), evidence(scope)


@cache
def routes(name):
    case, reviewed, records = read(name)
    return with_routes(compared(case, reviewed, records), case).routes


def turned(session):
    """The same row with the other outcome."""
    outcome = Outcome.NOT_DELIVERED if session.outcome is Outcome.DELIVERED else Outcome.DELIVERED
    return (session.model_copy(update={"outcome": outcome, "minutes": session.minutes or 15}),)


def gone(_):
    """Nothing in its place."""
    return ()


def without_effect(name, change):
    """The rows, of those that are spread over the log, that could be changed without a word of the pack changing."""
    rows = read(name)[2].sessions
    before, wanted = said(name, rows), SAMPLED[name]
    numbers = {len(rows) * place // wanted for place in range(wanted)}
    assert len(numbers) == wanted
    return [rows[n].source.place() for n in sorted(numbers)
            if before == said(name, (*rows[:n], *change(rows[n]), *rows[n + 1:]))]


@pytest.mark.parametrize("name", SAMPLED)
def test_each_of_a_hundred_rows_that_says_the_opposite_changes_the_pack(name):
    assert without_effect(name, turned) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLED)
def test_each_of_a_hundred_rows_that_is_gone_changes_the_pack(name):
    assert without_effect(name, gone) == []
