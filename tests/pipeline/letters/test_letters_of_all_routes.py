"""Every letter and paper: what is missing is marked, who writes has the right, addresses stay apart, two pages."""

import re
import shutil
import subprocess

import pytest

from models.case import Contact, Situation
from pipeline.files.word_file import PLACEHOLDER
from pipeline.letters.letter import letter, paper
from pipeline.rules import rules
from tests.comparison_cases import with_advice
from tests.letter_cases import CASES, LONG, TO_AUTHORITY, TO_SCHOOL, example, forty, letters, written, young
from tests.written import document, word_text

NAMES = [name for name, rule in rules("letters").items() if isinstance(rule, dict)]
ONE_PAGE = ("R17", "R18", "R19", "conversation")


@pytest.mark.parametrize("name", NAMES)
class TestEveryPaper:
    def test_is_a_draft_on_every_page(self, name):
        opened = document(written("bare")[name])
        assert [one.header.paragraphs[0].text for one in opened.sections] == ["DRAFT – for you to check and sign"]
        assert not any(one.different_first_page_header_footer for one in opened.sections)

    def test_marks_each_placeholder_in_yellow(self, name):
        opened = document(written("bare")[name])
        cells = [cell for table in opened.tables for row in table.rows for cell in row.cells]
        runs = [run for part in (opened, *cells) for line in part.paragraphs for run in line.runs]
        assert not [run.text for run in runs if PLACEHOLDER.search(run.text) and not run.font.highlight_color]

    def test_is_the_young_persons_own(self, name):
        text = word_text(written("young")[name])
        assert "Maeve" not in text
        assert not re.search(r"YOUR CHILD\b|the child was|a child with", text)
        assert "this draft is in their name" in text

    def test_is_a_representatives_for_one_who_cannot_decide(self, name):
        acting = Contact(name="Orla Quill", address=("3 Ash Way",))
        text = word_text(one(name, *young(), representative=acting, situation=Situation(lacks_capacity=True)))
        assert "enclose what shows the authority to act" in text
        assert "Maeve" not in text
        assert not re.search(r"\b(?:my education|with me\b|on my behalf)", text)

    def test_keeps_the_address_of_the_other_parent_to_itself(self, name):
        other = Contact(name="Fintan Vale", address=("77 Larch Close", "Wendle"))
        text = word_text(one(name, *example(), other_parent=other, situation=Situation(separated_parents=True)))
        assert not re.search("Fintan|Larch|Wendle", text)

    def test_names_no_address_but_that_of_who_writes_and_of_whom_it_goes_to(self, name):
        text, rule = word_text(written("example")[name]), rules("letters")[name]
        for key, to in (("school", TO_SCHOOL), ("authority", TO_AUTHORITY)):
            assert (to.address[0] in text) is (rule.get("contact") == key and "Dear " in text)

    def test_has_no_money_and_no_signature(self, name):
        text = word_text(written("example")[name])
        assert "£" not in text
        assert ("Yours " in text) is ("[YOUR SIGNATURE]" in text)


def one(name, report, case, **changes):
    """One letter of a case that is changed."""
    case = case.model_copy(update=changes)
    routes = {route.route: route for route in report.routes}
    return letter(report, case, routes[name]) if name in routes else paper(report, case, name)


@pytest.mark.parametrize("name", ["R1", "R2", "R3"])
def test_the_school_is_thanked_or_asked_and_never_accused(name):
    text = word_text(written("example")[name]).lower()
    assert "records that i have not seen" in text
    assert not re.search(r"breach|section 42|duty", text)


def test_what_only_the_family_knows_is_asked_of_them():
    texts = {name: word_text(content) for name, content in written("example").items()}
    for name in ("R3", "R5", "R6", "R9", "R11", "R13", "R14", "R15"):
        assert "[SAY IN YOUR OWN WORDS HOW THIS HAS AFFECTED YOUR CHILD AND YOUR FAMILY]" in texts[name]
    assert "[WHAT HAPPENED, IN YOUR OWN WORDS: WHO, WHERE AND WHEN]" in texts["R3"]
    assert "[WHAT YOUR CHILD SAYS ABOUT IT, IN THEIR OWN WORDS]" in texts["R2"]


def test_the_letter_to_a_councillor_holds_nothing_about_the_child():
    text = word_text(written("example")["R18"])
    assert not re.search(r"Nell|2016|therapy|F1\b|Pennyhollow", text)


def test_the_briefing_says_what_it_is_not_and_what_it_may_cost():
    text = word_text(written("example")["R11"])
    assert "This is not a letter before claim" in text
    assert "costs may fall on whoever loses" in text


def test_the_question_about_the_split_names_the_amount():
    text = word_text(written("example")["split"])
    assert "Of 1 session of 40 minutes each week, how much is direct work with Nell O'Neill" in text


def test_a_conversation_is_confirmed_with_its_day_and_words():
    text = word_text(written("example")["conversation"])
    assert "Thank you for meeting me on 17 October 2025." in text
    assert "My note of it: The SENCO looks for the log; we meet again." in text


def packed():
    """The letters of forty items as their packs have them: with what a report recommends, and every enclosure."""
    report, about = forty()
    said, made, told = with_advice(report), rules("packs")["components"], {}
    for route in said.routes:
        row = rules("packs")["matrix"][route.route]
        names = [made[one]["name"] for one in (*row["always"], *row.get("available", ())) if "file" in made[one]]
        enclosures = tuple(f"{number} {name}" for number, name in enumerate(names, 1))
        told[route.route] = letter(said, about, route, enclosures=enclosures)
    return told


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """How many pages each letter of each case has."""
    from pypdf import PdfReader

    folder = tmp_path_factory.mktemp("pages")
    wordy = letters(*forty(" and so that it is used in class" * 12))
    cases = {**{case: written(case) for case in CASES}, "wordy": wordy, "packed": packed()}
    for case, papers in cases.items():
        for name, content in papers.items():
            (folder / f"{case}-{name}.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *folder.glob("*.docx")], check=True, capture_output=True, timeout=300)
    return {path.stem: len(PdfReader(path).pages) for path in folder.glob("*.pdf")}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice counts the pages")
def test_a_letter_has_two_pages_at_the_most(pages):
    assert len(LONG) == 5
    assert len(pages) == 5 * len(NAMES) + len(rules("packs")["matrix"])
    assert {name: number for name, number in pages.items() if number > 2} == {}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice counts the pages")
@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_short_paper_has_one_page(pages, name):
    assert pages[f"example-{name}"] == pages[f"young-{name}"] == 1
