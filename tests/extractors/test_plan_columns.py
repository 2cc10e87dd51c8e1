"""What the columns of a plan say together: numbers, lengths and periods apart, boxes, modes, pointers to other rows."""

import docx
import pytest

from extractors.plan import read_plan

TABLES = {
    "length apart": ("Provision | How often | Length", "Language group | Twice a week | 30 minutes",
                     [(2, 30, 60, "week")], []),
    "number, length and period apart": ("Provision | Number of sessions | Length | Per",
                                        "Language group | 3 | 1 hour | term", [(3, 60, 180, "term")], []),
    "number without a period": ("Provision | Number of sessions | Minutes", "Language group | 3 | 20",
                                [(3, 20, 60, None)], ["no_period"]),
    "number each week": ("Provision | Sessions per week | Minutes", "Language group | 3 | 20",
                         [(3, 20, 60, "week")], []),
    "number beside a rhythm": ("Provision | Sessions | Minutes | Frequency", "Language group | 2 | 5 | Daily",
                               [(2, 5, 10, "day")], []),
    "cells that differ": ("Provision | How often | Minutes", "Language group | 2 x 30 minutes a week | 20",
                          [(2, 30, 60, "week")], ["columns_disagree"]),
    "boxes": ("Provision | How often | Minutes", "Language group | ☐ Daily ☒ Weekly ☐ Termly | 20",
              [(1, 20, 20, "week")], []),
    "two boxes ticked": ("Provision | How often | Minutes", "Language group | ☒ Daily ☒ Weekly | 20",
                         [(1, 20, 20, "week")], ["alternatives"]),
    "no box ticked": ("Provision | How often | Minutes", "Language group | ☐ Daily ☐ Weekly | 20",
                      [(None, None, 20, None)], ["no_period"]),
    "hours in the heading": ("Provision | Hours per week | Weeks per year", "Language group | 2.5 | 38",
                             [(None, None, 150, "week")], []),
    "visits in the heading": ("Provision | Visits per year | Length of visit", "Language group | 6 | 1 hour",
                              [(6, 60, 360, "year")], []),
    "a column for each rhythm": ("Provision | Daily | Weekly | Termly", "Language group |  | 2 x 30 mins | ",
                                 [(2, 30, 60, "week")], []),
    "a row that is not there": ("Provision | How often | Who", "Language group | See 7.4 | TA", [], ["refers"]),
}  # fmt: skip
MODES = {"4": ("group", 4), "1:4": ("group", 4), "1:1": ("individual", None), "Pair": ("group", 2),
         "In class": ("class", None),
         "☐ 1:1 ☒ Small group": ("group", None), "☒ Individual ☐ Group": ("individual", None)}  # fmt: skip


def read(folder, *lines):
    path = folder / "plan.txt"
    path.write_text("Name: Ada Smith\n\nSection F: Special educational provision\n\n" + "\n".join(lines), "utf-8")
    return read_plan(path)


def in_bars(*rows):
    return [f"| {row} |" for row in rows]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_cells_of_a_row_are_read_together(tmp_path, table):
    heads, row, amounts, doubts = table
    (provision,) = read(tmp_path, *in_bars(heads, row)).provisions
    read_as = [(s.sessions, s.session_minutes, s.total_minutes, s.per and s.per.value) for s in provision.schedules]
    assert read_as == amounts
    assert [doubt.code for doubt in provision.review] == doubts


@pytest.mark.parametrize(("cell", "mode"), MODES.items())
def test_a_column_says_how_many_share(tmp_path, cell, mode):
    rows = in_bars("Provision | Grouping | How often", f"Sound work | {cell} | 10 minutes daily")
    (provision,) = read(tmp_path, *rows).provisions
    assert (provision.mode.value, provision.max_group_size) == mode


def test_a_row_that_points_to_another_has_its_cells(tmp_path):
    rows = ("Ref | Provision | Who | How often", "1.1 | Language group | SLT | 30 minutes weekly",
            "1.2 | Reading | TA | 10 minutes daily", "1.3 | Sound work | As above | See 1.1")  # fmt: skip
    told = [(p.columns["who"], p.columns["how_often"]) for p in read(tmp_path, *in_bars(*rows)).provisions]
    assert told[2] == ("TA", "30 minutes weekly")


def test_an_area_in_a_column_goes_for_the_rows_below(tmp_path):
    rows = ("Area of need | Provision | How often", "Cognition and learning | Phonics | 10 minutes daily",
            " | Spelling | 10 minutes daily", "Sensory and physical | Dough gym | 10 minutes daily")  # fmt: skip
    areas = [p.area_of_need.value for p in read(tmp_path, *in_bars(*rows)).provisions]
    assert areas == ["cognition_and_learning", "cognition_and_learning", "sensory_and_physical"]


def test_an_empty_box_among_ticked_ones_asks_whether_the_item_applies(tmp_path):
    ticked = read(tmp_path, "☒ Daily reading for 10 minutes.", "☐ Weekly counselling for 45 minutes.").provisions
    assert [[doubt.code for doubt in p.review] for p in ticked] == [[], ["unticked"]]
    bullets = read(tmp_path, "☐ Daily reading for 10 minutes.", "☐ Weekly counselling for 45 minutes.").provisions
    assert [p.review for p in bullets] == [(), ()]


def test_a_line_below_an_item_may_hold_several_labels(tmp_path):
    lines = ("1. Daily reading.", "", "By whom: A TA   How often: 10 minutes daily", "", "2. Phonics.", "",
             "By whom: As above; How often: As 1")  # fmt: skip
    told = [(p.text, p.columns["who"], p.columns["how_often"]) for p in read(tmp_path, *lines).provisions]
    assert told == [("Daily reading.", "A TA", "10 minutes daily"), ("Phonics.", "A TA", "10 minutes daily")]


def test_heads_in_the_childs_words_name_their_columns(tmp_path):
    rows = ("My needs | What help I will get | Who will help me | When and how often | How we will know it works",
            "I find reading hard | Phonics | A TA | 10 minutes daily | I read a page in 10 minutes")  # fmt: skip
    (provision,) = read(tmp_path, *in_bars(*rows)).provisions
    assert (provision.text, provision.columns["who"], provision.columns["how_often"]) == (
        "Phonics", "A TA", "10 minutes daily")  # fmt: skip


def test_a_row_that_gives_an_amount_is_no_second_head(tmp_path):
    rows = ("Provision | Who | How often", "Intervention | Staff | Daily", "Counselling | ELSA | Weekly")
    provisions = read(tmp_path, *in_bars(*rows)).provisions
    told = [(p.text, p.columns["how_often"]) for p in provisions]
    assert told == [("Intervention", "Daily"), ("Counselling", "Weekly")]


def amounts_and_codes(reading):
    return [([(s.sessions, s.session_minutes, s.per.value) for s in p.schedules], [doubt.code for doubt in p.review])
             for p in reading.provisions]  # fmt: skip


def test_an_amount_of_its_own_goes_before_one_above(tmp_path):
    rows = ("Provision | How often", "Number group | Twice weekly, 25 minutes",
            "Weekly look back over errors for 15 minutes | See above", "Spelling | As above")  # fmt: skip
    told = amounts_and_codes(read(tmp_path, *in_bars(*rows)))
    assert told == [([(2, 25, "week")], []), ([(1, 15, "week")], []), ([], ["refers"])]


def test_a_rhythm_of_its_own_beside_an_amount_above_is_asked_about(tmp_path):
    rows = ("Provision | How often", "Number group | Twice weekly, 25 minutes", "Weekly spelling | As above")
    amounts, asked = amounts_and_codes(read(tmp_path, *in_bars(*rows)))[1]
    assert amounts == [(2, 25, "week")] and "refers_to_which" in asked


def test_what_stands_above_may_stand_in_the_same_box(tmp_path):
    document = docx.Document()
    document.add_heading("Section F: Special educational provision", 2)
    table = document.add_table(3, 2)
    for cell, words in zip(table.column_cells(1), ("How often", "Twice weekly, 25 minutes", "See above"), strict=True):
        cell.text = words
    for cell, words in zip(table.column_cells(0), ("Provision", "Number group", "A toolkit"), strict=True):
        cell.text = words
    table.cell(2, 0).add_paragraph("Weekly look back over errors for 15 minutes", style="List Bullet")
    table.cell(2, 0).paragraphs[0].style = document.styles["List Bullet"]
    path = tmp_path / "plan.docx"
    document.save(path)
    told = amounts_and_codes(read_plan(path))
    assert told[1:] == [([], ["refers_to_which"]), ([(1, 15, "week")], [])]


def test_a_length_of_each_thing_in_a_cell_is_asked_about(tmp_path):
    rows = ("Provision | How often", "Meet and greet on arrival, and a debrief | 10 minutes each, daily",
            "Two reading slots | 2 x 10 minutes each, daily")  # fmt: skip
    told = amounts_and_codes(read(tmp_path, *in_bars(*rows)))
    assert [codes for _, codes in told] == [["each_of_things"], []]


def test_when_something_is_to_be_in_place_is_not_how_often(tmp_path):
    rows = ("Provision | How often | By when", "Language group | Weekly, 30 minutes | July 2026",
            "Counselling |  | 45 minutes weekly from January")  # fmt: skip
    reading = read(tmp_path, *in_bars(*rows))
    assert [p.columns.get("how_often") for p in reading.provisions] == ["Weekly, 30 minutes", None]
    assert "amount_nearby" in amounts_and_codes(reading)[1][1]


def test_boxes_and_signs_as_they_are_typed_open_items(tmp_path):
    lines = ("[x] Daily reading for 10 minutes.", "[ ] A laptop.", "-- Weekly counselling for 45 minutes.", "» A desk.")
    assert [p.text for p in read(tmp_path, *lines).provisions] == [line.split(maxsplit=1)[1] for line in (
        lines[0], lines[1].replace("[ ]", "[]"), *lines[2:])]  # fmt: skip


@pytest.mark.parametrize("heading", ["Monitoring of the provision", "KEEPING TRACK",
                                     "How this support will be reviewed"])
def test_what_stands_under_a_heading_of_monitoring_is_left_out_and_spoken_of(tmp_path, heading):
    lines = ("- Daily reading for 10 minutes.", "", f"{heading}\n{'=' * len(heading)}", "",
             "The school will meet the parents for 30 minutes each half term.")  # fmt: skip
    reading = read(tmp_path, *lines)
    assert [p.text for p in reading.provisions] == ["Daily reading for 10 minutes."]
    assert [warning.code for warning in reading.warnings] == ["left_out"]


def test_common_words_before_a_colon_are_labels(tmp_path):
    lines = ("Support: Reading group", "", "Review: Termly", "", "When: 20 minutes daily", "", "Support: Phonics", "",
             "Review: Weekly", "", "When: 10 minutes daily")  # fmt: skip
    told = [(p.text, p.columns) for p in read(tmp_path, *lines).provisions]
    assert told == [("Reading group", {"review": "Termly", "how_often": "20 minutes daily"}),
                    ("Phonics", {"review": "Weekly", "how_often": "10 minutes daily"})]


def test_titles_without_letters_bound_a_section_whose_table_names_it(tmp_path):
    path = tmp_path / "plan.txt"
    rows = in_bars("Special educational provision | How often", "Phonics | 10 minutes daily", "A desk | ")
    path.write_text("\n".join(["OUR NEEDS", "", *rows, "", "Health provision", "", "A review of 30 minutes yearly."]),
                    "utf-8")  # fmt: skip
    assert [(p.id, p.text) for p in read_plan(path).provisions][:2] == [("F1", "Phonics"), ("F2", "A desk")]
    assert [p.section.value for p in read_plan(path).provisions] == ["F", "F", "G"]


def test_hours_of_services_beside_each_other_are_read_with_their_heads_and_their_sum_left_out(tmp_path):
    rows = ("Service | Direct work with Kit (hours) | Indirect work (hours) | Total (hours)",
            "Qualified Teacher of the Deaf | 38 | 20 | 58", "Educational audiologist | 0 | 4 | 4",
            "All services | 38 | 24 | 62")  # fmt: skip
    provisions = read(tmp_path, *in_bars(*rows)).provisions
    told = [(p.text, [(s.total_minutes, s.contact.value) for s in p.schedules]) for p in provisions[:2]]
    assert told == [("Qualified Teacher of the Deaf", [(2280, "direct"), (1200, "indirect")]),
                    ("Educational audiologist", [(240, "indirect")])]  # fmt: skip
    assert all("no_period" in {doubt.code for doubt in p.review} for p in provisions)


def test_codes_of_needs_beside_the_provision_stay_out_of_its_words(tmp_path):
    rows = ("Code | Meets | Special educational provision", "P1 | N1, N2; O1 | BSL lessons: six of 30 minutes a term")
    (provision,) = read(tmp_path, *in_bars(*rows)).provisions
    assert provision.text == "BSL lessons: six of 30 minutes a term"
