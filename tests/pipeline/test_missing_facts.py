"""Every fact of a case and of its report, taken away in turn: nothing crashes, no sentence is left without its word.

The facts are found in the nouns: a field that is added to one of them is taken away here as well.
"""

import contextlib
import datetime as dt
import re
from functools import cache
from unittest import mock

import pytest

from models.case import Case, Contact, Event, Post, SchoolKind, Situation
from models.noun import Noun
from models.provision import Plan
from pipeline.files.word_file import PLACEHOLDER, words_of
from pipeline.letters import letter as letters_module
from pipeline.letters.letter import PAPERS, has_paper, letter, paper
from pipeline.packs import pack as packs_module
from pipeline.report import word as report_module
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from pipeline.routes.choose import with_ways_on
from templates.words import long_date
from tests import letter_cases, pack_cases
from tests.plain_templates import fill_in
from tests.written import page_lines

PACKS = ("R4", "R7", "R9", "R12", "R13", "R18")
"""Between them they have every enclosure."""
SHOUTS = re.compile(r"case\.(?:sender|school|authority)\.(?:name|address)|report\.reading\.plan\.(?!status)\w+")
NOT_STATED = re.compile(r"not stated")
SOMEONE = Contact(name="Orla Quill", role="advocate", address=("3 Ash Way", "Halden"))
BLANKS = re.compile(
    r"[ \t][.,;:)](?!\.)|\(\s*\)|“\s*”|\[\s*\]|,\s*[,.;]|\.\.(?!\.)|;\s*[.;]|:\s*[.;:]|\{\{|\}\}"
    r"|\bNone\b(?! (?:is|that|was))"
    r"|(?<!rests )\b(?:a|an|and|at|before|between|born|by|dated|for|from|in|of|on|or|the|until|with)[ \t]*(?:[.,;:)]|$)"
    r"|^[ \t]*[.,;:()“”]+[ \t]*$", re.M)
"""What is left of a sentence when a word has gone out of it."""


def facts(noun: Noun) -> dict[str, Noun]:
    """The noun without each of the facts that it need not have, by name; of several of a kind, all without it."""
    found: dict[str, Noun] = {}
    for name, field in type(noun).model_fields.items():
        value = getattr(noun, name)
        if not field.is_required() and value != field.get_default(call_default_factory=True):
            found[name] = noun.model_copy(update={name: field.get_default(call_default_factory=True)})
        for inner, changed in _within(value).items():
            found[f"{name}.{inner}"] = noun.model_copy(update={name: changed})
    return found


def _within(value) -> dict:
    if isinstance(value, Noun):
        return facts(value)
    if not isinstance(value, tuple) or not value or not isinstance(value[0], Noun):
        return {}
    each = [facts(one) for one in value]
    names = dict.fromkeys(name for one in each for name in one)
    return {f"all.{name}": tuple(one.get(name, whole) for one, whole in zip(each, value, strict=True))
            for name in names}


@cache
def full():
    """The example with every fact of its case filled in, so that each can be missed."""
    report, case = pack_cases.example()
    ago = report.as_of - dt.timedelta(days=40)
    situation = Situation(
        school_kind=SchoolKind.ACADEMY, out_of_school_since=ago, back_in_school=report.as_of,
        health_missing=("G1",), health_missing_since=ago, social_missing=("H11",), social_missing_since=ago,
        school_conduct=True, unequal_treatment_last=ago, no_review=True, urgent=True, separated_parents=True)
    sent = {"post": Post.EMAIL, "at": dt.time(9), "reply_by": report.as_of}
    events = tuple(one.model_copy(update=sent) for one in case.events)
    known = {"school": letter_cases.TO_SCHOOL, "authority": letter_cases.TO_AUTHORITY, "representative": SOMEONE,
             "other_parent": SOMEONE, "situation": situation, "events": events, "window": report.window,
             "unread": ("old notes.docx",), "left_out": ("old log.xlsx",)}
    return report, case.model_copy(update=known)


@cache
def acting():
    """The same about a young person who cannot decide, for whom a representative writes."""
    report, case = full()
    plan = report.reading.plan.model_copy(update={"date_of_birth": dt.date(2008, 11, 2)})
    reading = report.reading.model_copy(update={"plan": plan})
    situation = case.situation.model_copy(update={"lacks_capacity": True, "separated_parents": False})
    return report.model_copy(update={"reading": reading}), case.model_copy(update={"situation": situation})


def variants(report, case):
    """The report and the case without each of their facts; no finding is kept whose amount has gone."""
    stated = {(one.id, number) for one in report.reading.provisions for number in range(len(one.schedules))}
    cases = {f"case.{name}": (report, one) for name, one in facts(case).items()}
    return cases | {f"report.{name}": (_consistent(one, stated), case) for name, one in facts(report).items()}


def _consistent(report, stated):
    left = {(one.id, number) for one in report.reading.provisions for number in range(len(one.schedules))}
    known = {one.id for one in report.reading.provisions}
    findings = tuple(one for one in report.findings if one.provision_id in known
                     and (one.provision_id, one.schedule) not in stated - left)
    return report.model_copy(update={"findings": findings})


def documents(report, case, name=""):
    """The words of every letter, of packs that have every enclosure between them, and of the report."""
    if not name.startswith("report.routes"):
        report = pack_cases.opened(with_ways_on(report, case))
    with contextlib.ExitStack() as plain:
        for module in (letters_module, packs_module, report_module):
            plain.enter_context(mock.patch.object(module, "fill_in", fill_in))
        page = pages(report, case)
        files = {route.route: letter(report, case, route) for route in report.routes}
        files |= {name: paper(report, case, name) for name in PAPERS if has_paper(report, case, name)}
        files["report.docx"] = report_module.report_docx(page, report.as_of)
        for route in (one for one in report.routes if one.route in PACKS):
            made = packs_module.pack(report, case, route)
            files |= {f"{route.route}/{file}": made[file] for file in made if file.endswith(".docx")}
    words = {file: words_of(content) for file, content in files.items()}
    return words | {"report.html": page_lines(report_html(page))}


def blanks(words):
    """Each place of a line where a word seems to be missing, with what stands before it."""
    return {line[max(0, found.start() - 25):found.end()] for line in words.splitlines()
            for found in BLANKS.finditer(line)}


def as_printed(report, case, name):
    """How a fact about people or about the plan stands in a document."""
    room, *path = name.split(".")
    value = {"case": case, "report": report}[room]
    for one in path:
        value = getattr(value, one)
    return [long_date(value)] if isinstance(value, dt.date) else [value] if isinstance(value, str) else [*value]


@cache
def told():
    """For each base and each fact: what the documents say with it, and what they say without it."""
    found = {}
    for base in (full, acting):
        whole = documents(*base())
        for name, changed in variants(*base()).items():
            if base is full or name.startswith(("case.", "report.reading.plan.")):
                found[base.__name__, name] = (base(), whole, documents(*changed, name))
    return found


def test_every_fact_of_a_case_and_of_its_plan_is_taken_away():
    """A field without a value in the bases could not be missed: those named here leave no trace in a document."""
    kept = {"case": {"advice", "earlier_plans", "event_lists", "concerns_seen", "decisions", "pdf", "providers"},
            "report.reading.plan": {"home_educated", "quotes"}}
    taken = {name for _, name in told()}
    for path, noun, without in (("case", Case, kept["case"]), ("case.situation", Situation, set()),
                                ("case.sender", Contact, set()), ("case.representative", Contact, set()),
                                ("case.events.all", Event, set()),
                                ("report.reading.plan", Plan, kept["report.reading.plan"])):
        wanted = {name for name, field in noun.model_fields.items() if not field.is_required()} - without
        assert wanted <= {name.removeprefix(f"{path}.") for name in taken}, path


LEFT = ["Dear ,", "on  .", "born ; plan", "F1: “”", "plan dated", "on None.", "()", " , page 7"]


@pytest.mark.parametrize("words", LEFT)
def test_what_is_left_of_a_sentence_is_seen(words):
    assert blanks(words)


def test_no_sentence_is_left_without_its_word():
    known = {blank for _, whole, _ in told().values() for words in whole.values() for blank in blanks(words)}
    assert not {(*name, file): found for name, (_, _, without) in told().items()
                for file, words in without.items() if (found := blanks(words) - known)}


def test_a_fact_about_people_or_the_plan_that_is_missing_shouts_where_it_stood():
    silent = {}
    for (base, name), (given, whole, without) in told().items():
        for fact in as_printed(*given, name) if SHOUTS.fullmatch(name) else ():
            silent |= {(base, name, file): fact for file, words in without.items()
                       if fact in sentences(whole[file]) and fact not in words and not shouts(words, whole[file])}
    assert not silent


def sentences(words):
    """A text without the rows of its tables: a line of a chronology goes with its day."""
    return "\n".join(line for line in words.splitlines() if "||" not in line)


def shouts(words, before):
    """Whether there is a placeholder more than before, or the words that the plan does not say it."""
    return set(PLACEHOLDER.findall(words)) - set(PLACEHOLDER.findall(before)) or NOT_STATED.search(words)
