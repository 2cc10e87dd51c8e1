"""Every figure is worked out from its leaves, and the verifier in a pack finds whatever was changed in it."""

import ast
import datetime as dt
import json
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from models.case import Case
from models.gap import Report
from pipeline.calendars.open_days import SchoolDays
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.letters.subject import of_route
from pipeline.packs.pack import scope_of
from pipeline.proof import verify
from pipeline.proof.derivations import derivations
from pipeline.proof.extent import whole
from pipeline.proof.named import amounts
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from tests.pack_cases import CASES, SAMPLES, drafted
from tests.pipeline.scenario import AUTUMN, found, reading_of, scenarios, school_calendar
from tests.written import page_text

PROGRAM = Path(verify.__file__)
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "derivations.schema.json").read_text("utf-8"))
STORIES = scenarios()
READ = [name for name in CASES if name != "example"]
"""Those that were checked; the findings of the example are written by hand, without what they rest on."""


@cache
def checked(name: str) -> tuple[Report, Case]:
    case = read_case(SAMPLES / name, dt.date(2025, 12, 19))
    return check(case), case


@cache
def of_sample(name: str) -> dict:
    return json.loads(derivations(whole(*checked(name)), {}))


def of_story(name: str) -> dict:
    story = STORIES[name]
    calendar = school_calendar(story.get("calendar", {}))
    window = tuple(dt.date.fromisoformat(day) for day in story.get("window", (AUTUMN[0][0], AUTUMN[-1][1])))
    days, result = SchoolDays(calendar), found(story)
    report = Report(reading=reading_of(story, window[0], window[1]), window=window, as_of=window[1], calendar=calendar,
                    findings=result.findings, outside_f=result.outside_f, coverage=result.coverage,
                    open_days=len(days.open_days(*window)), weeks=len(days.weeks(*window)))
    case = Case(id="c", plan=Path("plan.pdf"), as_of=window[1])
    return json.loads(derivations(whole(report, case), {}))


def unworked(said: dict) -> list[str]:
    """The nodes that are as the check found them, without steps."""
    return [one["id"] for one in said["nodes"] if one.get("leaf") == "found"]


@pytest.mark.parametrize("name", READ)
def test_every_figure_of_a_sample_is_worked_out_and_can_be_redone(name):
    said = of_sample(name)
    assert unworked(said) == []
    assert list(verify.of_figures(said, {})) == []
    assert {one["leaf"] for one in said["nodes"] if "leaf" in one} >= {"plan", "row", "days", "place"}


@pytest.mark.parametrize("name", ["nell", "priya"])
def test_every_amount_in_a_report_is_a_figure_or_a_number_of_the_plan(name):
    text, said = " ".join(page_text(report_html(pages(*checked(name)))).split()), of_sample(name)
    known = {(one["unit"], one["value"]) for one in (*said["figures"], *said["nodes"])
             if one.get("leaf", "plan") == "plan" and "op" not in one}
    assert len(told := amounts(text)) > 50
    assert {words for words, unit, value in told if (unit, value) not in known} == set()


@pytest.mark.parametrize("name", STORIES)
def test_every_figure_of_a_story_is_worked_out_and_can_be_redone(name):
    said = of_story(name)
    assert unworked(said) == []
    assert list(verify.of_figures(said, {})) == []


@pytest.mark.parametrize("case", CASES)
def test_derivations_are_made_as_the_schema_says_and_hold_nothing_of_another_section(case):
    report, about = CASES[case]()
    for route in report.routes:
        said = json.loads(drafted(case)[route.route][verify.FIGURES])
        if route.route in ("R4", "R12", "R18"):
            jsonschema.validate(said, SCHEMA)
        own = {one.id for one in scope_of(report, about, route).items}
        assert {one["item"] for one in said["findings"]} <= own, route.route


@pytest.mark.parametrize("name", READ)
def test_derivations_of_a_check_are_made_as_the_schema_says(name):
    jsonschema.validate(of_sample(name), SCHEMA)


def test_a_pack_that_names_nobody_proves_its_figures_without_a_name():
    report, case = CASES["nell"]()
    said = drafted("nell")["R18"][verify.FIGURES].decode()
    assert json.loads(said)["figures"]
    names = [path.name for path in (case.plan, *case.logs, *case.registers, *case.timetables, case.calendar)]
    assert not [word for word in (*names, "Nell", report.reading.plan.setting, "words_sha256") if word in said]


@pytest.mark.parametrize("case", CASES)
def test_every_amount_in_the_sentences_of_a_letter_is_a_figure_that_is_worked_out(case):
    report, about = CASES[case]()
    for route in report.routes:
        files = drafted(case)[route.route]
        said = json.loads(files[verify.FIGURES])
        letter = next(name for name in files if name.startswith(f"{route.route}_"))
        there, named = amounts(verify.words_of(files[letter])), {
            one["words"] for one in said["named"] if one["file"] == letter}
        told = " ".join(f"{one.records} {one.unknown}" for one in of_route(report, about, route).said.items)
        assert {words for words, *_ in {*amounts(told)} & {*there}} <= named, route.route


def test_a_figure_that_was_given_by_hand_is_said_to_have_no_steps():
    said = json.loads(drafted("example")["R4"][verify.FIGURES])
    assert unworked(said)
    assert list(verify.of_figures(said, drafted("example")["R4"])) == []


def one_pack(folder: Path, name: str = "kit", route: str = "R4") -> Path:
    """A pack as files, with its archive beside it."""
    files = drafted(name)[route]
    for file, content in files.items():
        path = folder / route / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / f"{route}.zip").write_bytes(verify.archive(route, files))
    return folder / route


def test_a_pack_as_it_was_made_is_found_whole_by_python_alone(tmp_path):
    pack = one_pack(tmp_path)
    for given in (pack, tmp_path / "R4.zip"):
        command = [sys.executable, "-I", "-S", str(pack / "verify.py"), str(given), "--inputs", str(SAMPLES / "kit")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith("ALL IS AS IT WAS MADE.")
        assert "WHAT IT DOES NOT SHOW" in done.stdout
    assert verify.problems(pack)[1] in verify.words_of((pack / verify.INDEX).read_bytes())


@pytest.mark.parametrize("content", [None, b"", b"no archive", b"PK\3\4 cut short"])
def test_what_is_no_pack_is_told_in_plain_words(tmp_path, content):
    if content is not None:
        (tmp_path / "R4.zip").write_bytes(content)
    assert verify.problems(tmp_path / "R4.zip") == ([verify.NO_PACK], "", [])
    assert verify.problems(tmp_path)[0] == [verify.NO_FIGURES]
    for file in (verify.INDEX, "R4_section_42.docx", verify.FIGURES, verify.MANIFEST):
        pack = one_pack(tmp_path)
        (pack / file).write_bytes(b"x")
        assert not [one for one in verify.problems(pack)[0] if "Error" in one or "Bad" in one]


def test_the_verifier_imports_nothing_of_ours_and_is_short():
    text = PROGRAM.read_text("utf-8")
    imported = {name.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)
    assert len(text.splitlines()) <= 200


@pytest.mark.parametrize("name", ["kit", "nell"])
def test_each_of_1000_changed_bytes_of_a_pack_is_found(name, tmp_path):
    pack, chance = one_pack(tmp_path, name), random.Random(8)       # noqa: S311
    paths = sorted(path for path in pack.rglob("*") if path.is_file())
    places = [(path, place) for path in paths for place in range(path.stat().st_size)]
    tried = chance.sample(places, 1000 if name == "kit" else 100)
    assert {path.name for path, _ in tried} > {"derivations.json", "verify.py", "index.docx"} or name == "nell"
    for path, place in tried:
        content = path.read_bytes()
        path.write_bytes(changed(content, place, chance))
        assert verify.problems(pack)[0], (path.name, place)
        path.write_bytes(content)
    assert verify.problems(pack)[0] == []


def test_each_of_1000_changed_bytes_of_an_archive_is_found(tmp_path):
    one_pack(tmp_path)
    path, chance = tmp_path / "R4.zip", random.Random(9)        # noqa: S311
    content = path.read_bytes()
    for place in chance.sample(range(len(content)), 1000):
        path.write_bytes(changed(content, place, chance))
        assert verify.problems(path)[0], place


def changed(content: bytes, place: int, chance: random.Random) -> bytes:
    return content[:place] + bytes([content[place] ^ chance.randrange(1, 256)]) + content[place + 1:]


def test_every_file_that_is_removed_added_or_renamed_is_found(tmp_path):
    pack = one_pack(tmp_path)
    for name in sorted(path.relative_to(pack).as_posix() for path in pack.rglob("*") if path.is_file()):
        again = tmp_path / "again"
        shutil.copytree(pack, again)
        (again / name).rename(again / f"{name}x")
        assert verify.problems(again)[0], name
        (again / f"{name}x").unlink()
        assert bool(verify.problems(again)[0]) is (name != verify.SENDERS), name
        (again / name).write_bytes((pack / name).read_bytes())
        (again / "more.txt").write_text("more")
        assert verify.problems(again)[0] == ["more.txt was added."]
        shutil.rmtree(again)


def resealed(pack: Path) -> None:
    """What somebody does who knows how the list is made."""
    files = {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    names = {name: verify.sha256(content) for name, content in files.items() if name != verify.MANIFEST}
    (pack / verify.MANIFEST).write_bytes(verify.list_of(names))


def test_whoever_makes_a_new_list_is_found_by_the_seal_on_the_index_page(tmp_path):
    pack = one_pack(tmp_path)
    (pack / "R4_section_42.docx").write_bytes((pack / "1-summary.docx").read_bytes())
    resealed(pack)
    assert any("seal" in one for one in verify.problems(pack)[0])


@pytest.mark.parametrize(("field", "change"), [
    ("sum", lambda one: one | {"value": one["value"] + 1}), ("bucket", lambda one: one | {"value": one["value"] + 60}),
    ("buckets", lambda one: one | {"sessions": one["sessions"][1:]}), ("row", lambda one: one | {"value": 7}),
    ("days", lambda one: one | {"value": one["value"] + 9, "unit": "open_day"}),
    ("plan", lambda one: one | {"value": one["value"] * 2}), ("place", lambda one: one | {"value": 1}),
])
def test_a_figure_that_does_not_follow_is_found_by_its_arithmetic(field, change):
    said = of_sample("nell")
    nodes = said["nodes"]
    used = {of for one in nodes for of in one.get("of", ())}
    place = next(number for number, one in enumerate(nodes) if one.get("op", one.get("leaf")) == field
                 and (one["id"] in used or "op" in one) and one["value"])
    assert list(verify.of_figures(said | {"nodes": [*nodes[:place], change(nodes[place]), *nodes[place + 1:]]}, {}))


def test_a_row_that_is_counted_twice_is_found():
    said = json.loads(json.dumps(of_sample("nell")))
    first, second, *_ = (session for finding in said["findings"] for session in finding["sessions"] if session["rows"])
    second["rows"].append(first["rows"][0])
    assert f"{first['rows'][0]} is counted twice." in list(verify.of_figures(said, {}))


def test_a_paper_that_is_not_the_one_it_was_made_from_is_found(tmp_path):
    pack = one_pack(tmp_path)
    shutil.copytree(SAMPLES / "kit", tmp_path / "papers")
    (tmp_path / "papers" / "log.csv").write_text("Date,Session\n", "utf-8")
    assert verify.problems(pack, tmp_path / "papers")[0] == ["log.csv is not in papers, or is not as it was."]
