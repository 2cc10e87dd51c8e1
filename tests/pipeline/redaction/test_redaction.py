"""Copies without the names of others: who is found, what only a person can say, and that nothing else changes."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import zipfile

import pytest

from models.errors import UnusableCase
from models.redaction import Hidden, Mention, PersonKind
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.contract import check_json
from pipeline.files.word_file import words_of
from pipeline.packs.pack import pack
from pipeline.proof import verify
from pipeline.redaction.copies import copies
from pipeline.redaction.hiding import Hiding, row_sha256
from pipeline.redaction.listed import HEADS, listed
from pipeline.redaction.people import _instead, people
from tests.doors.commands import KIT, NELL

DAY = dt.date(2025, 12, 19)
LOG = """Date,Time,Child,Session,Adult,Minutes,Outcome,Notes
03/11/2025,09:10,Kit,Literacy programme,Ms Adeyemi (TA),20,Delivered,sat with Tomas W today
04/11/2025,11:15,"Kit, Grace, May",Multiplication facts group,Ms Adeyemi (TA),15,Delivered,Grace will go on in May 2026
05/11/2025,09:10,Kit,Literacy programme,Anna Brown,20,Delivered,worked with Hope and by Will; Anna says well done
06/11/2025,09:10,Kit,Literacy programme,Class teacher,20,Delivered,grace period until 19 May 2026
07/11/2025,09:10,Kit,Literacy programme,J. Smith-Jones,20,Delivered,Will you say why? Zoë pushed Kit. Jones saw it
10/11/2025,09:10,Kit,Literacy programme,Class teacher,20,Delivered,Kofi’s mum rang Mrs van der Berg about log_Kofi.csv
"""
OTHERS = ("Adeyemi", "Tomas", "Anna", "Brown", "Smith", "Jones", "Zoë", "Kofi", "van der", "Berg")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redaction") / "case"
    shutil.copytree(KIT, folder)
    (folder / "log.csv").write_text(LOG, "utf-8")
    return read_case(folder, DAY)


@pytest.fixture(scope="module")
def report(case):
    return check(case)


@pytest.fixture(scope="module")
def names(report, case):
    return {one.name: one for one in people(report, case)}


def decided(names, *leave):
    return [one.model_copy(update={"hide": one.name not in leave}) for one in names.values()]


@pytest.fixture(scope="module")
def made(report, case, names):
    hiding = Hiding(decided(names))
    complaint = pack(report, case, next(one for one in report.routes if one.route == "R3"), hiding=hiding)
    return copies(report, case, hiding) | {f"packs/R3/{name}": content for name, content in complaint.items()}


def spoken(files):
    """What a reader of the copies sees, file by file."""
    for name, content in files.items():
        if name.endswith(".docx"):
            yield name, words_of(content)
        elif name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                yield name, parts.read("xl/sharedStrings.xml").decode()
        elif not name.endswith(".py"):
            yield name, content.decode("utf-8-sig")


def test_columns_of_people_and_titles_are_sure_and_nothing_else_is(names):
    assert {name for name, one in names.items() if one.hide} == {
        "Ms Adeyemi", "Anna Brown", "Mr Beck", "J. Smith-Jones", "Mrs van der Berg"}
    unsure = {name for name, one in names.items() if one.hide is None}
    assert unsure == {"Anna", "Grace", "May", "Hope", "Will", "Tomas W", "Jones", "Zoë", "Kofi"}


def test_whoever_has_to_say_sees_where_it_would_be_replaced_and_where_never(names):
    assert "replaced in “worked with Hope and by Will; Anna says well done”" in names["Will"].why
    assert "left in “Will you say why? Zoë push" in names["Will"].why
    assert "part of J. Smith-Jones" in names["Jones"].why
    assert "why? Zoë pushed Kit. Jones saw it”" in names["Jones"].why


@pytest.mark.parametrize("name", ["Grace", "May", "Hope", "Will"])
def test_a_name_that_is_a_word_is_for_a_person_to_say(names, name):
    assert "only you can say" in names[name].why


def test_nobody_gets_a_copy_while_a_name_is_open(names):
    with pytest.raises(UnusableCase, match="still open"):
        Hiding(names.values())


def test_no_name_of_others_is_in_any_file_and_the_childs_own_is(made):
    told = dict(spoken(made))
    assert {name.rpartition(".")[2] for name in made} >= {"docx", "xlsx", "html", "json", "csv"}
    assert not {name: found for name, said in told.items() if (found := [one for one in OTHERS if one in said])}
    assert "Kit Okafor-Lyle" in told["report.docx"]
    assert any("[A, TA]" in said for said in told.values())


def test_no_part_of_a_package_names_others_beside_what_it_shows(made):
    packages = {name: zipfile.ZipFile(io.BytesIO(content)) for name, content in made.items() if content[:2] == b"PK"}
    parts = [(name, part, package.read(part)) for name, package in packages.items() for part in package.namelist()]
    assert len(parts) > 100
    assert not [(name, part) for name, part, content in parts if any(one.encode() in content for one in OTHERS)]


def test_dates_and_common_words_stay(made):
    rows = next(content for name, content in made.items() if name.endswith("log-rows-used.csv")).decode("utf-8-sig")
    assert "will go on in May 2026" in rows
    assert "grace period until 19 May 2026" in rows
    assert "[G, a child] will" in rows
    assert "Will you say why? [Z] pushed Kit." in rows


def test_every_copy_says_that_it_is_one(made):
    for name, said in spoken(made):
        if name.endswith((".docx", ".html", ".json")):
            assert "A copy in which names are replaced" in said, name


def test_figures_and_leads_stay_right(made, report):
    plain, copy = check_json(report), json.loads(made["findings.json"])
    figures = ("due_minutes", "planned_minutes", "ledger", "delivered_minutes", "status", "shortfall_minutes")
    assert [[one[name] for name in figures] for one in copy["findings"]] == [
        [one[name] for name in figures] for one in json.loads(json.dumps(plain))["findings"]]
    digits = [re.findall(r"\d+", json.dumps(side["findings"])) for side in (plain, copy)]
    assert digits[0] == digits[1]


def test_each_row_that_goes_along_can_be_proved(made, case):
    content = next(content for name, content in made.items() if name.endswith("log-rows-used.csv"))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    originals = list(csv.reader(io.StringIO(case.logs[0].read_text("utf-8"))))
    assert len(rows) > 2
    for row in rows:
        original = originals[int(row[1]) - 1]
        assert row[-1].endswith(row_sha256([row[0], row[1], *original])) or row[0] == ""


def test_a_pack_without_names_still_proves_its_figures(made, tmp_path):
    routes = {name.split("/")[1] for name in made if name.startswith("packs/")}
    assert routes
    for route in routes:
        start = f"packs/{route}/"
        files = {name.removeprefix(start): content for name, content in made.items() if name.startswith(start)}
        path = tmp_path / f"{route}.zip"
        path.write_bytes(verify.archive(route, files))
        assert verify.problems(path)[0] == []


def test_a_name_that_was_left_stays(report, case, names):
    files = copies(report, case, Hiding(decided(names, "Ms Adeyemi")))
    assert any("Ms Adeyemi" in said for _, said in spoken(files))


def test_the_list_is_written_to_be_looked_through_and_then_used(tmp_path, names):
    path = tmp_path / "names.csv"
    for _ in range(2):
        with pytest.raises(UnusableCase, match="names were found"):
            listed(path, names.values())
    lines = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert {line["name"]: line[HEADS[0]] for line in lines}["Ms Adeyemi"] == "yes"
    assert {line["name"]: line[HEADS[0]] for line in lines}["Will"] == ""
    for line in lines:
        line[HEADS[0]] = line[HEADS[0]] or "no"
    with path.open("w", encoding="utf-8") as file:
        table = csv.DictWriter(file, HEADS)
        table.writeheader()
        table.writerows([*lines, dict(zip(HEADS, ("yes", "Larkfield", "[a school]", "", ""), strict=True))])
    said = {one.name: one.hide for one in listed(path, names.values())}
    assert said == {**{name: one.hide or False for name, one in names.items()}, "Larkfield": True}


def test_names_of_the_same_initials_are_told_apart_and_one_of_two_spellings_is_not():
    mentions = [Mention(name=name, kind=PersonKind.CHILD) for name in ("V. Lind", "V Lind", "Vic Lind")]
    assert [instead for _, instead in _instead(mentions)] == ["[VL, a child]", "[VL, a child]", "[VL2, a child]"]
    case = read_case(NELL, DAY)
    found = people(check(case), case)
    assert len({one.instead for one in found if one.hide}) > 4


def test_a_record_that_cannot_be_read_keeps_nobody_from_a_copy_and_files_name_people_too(report, case, tmp_path):
    log = tmp_path / "log_Ottoline_Threlkeld.csv"
    log.write_text("nothing of a table", "utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"nothing of a workbook")
    found = people(report, case.model_copy(update={"logs": (log,), "registers": (tmp_path / "broken.xlsx",)}))
    assert "Ottoline Threlkeld" in {one.name for one in found if one.hide is None}


@pytest.mark.parametrize(("words", "copy"), [
    ("Anna & Annabel", "[A] & Annabel"), ("ANNA", "[A]"), ("Anna’s", "[A]’s"), ("log_Anna-2.csv", "log_[A]-2.csv"),
    ("Anna-Lou", "[A]-Lou"), ("anna@school.example", "anna@school.example"), ("by Anna.", "by [A].")])
def test_names_are_whole_words(words, copy):
    assert Hiding([Hidden(name="Anna", instead="[A]", hide=True)]).words(words) == copy


@pytest.mark.parametrize(("name", "words"), [
    ("Mary-Jane O’Neil", "Mary\u2011Jane\nO'Neil"), ("Anna Brown", "ANNA  BROWN"), ("Zoë", "ZOË"),
    ("Mrs van der Berg", "Mrs van der\u00a0Berg"), ("Tomas Webb", "Tomas_Webb")])
def test_a_name_is_found_however_it_is_printed(name, words):
    assert Hiding([Hidden(name=name, instead="[…]", hide=True)]).words(f"({words}),") == "([…]),"


@pytest.mark.parametrize(("name", "words"), [
    ("Will", "Will you come?"), ("Will", "Thanks. Will the school say why?"), ("May", "May we see it?"),
    ("Mark", "Mark it."), ("Bill", "Bill them."), ("Grant", "Hope it helps. Grant this."), ("May", "in May"),
    ("May", "since May half-term"), ("May", "9 May"), ("Summer", "Summer term"), ("Page", "Page 4"),
    ("Young", "Young people")])
def test_a_word_that_for_sure_is_no_name_here_stays(name, words):
    assert Hiding([Hidden(name=name, instead="[…]", hide=True)]).words(words) == words


@pytest.mark.parametrize(("name", "words"), [
    ("Will", "Will sat down."), ("Will", "So Will came."), ("Will", "Will, you come."), ("May", "Will May come?"),
    ("May", "in May’s group"), ("Mark", "Mark the TA came."), ("Rose", "Rose, Bill"), ("Bill", "Rose and Bill"),
    ("Grace", "GRACE: Grace’s book")])
def test_where_it_may_be_a_name_it_is_replaced(name, words):
    told = Hiding([Hidden(name=name, instead="[…]", hide=True)]).words(words)
    assert told == words.replace(name, "[…]")
