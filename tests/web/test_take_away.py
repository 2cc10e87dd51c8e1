"""Taking away: what the check wrote and nothing that was handed in, under names of ours, with the SHA-256 of each."""

import hashlib
import io
import re
import zipfile

from fastapi.testclient import TestClient

from models.caseload import CaseEntry


def test_each_file_is_what_its_sha256_says(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/take-away"
    listed = re.findall(rf"{root}/([0-9a-f]{{64}})", asked.get(root).text)
    assert len(listed) > 5
    for sha256 in listed:
        file = asked.get(f"{root}/{sha256}")
        assert hashlib.sha256(file.content).hexdigest() == sha256
        assert file.headers["content-disposition"].startswith("attachment")


def test_everything_holds_the_results_and_no_paper(asked: TestClient, checked: CaseEntry) -> None:
    answer = asked.get(f"/cases/{checked.id}/take-away/everything.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = {name.partition("/")[2] for name in packed.namelist()}
    assert {"report.docx", "report.html", "report.xlsx", "findings.json"} <= names
    assert not names & {"plan.pdf", "log.csv", "register.csv", "case.toml"}


def test_no_name_of_a_download_names_the_child(asked: TestClient, checked: CaseEntry) -> None:
    root = f"/cases/{checked.id}/take-away"
    links = re.findall(rf'href="({root}/(?!redacted)[^"]+)"', asked.get(root).text)
    names = [asked.get(link).headers["content-disposition"] for link in links]
    assert names
    assert not [name for name in names if "nell" in name.lower() or "ashworth" in name.lower()]


def test_a_file_that_is_not_there(asked: TestClient, checked: CaseEntry) -> None:
    assert asked.get(f"/cases/{checked.id}/take-away/{'0' * 64}").status_code == 400


def test_the_report_may_show_itself_and_do_nothing(asked: TestClient, checked: CaseEntry) -> None:
    policy = asked.get(f"/cases/{checked.id}/report/page").headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert f'src="/cases/{checked.id}/report/page"' in asked.get(f"/cases/{checked.id}/report").text
