"""A checked case as people go through it: by keys alone, by pointer, on a phone, and without a script."""

import pytest
from playwright.sync_api import expect

from pipeline.case_folder import read_settings
from tests.browser.served import cases_in
from tests.doors.browser import violations

PAGES = ("", "/findings/F1", "/findings/F16", "/rows?item=F1&amount=1&of=missed_provider", "/rows?file=1",
         "/pages/7?item=F1", "/what-if", "/next", "/events/new", "/situation", "/people", "/letters/R4", "/letters/R19",
         "/take-away", "/take-away/redacted", "/plan-file", "/report", "/notes", "/about", "/erase")
DESK = ("/caseload", "/", "/retention")


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_keeps_anybody_out(person, served, case, width):
    page = person(width=width)
    for address in [*(f"{case}{path}" for path in PAGES), *(f"{served.address}{path}" for path in DESK)]:
        assert page.goto(address).ok
        assert violations(page) == {}, address
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, address
        assert page.locator("h1").count() == 1


def test_from_a_number_to_the_rows_and_the_page_behind_it(person, case):
    page = person()
    page.goto(case)
    page.get_by_role("link", name="F1 Speech and language therapy").first.click()
    page.get_by_role("row", name="Recorded as not delivered").get_by_role("link").click()
    expect(page.locator("tr.counts")).to_have_count(3)
    page.get_by_role("link", name="Back to F1").click()
    page.get_by_role("link", name="page 7", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Page 7 of the plan")
    page.wait_for_function("() => document.querySelector('img.page').naturalWidth > 500")


def tab_to(page, role, name):
    """Go on with the Tab key until something has the focus, as somebody without a pointer does."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(250):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            assert wanted.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
            return
    raise AssertionError(f"{role} {name} was not reached by keys")


def test_a_call_is_entered_and_corrected_by_keys_alone(person, case, served, case_id):
    page = person()
    page.goto(case)
    tab_to(page, "link", "Next steps, dates and letters")
    page.keyboard.press("Enter")
    page.wait_for_url("**/next")
    tab_to(page, "link", "Enter a letter, a reply, a meeting or a call")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/new")
    tab_to(page, "combobox", "What it was")
    page.keyboard.type("Call")
    tab_to(page, "textbox", "The day")
    page.keyboard.press("Control+a")
    page.keyboard.type("10 Decembre 2025")
    tab_to(page, "textbox", "What was said")
    page.keyboard.type("The SENCO will look into it")
    tab_to(page, "button", "Enter it")
    page.keyboard.press("Enter")
    expect(page.locator("#date-why")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "problems"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")                                    # the summary leads to the field
    assert page.evaluate("document.activeElement.id") == "date"
    page.keyboard.press("Control+a")
    page.keyboard.type("10 December 2025")
    page.keyboard.press("Enter")
    page.wait_for_url("**/next#happened")
    expect(page.locator("#happened ~ ul")).to_contain_text("The SENCO will look into it")
    store = cases_in(served.folder).store
    with store.opened(case_id):
        assert [str(one.date) for one in read_settings(store.papers(case_id)).events] == ["2025-12-10"]


def test_other_dates_are_seen_and_kept_on_a_phone(person, case):
    page = person(width=360, has_touch=True)
    page.goto(f"{case}/what-if")
    page.get_by_label("Last day to check").fill("24 October 2025")
    page.get_by_role("button", name="See what would be found").tap()
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    page.get_by_role("button", name="Keep it and check the case again").tap()
    page.wait_for_url("**/progress")


def test_a_letter_is_filled_in_and_taken_on_a_phone(person, case):
    page = person(width=360, has_touch=True)
    page.goto(f"{case}/letters/R19")
    page.get_by_label("Your questions to the adviser").fill("What should come first?")
    page.get_by_role("button", name="Keep this and see the letter").tap()
    expect(page.locator(".paper")).to_contain_text("What should come first?")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the letter (Word)").tap()
    assert taken.value.suggested_filename == "R19_summary_for_an_adviser.docx"


def test_the_report_is_read_inside_and_may_do_nothing(person, case):
    page = person()
    page.goto(f"{case}/report")
    inside = page.frame_locator("iframe")
    expect(inside.locator("h1")).to_have_text("What Section F says, and what the records show")
    assert inside.locator("h1").evaluate("one => getComputedStyle(one).fontSize") == "32px"
    inside.get_by_role("link", name="Every item at a glance").click()
    expect(inside.locator("#glance")).to_be_in_viewport()


def test_without_a_script_everything_still_goes(person, case):
    page = person(java_script_enabled=False)
    page.goto(f"{case}/next")
    page.get_by_role("link", name="Enter a letter, a reply, a meeting or a call").click()
    page.get_by_label("What it was").first.select_option("meeting")
    page.get_by_label("The day").fill("1 December 2025")
    page.get_by_role("button", name="Enter it").click()
    page.wait_for_url("**/next#happened")
    page.goto(f"{case}/notes")
    page.get_by_label("A new note").fill("Rang the school")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Rang the school")).to_be_visible()


def test_a_caseload_is_sorted_and_found_by_pointer(person, served, case):
    cases_in(served.folder).rename(case.rpartition("/")[2], "Zebedee Quill")
    page = person()
    page.goto(f"{served.address}/caseload")
    page.get_by_role("link", name="Unexplained", exact=True).click()
    expect(page.get_by_role("columnheader", name="Unexplained", exact=True)).to_have_attribute(
        "aria-sort", "descending")
    page.get_by_label("Find a case by its name").fill("zebedee")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Export to Excel").click()
    assert taken.value.suggested_filename.startswith("sectionf-caseload-")
    page.get_by_role("checkbox", name="Choose Zebedee Quill").check()
    page.get_by_role("button", name="Check those that are ticked").click()
    expect(page.get_by_role("link", name="Being checked")).to_have_attribute("aria-current", "page")
    expect(page.locator("tbody")).to_contain_text("Zebedee Quill")
