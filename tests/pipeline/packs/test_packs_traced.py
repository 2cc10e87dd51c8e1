"""Every number in a pack leads back to a finding, the plan, a record, a date or a rule, and follows it."""

import re

import pytest

from models.noun import Noun
from models.provision import Provision
from models.source import Row
from pipeline.files.word_file import PLACEHOLDER
from pipeline.findings.specificity import weak_words
from pipeline.letters.linter import faults
from pipeline.letters.numerals import Known, untraced
from pipeline.letters.traces import of_finding
from pipeline.packs.pack import scope_of
from pipeline.report.pages import method_lines
from pipeline.report.words import ask_words, beside, page_words
from pipeline.routes.choose import route_rules
from tests.pack_cases import CASES, drafted
from tests.written import word_text

RUNS = re.compile(r"\brows? (\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*)")
NUMBERED = re.compile(r"\bR\d+_\w+\.docx|\b\d-[a-z_-]+(?:\.[a-z]{3,4}\b|/)|^\d+\.? ?$|^\d+\. "
                      r"|for enclosure \d+|sha256(?:sum)?\b|\b[0-9a-f]{64}\b|SHA-256"
                      r"|\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b", re.MULTILINE)
"""What counts the parts of a pack, and what stands for a whole file or for all of them."""


def nouns(thing, kind):
    """All nouns of a kind within a noun."""
    if isinstance(thing, kind):
        yield thing
    if isinstance(thing, Noun):
        thing = list(thing.__dict__.values())
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list | tuple | frozenset):
        for part in thing:
            yield from nouns(part, kind)


def quoted(report, case):
    """Words of the plan, of the records, of findings and of rules: whoever wrote them answers for their numbers."""
    for one in report.reading.provisions:
        yield from (one.text, beside(one), *one.columns.values())
        yield from (words for weak in weak_words(one) for words in weak)
    for finding in report.findings:
        yield from (words for line in (*finding.due.workings, *finding.why) for words in (line.words, *line.sources))
        yield from (words for ask in finding.would_change for words in (ask_words(ask), ask.words, ask.reason))
    yield from (row.text for row in report.unmatched)
    yield from (event.words for event in case.events)
    yield from (path.name for path in (*case.logs, *case.registers, *case.timetables))
    yield from (row.sheet or "" for row in nouns(report, Row))
    yield from method_lines(report)
    yield from (one.name for one in (*report.calendar.half_terms, *report.calendar.closures))
    yield from (words for route in report.routes for words in (route.by_what, route.by_how))
    yield from (words for rule in route_rules().values() for words in (rule["title"], *rule["cautions"]))
    yield from (part.file for part in report.coverage)
    for one in report.comparisons:
        yield one.other_file
        yield from (words for item in nouns(one, Provision) for words in (item.text, beside(item)))


def bare_of(text, others):
    """The text without the words of others, the longest first, however their white space is folded."""
    known = sorted({" ".join(one.split()) for one in others if re.search(r"\d", one) and re.search(r"[a-z]{2}", one)},
                   key=len, reverse=True)
    folded = re.sub(r"[ \t]+", " ", text)
    for one in known:
        folded = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)".replace(r"\ ", r"\s+"), " … ", folded, flags=re.IGNORECASE)
    return folded


def sources(report, case, scope):
    """What the numbers of a pack may be."""
    parts = [of_finding(finding) for _, finding in scope.findings]
    plan, items = report.reading.plan, len(report.reading.provisions)
    days = {report.as_of, *report.window, plan.issue_date, plan.date_of_birth, *(one.date for one in case.events),
            *(day for one in report.coverage for day in (one.first_day, one.last_day)),
            *(day for one in (*report.calendar.half_terms, *report.calendar.closures) for day in (one.start, one.end)),
            *(line.date for one in report.findings for line in one.evidence), *(one.date for one in report.away),
            *(route.by for route in report.routes)}
    weeks = {(number, noun) for one in report.coverage for number, noun in (
        (one.weeks, "of"), (one.weeks, "school week"), (one.of_weeks, "school week"))}
    recommended = {f"Recommendation {item.id.removeprefix('R')}" for beside in report.comparisons
                   for item in nouns(beside, Provision) if item.id.startswith("R")}
    halves = {(number, "half-day") for number in range(2 * len(report.away) + 1)}
    return Known(
        dates=frozenset(filter(None, days)).union(*(part.dates for part in parts)),
        minutes=frozenset().union(*(part.minutes for part in parts)),
        counts=frozenset({*weeks, *halves, (report.weeks, "school week"), (report.open_days, "open day"),
                          *((number, "item") for number in range(items + 1)), (scope.withheld, "letter"),
                          *((number, "day") for number in range(len(report.away) + 1))}).union(
                              *(part.counts for part in parts)),
        items=frozenset({*(one.id for one in scope.items), *scope.left_out, *recommended, "F", "G", "H1", "H2"}),
        pages=frozenset({page_words(one.quote) for one in (*report.reading.provisions, *(
            item for beside in report.comparisons for item in nouns(beside, Provision)))} | {"page 1"} | {
                doubt.place.capitalize() for beside in report.comparisons for doubt in beside.unread}))


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_the_packs_leads_somewhere(case):
    report, about = CASES[case]()
    others, rows = list(quoted(report, about)), {row.row for row in nouns(report, Row)}
    lost = {}
    for route in report.routes:
        known = sources(report, about, scope_of(report, about, route))
        for name, content in drafted(case)[route.route].items():
            if name.endswith(".docx") and "/" not in name and not name.startswith("R"):
                text = NUMBERED.sub("", PLACEHOLDER.sub("", bare_of(word_text(content), others)))
                named = {int(end) for runs in RUNS.findall(text) for run in runs.split(", ") for end in run.split("–")}
                lost[route.route, name] = (*(named - rows), *untraced(RUNS.sub("", text), known))
    assert {key: found for key, found in lost.items() if found} == {}


@pytest.mark.parametrize("case", CASES)
def test_packs_name_no_law_but_that_of_the_rules_and_say_nothing_that_must_not_be_said(case):
    report, about = CASES[case]()
    others = list(quoted(report, about))
    said = {(route, name): faults(bare_of(word_text(content), others)) for route, files in drafted(case).items()
            for name, content in files.items()
            if name.endswith(".docx") and "/" not in name and not name.startswith("R")}
    assert {key: found for key, found in said.items() if found} == {}
