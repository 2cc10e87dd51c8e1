"""A real browser: Debian's Chromium, driven by Playwright, and axe-core to look for what keeps people out."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text("utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 120_000
"""Milliseconds; what is waited for comes late on a machine that has other things to do."""
expect.set_options(timeout=PATIENCE)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextlib.contextmanager
def chromium():
    """A Chromium that ends with the block. Where none is installed the test is skipped, which fails in CI."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        # Its sandbox needs a user who is not root; the pages here are our own.
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        running = playwright.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


def violations(page):
    """What axe-core finds wrong with the page as it stands: rule and help, then the places."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", STANDARDS)["violations"]
    return {f"{one['id']}: {one['help']}": [node["html"] for node in one["nodes"]] for one in found}
