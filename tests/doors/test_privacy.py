"""The child's name reaches the results and nothing else: no log line, no exception, no message of a fault."""

import datetime as dt
import logging
import sys

import pytest

import app.__main__
from extractors import plan
from models.errors import Stop
from pipeline.case import check, write
from pipeline.case_folder import read_case
from pipeline.progress import COMPARING, PLAN, RECORDS, ROUTES
from tests.doors.commands import NELL, sectionf

SECRETS = ("Nell", "Ashworth", "Pennyhollow", "speech")


def reveals(text):
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def test_no_log_line_names_the_child(caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    case = read_case(NELL, dt.date(2025, 12, 19))
    write(check(case), case, tmp_path / "out")
    ours = [record for record in caplog.records if not record.name.startswith(("matplotlib", "fontTools"))]
    assert not [record.getMessage() for record in ours if reveals(record.getMessage())]


def test_steps_are_named_and_nothing_else(demo, tmp_path):
    told = []
    check(read_case(NELL, dt.date(2025, 12, 19)), told.append)
    assert [words for words in told if "page" not in words] == [PLAN, RECORDS, COMPARING, ROUTES]
    assert not reveals(" ".join(told))


@pytest.mark.parametrize("kept", [200, 2000, 20000, 60000])
def test_no_exception_names_the_child(tmp_path, kept):
    path = tmp_path / "plan.pdf"
    path.write_bytes((NELL / "plan.pdf").read_bytes()[:kept])
    done = sectionf("extract", path)
    assert done.returncode == 1
    assert not reveals(done.stderr)


def test_a_fault_of_ours_says_so_without_a_word_of_the_plan(monkeypatch, capsys):
    def fail(_path):
        raise ValueError("Nell Ashworth-Ibe needs speech therapy")

    monkeypatch.setattr(plan, "read_plan", fail)
    monkeypatch.setattr(sys, "argv", ["sectionf", "extract", str(NELL / "plan.pdf")])
    monkeypatch.delenv("SECTIONF_DEBUG", raising=False)
    assert app.__main__.run() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "a fault of this program" in said.err
    assert not reveals(said.err)


def test_the_details_of_a_fault_are_there_for_who_asks(monkeypatch, capsys):
    monkeypatch.setattr(plan, "read_plan", lambda _path: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["sectionf", "extract", str(NELL / "plan.pdf")])
    monkeypatch.setenv("SECTIONF_DEBUG", "1")
    app.__main__.run()
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err


def test_a_stop_is_one_line():
    assert str(Stop("it is empty.", where="plan.pdf", remedy="Ask for it again.")).count("\n") == 0
