"""`--redact`: the list of names first, the copy once somebody has looked through it."""

import csv
import io

import pytest

from tests.doors.commands import KIT, checked, sectionf


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redact") / "case"
    assert checked(KIT, folder, "--as-of", "2025-12-19").returncode == 0
    return folder


def settled(path):
    """Say no where nothing is said yet."""
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([lines[0], *([line[0] or "no", *line[1:]] for line in lines[1:])])


def test_check_writes_the_list_and_then_the_copy(out, tmp_path):
    names = tmp_path / "names.csv"
    first = checked(KIT, out, "--as-of", "2025-12-19", "--redact", names)
    assert first.returncode == 1
    assert "names were found" in first.stderr
    assert (out / "report.html").is_file()
    assert not (out / "redacted").exists()
    settled(names)
    second = checked(KIT, out, "--as-of", "2025-12-19", "--redact", names)
    assert second.returncode == 0, second.stderr
    assert "Adeyemi" in names.read_text("utf-8")
    copy = (out / "redacted" / "report.html").read_text("utf-8")
    assert "A copy in which names are replaced" in copy
    assert "Adeyemi" not in copy


def test_a_pack_without_names_stands_beside_the_one_with_them(out, tmp_path):
    names = tmp_path / "names.csv"
    assert sectionf("letter", out, "all", "--redact", names).returncode == 1
    settled(names)
    done = sectionf("letter", out, "all", "--redact", names)
    assert done.returncode == 0, done.stderr
    assert "-redacted" in done.stdout
