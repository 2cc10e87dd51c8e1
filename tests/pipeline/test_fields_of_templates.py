"""Every field that a template reads, taken away in turn: an error each time, and never a blank in a letter.

The fields are found in the templates: by their undeclared variables, and by what is read while they are filled in.
"""

from collections import defaultdict
from functools import cache
from unittest import mock

import pytest
from jinja2 import UndefinedError, meta

from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.files.word_file import _environment
from pipeline.letters import letter as letters_module
from pipeline.packs import pack as packs_module
from pipeline.report import word as report_module
from pipeline.report.page import _environment as web
from pipeline.report.pages import pages
from tests import letter_cases, pack_cases
from tests.plain_templates import attributes, fill_in, filled_in, text_of, watched
from tools.word_templates import TEMPLATES, sources

WORD = [source.relative_to(TEMPLATES).with_suffix("").as_posix() for source in sources()]
PAGE = ("report.html", "card.html", "picture.svg")
NO_FACTS = ("loop", "svg", "cards", "buckets", "look")
"""What the web page names besides: its macros, and how each bucket looks."""
CASES = ("example", "bare", "forty", "young")


@cache
def facts_of() -> dict[str, list[dict]]:
    """All facts with which each template is filled in, over the cases of the letters, the packs and the report."""
    told = defaultdict(list)

    def note(name, facts, *rest):
        told[name].append(facts)
        return fill_in(name, facts, *rest)

    with mock.patch.object(letters_module, "fill_in", note), mock.patch.object(packs_module, "fill_in", note):
        for case in CASES:
            letter_cases.letters(*letter_cases.CASES[case]())
        for case in ("example", "nell"):
            pack_cases.packs(*pack_cases.CASES[case]())
    with mock.patch.object(report_module, "fill_in", note):
        for page in reports():
            report_module.report_docx(page, letter_cases.example()[1].as_of)
    return told


@cache
def reports() -> list:
    """Reports with and without a gap, with routes and events, and with two amounts of one item."""
    kit = read_case(pack_cases.SAMPLES / "kit", letter_cases.example()[1].as_of)
    return [pages(*letter_cases.example()), pages(*letter_cases.forty()), pages(*pack_cases.example()),
            pages(*pack_cases.sample("nell")), pages(*two_amounts()), pages(check(kit), kit)]


def two_amounts():
    """The example with its first amount stated twice."""
    report, about = letter_cases.example()
    first, *others = report.reading.provisions
    provisions = (first.model_copy(update={"schedules": first.schedules * 2}), *others)
    findings = (*report.findings, report.findings[0].model_copy(update={"schedule": 1}))
    reading = report.reading.model_copy(update={"provisions": provisions})
    return report.model_copy(update={"reading": reading, "findings": findings}), about


def page_filled_in(_, facts):
    return web().get_template("report.html").render(facts)


def fields(fill, name, all_facts):
    """Each field that is read, with facts in which it is."""
    found = {}
    for facts in all_facts:
        known, read = watched(facts)
        fill(name, known)
        found |= dict.fromkeys([*read - found.keys(), *(one for one in facts if one not in found)], facts)
    return found


def not_missed(fill, name, found):
    """The fields that may be taken away without an error."""
    kept = []
    for field, facts in found.items():
        if field in filled_without(fill, name, facts, field):
            kept.append(field)
    return kept


def filled_without(fill, name, facts, field):
    """The field, if the template can be filled in without it and reads it."""
    known, _ = watched(facts, field)
    try:
        fill(name, known)
    except (UndefinedError, AttributeError, TypeError):      # a picture without words, a filter without a value
        return ()
    return (field,)


@pytest.mark.parametrize("name", WORD)
def test_a_field_that_is_missing_is_an_error(name):
    wanted = meta.find_undeclared_variables(_environment().parse(text_of(name))) - {"pictures"}
    facts = [{one: given[one] for one in wanted} for given in facts_of()[name]]
    found = fields(filled_in, name, facts)
    assert attributes(text_of(name)) <= {path.rpartition(".")[2] for path in found}
    assert not not_missed(filled_in, name, found)


def test_a_field_of_the_web_page_that_is_missing_is_an_error():
    found = fields(page_filled_in, "report.html", [{"page": page} for page in reports()])
    named = {one for file in PAGE for one in attributes((TEMPLATES / "report" / file).read_text("utf-8"), NO_FACTS)}
    assert named <= {path.rpartition(".")[2] for path in found}
    assert not not_missed(page_filled_in, "report.html", found)
