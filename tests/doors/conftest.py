"""One demo for all tests that only look at what it wrote, and a real browser for those that look at pages."""

import shutil

import pytest

from tests.doors.browser import PATIENCE, chromium
from tests.doors.commands import process


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder in which the demo was run, and what the command said."""
    folder = tmp_path_factory.mktemp("demo")
    return folder / "sectionf-demo", process("demo", cwd=folder)


@pytest.fixture
def case(demo, tmp_path):
    """A copy of what the demo wrote, which is a case folder."""
    return shutil.copytree(demo[0], tmp_path / "case")


# No longer than a module: while Playwright is open its event loop is, and `asyncio.run` in a later test would fail.
@pytest.fixture(scope="module")
def browser():
    """A Chromium for the tests of one module."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser):
    """A blank page of its own for each test."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
