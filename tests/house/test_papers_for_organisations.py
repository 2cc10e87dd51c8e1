"""What an organisation starts from is linked, leaves blanks that can be found, and cites what it says of the law."""

import re

import pytest

from tests.house.source import HOUSE

PAGES = ("SECURITY.md", "docs/dpia.md", "docs/privacy-notice.md", "docs/dependencies.md", "docs/privacy.md")
LINK = re.compile(r"\[[^]]*\]\((?!http)([^)#]+)")
LAW = re.compile(r"UK GDPR|Data Protection Act|Schedule 1|article \d|72 hours|19 June 2026|household exemption")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_linked_from_the_readme_and_its_own_links_lead_somewhere(page):
    assert f"]({page})" in (HOUSE / "README.md").read_text("utf-8")
    place = HOUSE / page
    assert not [link for link in LINK.findall(place.read_text("utf-8")) if not (place.parent / link).exists()]


@pytest.mark.parametrize("page", ["docs/dpia.md", "docs/privacy-notice.md"])
def test_blanks_can_be_found_and_nothing_is_claimed_for_the_organisation(page):
    assert (HOUSE / page).read_text("utf-8").count("**[") > 10


def test_what_is_said_of_the_law_has_a_source_or_says_that_it_is_unconfirmed():
    text = (HOUSE / "docs/dpia.md").read_text("utf-8")
    parts = re.split(r"\n\n|(?<=\|)\n", text)
    assert not [part[:80] for part in parts if LAW.search(part) and "](http" not in part and "unconfirmed" not in part]


def test_the_page_for_a_child_is_short_and_plain():
    child = (HOUSE / "docs/privacy-notice.md").read_text("utf-8").partition("## For you")[2]
    sentences = [one.split() for one in re.split(r"(?<=[.?!:])\s+", re.sub(r"\*\*|\[|\]", "", child)) if one.split()]
    assert sum(map(len, sentences)) / len(sentences) < 14
    assert max(map(len, sentences)) < 32
