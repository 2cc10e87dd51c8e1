"""A pack holds what its route needs and may carry, says what is missing, and can be checked file by file."""

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile

import pytest
from jinja2.exceptions import UndefinedError
from pypdf import PdfReader

from models.case import Contact, EventKind, Situation
from models.delivery import Concern
from models.errors import OutputFailed, UnusableCase
from models.provision import Plan, PlanStatus
from models.source import Row
from pipeline.files.word_file import fill_in
from pipeline.packs import draft as drafting
from pipeline.packs import pack as packing
from pipeline.packs.draft import draft
from pipeline.packs.pack import pack
from pipeline.proof.verify import MANIFEST, archive
from pipeline.routes.choose import route_rules
from pipeline.rules import rules
from tests.example_report import LOG, NAME
from tests.measured import cpu_seconds
from tests.pack_cases import CARE, CASES, HEALTH, drafted, event, example
from tests.written import found, word_text
from tools.word_templates import TEMPLATES

MATRIX, COMPONENTS = rules("packs")["matrix"], rules("packs")["components"]
ROUTES = list(route_rules())
NEVER = rules("safe_words")["never_say"]
OF_SECTION_42 = [name for name in ROUTES if name not in ("R13", "R14")]


def words(files) -> str:
    """All that a pack says, its copies too, but for the letter: that has tests of its own."""
    texts = [word_text(content) if name.endswith(".docx") else content.decode("utf-8", "replace")
             for name, content in files.items() if not re.match(r"R\d", name)]
    return "\n".join([*files, *texts])


def one(report, case, name):
    return pack(report, case, next(route for route in report.routes if route.route == name))


def many(number):
    """The example with so many items like its fullest."""
    report, case = example()
    item, gap = report.reading.provisions[1], report.findings[1]
    names = [f"F{one}" for one in range(1, number + 1)]
    items = tuple(item.model_copy(update={"id": name}) for name in names)
    found_of = tuple(gap.model_copy(update={"provision_id": name}) for name in names)
    reading = report.reading.model_copy(update={"provisions": items})
    return report.model_copy(update={"reading": reading, "findings": found_of}), case


def changed(name, plan=None, **about):
    """The pack of a route of the example, with fields of its plan and its case changed."""
    report, case = example()
    reading = report.reading.model_copy(update={"plan": report.reading.plan.model_copy(update=plan or {})})
    return one(report.model_copy(update={"reading": reading}), case.model_copy(update=about), name)


@pytest.mark.parametrize("name", ROUTES)
class TestEveryRoute:
    def test_has_each_component_once(self, name):
        row = MATRIX[name]
        letters = [*row["always"], *row.get("available", [])]
        assert len(letters) == len(set(letters))
        assert set(letters) <= COMPONENTS.keys()
        assert "A" in row["always"]

    @pytest.mark.parametrize("case", CASES)
    def test_lists_every_file_and_numbers_the_enclosures(self, name, case):
        files = drafted(case)[name]
        index = word_text(files["index.docx"])
        enclosures = [file for file in files if re.match(r"\d+-[a-z_]+\.docx", file)]
        assert [file.split("-")[0] for file in enclosures] == [str(n + 1) for n in range(len(enclosures))]
        assert all(file in index for file in enclosures)

    @pytest.mark.parametrize("case", CASES)
    def test_asks_for_what_it_needs_and_cannot_make(self, name, case):
        files = drafted(case)[name]
        made, asked = words(files), word_text(files["before_you_send.docx"])
        for letter in MATRIX[name]["always"]:
            component = COMPONENTS[letter]
            said = component.get("add", component.get("none", ""))
            assert letter == "A" or f"-{component.get('file')}.docx" in made or said in asked

    @pytest.mark.parametrize("case", CASES)
    def test_is_a_draft_on_every_page(self, name, case):
        for file, content in drafted(case)[name].items():
            if file.endswith(".docx") and "/" not in file:
                assert word_text(content).rstrip().endswith("DRAFT – for you to check and sign")

    @pytest.mark.parametrize("case", CASES)
    def test_says_nothing_that_must_never_be_said(self, name, case):
        files = {file: content for file, content in drafted(case)[name].items() if "/" not in file}
        assert not found(NEVER, words(files))

    def test_leaves_out_what_is_in_doubt_and_counts_it(self, name):
        files = drafted("example")[name]
        text = words(files)
        assert "photo book" not in text
        if name in OF_SECTION_42:
            assert re.search(r"1 item (\(F10\) )?is (left out|not counted) here, because our reading is in doubt",
                             word_text(files["index.docx"]))

    def test_makes_nothing_of_a_plan_of_which_nothing_is_known(self, name):
        files = changed(name, plan=dict(Plan(status=PlanStatus.FINAL)))
        assert "[NAME OF CHILD]" in word_text(files["index.docx"]) or name == "R18"


@pytest.mark.parametrize("name", ["R4", "R12", "R18"])
def test_the_same_case_gives_the_same_pack(name):
    assert one(*example(), name) == drafted("example")[name]


@pytest.mark.parametrize("name", OF_SECTION_42)
def test_a_pack_about_section_f_holds_nothing_of_other_sections(name):
    text = words(drafted("example")[name])
    for other in (HEALTH, CARE, "G1", "H11", "physiotherapy visits", "short breaks"):
        assert other not in text


@pytest.mark.parametrize(("name", "own", "others"), [("R13", HEALTH, (CARE, "H11")), ("R14", CARE, (HEALTH, "G1"))])
def test_a_pack_about_another_section_holds_that_section_alone(name, own, others):
    text = words(drafted("example")[name])
    assert own in text
    assert not re.search(r"\bF\d", text)
    assert not [other for other in others if other in text]


def test_letters_about_other_sections_are_counted_and_stay_out():
    assert "2 letters about other parts of the plan stay out" in words(drafted("example")["R4"])


def test_nobody_is_named_to_a_councillor():
    text = words(drafted("example")["R18"])
    assert "Nell" not in text
    assert "Pennyhollow" not in text
    assert "2016" not in text
    assert "The SENCO looks" not in text


@pytest.mark.parametrize("name", ["R2", "R4", "R9", "R14"])
def test_the_address_of_a_parent_who_lives_apart_is_nowhere(name):
    """Not even where a list of letters and a row of the log have it."""
    apart = Contact(name="Rory O'Neill", address=("9 Far Lane", "of row 3"))
    told = event("2025-09-23", EventKind.SENT, "R14" if name == "R14" else "R1", "Copy to 9 Far Lane by post")
    files = changed(name, other_parent=apart, situation=Situation(separated_parents=True), events=(told,))
    assert "[ADDRESS LEFT OUT] by post" in words(files) or name == "R2"
    assert not re.search(r"9 Far Lane|of row 3\b", words(files))
    assert "The parents live apart" in word_text(files["before_you_send.docx"])


def test_a_young_person_writes_in_their_own_name():
    files = changed("R4", plan={"date_of_birth": dt.date(2008, 11, 2)})
    assert f"\n{NAME}\n" in word_text(files["R4_section_42.docx"])
    assert "this pack goes in their name" in word_text(files["before_you_send.docx"])


def test_a_copy_holds_the_rows_that_count_and_no_others():
    report, _ = example()
    files = drafted("example")["R4"]
    name = next(file for file in files if "-log-rows-used.csv" in file)
    rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
    used = {line.source.row for finding in report.findings for line in finding.evidence
            if line.source.file == LOG and finding.provision_id[0] == "F" and finding.provision_id != "F10"}
    assert {int(row[1]) for row in rows} - {1} == used
    assert all(row[-1] == f"of row {row[1]}" for row in rows if row[1] != "1")


def test_a_row_with_words_about_harm_is_in_no_copy():
    report, case = example()
    row = Row(file=LOG, row=3)
    harm = Concern(source=row, kind="injury", words_sha256="0" * 64)
    files = one(report.model_copy(update={"concerns": (harm,), "concerns_seen": True}), case, "R4")
    assert "of row 3\r" in words(drafted("example")["R4"])
    assert "of row 3\r" not in words(files)


@pytest.mark.parametrize("template", [path.stem for path in sorted((TEMPLATES / "packs").glob("*.txt"))])
def test_a_document_with_a_fact_missing_is_not_written(template, monkeypatch):
    told = {}
    monkeypatch.setattr(packing, "fill_in", lambda name, facts, *_: (told.setdefault(name, facts), b"")[1])
    monkeypatch.setattr(packing, "checks", lambda *_: ())
    monkeypatch.setattr(packing, "proof", lambda *_: {})
    one(*example(), "R7")
    one(*example(), "R1")
    facts = told[f"packs/{template}"]
    for missing in facts:
        rest = {key: facts[key] for key in facts if key != missing}
        with pytest.raises(UndefinedError):
            fill_in(f"packs/{template}", rest, dt.date(2025, 12, 19), "")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice counts the pages")
def test_a_summary_has_two_pages_at_most(tmp_path):
    (tmp_path / "summary.docx").write_bytes(one(*many(40), "R4")["1-summary.docx"])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "summary.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert len(PdfReader(tmp_path / "summary.pdf").pages) <= 2


def test_a_cell_that_a_spreadsheet_would_run_is_only_words(tmp_path):
    from pipeline.packs.evidence import _cell

    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell("Delivered") == "Delivered"


def test_an_amount_that_is_not_split_is_asked_about():
    text = word_text(drafted("example")["R4"]["8-questions.docx"])
    assert "how much is direct work with Nell" in text


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ROUTES)
def test_a_letter_ends_with_the_enclosures_that_the_index_lists(name, case):
    files = drafted(case)[name]
    letter = word_text(next(content for file, content in files.items() if re.match(r"R\d", file)))
    index = [line for line in word_text(files["index.docx"]).splitlines() if line.strip()]
    listed = [f"{line} {index[place + 1]}" for place, line in enumerate(index) if re.fullmatch(r"\d+", line)]
    told = letter[letter.rindex("Enclosures: "):].splitlines()[0] if listed else ""
    assert told == (f"Enclosures: {'; '.join(listed)}" if listed else "")


def test_what_reports_recommend_stands_beside_section_f_with_both_pages():
    files = drafted("example")["R7"]
    text = word_text(next(content for name, content in files.items() if name.endswith("beside.docx")))
    assert "Recommendation 1, page 1: “One 60-minute session" in text
    assert "F1, page 7: “Direct, individual speech" in text
    assert "Weaker in Section F: less time" in text
    assert "Not found in Section F" in text
    assert "Page 3: Nothing could be read on this part of the report" in text


@pytest.mark.parametrize(("name", "said"), [("R7", True), ("R10", True), ("R4", False), ("R1", False)])
def test_only_a_letter_about_the_words_of_the_plan_says_what_reports_recommend(name, said):
    letter = word_text(next(content for file, content in drafted("example")[name].items() if re.match(r"R\d", file)))
    assert ("Section F says less than report-salt.pdf recommends in F1." in letter) == said


def test_an_item_in_doubt_is_set_beside_nothing():
    report, case = example()
    report = report.model_copy(update={"reading": report.reading.model_copy(update={"provisions": tuple(
        one.model_copy(update={"review": report.reading.provisions[9].review}) if one.id == "F1" else one
        for one in report.reading.provisions)})})
    files = one(report, case, "R7")
    text = word_text(next(content for name, content in files.items() if name.endswith("beside.docx")))
    assert "60-minute" not in text
    assert "1 line of the comparison is left out, because our reading of an item is in doubt." in text


def test_a_chronology_gives_each_day_with_its_source():
    text = word_text(drafted("example")["R4"]["5-chronology.docx"])
    assert "Recorded as not delivered: F1" in text
    assert f"{LOG}, row 3\n" in text
    assert text.index("8 September 2025") < text.index("22 September 2025") < text.index("7 November 2025")


class TestDrafting:
    def drafted(self, folder, name="R4"):
        report, case = example()
        return draft(report, case, name, folder)

    def test_the_manifest_holds_every_file(self, tmp_path):
        folder, _ = self.drafted(tmp_path)
        done = subprocess.run(["sha256sum", "--check", "--strict", MANIFEST], cwd=folder, check=False)
        assert done.returncode == 0
        listed = {line.split("  ", 1)[1] for line in (folder / MANIFEST).read_text().splitlines()}
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert there == listed | {MANIFEST}

    def test_the_archive_holds_the_same_in_order_and_without_a_date(self, tmp_path):
        folder, packed = self.drafted(tmp_path)
        with zipfile.ZipFile(packed) as files:
            names = files.namelist()
            assert {info.date_time for info in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            for name in names:
                assert files.read(name) == (folder.parent / name).read_bytes()
        assert names == sorted(names)
        assert archive("x", {"b": b"2", "a": b"1"}) == archive("x", {"a": b"1", "b": b"2"})

    def test_a_second_draft_is_the_same_bytes(self, tmp_path):
        _, packed = self.drafted(tmp_path)
        before = packed.read_bytes()
        self.drafted(tmp_path)
        assert packed.read_bytes() == before

    def test_what_somebody_worked_on_is_kept(self, tmp_path):
        folder, _ = self.drafted(tmp_path)
        (folder / "R4_section_42.docx").write_bytes(b"signed")
        self.drafted(tmp_path)
        assert (folder / "R4_section_42 (changed by hand).docx").read_bytes() == b"signed"
        assert (folder / "R4_section_42.docx").read_bytes() != b"signed"

    def test_a_draft_that_fails_leaves_the_one_before(self, tmp_path, monkeypatch):
        folder, packed = self.drafted(tmp_path)
        before = {path: path.read_bytes() for path in [*folder.rglob("*.docx"), packed]}
        monkeypatch.setattr(drafting, "archive", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(OutputFailed):
            self.drafted(tmp_path)
        assert {path: path.read_bytes() for path in before} == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["packs"]

    def test_other_packs_stay(self, tmp_path):
        first, _ = self.drafted(tmp_path, "R1")
        self.drafted(tmp_path, "R4")
        assert (first / MANIFEST).is_file()

    def test_a_closed_route_says_why(self, tmp_path):
        report, case = example()
        closed = tuple(one.model_copy(update={"open": False, "why": "Opens later."}) for one in report.routes)
        with pytest.raises(UnusableCase, match=r"Opens later\."):
            draft(report.model_copy(update={"routes": closed}), case, "R4", tmp_path)
        assert not list(tmp_path.iterdir())


def test_thirty_items_take_less_than_three_seconds():
    report, case = many(30)
    assert cpu_seconds(lambda: one(report, case, "R4")) < 3
