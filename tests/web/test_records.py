"""What has to be said of the records, on the web: labels, people and columns."""

import datetime as dt
import re

import pytest
from fastapi.testclient import TestClient

from models.caseload import CaseEntry
from models.review import Columned, Named, Placed
from pipeline import steps
from pipeline.store.cases import Cases

TODAY = dt.date(2026, 1, 12)
KNOWN = "Date,Activity,Adult,Mins,Done\n10/09/2025,Qigong,KB,20,Y\n17/09/2025,Qigong,KB,20,Y\n"
UNKNOWN = "Dt,Wot,Hw lng,Room\n12/09/2025,Qigong,25,4\n19/09/2025,Qigong,25,4\n"


@pytest.fixture
def case(cases: Cases, checked: CaseEntry) -> CaseEntry:
    papers = cases.store.papers(checked.id)
    settings = (papers / "case.toml").read_text("utf-8")
    assert "logs =" not in settings
    (papers / "log-club.csv").write_text(KNOWN, "utf-8")
    (papers / "log-diary.csv").write_text(UNKNOWN, "utf-8")
    check(cases, checked.id)
    return checked


def check(cases: Cases, case_id: str) -> None:
    steps.take_up(cases.store, case_id, TODAY)
    for step in steps.STEPS:
        step(cases.store, case_id)


class Answers:
    """Somebody who answers the questions about the records of one case."""

    def __init__(self, client: TestClient, case_id: str) -> None:
        self.client, self.root = client, f"/cases/{case_id}/records"

    def questions(self) -> dict[str, str]:
        listed = self.client.get(f"{self.root}?at=end").text
        return {words: address for address, words in re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', listed)}

    def answer(self, asked: str, /, **form: str) -> tuple[int, str]:
        text = self.client.get(self.questions()[asked]).text
        about = re.search(r'name="about" value="([^"]+)"', text)[1]
        answer = self.client.post(f"{self.root}/answer", data={"about": about, **form}, follow_redirects=True)
        return answer.status_code, answer.text


@pytest.fixture
def answers(asked: TestClient, case: CaseEntry) -> Answers:
    return Answers(asked, case.id)


def test_columns_labels_and_people_are_asked_about(answers: Answers) -> None:
    assert {"Dt", "Wot", "Hw lng", "Qigong"} <= answers.questions().keys()
    text = answers.client.get(answers.questions()["Dt"]).text
    assert "12/09/2025" in text
    assert "log-diary.csv, row 1, column 1" in text


def test_a_label_goes_to_the_item_that_is_named_or_to_nothing(answers: Answers, made) -> None:
    answers.answer("Qigong", act="other", words="F1")
    (placed,) = made()
    assert isinstance(placed, Placed)
    assert placed.provision_id == "F1"
    answers.answer("Qigong", act="none")
    assert made()[-1].provision_id == ""


def test_what_is_said_is_kept_and_taken_back(answers: Answers, made) -> None:
    _, text = answers.answer("Dt", act="date")
    assert "dt holds the day of the session" in text
    (one,) = made()
    assert isinstance(one, Columned)
    back = answers.client.post(f"{answers.root}/undo", follow_redirects=True)
    assert "What does this column hold?" in back.text
    assert not made()


def test_the_next_check_goes_by_what_was_said(answers: Answers, cases: Cases, case: CaseEntry) -> None:
    for header, role in (("Dt", "date"), ("Wot", "label"), ("Hw lng", "minutes"), ("Room", "ignored")):
        if header in answers.questions():
            answers.answer(header, act=role)
    answers.answer("Qigong", act="other", words="F1")
    check(cases, case.id)
    findings = (cases.store.results(case.id) / "findings.json").read_text("utf-8")
    assert findings.count('"file": "log-diary.csv"') >= 2
    assert not re.findall(r'<a href="[^"]+">Qigong</a></li>', answers.client.get(f"{answers.root}?at=end").text)


@pytest.mark.parametrize(("words", "form"), [("Qigong", {"act": "99"}), ("Qigong", {"act": "other", "words": "F99"}),
                                             ("Dt", {"act": "flying"}), ("Qigong", {})])
def test_no_answer_is_said_and_nothing_is_kept(answers: Answers, made, words: str, form: dict[str, str]) -> None:
    status, text = answers.answer(words, **form)
    assert status == 422
    assert "Nothing was kept" in text
    assert not made()


def test_somebody_is_named(answers: Answers, made) -> None:
    asked = {name: answers.client.get(address).text for name, address in answers.questions().items()}
    somebody = next(name for name, text in asked.items() if "Who is this?" in text)
    answers.answer(somebody, words="Mrs Bright (TA)")
    (one,) = made()
    assert isinstance(one, Named)
    assert one.stands_for == "Mrs Bright (TA)"
