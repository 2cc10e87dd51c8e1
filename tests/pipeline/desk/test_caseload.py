"""A caseload sorted, searched and filtered; what is not known comes last, whichever way it is sorted."""

import datetime as dt
import io

import openpyxl
import pytest

from models.caseload import CaseEntry, CaseSummary, Coming, Pace, State
from models.route import Nature
from pipeline.desk.caseload import Asked, Line, Queue, Sort, caseload_xlsx, chosen, queues

TODAY = dt.date(2026, 1, 12)
AT = dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC)


def line(name: str, *, unexplained: int = 0, weeks: int = 10, state: State = State.DONE, **told: object) -> Line:
    facts = {"as_of": TODAY, "window": (TODAY, TODAY), "due": 600, "delivered": 600 - unexplained, "explained": 0,
             "items": 1, "weeks_left": weeks, **told}
    entry = CaseEntry(id=f"{abs(hash(name)):032x}"[-32:], name=name, state=state, added_at=AT, checked_at=AT)
    return Line(entry, CaseSummary(unexplained=unexplained, **facts))


def coming(day: dt.date) -> Coming:
    return Coming(day=day, what="an answer", nature=Nature.STATUTORY, yours=False)


NEW = Line(CaseEntry(id="f" * 32, name="Zoë", state=State.NEW, added_at=AT), None)
CASES = (
    line("Ada", unexplained=100, weeks=2, pace=Pace.BEHIND, next=coming(dt.date(2026, 3, 1))),
    line("Bo", unexplained=60, weeks=20, pace=Pace.ON, to_review=3, next=coming(dt.date(2026, 1, 10))),
    line("Cy", unexplained=0, weeks=20, pace=Pace.AHEAD, state=State.STOPPED), NEW)


def names(asked: Asked) -> list[str]:
    return [one.name for one in chosen(CASES, asked, TODAY)]


def test_minutes_unexplained_times_weeks_left_come_first() -> None:
    assert names(Asked()) == ["Bo", "Ada", "Cy", "Zoë"]


@pytest.mark.parametrize(("sort", "up", "order"), [
    (Sort.UNEXPLAINED, False, "Ada Bo Cy Zoë"), (Sort.UNEXPLAINED, True, "Cy Bo Ada Zoë"),
    (Sort.NEXT, True, "Bo Ada Cy Zoë"), (Sort.NEXT, False, "Ada Bo Cy Zoë"), (Sort.PACE, True, "Ada Bo Cy Zoë"),
    (Sort.TO_REVIEW, False, "Bo Ada Cy Zoë"), (Sort.NAME, True, "Ada Bo Cy Zoë"), (Sort.NAME, False, "Zoë Cy Bo Ada"),
    (Sort.STATE, True, "Cy Zoë Ada Bo"), (Sort.CHECKED, True, "Ada Bo Cy Zoë")])
def test_sorted(sort: Sort, up: bool, order: str) -> None:
    assert names(Asked(sort, up)) == order.split()


@pytest.mark.parametrize("sort", list(Sort))
def test_every_way_of_sorting_keeps_every_case(sort: Sort) -> None:
    assert sorted(names(Asked(sort))) == sorted(names(Asked(sort, up=True))) == ["Ada", "Bo", "Cy", "Zoë"]


@pytest.mark.parametrize(("queue", "found"), [
    (Queue.ALL, "Bo Ada Cy Zoë"), (Queue.DUE_SOON, "Bo"), (Queue.TO_REVIEW, "Bo"), (Queue.BEHIND, "Ada"),
    (Queue.STOPPED, "Cy"), (Queue.UNDER_WAY, ""), (Queue.NOT_CHECKED, "Zoë")])
def test_piles(queue: Queue, found: str) -> None:
    assert names(Asked(queue=queue)) == found.split()
    assert queues(CASES, TODAY)[queue] == len(found.split())


def test_search_is_by_every_word_of_the_name() -> None:
    assert names(Asked(words=" ZO  Ë ")) == ["Zoë"]
    assert names(Asked(words="zo a")) == []


def test_the_workbook_runs_nothing() -> None:
    bad = line('=HYPERLINK("http://elsewhere.example","look")', unexplained=5)
    sheet = openpyxl.load_workbook(io.BytesIO(caseload_xlsx([bad, NEW], TODAY))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix
    assert sheet["I2"].value == 5
    assert sheet["A3"].value == "Zoë"
