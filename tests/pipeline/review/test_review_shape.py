"""Items cut and joined by a person: read again, found again after a new run, and taken back."""

import datetime as dt
import threading

import pytest

from app.samples_folder import samples_folder
from extractors.statement import read_statement
from models.provision import Plan, PlanReading, Provision
from models.review import Action, Decision, Divided, Joined, Part
from models.source import Box, Document, Quote
from pipeline.contract import extract_json
from pipeline.review.decisions import append, key, read_decisions, standing
from pipeline.review.desk import Desk, open_desk
from pipeline.review.lay_over import lay_over
from pipeline.review.parts import cut_places, halves, parts_of
from pipeline.review.shape import fingerprints, shaped
from pipeline.review.sitting import taken_back

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
TWO = "Speech therapy for 30 minutes each week. A mentor for 20 minutes each day."


def item(name, text, columns=None, page=3):
    boxes = (Box(page=page, x0=50, top=100, x1=300, bottom=140),)
    read = read_statement(text, columns or {})
    told = {field: getattr(read, field) for field in type(read).model_fields}
    return Provision(**told, id=name, quote=Quote(text=text, page=page, boxes=boxes), columns=columns or {})


def plan(*provisions):
    return PlanReading(plan=Plan(), source=Document(file="plan.pdf", sha256="0", pages=4), provisions=provisions)


def cut(reading, name, *texts):
    return Divided(provision=fingerprints(reading)[name], provision_id=name,
                   parts=tuple(Part(text=text) for text in texts), by="Ruth", at=NOON)


def join(reading, one, two, prints=None):
    prints = prints or fingerprints(reading)
    return Joined(provision=prints[one], provision_id=one, next=prints[two], next_id=two, by="Ruth", at=NOON)


@pytest.fixture
def reading():
    return plan(item("F1", "A quiet room."), item("F2", TWO), item("F3", "A mentor."), item("F4", "each Monday."))


def test_each_part_is_read_by_itself_and_keeps_its_place(reading):
    made = [cut(reading, "F2", *TWO.split(". ", 1))]
    items = shaped(reading, made).reading.provisions
    assert [one.id for one in items] == ["F1", "F2a", "F2b", "F3", "F4"]
    assert [[amount.total_minutes for amount in one.schedules] for one in items[1:3]] == [[30], [20]]
    assert items[1].quote.boxes == reading.provisions[1].quote.boxes


def test_decisions_about_a_part_find_it_again_and_others_keep_theirs(reading):
    about_f3 = Decision(provision=fingerprints(reading)["F3"], provision_id="F3", action=Action.ACCEPT, by="R", at=NOON)
    made = [about_f3, cut(reading, "F2", "A mentor.", "A mentor.")]
    prints = shaped(reading, made).prints
    assert len(set(prints.values())) == 5
    about_part = Decision(provision=prints["F2b"], provision_id="F2b", action=Action.REJECT, by="R", at=NOON)
    again = lay_over(plan(*reading.provisions), [*made, about_part])
    assert (again.accepted, again.rejected) == ({"F3"}, {"F2b"})


def test_a_cut_falls_away_with_the_words(reading):
    other = plan(item("F1", "A quiet room."), item("F2", "Other words."))
    assert shaped(other, [cut(reading, "F2", "One.", "Two.")]).reading == other


def test_an_amount_in_a_column_beside_both_parts_is_asked_about():
    reading = plan(item("F1", "Use of signs. Staff to be trained.", {"how_often": "30 minutes each week"}))
    parts = shaped(reading, [cut(reading, "F1", "Use of signs.", "Staff to be trained.")]).reading.provisions
    assert all("shared_amount" in [doubt.code for doubt in part.review] for part in parts)


def test_two_neighbours_are_read_as_one(reading):
    (_, _, both) = shaped(reading, [join(reading, "F3", "F4")]).reading.provisions
    assert (both.id, both.text) == ("F3", "A mentor. each Monday.")
    assert len(both.quote.boxes) == 2


def test_only_neighbours_are_joined(reading):
    assert shaped(reading, [join(reading, "F1", "F3")]).reading == reading


def test_a_cut_item_can_be_put_together_again_and_a_cut_taken_back(reading):
    made = [cut(reading, "F2", *TWO.split(". ", 1))]
    both = shaped(reading, [*made, join(reading, "F2a", "F2b", shaped(reading, made).prints)]).reading.provisions[1]
    assert [amount.total_minutes for amount in both.schedules] == [30, 20]
    assert shaped(reading, standing([*made, taken_back(made[0], "Ruth", NOON)])).reading == reading


def test_the_public_json_keeps_its_shape(reading):
    before = extract_json(reading)
    after = extract_json(lay_over(reading, [cut(reading, "F2", "One thing.", "Another.")]).reading)
    assert after.keys() == before.keys()
    assert {frozenset(one) for one in after["provisions"]} == {frozenset(one) for one in before["provisions"]}


def test_cuts_and_joins_come_back_from_the_file(reading, tmp_path):
    path = tmp_path / "decisions.jsonl"
    made = (cut(reading, "F2", "One.", "Two."), join(reading, "F3", "F4"))
    append(path, *made)
    assert read_decisions(path) == made


def test_the_words_of_a_part_are_found_on_the_page():
    folder = samples_folder() / "nell"
    desk = open_desk(folder, "Ruth", dt.date(2026, 1, 12), every=True)
    whole = next(one.provision for one in desk.queue if one.provision.id == "F10")
    place = next(place for place, word in cut_places(whole.text) if word == "Staff")
    first, second = parts_of(folder / "plan.pdf", whole.quote, [part.text for part in halves(whole, place)])
    (box,) = whole.quote.boxes
    assert [len(first.boxes), len(second.boxes)] == [2, 2]
    assert first.boxes[1].x1 < second.boxes[0].x0
    assert all(box.x0 - 1 <= one.x0 and one.x1 <= box.x1 + 1 for one in (*first.boxes, *second.boxes))


def test_undo_takes_back_ones_own_last_act_and_a_named_one_of_anybody(reading, tmp_path):
    path = tmp_path / "decisions.jsonl"
    desk = {name: Desk(path, name, [], reading=reading) for name in ("Ruth", "Ian")}
    items = desk["Ruth"].items()
    desk["Ruth"].keep(*(desk["Ruth"].decision(one, Action.ACCEPT, NOON) for one in items[:2]))
    desk["Ian"].keep(desk["Ian"].decision(items[2], Action.REJECT, NOON))
    ruth = Desk(path, "Ruth", list(read_decisions(path)), reading=reading)
    ruth.lay_out(every=True)
    assert ruth.undo(NOON)
    assert [made.by for made in standing(read_decisions(path))] == ["Ian"]
    assert not ruth.undo(NOON)
    (left,) = standing(ruth.made)
    ruth.keep(taken_back(left, "Ruth", NOON))
    assert not standing(read_decisions(path))
    assert ruth.made[-1].undoes == key(left)


def test_many_writers_at_once_lose_nothing(reading, tmp_path):
    path = tmp_path / "decisions.jsonl"

    def write(name):
        desk = Desk(path, name, [], reading=reading)
        for number in range(40):
            desk.keep(desk.decision(desk.items()[number % 4], Action.ACCEPT, NOON + dt.timedelta(seconds=number)))

    writers = [threading.Thread(target=write, args=(f"writer {number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    made = read_decisions(path)
    assert len(made) == 240
    assert all([one.at for one in made if one.by == f"writer {number}"] == sorted(
        one.at for one in made if one.by == f"writer {number}") for number in range(6))
