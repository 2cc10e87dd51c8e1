"""Every number in what is written leads back to a finding, the plan, a record, a date or a rule, and follows it."""

import datetime as dt
from pathlib import Path

import pytest

from models.delivery import Outcome
from models.noun import Noun
from pipeline.case import compared, read_records, read_reviewed_plan, with_routes
from pipeline.case_folder import read_case
from pipeline.letters.items import contents, has_letter
from pipeline.letters.letter import written
from pipeline.letters.linter import problems
from pipeline.letters.subject import of_route
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from pipeline.report.word import report_docx
from pipeline.rules import rules
from tests import example_report
from tests.written import numbers, page_text, word_text

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
AS_OF = dt.date(2025, 12, 19)


def known(thing) -> set[str]:
    """The numbers of a noun and of all in it: amounts in minutes as hours and minutes too, dates as day and year."""
    if isinstance(thing, Noun):
        return set().union(*(known(value) for value in thing.__dict__.values()))
    if isinstance(thing, dict):
        return known(list(thing)) | known(list(thing.values()))
    if isinstance(thing, list | tuple | frozenset):
        return {str(len(thing))}.union(*map(known, thing))
    if isinstance(thing, dt.date):
        return numbers(f"{thing.day} {thing.year}")
    if isinstance(thing, int):
        return {str(thing), *map(str, divmod(thing, 60))}
    return numbers(str(thing))


def counts(report) -> set[str]:
    """How many provisions, days or rows of a kind there are: a count of findings is at most their number."""
    rows = max((len(one.evidence) for one in report.findings), default=0)
    return {str(count) for count in range(max(rows, len(report.reading.provisions), len(report.unmatched)) + 1)}


def mondays(report) -> set[str]:
    start, end = report.window
    return {str((start + dt.timedelta(days=day)).day) for day in range((end - start).days + 1)}


def law() -> set[str]:
    return known({name: rules(name) for name in ("wording", "duties", "deadlines", "routes")})


def given(report) -> set[str]:
    """What a card says of sessions given: those of three buckets together."""
    ledgers = [one.ledger.buckets for one in report.findings]
    return {str(sum(ledger[one].sessions or 0 for one in ("delivered", "rearranged", "variance") if one in ledger))
            for ledger in ledgers}


@pytest.fixture(scope="module", params=["example", "nell"])
def checked(request):
    if request.param == "example":
        case = example_report.case()
        return with_routes(example_report.report(), case), case
    case = read_case(SAMPLES / request.param, AS_OF)
    reviewed = read_reviewed_plan(case)
    return with_routes(compared(case, reviewed, read_records(case, reviewed.reading.plan)), case), case


@pytest.fixture(scope="module")
def sources(checked):
    report, case = checked
    return known(report) | known(case) | counts(report) | mondays(report) | law() | given(report)


def test_every_number_of_the_web_page_leads_somewhere(checked, sources):
    assert not numbers(page_text(report_html(pages(*checked)))) - sources


def test_every_number_of_the_word_report_leads_somewhere(checked, sources):
    assert not numbers(word_text(report_docx(pages(*checked), AS_OF))) - sources


def test_every_number_of_the_letters_leads_somewhere(checked):
    report, case = checked
    subjects = [of_route(report, case, route) for route in report.routes if has_letter(report, route)]
    assert subjects
    assert {one.name: problems(written(one), one) for one in subjects} == {one.name: () for one in subjects}


def said(report, case):
    return pages(report, case), [contents(report, route) for route in report.routes if has_letter(report, route)]


def turned(session):
    """The same row with the other outcome."""
    outcome = Outcome.NOT_DELIVERED if session.outcome is Outcome.DELIVERED else Outcome.DELIVERED
    return session.model_copy(update={"outcome": outcome, "minutes": session.minutes or 15})


def unchanged(step):
    """The rows of the sample log that could be turned round without a word of the report changing."""
    case = read_case(SAMPLES / "nell", AS_OF)
    reviewed = read_reviewed_plan(case)
    evidence = read_records(case, reviewed.reading.plan)

    def write(sessions):
        changed = evidence.model_copy(update={"sessions": sessions})
        return said(with_routes(compared(case, reviewed, changed), case), case)

    before, rows = write(evidence.sessions), evidence.sessions
    return [rows[n].source.place() for n in range(0, len(rows), step)
            if write((*rows[:n], turned(rows[n]), *rows[n + 1:])) == before]


def test_a_row_that_says_the_opposite_changes_what_is_written():
    assert unchanged(step=16) == []


@pytest.mark.slow
def test_every_row_that_says_the_opposite_changes_what_is_written():
    assert unchanged(step=1) == []
