"""What several cases have in common: the same service short at one place, and never so few that one could be known."""

import datetime as dt
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from models.batch import Ended, Glance, Outcome, Shortfall, Source
from models.caseload import CaseSummary
from models.provision import Service
from pipeline.desk.caseload_page import write_overview
from pipeline.desk.glance import AUTHORITY, PROVIDER, SCHOOL, by_place
from pipeline.files import workbook

DAY = dt.date(2026, 1, 12)
SPEECH, MENTORING = Service.SPEECH_AND_LANGUAGE_THERAPY, Service.MENTORING


def by_school(cases):
    return by_place(cases)[SCHOOL]


def by_authority(cases):
    return by_place(cases)[AUTHORITY]


def case(name: str, school: str = "Brook School", minutes: int = 60, service: Service = SPEECH,
         provider: str = "") -> Ended:
    told = CaseSummary(as_of=DAY, window=(DAY, DAY), due=600, delivered=600 - minutes, explained=0, unexplained=minutes,
                       weeks_left=10, items=3)
    short = (Shortfall(service=service, minutes=minutes, provider=provider),) if minutes else ()
    return Ended(source=Source(name=name, out=Path("out") / name), outcome=Outcome.CHECKED,
                 glance=Glance(summary=told, school=school, authority="Eastmere", short=short))


def failed(name: str) -> Ended:
    return Ended(source=Source(name=name, out=Path("out") / name), outcome=Outcome.STOPPED, reason="plan.pdf: <cut>.")


def test_five_children_with_the_same_service_short_are_a_group():
    (group,), hidden = by_school([case(f"child {number}") for number in range(5)])
    assert (group.service, group.place, group.minutes, len(group.cases), hidden) == (SPEECH, "Brook School", 300, 5, 0)


def test_four_are_only_counted():
    assert by_school([case(f"child {number}") for number in range(4)]) == ((), 1)


def test_a_school_is_the_same_however_its_name_is_written():
    names = ["St. Anne's Primary", "St Anne’s Primary", "ST ANNES PRIMARY", "St Anne’s Primary", "St Anne’s primary"]
    (group,), _ = by_school([case(str(number), name) for number, name in enumerate(names)])
    assert group.place == "St Anne’s Primary"


def test_services_schools_and_cases_that_are_not_short_are_kept_apart():
    cases = [*(case(f"a{number}") for number in range(4)), case("b", service=MENTORING), case("c", "Hill School"),
             case("d", minutes=0), case("e", school=""), failed("f")]
    assert by_school(cases) == ((), 3)
    (group,), hidden = by_authority(cases)
    assert (group.place, {one.name for one in group.cases}, hidden) == (
        "Eastmere", {"a0", "a1", "a2", "a3", "c", "e"}, 1)


def test_a_small_group_cannot_be_worked_out_from_what_is_shown_of_its_authority():
    brook, few = [case(f"b{number}") for number in range(5)], [case(f"h{number}", "Hill School") for number in range(4)]
    assert [len(one.cases) for one in by_school([*brook, *few]).shown] == [5]
    assert by_authority([*brook, *few]) == ((), 1), "nine less five are four"
    assert [len(one.cases) for one in by_authority([*brook, *few, case("h5", "Hill School")]).shown] == [10]
    assert [len(one.cases) for one in by_authority(brook).shown] == [5], "the same children leave nobody"
    others = [case(f"m{number}", "Hill School", service=MENTORING) for number in range(4)]
    assert [len(one.cases) for one in by_authority([*brook, *others]).shown] == [5], "another service tells nothing"


def test_children_of_several_schools_may_wait_for_the_same_provider(tmp_path):
    cases = [case(f"child {number}", f"School {number}", provider="Eastmere Therapies") for number in range(5)]
    assert [(one.place, len(one.cases)) for one in by_place(cases)[PROVIDER].shown] == [("Eastmere Therapies", 5)]
    write_overview(cases, tmp_path, DAY)
    assert "The same service short from the same provider" in (tmp_path / "caseload.html").read_text("utf-8")
    names = openpyxl.load_workbook(tmp_path / "caseload.xlsx").sheetnames
    assert names[2:] == ["Short at a school", "Short from a provider", "Short in an authority"]


def test_a_small_group_cannot_be_worked_out_from_what_is_shown_of_schools_and_providers_together():
    brook = [case(f"b{number}") for number in range(5)]
    therapies = [case(f"t{number}", "Hill School", provider="Therapies") for number in range(4)]
    therapies.append(case("t5", "Mill School", provider="Therapies"))
    few = [case(f"f{number}", "Dell School") for number in range(4)]
    found = by_place([*brook, *therapies, *few])
    assert {kind: [len(one.cases) for one in groups.shown] for kind, groups in found.items()} == {
        SCHOOL: [5], PROVIDER: [5], AUTHORITY: []}, "fourteen less five and five are four"
    assert not by_place([*brook, case("s", provider="Therapies"), *therapies[:4]])[AUTHORITY].shown


def test_what_was_not_used_is_named_beside_the_figures(tmp_path):
    whole = case("Dot")
    assert whole.glance
    why = "log.xlsx: This file was not used: the workbook needs a password. Save a copy without a password."
    partly = [whole.model_copy(update={"source": case(name).source,
                                       "glance": whole.glance.model_copy(update={"unused": (why,)})})
              for name in ("Eve", "Flo")]
    write_overview([whole, *partly], tmp_path, DAY)
    page = unescape((tmp_path / "caseload.html").read_text("utf-8"))
    assert page.count(why) == 1
    assert f'{why}<br><a href="Eve/report.html">Eve</a>, <a href="Flo/report.html">Flo</a></li>' in page
    sheet = openpyxl.load_workbook(tmp_path / "caseload.xlsx").worksheets[0]
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == [None, why, why]


@pytest.fixture
def written(tmp_path):
    cases = [case("Ada <b>", minutes=0), *(case(f"Bo #{number}", minutes=90) for number in range(5)), failed("Cy")]
    write_overview(cases, tmp_path, DAY)
    return tmp_path


def test_the_page_names_every_case_and_every_failure_and_runs_nothing(written):
    page = (written / "caseload.html").read_text("utf-8")
    assert "<b>" not in page and "<script" not in page and "http" not in page
    assert "Ada <b>" in unescape(page) and "plan.pdf: <cut>." in unescape(page)
    assert 'href="Bo%20%230/report.html"' in page
    assert page.index("Bo #0") < page.index("Ada &lt;b&gt;"), "what can still be made good comes first"


def test_the_workbook_says_the_same(written):
    sheets = openpyxl.load_workbook(written / "caseload.xlsx").worksheets
    rows = [[[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in sheets]
    assert [row[:6] for row in rows[0]][-1] == ["Ada <b>", 600, None, 600, 0, 0]
    assert rows[1:] == [[["Cy", "plan.pdf: <cut>."]],
                        *[[["Speech and language therapy", place, 5, 450, "; ".join(f"Bo #{n}" for n in range(5))]]
                          for place in ("Brook School", "Eastmere")]]


def test_where_all_links_are_more_than_a_sheet_may_have_the_names_keep_theirs(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_LINKS", 20)
    write_overview([case(f"child {number}") for number in range(3)], tmp_path, DAY)
    sheet = openpyxl.load_workbook(tmp_path / "caseload.xlsx").worksheets[0]
    linked = [[cell.column for cell in row if cell.hyperlink] for row in sheet.iter_rows(min_row=2)]
    assert (linked, sheet["B2"].value) == ([[1]] * 3, 600)


def test_the_same_cases_give_the_same_bytes(written, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    cases = [case("Ada <b>", minutes=0), *(case(f"Bo #{number}", minutes=90) for number in range(5)), failed("Cy")]
    write_overview(cases, again, DAY)
    for name in ("caseload.html", "caseload.xlsx"):
        assert (again / name).read_bytes() == (written / name).read_bytes()
