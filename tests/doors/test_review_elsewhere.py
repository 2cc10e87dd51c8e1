"""`review --offline` and `--bring-back`: a page that works from a file alone, by keys, and its decisions come back."""

import json

import pytest

from tests.doors.browser import violations
from tests.doors.commands import decisions, sectionf


@pytest.fixture
def opened(case, page, tmp_path):
    """The page, opened from the disk."""
    done = sectionf("review", case, "--offline", tmp_path / "review.html")
    assert done.returncode == 0, done.stderr
    page.goto((tmp_path / "review.html").as_uri())
    return page


def progress(page):
    return page.inner_text("[data-progress]")


def save(page, path):
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(path)
    return json.loads(path.read_text("utf-8"))["decisions"]


def test_keys_decide_and_the_decisions_come_back_once(case, opened, tmp_path):
    for key in "axa uxa":
        opened.keyboard.press(key)
    saved = save(opened, tmp_path / "decisions.json")
    assert [one["action"] for one in saved] == ["accept", "reject", "reject", "accept"]
    done = sectionf("review", case, "--by", "Ruth", "--bring-back", tmp_path / "decisions.json")
    assert done.stdout.startswith("4 decisions brought back"), done.stderr
    assert [one["action"] for one in decisions(case)] == ["accept", "reject", "reject", "accept"]
    again = sectionf("review", case, "--by", "Ian", "--bring-back", tmp_path / "decisions.json")
    assert again.stdout.startswith("0 decisions brought back; 4 had been")
    assert len(decisions(case)) == 4


def test_nothing_is_lost_on_reload(opened, tmp_path):
    opened.keyboard.press("a")
    before = progress(opened)
    opened.reload()
    assert progress(opened) == before
    assert "not saved yet" in before
    assert len(save(opened, tmp_path / "decisions.json")) == 1


def test_own_words_are_confirmed_on_the_way_back(case, opened, tmp_path):
    opened.keyboard.press(" ")
    opened.keyboard.press("e")
    opened.keyboard.type("three 20-minute sessions a week")
    opened.keyboard.press("Enter")
    save(opened, tmp_path / "decisions.json")
    done = sectionf("review", case, "--bring-back", tmp_path / "decisions.json", typed="n\n")
    assert "3 sessions of 20 minutes each week" in done.stdout
    assert not (case / "decisions.jsonl").exists()
    sectionf("review", case, "--bring-back", tmp_path / "decisions.json", typed="y\n")
    (one,) = decisions(case)
    assert one["edits"]["schedules"][0]["total_minutes"] == 60


def test_a_plan_that_has_changed_is_refused(case, opened, tmp_path):
    opened.keyboard.press("a")
    save(opened, tmp_path / "decisions.json")
    plan = case / "plan.pdf"
    plan.write_bytes(plan.read_bytes() + b"\n")
    done = sectionf("review", case, "--bring-back", tmp_path / "decisions.json")
    assert done.returncode == 1
    assert "another reading" in done.stderr
    assert not (case / "decisions.jsonl").exists()


@pytest.mark.parametrize("width", [1280, 360])
def test_nobody_is_kept_out_and_nothing_is_asked_of_the_net(opened, width):
    asked = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.set_viewport_size({"width": width, "height": 800})
    opened.reload()
    for _ in range(3):
        assert violations(opened) == {}
        opened.keyboard.press("a")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(("file:", "data:")) for url in asked)


def test_the_history_is_told_in_the_terminal(case):
    sectionf("review", case, "--by", "Ruth", typed="a\nx\nu\nq\n")
    told = sectionf("review", case, "--history").stdout.splitlines()
    assert [line.split("Ruth: ")[1].split()[1] for line in told] == ["accepted", "set", "a"]
    assert "does not count any more" in told[1]
