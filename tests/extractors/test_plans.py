"""Plans in every layout that we know of, made for the purpose: all provision found, nothing else taken for it."""

from pathlib import Path

import pytest

from extractors.plan import read_plan
from models.provision import SectionLetter
from tests.plans.make_plans import SEED, layouts, make
from tests.plans.scanned import scanned

SEEDS = (SEED, 2, 3)


def found_in(folder: Path, name: str, seed: int = SEED, scan: bool = False):
    made, gold = make(name, seed)
    path = folder / name
    path.write_bytes(scanned(made, seed) if scan else made)
    return read_plan(path), gold


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", layouts())
def test_every_item_is_found_whole_and_nothing_else(tmp_path, name, seed):
    reading, gold = found_in(tmp_path, name, seed)
    found = [p.text for p in reading.provisions if p.section is SectionLetter.F]
    assert found == [plain(item["text"]) for item in gold["items"]]


@pytest.mark.parametrize("name", layouts())
def test_the_cells_beside_an_item_stay_with_it(tmp_path, name):
    reading, gold = found_in(tmp_path, name)
    found = [p.columns for p in reading.provisions if p.section is SectionLetter.F]
    for columns, item in zip(found, gold["items"], strict=True):
        told = item.get("columns", {})
        assert {key: columns.get(key) for key in told} == told


@pytest.mark.parametrize("name", layouts())
def test_the_particulars_are_read(tmp_path, name):
    reading, gold = found_in(tmp_path, name)
    told = reading.plan.model_dump(mode="json")
    expected = {**gold["plan"], "status": gold["plan"]["status"].lower().replace(" ", "_")}
    assert {field: told[field] for field in expected} == expected
    assert set(reading.plan.quotes) == set(expected)


@pytest.mark.parametrize("name", [name for name in layouts() if name.endswith(".pdf")])
def test_every_item_has_its_place_on_a_page(tmp_path, name):
    reading, _ = found_in(tmp_path, name)
    for provision in reading.provisions:
        pages = [box.page for box in provision.quote.boxes]
        assert pages[0] == provision.quote.page
        assert pages[-1] == (provision.quote.page_end or provision.quote.page)
        assert all(box.x0 < box.x1 and box.top < box.bottom for box in provision.quote.boxes)


def test_exact_duplicates_are_items_of_their_own(tmp_path):
    path = tmp_path / "plan.txt"
    words = "- Daily reading for 10 minutes with a TA.\n"
    path.write_text(f"Section F: Special educational provision\nLearning\n{words}Sensory\n{words}", "utf-8")
    assert [p.id for p in read_plan(path).provisions] == ["F1", "F2"]


@pytest.mark.parametrize("name", ["bracketed.pdf", "ticked_form.pdf", "comments_beside.pdf", "large_decimals.pdf"])
def test_areas_of_need_come_from_the_headings(tmp_path, name):
    reading, _ = found_in(tmp_path, name)
    areas = list(dict.fromkeys(p.area_of_need.value for p in reading.provisions if p.section is SectionLetter.F))
    assert areas == ["communication_and_interaction", "cognition_and_learning", "social_emotional_and_mental_health",
                     "sensory_and_physical"]


@pytest.mark.parametrize("name", ["adulthood.pdf", "bullets_over_pages.pdf"])
def test_strands_of_preparing_for_adulthood_are_an_area(tmp_path, name):
    reading, _ = found_in(tmp_path, name)
    found = {p.area_of_need.value for p in reading.provisions if p.section is SectionLetter.F}
    assert found == {"preparing_for_adulthood"}


@pytest.mark.parametrize("name", ["ticked_form.pdf", "ticked_columns.pdf"])
def test_only_the_ticked_mode_and_rhythm_count(tmp_path, name):
    reading, _ = found_in(tmp_path, name)
    told = [(p.columns["mode"], p.mode.value, p.columns["how_often"].lower(), [s.per.value for s in p.schedules])
            for p in reading.provisions if p.section is SectionLetter.F]
    modes = {"1:1": "individual", "Pair": "group", "Small group": "group", "Whole class": "class"}
    periods = {"daily": "day", "weekly": "week", "fortnightly": "fortnight", "termly": "term"}
    assert told == [(mode, modes[mode], often, [periods[often]]) for mode, _, often, _ in told]


def test_health_and_social_care_are_read_under_their_own_letters(tmp_path):
    reading, _ = found_in(tmp_path, "suffolk.pdf")
    others = {p.id: p.text for p in reading.provisions if p.section is not SectionLetter.F}
    assert others == {"G1": "A paediatric review of 30 minutes every six months.",
                      "H2.1": "Saturday short breaks club for 3 hours on alternate weeks."}


def test_struck_words_are_left_out_and_that_is_said(tmp_path):
    reading, _ = found_in(tmp_path, "working_document.pdf")
    assert not any("one hour a month" in p.text or "Home tuition" in p.text for p in reading.provisions)
    assert [warning.code for warning in reading.warnings] == ["struck_through"]


@pytest.mark.parametrize("name", ["merged_and_cut.pdf", "suffolk.pdf"])
def test_a_scan_is_read_and_every_item_asks_for_a_look(tmp_path, name):
    reading, gold = found_in(tmp_path, name, scan=True)
    provisions = [p for p in reading.provisions if p.section is SectionLetter.F]
    assert len(provisions) == len(gold["items"])
    assert all(any("recognised" in doubt.code for doubt in p.review) for p in provisions)
    assert reading.source.ocr_pages == tuple(range(1, reading.source.pages + 1))
    assert "struck_through" not in [warning.code for warning in reading.warnings]


FRONTS = {
    "prose": "This is the Education, Health and Care Plan for Sam Smith, born on 3 May 2014, issued by "
    "Kent County Council on 12 June 2025. Sam attends Oakfield Primary School.\nFINAL PLAN",
    "labels": "KENT COUNTY COUNCIL\nFINAL EDUCATION, HEALTH AND CARE PLAN\n\nSurname: Smith\nForename(s): Sam\n"
    "DOB: 3.5.14\nCurrent setting: Oakfield Primary School\nDate of Final Plan: 12th June 2025",
    "labels above": "Kent County Council\nEHC Plan\n\nFull name\nSam Smith\nDate of birth\n3 May 2014\nSchool\n"
    "Oakfield Primary School\nStatus\nFinal\nDate issued\n12 June 2025",
    "first person": "MY EHC PLAN\nMy name is Sam Smith. I was born on 3rd May 2014. "
    "I go to Oakfield Primary School.\nKent County Council\nPlan status: Final\nThis plan was issued on: 12 June 2025",
    "ticks": "The following plan issued on 12 June 2025 by Kent County Council in respect of Sam Smith whose "
    "particulars are set out below.\n"
    "Date of birth: 3 May 2014\nStatus: ☐ Draft ☒ Final ☐ Amended\nSchool: Oakfield Primary School",
    "two dates": "Education, Health and Care Plan\nFor: Sam Smith\nD.O.B: 03-05-2014\n"
    "Local Authority: Kent County Council\nName of school: Oakfield Primary School\nVersion: Final\n"
    "Date of final EHC plan: 12 June 2025\n"
    "Date of original EHC plan: 1 March 2019",
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_particulars_are_read_however_the_front_is_written(tmp_path, front):
    path = tmp_path / "plan.txt"
    path.write_text(f"{front}\n\nSection F: Special educational provision\n- Daily reading for 10 minutes.", "utf-8")
    assert read_plan(path).plan.model_dump(mode="json", exclude={"quotes"}) == {
        "child_name": "Sam Smith", "date_of_birth": "2014-05-03", "local_authority": "Kent County Council",
        "setting": "Oakfield Primary School", "issue_date": "2025-06-12", "status": "final",
        "home_educated": False}
