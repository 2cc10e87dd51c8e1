"""The gap report says what was found, to everybody who reads it, and nothing that was not."""

import datetime as dt
import io
import itertools
import re

import pytest
from docx.oxml.ns import qn
from jinja2.exceptions import UndefinedError
from lxml import html as markup
from openpyxl import load_workbook

from models.calendar import CalendarSource
from models.doubt import Doubt
from models.gap import Bucket, FindingStatus, SpareEvidence
from models.provision import Plan, PlanStatus
from pipeline.files.word_file import fill_in
from pipeline.findings.gaps import gaps
from pipeline.report.gap_report import write_report
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from pipeline.report.word import report_docx
from pipeline.routes.choose import with_ways_on
from pipeline.rules import rules
from tests.example_report import FINDINGS, LOG, NAME, PROVISIONS, calendar, case, ledger, report
from tests.written import document, numbers, page_text, word_text

MET = tuple(one for one in FINDINGS if one.status is FindingStatus.MET)


@pytest.fixture(scope="module")
def page():
    return pages(report(), case())


@pytest.fixture(scope="module")
def web(page):
    return report_html(page)


@pytest.fixture(scope="module")
def word(page):
    return report_docx(page, report().as_of)


def front_words(front):
    return [*(f"{one.title}, {one.page}: {one.words}" for one in front.headlines), *front.next_steps, *front.unknown]


def test_the_first_page_in_its_own_words(page):
    assert front_words(page.front) == [
        "F5 Teaching assistant, page 8: At least 144 hours fell due; the timetable has 108 hours, and "
        "the records show none of it. No record either way: 144 hours.",
        "F2 Speech and language therapy, page 7: At least 14 hours 15 minutes fell due; the "
        "timetable has 10 hours 45 minutes, and the records show 6 hours 55 minutes to 7 hours 10 minutes. "
        "Recorded as not delivered: 6 sessions (1 hour 30 minutes). While the child was "
        "absent: 4 sessions (1 hour). No record either way: 14 sessions (3 hours 35 minutes).",
        "F1 Speech and language therapy, page 7: At least 9 hours 20 minutes fell due; the "
        "records show 4 hours 30 minutes. "
        "Recorded as not delivered: 4 sessions (2 hours 40 minutes). While the child was absent: 1 session "
        "(40 minutes). No record either way: 1 session (40 minutes).",
        "First check how we read F10 against the plan: nothing about it goes into a letter until then.",
        'Then check the other 10 readings marked “not yet checked”.',
        "Ask the school for the records that are not here.",
        "How the plan is to be read for F10.",
        "What happened where there is no record either way: F1, F2, F5, F6, F10 and F11.",
        "Whether F9 is in place: records of sessions cannot show it.",
        "How long some sessions lasted: F2.",
        "provision_log.csv has nothing for 2 of the 15 school weeks checked; a gap in a log is not a gap in support.",
        "Which item 1 row of the records belongs to.",
    ]


def test_what_was_checked_stands_on_the_first_page(page):
    facts = dict(page.front.plan)
    assert facts["Plan"] == "28 March 2025, final (plan.pdf)"
    assert facts["Coverage"] == f"{LOG} covers 13 of 15 school weeks: 3 September 2025 to 12 December 2025."
    assert facts["Calendar"].startswith("Uses the school's own calendar, as supplied")


def test_assumed_term_dates_are_named_as_assumed():
    assumed = report(calendar=calendar().model_copy(update={"source": CalendarSource.ASSUMED, "file": ""}))
    front = pages(assumed, case()).front
    assert dict(front.plan)["Calendar"].startswith("Uses assumed term dates")
    assert "The school's own term dates: assumed ones were used." in front.unknown


@pytest.mark.parametrize(("source", "mark"), [
    (CalendarSource.SUPPLIED, "school's own term dates"), (CalendarSource.ASSUMED, "ASSUMED term dates")])
def test_the_head_of_every_page_says_whose_term_dates_were_used(source, mark, tmp_path):
    about = report(calendar=calendar().model_copy(update={"source": source}))
    docx, html, xlsx = write_report(about, case(), tmp_path)
    assert mark in document(docx.read_bytes()).sections[0].header.paragraphs[0].text
    assert mark in page_text(html.read_text("utf-8")).split("Three findings")[0]
    assert {sheet.oddHeader.right.text for sheet in load_workbook(xlsx)} == {mark}


def test_no_gap_found_is_a_report_too():
    met = report(findings=MET)
    front = pages(met, case()).front
    assert front.headlines == ()
    assert front.no_gap == (
        "No gap found. For F4 the records show at least what was due.",
        ("This rests on 26 rows of provision_log.csv. The records were compared with the plan; nobody was asked "
         "whether they are right.",))
    text = page_text(report_html(pages(met, case())))
    assert "No gap found." in text
    assert "take up first" not in text


def test_no_gap_says_what_it_leaves_open():
    open_too = {FindingStatus.MET, FindingStatus.NOT_DUE, FindingStatus.NOT_MEASURABLE, FindingStatus.CHECKABLE}
    left = report(findings=tuple(one for one in FINDINGS if one.status in open_too))
    assert pages(left, case()).front.no_gap.rests_on[1:] == (
        "F3 was not due over these dates.",
        "F7 and F8 do not say enough to be measured; the report lists what to ask.",
        "F9 is in place or not: no record of sessions can show it, so ask.")
    assert pages(left, case()).front.headlines == ()


def test_what_is_met_on_a_doubtful_reading_is_not_said_to_be_met():
    doubt = Doubt(code="amount", field="schedules", reason="It may be 30 minutes or 45.")
    doubted = tuple(one.model_copy(update={"review": (doubt,)} if one.id == "F4" else {}) for one in PROVISIONS)
    found = pages(report(findings=MET, provisions=doubted), case()).front.no_gap
    assert found.words.startswith("Nothing could be measured")
    assert found.rests_on == ("For F4 the records would show enough, but we are not sure that we read "
                              "the plan rightly there.",)


def test_a_gap_that_a_record_states_comes_before_a_larger_one_of_silence():
    def gap(item, **buckets):
        return next(one for one in FINDINGS if one.provision_id == item).model_copy(
            update={"ledger": ledger(**buckets), "shortfall_minutes": sum(part[1] for part in buckets.values()),
                    "planned_minutes": None, "status": FindingStatus.SHORT})

    silent, stated = gap("F1", missed_provider=(1, 15), no_record=(65, 975)), gap("F2", missed_provider=(3, 120))
    assert [one.provision_id for _, one in gaps(report(findings=(silent, stated)))] == ["F2", "F1"]


def test_a_report_about_nothing_is_written():
    empty = report(provisions=(), findings=(), coverage=(), unmatched=(), warnings=(), plan=Plan())
    page = pages(empty, case(logs=(), timetables=(), registers=()))
    assert page.front.no_gap.words.startswith("No item of Section F was found")
    assert "[NAME OF CHILD]" in page_text(report_html(page))
    assert "[NAME OF CHILD]" in word_text(report_docx(page, empty.as_of))


def test_without_any_record_nothing_is_said_of_what_was_given():
    silent = FINDINGS[4].model_copy(update={"evidence": (), "status": FindingStatus.NOT_EVIDENCED})
    front = pages(report(findings=(silent,), coverage=(), unmatched=()), case(logs=(), registers=())).front
    assert front.headlines[0].words == (
        "At least 144 hours fell due; the timetable has 108 hours. No record of sessions was "
        "supplied, so what was given is not known.")
    assert "What was given at all: no record of sessions was supplied." in front.unknown
    assert dict(front.plan)["Coverage"].startswith("No record of sessions was supplied")


def test_where_every_reading_is_in_doubt_each_finding_says_so():
    doubt = Doubt(code="amount", field="schedules", reason="It may be 30 minutes or 45.")
    doubted = tuple(one.model_copy(update={"review": (doubt,)}) for one in PROVISIONS)
    front = pages(report(provisions=doubted), case()).front
    assert all("We are not sure that we read the plan rightly here" in one.words for one in front.headlines)
    assert front.next_steps[0].startswith("First check how we read F1, F2,")


def test_a_draft_plan_is_called_a_draft():
    plan = report().reading.plan.model_copy(update={"status": PlanStatus.DRAFT})
    front = pages(report(plan=plan), case()).front
    assert front.next_steps[0].startswith("This plan is a draft: it does not bind anyone yet.")


def test_a_limit_of_the_law_that_is_near_is_said_first():
    issued = report().reading.plan.model_copy(update={"issue_date": dt.date(2025, 11, 17)})
    new = report(plan=issued)
    new = with_ways_on(new, case())
    assert not [step for step in pages(new, case()).front.next_steps if "time limit" in step]
    later = with_ways_on(new.model_copy(update={"as_of": dt.date(2025, 12, 20)}), case())
    first = next(step for step in pages(later, case()).front.next_steps if "Tribunal" in step)
    assert first.startswith("Mind the time limit: your appeal to the SEND Tribunal, 17 January 2026.")


def test_the_letter_to_send_next_is_named_once_and_free_advice_is_no_draft():
    steps = pages(with_ways_on(report(), case()), case()).front.next_steps
    (step,) = [one for one in steps if "Section 42 letter" in one]
    assert step.endswith("Its draft is ready to check and sign (the authority's answer to your section 42 letter: "
                         "by 30 December 2025, suggested, not statutory).")
    (drafted,) = [one for one in steps if one.startswith("Drafted as well: ")]
    assert drafted.endswith("Summary for an adviser.")
    assert "Free advice" not in drafted


def test_a_reading_in_doubt_comes_after_the_others_and_says_so():
    only = report(findings=tuple(one for one in FINDINGS if one.provision_id in {"F10", "F11"}))
    headlines = pages(only, case()).front.headlines
    assert [one.provision_id for one in headlines] == ["F11", "F10"]
    assert headlines[1].words.endswith("We are not sure that we read the plan rightly here: check page 9 first.")


def test_what_a_person_set_aside_is_no_finding_any_more():
    page = pages(report(rejected=frozenset({"F5"})), case())
    assert "F5" not in {one.provision_id for one in page.front.headlines}
    assert "F5" not in {one.id for one in page.counted}
    assert page.set_aside == ("F5",)


def test_the_ledger_is_listed_with_the_days_of_its_rows(page):
    therapy = page.counted[0].measures[0]
    rows = {row.letter: (row.amount, row.days) for row in therapy.ledger}
    assert rows["N"] == ("4 sessions (2 hours 40 minutes)", "8 and 15 September, 13 October and 17 November 2025")
    assert rows["?"] == ("1 session (40 minutes)", "")
    most = "15 sessions (10 hours) if every school week counts"
    assert therapy.due == f"At least 14 sessions (9 hours 20 minutes); {most}"


def test_vague_items_stand_apart_with_what_to_ask(page):
    assert [one.id for one in page.vague] == ["F7", "F8"]
    asked = {one.name: one.ask for one in page.vague[0].missing}
    assert asked["how often"] == "How many times in each day, week or term?"
    assert ("access to", "\"will receive\", with an amount") in {(one.words, one.ask_for)
                                                                  for one in page.vague[1].weak_words}
    assert [one.id for one in page.ticks] == ["F9"]
    assert [one.id for one in page.others] == ["G1"]


@pytest.mark.parametrize("bucket", list(Bucket))
def test_every_bucket_has_a_name_a_letter_and_a_pattern(bucket):
    look = rules("wording")["buckets"][bucket.value]
    assert look["name"]
    assert len(look["letter"]) == 1
    assert [len(line) for line in look["tile"]] == [8] * 8


def test_a_name_comes_out_whole(web, word, tmp_path):
    assert NAME in page_text(web)
    assert NAME in word_text(word)
    sheet = load_workbook(write_report(report(), case(), tmp_path)[2])["Provisions"]
    assert sheet["D2"].value == report().reading.provisions[0].text


def test_characters_that_no_file_may_hold_are_dropped(tmp_path):
    dirty = NAME + "\x00\x0b\x0c\ufffe\ud800 {{ 7 * 7 }} {% raw %}"
    provisions = tuple(one.model_copy(update={"text": one.text + dirty}) for one in report().reading.provisions)
    plan = report().reading.plan.model_copy(update={"child_name": dirty})
    word, web, book = write_report(report(provisions=provisions, plan=plan), case(), tmp_path)
    clean = NAME + " {{ 7 * 7 }} {% raw %}"
    assert clean in word_text(word.read_bytes())
    assert clean in page_text(web.read_text("utf-8"))
    assert load_workbook(book)["Provisions"]["D2"].value.endswith(clean)


def test_the_web_page_needs_nothing_else(web):
    tree = markup.fromstring(web)
    assert tree.get("lang") == "en-GB"
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@srcset")
    assert not re.search(r"url\((?!#)|@import", web)
    assert not [link for link in tree.xpath("//a/@href") if not link.startswith("#")]
    targets = set(tree.xpath("//@id"))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= targets
    assert len(tree.xpath("//@id")) == len(targets)


def test_the_web_page_can_be_read_without_eyes_and_without_a_mouse(web):
    tree = markup.fromstring(web)
    pictures = tree.xpath("//svg[not(@aria-hidden)]")
    assert pictures
    assert all(picture.get("role") == "img" and picture.get("aria-label") for picture in pictures)
    assert all(table.xpath(".//th[@scope]") for table in tree.xpath("//table"))
    assert all(one.get("tabindex") == "0" and one.get("aria-label") for one in tree.xpath("//*[@class='scroll']"))
    levels = [int(one.tag[1]) for one in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize("ground", ["#ffffff", "#f3f2f1", "#fff7bf", "#ffdd00"])
@pytest.mark.parametrize("ink", ["#0b0c0c", "#505a5f", "#1d4f91"])
def test_words_stand_out_from_every_ground(web, ink, ground):
    def light(colour):
        parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert ink in web
    assert (light(ground) + 0.05) / (light(ink) + 0.05) >= 4.5


def test_the_word_report_has_headings_header_rows_page_numbers_and_a_language(word):
    opened = document(word)
    styles = [one.style.name for one in opened.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 7
    assert styles.count("Heading 3") >= 11
    assert sum(bool(row._tr.xpath("./w:trPr/w:tblHeader")) for table in opened.tables for row in table.rows) >= 8
    assert "PAGE" in opened.sections[0].footer._element.xml
    assert opened.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_every_picture_in_word_has_its_words(word):
    alts = [one.get("descr") for one in document(word).element.body.xpath(".//wp:docPr")]
    assert len(alts) >= 8
    assert all(alts)
    assert alts[0].startswith("Bar of what was due, 14 sessions (9 hours 20 minutes): delivered as the plan says, 5 "
                              "sessions (3 hours 20 minutes); made up on another day, 1 session (40 minutes);")


def test_the_same_report_makes_the_same_bytes(tmp_path):
    first, second = (write_report(report(), case(), tmp_path / name) for name in ("one", "two"))
    assert [one.name for one in first] == ["report.docx", "report.html", "report.xlsx"]
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]


def test_the_day_of_the_check_is_the_date_of_the_documents(word, tmp_path):
    assert document(word).core_properties.created.date() == dt.date(2025, 12, 19)
    book = load_workbook(write_report(report(), case(), tmp_path)[2])
    assert book.properties.created.date() == dt.date(2025, 12, 19)


def test_the_workbook_has_health_and_social_care_with_its_rows_counted_once(tmp_path):
    line = next(line for one in FINDINGS for line in one.evidence)
    health = FINDINGS[0].model_copy(update={"provision_id": "G1", "evidence": (line,)})
    spare = SpareEvidence(source=line.source, date=line.date, reason="it belongs to G1 in Section G of the plan")
    about = report(findings=()).model_copy(update={"outside_f": (health,), "unmatched": (spare,)})
    book = load_workbook(write_report(about, case(), tmp_path)[2])
    found, = book["Findings"].iter_rows(min_row=2, values_only=True)
    assert found[0] == "G1"
    (row,) = book["Sessions"].iter_rows(min_row=2, values_only=True)
    assert (row[0], row[8]) == ("G1", line.source.row)


def test_the_workbook_can_be_sorted_and_holds_no_formula(tmp_path):
    book = load_workbook(io.BytesIO(write_report(report(), case(), tmp_path)[2].read_bytes()))
    assert book.sheetnames == ["Provisions", "Sessions", "Sources", "Calendar", "Findings"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert book.properties.creator is None
    assert book.properties.lastModifiedBy is None
    closed = {row[0].value.date(): row[4].value for row in book["Calendar"].iter_rows(min_row=2)}
    assert closed[dt.date(2025, 11, 3)] == "INSET day"
    for sheet in book:
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    bait = [cell for row in book["Sessions"] for cell in row if str(cell.value).startswith("=")]
    assert [(cell.data_type, cell.quotePrefix) for cell in bait] == [("s", True)]


def test_web_page_and_word_report_say_the_same_numbers(page, web, word):
    in_words = numbers(word_text(word)) | {"1"}
    front = numbers(" ".join(front_words(page.front)))
    assert front <= numbers(page_text(web))
    assert front <= in_words


@pytest.mark.parametrize("missing", ["page", "glance", "rows"])
def test_a_missing_fact_is_an_error_and_no_blank(page, missing):
    facts = {"page": page, "glance": (), "rows": ()}
    del facts[missing]
    with pytest.raises(UndefinedError):
        fill_in("report/report", facts, dt.date(2025, 12, 19), "")
