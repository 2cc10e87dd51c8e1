"""A real browser before the real app: one process of each for a module, and a page for each person."""

from contextlib import contextmanager

import pytest

from app.web import clock
from app.web.access.gate import COOKIE
from models.caseload import State
from pipeline import steps
from pipeline.case_folder import DECISIONS
from tests.browser.served import Served, cases_in, checked_case
from tests.copied import copied
from tests.doors.browser import PATIENCE, chromium

LOG = "Date,Activity,Adult,Mins,Done\n10/09/2025,Qigong,KB,20,Y\n17/09/2025,Qigong,KB,20,Y\n"
DIARY = "Dt,Wot,Hw lng,Room\n12/09/2025,Tai chi,25,4\n19/09/2025,Tai chi,25,4\n"


@pytest.fixture(scope="session")
def checked_once(tmp_path_factory):
    """One checked case in a store, whose records leave questions."""
    folder = tmp_path_factory.mktemp("checked")
    return cases_in(folder).store, checked_case(folder, **{"log-club": LOG, "log-diary": DIARY})


@pytest.fixture(scope="module")
def browser():
    """A Chromium for the tests of one module."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The app on a desk without cases."""
    running = Served(tmp_path_factory.mktemp("desk"))
    running.start()
    yield running
    running.kill()


@pytest.fixture
def case_id(served, checked_once):
    """The id of a checked case of its own."""
    cases = cases_in(served.folder)
    entry = cases.add("Nell", clock.now())
    copied(*checked_once, cases.store, entry.id)
    cases.mark(entry.id, State.DONE, clock.now())
    with cases.store.opened(entry.id):
        steps.take_up(cases.store, entry.id, clock.today())
    return entry.id


@pytest.fixture
def case(served, case_id):
    """The address of the checked case."""
    return f"{served.address}/cases/{case_id}"


@pytest.fixture
def decisions(served, case_id):
    """The file of the decisions of the checked case, for as long as somebody looks at it."""
    store = cases_in(served.folder).store

    @contextmanager
    def looked_at():
        with store.opened(case_id):
            yield store.papers(case_id) / DECISIONS
    return looked_at


@pytest.fixture
def person(browser, served):
    """Give a page of a browser of its own to somebody."""
    contexts = []

    def page_of(name="Ruth", width=1280, **settings):
        context = browser.new_context(locale="en-GB", viewport={"width": width, "height": 800}, **settings)
        context.add_cookies([{"name": COOKIE, "value": name, "url": served.address}])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()
