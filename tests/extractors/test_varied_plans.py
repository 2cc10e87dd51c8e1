"""However a council sets a plan, every amount of its Section F is in its item, or a person is asked."""

import re

import pytest

from extractors.plan import read_plan
from models.provision import SectionLetter
from tests.plans.varied import OWN, varied

ASKED = {"words_left", "little_read", "length_in_margin", "empty_section_f"}


def plain(text):
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def said(provision):
    return plain(" ".join([provision.quote.text, *provision.columns.values()]))


def check(tmp_path, number, *heads):
    plan = varied(number, *heads)
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan.made)
    reading = read_plan(path)
    asked = ASKED & {warning.code for warning in reading.warnings}
    for row in plan.rows:
        held = [p for p in reading.provisions if plain(row.text) in said(p)]
        whole = any(plain(row.how_often) in said(p) for p in held)
        assert whole or asked or any(p.review for p in held), row
    found = [said(p) for p in reading.provisions if p.section is SectionLetter.F]
    assert not [words for words in found for outside in plan.outside if plain(outside) in words]
    return len(plan.rows), sum(plain(row.text) in text for row in plan.rows for text in found)


@pytest.mark.parametrize("number", [1, 5, 10, 14, 24, 30, 38, 54, 58, 122])
def test_every_amount_is_in_its_item_or_asked_about(tmp_path, number):
    printed, found = check(tmp_path, number)
    assert found == printed


@pytest.mark.parametrize("number", [1, 3, 5, 8, 10, 14, 15, 39, 58, 108])
def test_heads_of_a_plans_own_are_told_by_what_stands_under_them(tmp_path, number):
    printed, found = check(tmp_path, number, OWN)
    assert found == printed


@pytest.mark.slow
def test_three_hundred_ways_with_heads_of_a_plans_own(tmp_path):
    told = [check(tmp_path, number, OWN) for number in range(1, 301)]
    assert sum(found for _, found in told) >= 0.99 * sum(printed for printed, _ in told)


@pytest.mark.slow
def test_five_hundred_ways(tmp_path):
    told = [check(tmp_path, number) for number in range(1, 501)]
    assert sum(found for _, found in told) >= 0.99 * sum(printed for printed, _ in told)
