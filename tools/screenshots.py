"""Takes the pictures of the sample case in a real browser: the report for README, the web app for `docs/web.md`.

`python tools/screenshots.py` needs Debian's Chromium and writes `docs/report.png` and `docs/web/*.png` anew.
"""

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "web"
REPORT = FOLDER.parent / "report.png"
SHEET = {"width": 960, "height": 1400}
DESK, PHONE = {"width": 1100, "height": 760}, {"width": 360, "height": 740}
COLOURS = 64
CASE = ("papers", "review", "records", "next", "take-away", "what-if")


@contextmanager
def served() -> Iterator[str]:
    """Serve the app, and give the address that opens it."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "app", "serve", "--no-browser", "--port", "0"]
        environment = {**os.environ, "SECTIONF_HOME": home}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as app:  # noqa: S603  # ours
            lines = iter(app.stdout or ())
            address = next(found.group() for line in lines if (found := re.search(r"http\S+token\S+", line)))
            try:
                yield address
            finally:
                app.send_signal(signal.SIGTERM)


def keep(page: Page, name: str) -> None:
    """Keep what the window shows."""
    save(page.screenshot(), FOLDER / f"{name}.png")


def save(shot: bytes, path: Path) -> None:
    """Keep a picture in few colours."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def first_page(browser: Browser) -> None:
    """Keep the first page of the report on the sample case."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "app", "demo", "--out", f"{folder}/demo"], check=True)  # noqa: S603  # ours
        page = browser.new_page(viewport=SHEET)
        page.goto((Path(folder) / "demo" / "report.html").as_uri())
        end = page.locator("section.first").evaluate("one => one.getBoundingClientRect().bottom")
        save(page.screenshot(clip={"x": 0, "y": 0, "width": SHEET["width"], "height": end}, full_page=True), REPORT)


def walk(browser: Browser, address: str) -> None:
    """Go the way of a parent on one evening, and keep what they see."""
    desk = browser.new_context(viewport=DESK)
    page = desk.new_page()
    page.goto(address)
    keep(page, "start")
    page.get_by_role("button", name=re.compile("sample")).click()
    page.wait_for_url(re.compile("/progress"))
    keep(page, "progress")
    page.wait_for_url(re.compile("/cases/[0-9a-f]{32}$"), timeout=120_000)
    keep(page, "overview")
    case = page.url
    for path in CASE:
        page.goto(f"{case}/{path}")
        keep(page, path)
    page.goto(f"{case}/findings/F1")
    keep(page, "finding")
    page.goto(f"{case}/letters/R4")
    keep(page, "letter")
    page.goto(f"{address.partition('/enter')[0]}/caseload")
    keep(page, "caseload")
    phone = browser.new_context(viewport=PHONE, storage_state=desk.storage_state()).new_page()
    phone.goto(f"{case}/review")
    keep(phone, "review-phone")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        first_page(browser)
        walk(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
