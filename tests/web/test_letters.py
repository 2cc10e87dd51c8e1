"""Letters: how one reads, its gaps filled in by a person, its warnings, the file and the pack; and when they wait."""

import io
import re
import zipfile

import pytest
from fastapi.testclient import TestClient

from models.caseload import CaseEntry
from models.delivery import Concern
from models.gap import Report
from models.source import Row
from pipeline.files.word_file import words_of
from pipeline.letters.preview import gaps, preview
from pipeline.store.cases import Cases


def field(page: str, label: str) -> str:
    """Give the name of the field with a label."""
    return re.findall(rf'<label for="([^"]+)">{re.escape(label)}</label>', page)[0]


def told(part: object) -> str:
    words = "".join(piece.words for piece in part.pieces)
    inner = [*part.items, *(cell for row in part.rows for cell in row)]
    return words + "\n" + "".join(told(one) for some in inner for one in some)


def test_the_preview_has_every_word_of_the_letter(asked: TestClient, checked: CaseEntry) -> None:
    for route in ("R1", "R4", "R7", "R16"):
        content = asked.get(f"/cases/{checked.id}/letters/{route}/letter.docx").content
        shown = " ".join("".join(map(told, preview(content))).split())
        for line in words_of(content).splitlines():
            assert " ".join(line.split()) in shown or line.startswith("Page")


def test_what_is_filled_in_stands_in_the_letter_and_in_the_pack(asked: TestClient, checked: CaseEntry) -> None:
    address = f"/cases/{checked.id}/letters/R19"
    page = asked.get(address).text
    name = field(page, "Your questions to the adviser")
    typed = {"day": "2025-12-22", name: "Is this enough <for> an appeal?\nAnd by when?"}
    assert asked.post(address, data=typed).status_code == 303
    content = asked.get(f"{address}/letter.docx").content
    assert "Is this enough <for> an appeal?" in words_of(content)
    assert "YOUR QUESTIONS" not in words_of(content)
    with zipfile.ZipFile(io.BytesIO(asked.get(f"{address}/pack.zip").content)) as packed:
        inside = next(name for name in packed.namelist() if name.endswith("R19_summary_for_an_adviser.docx"))
        assert "Is this enough <for> an appeal?" in words_of(packed.read(inside))
    assert "Is this enough &lt;for&gt; an appeal?" in asked.get(address).text


def test_everything_has_the_letter_as_it_was_filled_in(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}"
    name = field(asked.get(f"{root}/letters/R19").text, "Your questions to the adviser")
    asked.post(f"{root}/letters/R19", data={"day": "19 December 2025", name: "What comes first?"})
    with zipfile.ZipFile(io.BytesIO(asked.get(f"{root}/take-away/everything.zip").content)) as packed:
        letters = [one for one in packed.namelist() if "letters/R19" in one]
        assert len(letters) == 1
        assert "What comes first?" in words_of(packed.read(letters[0]))


def test_the_day_of_the_letter_moves_the_day_of_the_answer(asked: TestClient, checked: CaseEntry) -> None:
    address = f"/cases/{checked.id}/letters/R4"
    before = words_of(asked.get(f"{address}/letter.docx").content)
    assert asked.post(address, data={"day": "2026-01-12"}).status_code == 303
    after = words_of(asked.get(f"{address}/letter.docx").content)
    assert "30 December 2025" in before
    assert "12 January 2026" in after
    assert "30 December 2025" not in after


def test_people_are_kept_for_all_letters(asked: TestClient, checked: CaseEntry) -> None:
    typed = {"day": "2025-12-19", "sender_name": "C. Ashworth", "authority_name": "Ms Okafor",
             "authority_role": "Director", "authority_address": "1 Square"}
    assert asked.post(f"/cases/{checked.id}/letters/R4", data=typed).status_code == 303
    words = words_of(asked.get(f"/cases/{checked.id}/letters/R4/letter.docx").content)
    assert "Dear Ms Okafor" in words
    assert "C. Ashworth" in words_of(asked.get(f"/cases/{checked.id}/letters/R1/letter.docx").content)


def test_words_that_we_would_not_write_are_pointed_at_and_kept(asked: TestClient, checked: CaseEntry) -> None:
    address = f"/cases/{checked.id}/letters/R19"
    name = field(asked.get(address).text, "Your questions to the adviser")
    asked.post(address, data={"day": "2025-12-19", name: "The school failed to do it under section 99."})
    page = asked.get(address).text
    assert "Look again" in page
    assert "“failed”" in page
    assert "The school failed" in words_of(asked.get(f"{address}/letter.docx").content)


def test_a_day_that_is_none(asked: TestClient, checked: CaseEntry) -> None:
    answer = asked.post(f"/cases/{checked.id}/letters/R4", data={"day": "soon"})
    assert answer.status_code == 422
    assert 'id="day-why"' in answer.text


@pytest.mark.parametrize(("route", "status"), [("R99", 400), ("R6", 400), ("R4", 200)])
def test_only_what_is_open_has_a_letter(asked: TestClient, checked: CaseEntry, route: str, status: int) -> None:
    assert asked.get(f"/cases/{checked.id}/letters/{route}").status_code == status


def test_the_signature_is_no_gap_to_fill_in_here(asked: TestClient, checked: CaseEntry) -> None:
    content = asked.get(f"/cases/{checked.id}/letters/R4/letter.docx").content
    assert "[YOUR SIGNATURE]" in words_of(content)
    assert "YOUR SIGNATURE" not in gaps(content)


def test_letters_wait_until_a_person_has_looked(asked: TestClient, checked: CaseEntry, cases: Cases) -> None:
    report = cases.store.get(checked.id, "compared", Report)
    seen = Concern(source=Row(file="log.csv", row=12), kind="harm", words_sha256="0" * 64)
    cases.store.put(checked.id, "compared", report.model_copy(update={"concerns": (seen,)}))
    root = f"/cases/{checked.id}"
    page = asked.get(f"{root}/next").text
    assert page.index("999") < page.index("may be about harm") < page.index("What you can do now")
    assert f"{root}/letters/" not in page
    assert asked.get(f"{root}/letters/R4").headers["location"] == f"{root}/next"
    assert asked.get(f"{root}/letters/R4/letter.docx").status_code == 400
    assert asked.get(f"{root}/letters/R4/pack.zip").status_code == 400
    assert asked.post(f"{root}/safeguarding", data={}).status_code == 422
    assert asked.get(f"{root}/letters/R4/letter.docx").status_code == 400
    assert asked.post(f"{root}/safeguarding", data={"looked": "yes"}).status_code == 303
    assert asked.get(f"{root}/letters/R4/letter.docx").status_code == 200
    assert "Every change of this list (1)" in asked.get(f"{root}/next").text
