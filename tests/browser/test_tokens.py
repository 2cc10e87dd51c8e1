"""Tokens for other programs in a real browser: made by keys, used without a cookie, ended; axe at both widths."""

import httpx
import pytest

from tests.doors.browser import violations


@pytest.mark.parametrize("width", [1280, 360])
def test_a_token_is_made_used_and_ended(person, served, width):
    page = person(name=f"Ruth {width}", width=width)
    page.goto(f"{served.address}/tokens")
    assert violations(page) == {}
    page.get_by_role("button", name="Make a token").click()
    assert "needs a short name" in page.inner_text("main")
    assert violations(page) == {}
    page.get_by_label("Which program will use it?").fill("Case system")
    page.keyboard.press("Enter")
    token = page.get_by_label("Copy it now").input_value()
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    asked = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{served.address}/api/cases", headers=asked).status_code == 200
    page.goto(f"{served.address}/tokens")
    page.get_by_role("button", name="End it").click()
    assert "You have made none" in page.inner_text("main")
    assert httpx.get(f"{served.address}/api/cases", headers=asked).status_code == 401
