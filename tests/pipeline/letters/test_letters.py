"""A letter says what the records bear out, marks what nobody has checked, and leaves out what is in doubt."""

import datetime as dt
import re
import shutil
import subprocess

import pytest
from docx.enum.text import WD_COLOR_INDEX
from jinja2.exceptions import UndefinedError

from models.calendar import CalendarSource
from models.case import Contact
from models.delivery import AttendanceMark, Half
from models.provision import Plan, PlanStatus, SectionLetter
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.out_of_school import days_away
from pipeline.files.word_file import PLACEHOLDER, fill_in
from pipeline.letters import letter as letters_module
from pipeline.letters.items import contents
from pipeline.letters.letter import letter, write_letters
from pipeline.letters.subject import of_route
from pipeline.routes.choose import open_routes
from pipeline.rules import rules
from tests.example_report import FINDINGS, NAME, PROVISIONS, calendar, case, report
from tests.written import document, found, numbers, word_text
from tools.word_templates import TEMPLATES, make, sources

NEVER = rules("safe_words")["never_say"]
ALL = frozenset(one.id for one in PROVISIONS)


def routes(of=None, about=None):
    return {route.route: route for route in open_routes(of or report(), about or case())}


def text_of(name, of=None, about=None):
    of, about = of or report(), about or case()
    return word_text(letter(of, about, routes(of, about)[name]))


@pytest.mark.parametrize("name", ["R1", "R4", "R7", "R12", "R16"])
class TestEveryLetter:
    def test_is_a_draft_on_every_page(self, name):
        opened = document(letter(report(), case(), routes()[name]))
        assert opened.sections[0].header.paragraphs[0].text == "DRAFT – for you to check and sign"

    def test_has_the_names_whole(self, name):
        assert NAME in text_of(name)
        assert "Maeve O'Neill & T <Smith>" in text_of(name)

    def test_says_how_many_items_are_left_out(self, name):
        assert "1 item (F10) is left out, because our reading is in doubt: check it first." in text_of(name)

    def test_says_that_assumed_term_dates_were_used(self, name):
        assumed = report(calendar=calendar().model_copy(update={"source": CalendarSource.ASSUMED}))
        assert "rest on ASSUMED term dates" in text_of(name, assumed)
        assert "ASSUMED" not in text_of(name)

    def test_leaves_out_what_is_in_doubt(self, name):
        assert "photo book" not in text_of(name)
        assert "F10" not in text_of(name).replace("1 item (F10) is left out", "")

    def test_loses_its_mark_when_everything_is_accepted(self, name):
        text = text_of(name, report(accepted=ALL))
        assert "not yet checked" not in text
        assert "left out" not in text
        assert "DRAFT" in text

    def test_leaves_out_what_a_person_set_aside(self, name):
        assert "F5" not in text_of(name, report(rejected=frozenset({"F5"})))

    def test_names_no_item_of_another_section(self, name):
        assert "G1" not in text_of(name)
        assert "Physiotherapy" not in text_of(name)

    def test_calls_no_day_a_deadline(self, name):
        assert "deadline" not in text_of(name).lower()

    def test_bears_no_signature(self, name):
        assert "[YOUR SIGNATURE]" in text_of(name)

    def test_makes_the_same_bytes_twice(self, name):
        assert letter(report(), case(), routes()[name]) == letter(report(), case(), routes()[name])

    def test_says_nothing_that_must_never_be_said(self, name):
        assert not found(NEVER, text_of(name))

    @pytest.mark.parametrize("fact", [
        "sender", "sender_name", "addressee", "dear", "date", "child", "born", "plan_date", "reply_by", "draft"])
    def test_stops_when_a_fact_is_missing(self, name, fact, monkeypatch):
        monkeypatch.setattr(letters_module, "fill_in", lambda template, facts, *rest: fill_in(
            template, {key: value for key, value in facts.items() if key != fact}, *rest))
        with pytest.raises(UndefinedError):
            letter(report(), case(), routes()[name])


@pytest.mark.parametrize("name", ["R1", "R4"])
class TestLettersWithFigures:
    def test_say_how_many_items_are_not_checked(self, name):
        text = text_of(name)
        assert re.search(r"All \d items in this letter are not yet checked against the plan by a person\.", text)

    def test_count_those_not_checked_among_those_that_are(self, name):
        assert re.search(r"\d of the \d items in this letter", text_of(name, report(accepted=frozenset({"F1"}))))

    def test_rely_on_the_lower_figure_only(self, name):
        text = text_of(name)
        assert "14 sessions (9 hours 20 minutes)" in text
        assert "15 sessions" not in text
        assert "10 hours)" not in text

    def test_call_the_day_of_reply_requested(self, name):
        assert "That is a requested date, not a statutory one." in text_of(name)

    def test_have_no_number_that_leads_nowhere(self, name):
        assert not numbers(text_of(name)) - known_numbers(name)


def test_the_request_for_a_review_asks_about_each_vague_item():
    text = text_of("R7")
    assert "“little and often”: No frequency: daily and yearly both fit." in text
    assert "How many minutes does each session last?" in text
    assert "F7" in text
    assert "F1," not in text


def test_the_request_for_records_names_the_items_without_a_record():
    assert "F6 Literacy, page 8" in text_of("R16")
    assert "article 15 of the UK GDPR" in text_of("R16")


def test_the_letter_about_education_out_of_school_gives_the_days():
    text = text_of("R12")
    assert "absent on 1 day (20 October 2025);" in text
    assert "[THE REASON FOR BEING OUT OF SCHOOL, AND WHO HAS CONFIRMED IT]" in text


def test_days_out_of_school_are_given_by_code_and_in_all_with_their_half_days():
    marks = [("I", 4, Half.AM), ("I", 5, Half.AM), ("I", 5, Half.PM), ("C2", 6, Half.PM)]
    away = days_away([AttendanceMark(source=Row(file="register.csv", row=2), date=dt.date(2025, 11, day), half=half,
                                     code=code) for code, day, half in marks], SchoolDays(calendar()))
    text = text_of("R12", report(away=away))
    assert "out of school for illness (I): 3 half-days on 2 days (4 and 5 November 2025);" in text
    assert "out of school for a part-time timetable (C2): 1 half-day on 1 day (6 November 2025);" in text
    assert "out of school in all: 4 half-days on 3 days;" in text
    assert "show: out of school for a part-time timetable (C2): 1 half-day" in text_of("R7", report(away=away))


def known_numbers(name):
    """The numbers of the findings, the plan's pages and words, the dates and the law that a letter may name."""
    of = report()
    known = {"42", "2", "2014"} | numbers(routes()[name].by.strftime("%-d %Y")) | numbers(str(of.coverage))
    choice = of_route(of, case(), routes()[name]).reply
    known |= numbers(choice.other.strftime("%-d %Y")) if choice.other else set()
    said = contents(of, routes()[name])
    known |= {str(len(said.more)), str(len(said.confirm))} | {str(count) for count in range(1, len(PROVISIONS))}
    for day in (of.as_of, *of.window, of.reading.plan.issue_date, of.reading.plan.date_of_birth):
        known |= numbers(day.strftime("%-d %Y"))
    known |= numbers(" ".join(case().sender.address))
    for one in PROVISIONS:
        if one.section is SectionLetter.F:
            known |= {one.id[1:], str(one.quote.page)} | numbers(one.text)
    for finding in FINDINGS:
        known |= finding_numbers(finding)
    return known


def finding_numbers(finding):
    amounts = [finding.planned_minutes, *finding.delivered_minutes, *((finding.due.minutes or ())[:1])]
    amounts += [count.minutes for count in finding.ledger.buckets.values()]
    given = [finding.ledger.buckets[one].sessions or 0 for one in ("delivered", "rearranged", "variance")
             if one in finding.ledger.buckets]
    counts = [*((finding.due.sessions or ())[:1]), sum(given)]
    counts += [one.sessions for one in finding.ledger.buckets.values()]
    days = [number for line in finding.evidence for number in numbers(line.date.strftime("%-d %Y"))]
    return {str(part) for one in amounts if one is not None for part in divmod(one, 60)} | {*map(str, counts), *days}


def test_a_provision_in_doubt_enters_once_it_is_accepted():
    before = contents(report(), routes()["R1"])
    accepted = report(accepted=frozenset({"F10"}))
    after = contents(accepted, routes(accepted)["R1"])
    assert "F10" not in {*(one.id for one in before.items), *before.more}
    assert "F10" in {*(one.id for one in after.items), *after.more}
    assert "left out" not in after.notice


def test_not_delivered_is_said_only_where_a_record_says_so():
    said = {one.id: one.records for one in contents(report(), routes()["R4"]).items}
    assert "Recorded as not delivered: 4 sessions (2 hours 40 minutes), on 8 and 15 September" in said["F1"]
    assert "not delivered" not in said["F5"]
    assert "The timetable plans 108 hours." in said["F5"]


def test_absence_is_shown_by_itself():
    (therapy,) = (one for one in contents(report(), routes()["R4"]).items if one.id == "F1")
    assert "Absence accounts for 1 session (40 minutes); that is shown separately." in therapy.unknown


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.PROPOSED_AMENDED, PlanStatus.WORKING_DOCUMENT, None])
def test_no_enforcement_letter_goes_out_on_a_plan_that_is_not_final(status, tmp_path):
    plan = report().reading.plan.model_copy(update={"status": status})
    written = write_letters(report(plan=plan), case(), tmp_path)
    assert {path.stem for path in written} == {
        "R1_senco", "R12_out_of_school", "R16_records", "R19_summary_for_an_adviser"}
    assert not [path.name for path in written if "section 42" in word_text(path.read_bytes())]
    assert "nothing can be required under it" in routes(report(plan=plan))["R4"].why


def test_no_letter_about_no_gap(tmp_path):
    met = report(findings=tuple(one for one in FINDINGS if one.provision_id == "F4"))
    assert write_letters(met, case(), tmp_path) == []
    assert not (tmp_path / "letters").exists()


def test_a_young_person_writes_in_their_own_name():
    plan = report().reading.plan.model_copy(update={"date_of_birth": dt.date(2008, 11, 2)})
    text = text_of("R4", report(plan=plan))
    assert "I am writing about my education, health and care plan" in text
    assert "Maeve" not in text
    assert "this draft is in their name" in text
    assert "Thank you for your work with me." in text_of("R1", report(plan=plan))


def test_names_that_are_missing_shout_in_yellow():
    bare = case(sender=Contact(), school=Contact(), authority=Contact())
    of = report(plan=Plan(status=PlanStatus.FINAL))
    opened = document(letter(of, bare, routes(of, bare)["R4"]))
    runs = [run for paragraph in opened.paragraphs for run in paragraph.runs]
    shouted = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert {"[YOUR NAME]", "[YOUR ADDRESS]", "[NAME OF DIRECTOR]", "[NAME OF CHILD]", "[DATE OF BIRTH]",
            "[DATE OF PLAN]", "[NAME OF SCHOOL]", "[NAME OF LOCAL AUTHORITY]"} <= shouted
    assert not [run.text for run in runs if PLACEHOLDER.search(run.text) and run.text not in shouted]


def test_a_calendar_that_ends_too_soon_leaves_the_day_of_reply_open():
    short = report().calendar.model_copy(update={"half_terms": report().calendar.half_terms[:2]})
    assert "[REPLY DATE: 10 SCHOOL DAYS AFTER YOU SEND THIS]" in text_of("R1", report(calendar=short))


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_a_template_is_what_its_text_makes(source):
    assert source.with_suffix(".docx").read_bytes() == make(source)


@pytest.mark.parametrize("path", [*sources(), *TEMPLATES.glob("report/*.html")], ids=lambda path: path.name)
def test_no_template_says_what_must_never_be_said(path):
    assert not found(NEVER, path.read_text("utf-8"))


def many(words=""):
    """A report of thirty findings like the fullest of the example, each with so many more words in the plan."""
    (provision,), (finding,) = ([one for one in of if getattr(one, key) == "F2"]
                                for of, key in ((PROVISIONS, "id"), (FINDINGS, "provision_id")))
    names = [f"F{number}" for number in range(1, 31)]
    return report(
        provisions=tuple(provision.model_copy(update={"id": one, "text": provision.text + words}) for one in names),
        findings=tuple(finding.model_copy(update={"provision_id": one}) for one in names))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice counts the pages")
@pytest.mark.parametrize("of", [report(), many(), many(" and so that it can be used in class" * 12)],
                         ids=["example", "many", "wordy"])
def test_a_letter_has_two_pages_at_the_most(of, tmp_path):
    from pypdf import PdfReader

    address = tuple(f"{number} Long Street" for number in range(5))
    far = case(sender=Contact(name="A", address=address), school=Contact(address=address),
               authority=Contact(address=address))
    written = write_letters(of, far, tmp_path)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *written], check=True, capture_output=True, timeout=120)
    pages = {path.stem: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert {"R1_senco", "R4_section_42", "R16_records"} <= pages.keys()
    assert max(pages.values()) <= 2
