"""No letter says what may never be said, names law that is not in the rules, or holds a number that leads nowhere."""

import io
import re

import pytest

from models.errors import UnsafeLetter
from models.gap import Bucket, Count, Ledger
from models.provision import SectionLetter
from pipeline.letters import letter as letters_module
from pipeline.letters.items import item
from pipeline.letters.letter import WITHHELD, letter, write_letters
from pipeline.letters.linter import problems
from pipeline.letters.numerals import untraced
from pipeline.letters.safe import faults
from pipeline.letters.subject import of_route
from pipeline.letters.traces import of_finding
from pipeline.rules import rules
from tests.example_report import FINDINGS, PROVISIONS, due, ledger, report
from tests.letter_cases import CASES, example, letters, written
from tests.written import document, numbers, word_text
from tools.word_templates import TEMPLATES, sources, whole

LETTERS = [source for source in sources() if source.parent.name == "letters"]
RULES = [name for name in rules("letters") if isinstance(rules("letters")[name], dict)]
ALLOWED = {
    "section 42(2) of the Children and Families Act 2014", "section 42(3) of the Children and Families Act 2014",
    "section 42(5) of the Children and Families Act 2014", "section 66 of the Children and Families Act 2014",
    "section 19 of the Education Act 1996", "paragraph 9.69 of the SEND Code of Practice",
    "section 37(2) of the Children and Families Act 2014, and regulation 12 of the SEND Regulations 2014",
    "section 44 of the Children and Families Act 2014, and regulations 18 to 22 of the SEND Regulations 2014",
    "article 15 of the UK GDPR", "the Education (Pupil Information) (England) Regulations 2005",
    "the Equality Act 2010",
}
"""The allow-list of DOMAIN 6.1, as far as letters need it."""


def ours(source):
    """The words of a template that are our own: without what is filled in, and the marks of lists and widths."""
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", whole(source))
    return re.sub(r"(?m)^(\|=.*|1\. )", "", bare)


@pytest.mark.parametrize("source", LETTERS, ids=lambda path: path.stem)
class TestTemplates:
    def test_say_nothing_that_no_letter_may_say(self, source):
        assert faults(ours(source), source.stem.split("_")[0]) == ()

    def test_hold_no_number_of_their_own(self, source):
        assert numbers(ours(source)) == set()

    def test_name_no_law_of_their_own(self, source):
        assert not re.findall(r"\b(?:Act|Regulations|GDPR|Code of Practice)\b", ours(source))


def test_every_letter_has_a_template_and_every_template_a_letter():
    assert {source.stem for source in LETTERS} == {rules("letters")[name]["file"] for name in RULES}
    assert {f"R{number}" for number in range(1, 20)} <= set(RULES)


def test_the_law_of_the_duties_is_the_allow_list():
    cites = {entry["cite"] for entry in rules("duties").values() if isinstance(entry, dict)}
    assert cites <= ALLOWED
    assert TEMPLATES.exists()


@pytest.mark.parametrize("name", ["wording", "duties", "letters"])
def test_no_rule_that_letters_are_made_of_says_what_no_letter_may(name):
    def words(of):
        if isinstance(of, dict):
            return " ".join(words(value) for key, value in of.items() if key not in ("href", "title", "source", "s19"))
        return " ".join(map(words, of)) if isinstance(of, list) else str(of)

    assert faults(words(rules(name)).replace("s19_reply", "")) == ()


@pytest.mark.parametrize(("words", "found"), [
    ("The school failed to give it.", "failed to"), ("This is unlawful.", "unlawful"),
    ("It did not happen.", "did not happen"), ("You should appeal.", "should appeal"),
    ("We ask for £600.", "£"), ("a chance of 80%", "80%"),
    ("Under section 43 of the Children and Families Act 2014", "section 43"),
    ("the Human Rights Act 1998", "Rights Act 1998"), ("as in Smith v Jones", "Smith v J"),
    ("[2024] EWHC 2682", "[2024] E"), ("para 9.61", "para 9"), ("s.19 applies", "s.19"),
    ("the Mental Capacity Act 2005", "Capacity Act 2005"), ("under regulation 44", "regulation 44"),
    ("You have breached it.", "breached"), ("You broke the law.", "broke the law"),
    ("It never happened.", "never happened"), ("The school ignored the plan.", "ignored"),
    ("They refuse to help.", "refuse"), ("Missed 6 sessions", "Missed 6"),
    ("We will take you to court.", "take you to court"), ("The Ombudsman will find fault.", "will find fault"),
    ("The tribunal is bound to agree.", "bound to agree"), ("You owe 1200 GBP.", "GBP"),
    ("He was deprived of it.", "deprived"), ("As held in North Tyneside", "North Tyneside"),
    ("Section forty requires it.", "Section forty"), ("R v Oxfordshire", "R v O"), ("Re C (a child)", "Re C"),
    ("2023 EWHC 1348", "EWHC"), ("FOIA", "FOIA"), ("the UN Convention on the Rights of the Child", "Convention"),
    ("at common law", "common law"), ("Schedule 2", "Schedule 2"), ("the 2014 Act", "the 2014 Act"),
    ("IDEA requires it", "IDEA"), ("Statutory Guidance says so", "Statutory Guidance"),
])
def test_the_linter_finds(words, found):
    assert found in faults(words)


def test_the_linter_leaves_checked_law_and_plain_words_alone():
    duties = [entry for entry in rules("duties").values() if isinstance(entry, dict)]
    assert faults(" ".join(f"Under {entry['cite']}, {entry['says']}." for entry in duties)) == ()
    assert faults(rules("duties")["s42"]["letter"] + " " + rules("duties")["s42"]["unless"]) == ()


@pytest.mark.parametrize("words", ["This is a breach.", "Under section 42(2) you must.", "It is your legal duty."])
def test_what_may_be_said_to_the_authority_may_not_be_said_to_the_school(words):
    assert faults(words, "R1")


@pytest.mark.parametrize("case", CASES)
def test_every_letter_of_a_case_passes(case, monkeypatch):
    found = {}
    monkeypatch.setattr(letters_module, "problems", lambda content, about: found.update(
        {about.name: problems(content, about)}) or ())
    letters(*CASES[case]())
    assert found.keys() == set(RULES)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("right", "wrong"), [
    ("14 sessions", "13 sessions"), ("9 hours 20 minutes", "9 hours 21 minutes"), ("page 7", "page 12"),
    ("8 and 15 September", "8 and 16 September"), ("13 of 15", "12 of 15"), ("(F1", "(F21"), ("2025", "2024"),
    ("According", "The school failed. According"),
    ("Please would you", "Under section 9 of the Care Act 2014, would you"),
    ("4 sessions (2 hours 40 minutes)", "7 sessions (4 hours 30 minutes)"),
])
def test_a_word_or_number_that_is_changed_in_a_letter_is_found(right, wrong):
    about = of_route(*example(), next(route for route in example()[0].routes if route.route == "R4"))
    opened = document(letters_module.written(about))
    runs = [run for paragraph in opened.paragraphs for run in paragraph.runs if right in run.text]
    assert runs
    runs[0].text = runs[0].text.replace(right, wrong, 1)
    assert problems(saved(opened), about)


def saved(opened):
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()


def test_each_number_about_a_finding_is_the_one_that_it_says():
    """All amounts are different, so that one in the place of another would show."""
    finding = FINDINGS[0].model_copy(update={
        "due": due(FINDINGS[0].kind, (101, 107), (1013, 1019), "x"),
        "planned_minutes": 1009, "delivered_minutes": (301, 307),
        "ledger": ledger(delivered=(31, 301), rearranged=(2, 20), missed_provider=(37, 311), child_absent=(41, 313),
                         no_record=(43, 317), missed_closure=(47, 331))})
    said = item(report(), PROVISIONS[0], finding)
    assert said.records == (
        "at least 101 sessions (16 hours 53 minutes) would be expected. Recorded as not delivered: 37 sessions "
        "(5 hours 11 minutes), on 8 and 15 September, 13 October and 17 November 2025. The timetable plans 16 hours "
        "49 minutes. The records show 33 sessions (5 hours 1 minute to 5 hours 7 minutes).")
    assert said.unknown == ("For 43 sessions (5 hours 17 minutes) we hold no record either way. Absence "
                            "accounts for 41 sessions (5 hours 13 minutes); that is shown separately.")
    assert untraced(f"{said.records} {said.unknown}", of_finding(finding)) == ()


FIELDS = {"due": {"due": due(FINDINGS[0].kind, (15, 16), (600, 640), "x")}, "shown": {"delivered_minutes": (271, 271)}}
for _bucket in (Bucket.MISSED_PROVIDER, Bucket.CHILD_ABSENT, Bucket.NO_RECORD):
    _buckets = {**FINDINGS[0].ledger.buckets, _bucket: Count(sessions=90, minutes=91)}
    FIELDS[_bucket] = {"ledger": Ledger(buckets=_buckets)}


@pytest.mark.parametrize("field", FIELDS)
def test_a_number_that_the_finding_does_not_hold_is_found(field):
    other = FINDINGS[0].model_copy(update=FIELDS[field])
    said = item(report(), PROVISIONS[0], other)
    assert untraced(f"{said.records} {said.unknown}", of_finding(other)) == ()
    assert untraced(f"{said.records} {said.unknown}", of_finding(FINDINGS[0]))


def test_a_letter_that_may_not_stand_is_withheld_and_the_others_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(letters_module, "problems", lambda _, about: ("unlawful",) if about.name == "R4" else ())
    written = {path.name for path in write_letters(*example(), tmp_path)}
    assert "R4_section_42.docx" not in written
    assert {"R1_senco.docx", WITHHELD} <= written
    told = (tmp_path / "letters" / WITHHELD).read_text()
    assert told.startswith("letter R4: 1 word or number in this letter may not stand there")
    assert "unlawful" not in told
    with pytest.raises(UnsafeLetter):
        letter(*example(), next(route for route in example()[0].routes if route.route == "R4"))


@pytest.mark.parametrize("name", [name for name in RULES if "sections" not in rules("letters")[name]])
def test_a_letter_about_section_f_holds_nothing_of_section_g_or_h(name):
    text = word_text(written("example")[name])
    for one in example()[0].reading.provisions:
        if one.section is not SectionLetter.F:
            assert one.id not in text
            assert one.text not in text


def test_the_letters_about_health_and_care_hold_their_own_sections_only():
    both = written("example")
    health, care = word_text(both["R13"]), word_text(both["R14"])
    assert "Physiotherapy review" in health and "Short breaks" not in health
    assert "Short breaks" in care and "Physiotherapy" not in care
    assert "42(2)" not in health + care
