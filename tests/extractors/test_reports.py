"""Reports of professionals in the shapes that they have: what each recommends is found, with its page, and no more."""

import re

import pytest

from extractors.report_advice import read_advice
from tests.plans.reports import REPORTS


def letters(text):
    return re.sub(r"\W+", "", text.lower())



def read(name, folder):
    kind, content, told = REPORTS[name]()
    path = folder / f"report.{kind}"
    path.write_bytes(content)
    return read_advice(path), told


@pytest.fixture(params=REPORTS)
def name(request):
    return request.param


def whole(item):
    return letters(f"{item.text} {' '.join(item.columns.values())}")


def test_all_that_is_recommended_is_found_on_its_page(name, tmp_path):
    advice, told = read(name, tmp_path)
    found = [(whole(item), item.quote.page) for item in advice.recommendations]
    assert [text for text, page in told if not any(letters(text) in words and page == at for words, at in found)] == []


def test_nothing_else_is_taken_for_a_recommendation(name, tmp_path):
    advice, told = read(name, tmp_path)
    other = [item.text for item in advice.recommendations if not any(letters(text) in whole(item) for text, _ in told)]
    assert other == []
    assert len(advice.recommendations) == len(told)


def test_a_table_keeps_who_and_how_often_beside_what(tmp_path):
    advice, _ = read("occupational_therapist", tmp_path)
    therapy = advice.recommendations[0]
    assert (therapy.deliverer.role, therapy.deliverer.qualified) == ("ot", True)
    assert (therapy.schedules[0].total_minutes, therapy.schedules[0].per) == (45, "week")


def test_pages_that_could_not_be_read_are_named(tmp_path):
    advice, _ = read("partly_a_picture", tmp_path)
    assert [(doubt.code, doubt.place) for doubt in advice.warnings] == [("report_unread", "page 2")]


@pytest.mark.parametrize("whole_text", [name for name in REPORTS if name != "partly_a_picture"])
def test_a_report_that_was_read_warns_of_nothing(whole_text, tmp_path):
    assert read(whole_text, tmp_path)[0].warnings == ()


def test_the_child_is_known_by_the_date_of_birth(tmp_path):
    assert read("speech_therapist", tmp_path)[0].date_of_birth.isoformat() == "2015-05-04"
