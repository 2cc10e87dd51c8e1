"""The copy without the names of others: nothing goes out before every name is settled, and answers are kept."""

import html
import io
import re
import zipfile

from fastapi.testclient import TestClient

from models.caseload import CaseEntry


def form(text: str) -> dict[str, str]:
    """The fields of the page as they stand."""
    told = {name: html.unescape(value) for name, value in re.findall(r'name="(with-\d+)" value="([^"]*)"', text)}
    return told | dict(re.findall(r'name="(hide-\d+)" value="(\w+)" checked', text))


def test_the_page_leads_from_taking_away_and_shows_what_was_found(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/take-away"
    assert f'href="{root}/redacted"' in asked.get(root).text
    text = asked.get(f"{root}/redacted").text
    assert "<legend>Mrs Bright</legend>" in text
    assert "[B, LSA]" in text
    assert "Nell Ashworth" not in text


def test_nothing_goes_out_before_every_name_is_settled(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/take-away/redacted"
    text = asked.get(root).text
    typed = {name: said for name, said in form(text).items() if name != "hide-0"}
    answer = asked.post(root, data=typed)
    assert answer.status_code == 422
    first = re.search("<legend>(.*?)</legend>", text)
    assert first
    assert f"Say yes or no for each of these: {first[1]}." in answer.text


def test_the_copy_has_what_was_answered_and_no_name_of_others(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/take-away/redacted"
    typed = form(asked.get(root).text)
    settled = {**{f"hide-{name.partition('-')[2]}": "yes" for name in typed}, **typed}
    answer = asked.post(root, data={**settled, "more-0": "Pennyhollow", "more-with-0": "[the school]"})
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        words = {name: packed.read(name) for name in packed.namelist()}
    page = next(content for name, content in words.items() if name.endswith("report.html")).decode()
    assert "A copy in which names are replaced" in page
    assert "[the school]" in page
    assert not re.search("Bright|Kayden|Croft|Pennyhollow", page)
    assert "<legend>Pennyhollow</legend>" in asked.get(root).text
