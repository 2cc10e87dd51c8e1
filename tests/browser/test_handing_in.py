"""From the first page to a finished check, through a real Prefect server: by pointer, by keys, without a script."""

import re

import pytest
from playwright.sync_api import expect

from app.samples_folder import samples_folder
from tests.doors.browser import violations
from tests.flows.served import Served

pytestmark = pytest.mark.flow
KIT = samples_folder() / "kit"
NAMES = ("plan.txt", "timetable.csv", "log.csv", "register.csv", "calendar.csv")
PLANTED = "Zebedee"
OVERVIEW = re.compile(r"/cases/[0-9a-f]{32}$")
A_CHECK = 180_000
"""Milliseconds; the first check waits for Prefect to start on a home that it does not know."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Served(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture
def person(browser, desk):
    """Give a page of a browser of its own; the addresses that it asks for are noted."""
    contexts = []

    def page_of(width=1280, **settings):
        context = browser.new_context(locale="en-GB", viewport={"width": width, "height": 800}, **settings)
        context.add_cookies([{"name": name, "value": value, "url": str(desk.client.base_url)}
                             for name, value in desk.client.cookies.items()])
        context.set_default_timeout(A_CHECK)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(str(desk.client.base_url))
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Papers under names that hold a child's."""
    folder = tmp_path_factory.mktemp("papers")
    for name in NAMES:
        (folder / f"{PLANTED} {name}").write_bytes((KIT / name).read_bytes())
    (folder / f"{PLANTED}.png").write_bytes(b"\x89PNG")
    return sorted(folder.iterdir())


def look(page):
    """What keeps somebody out of the page as it stands, or lets it run over the edge."""
    page.wait_for_load_state()
    over = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return {**violations(page), **({"wider than the screen": page.url} if over else {})}


def drop(page, files):
    """Drop files on the zone, as a hand with a pointer does."""
    given = [[path.name, list(path.read_bytes())] for path in files]
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": page.evaluate_handle(
        """files => files.reduce((all, [name, bytes]) => {
            all.items.add(new File([new Uint8Array(bytes)], name)); return all; }, new DataTransfer())""", given)})


@pytest.mark.parametrize("width", [1280, 360])
def test_papers_are_dropped_corrected_and_checked(person, papers, width):
    page = person(width)
    page.get_by_role("link", name="Start a new case").click()
    assert look(page) == {}
    page.get_by_label("A name for this case").fill(PLANTED)
    drop(page, papers[:3])
    drop(page, papers[3:])
    expect(page.locator(".chosen li")).to_have_count(len(papers))
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/papers", timeout=A_CHECK)
    expect(page.locator("#refused")).to_contain_text(f"{PLANTED}.png: Pictures cannot be read.")
    expect(page.locator("#refused")).to_be_focused()
    assert look(page) == {}
    choice = page.get_by_label(f"What {PLANTED} log.csv is")
    expect(choice).to_have_value("logs")
    choice.select_option("Not recognised: leave out")
    page.get_by_role("button", name="Save without a check").click()
    expect(choice).to_have_value("others")
    choice.select_option("Log of sessions")
    page.get_by_role("button", name="Check the case").click()
    page.wait_for_url("**/progress")
    assert look(page) == {}
    page.reload()
    page.wait_for_url(OVERVIEW, timeout=A_CHECK)
    expect(page.locator("h1")).to_be_visible()
    assert [url for url in page.asked if "/progress/events" in url]
    assert not [url for url in page.asked if PLANTED.lower() in url.lower()]


def tab_to(page, role, name):
    """Go on with the Tab key until something has the focus."""
    there = page.get_by_role(role, name=name, exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if there.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not reach {name}")


def test_by_keys_alone(person, papers):
    page = person()
    tab_to(page, "link", "Start a new case")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/new")
    tab_to(page, "textbox", "A name for this case")
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files(papers)
    tab_to(page, "button", "Hand in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers", timeout=A_CHECK)
    tab_to(page, "button", "Check the case")
    page.keyboard.press("Enter")
    page.wait_for_url(OVERVIEW, timeout=A_CHECK)


def test_without_a_script(person, papers):
    page = person(java_script_enabled=False)
    page.get_by_role("link", name="Start a new case").click()
    page.get_by_label("The plan and the school’s records").set_input_files(papers)
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/papers", timeout=A_CHECK)
    page.get_by_role("button", name="Check the case").click()
    for _ in range(600):
        if OVERVIEW.search(page.url):
            break
        page.get_by_role("link", name="Look again").click()
        page.wait_for_timeout(200)
    expect(page.locator("h1")).to_be_visible()
    assert OVERVIEW.search(page.url)


def test_a_made_up_case_is_one_press_away_and_a_case_is_erased_after_a_question(person, desk):
    page = person(width=360)
    assert look(page) == {}
    page.get_by_role("button", name="open the sample case").click()
    page.wait_for_url(OVERVIEW, timeout=A_CHECK)
    page.get_by_role("link", name="Papers").click()
    page.get_by_role("link", name="Replace or remove").first.click()
    assert look(page) == {}
    page.go_back()
    page.get_by_role("link", name="Erase the case and all its papers").click()
    assert look(page) == {}
    page.get_by_role("button", name="Erase A made-up case: Nell").click()
    expect(page.get_by_role("link", name="A made-up case: Nell")).to_have_count(0)


def test_the_first_page_explains_where_there_are_no_cases(person, desk):
    for case_id in set(re.findall("/cases/([0-9a-f]{32})", desk.client.get("/").text)):
        desk.client.post(f"/cases/{case_id}/erase")
    page = person()
    expect(page.locator("main")).to_contain_text("There are no cases yet.")
    expect(page.get_by_role("link", name="Start a new case")).to_be_visible()
    assert look(page) == {}
