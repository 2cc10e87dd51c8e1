"""Decisions brought back from a review without the program: about this reading only, once only, words seen first."""

import datetime as dt
import json

import pytest

from models.errors import UnusableCase
from models.review import Action
from pipeline.review.brought_back import bring_back, confirm, sha256_of
from pipeline.review.decisions import read_decisions
from pipeline.review.desk import Desk
from pipeline.review.second_reader import read_again

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)


def saved(desk, *decisions, **other):
    told = [{"about": desk.queue[number].about, "action": action, "words": words, "at": f"2026-01-05T12:0{number}:00Z"}
            for number, action, words in decisions]
    file = {"schema": "sectionf/offline-decisions/1", "reading_sha256": sha256_of(desk), "decisions": told}
    return json.dumps(file | other).encode()


def test_they_are_kept_as_this_persons_with_their_own_time(desk):
    done = bring_back(desk, saved(desk, (0, "accept", ""), (1, "reject", "")))
    assert [(one.action, one.by, one.at.minute) for one in done.kept] == [
        (Action.ACCEPT, "Ruth", 0), (Action.REJECT, "Ruth", 1)]
    assert read_decisions(desk.path) == done.kept


def test_twice_is_once(desk):
    file = saved(desk, (0, "accept", ""), (1, "reject", ""))
    bring_back(desk, file)
    again = Desk(desk.path, "Ian", list(read_decisions(desk.path)), reading=desk.reading)
    again.lay_out(every=True)
    done = bring_back(again, file)
    assert (done.kept, done.known) == ((), 2)
    assert len(read_decisions(desk.path)) == 2


def test_twice_is_once_also_for_what_a_second_reader_read(desk):
    item = desk.queue[0]
    desk.keep(desk.decision(item, Action.ACCEPT, NOON - dt.timedelta(days=2)))
    read_again(desk, item, 1, (Action.EDIT, {"mode": "class"}), NOON - dt.timedelta(days=1))
    file = saved(desk, (0, "take", "as the second reader read it"))
    assert [one.edits for one in bring_back(desk, file).kept] == [{"mode": "class"}]
    again = bring_back(desk, file)
    assert (again.kept, again.known) == ((), 1)


def test_another_reading_is_refused_and_nothing_is_kept(desk):
    with pytest.raises(UnusableCase, match="another reading"):
        bring_back(desk, saved(desk, (0, "accept", ""), reading_sha256="0" * 64))
    assert not desk.path.exists()


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema": "other"}'])
def test_what_is_no_such_file_is_refused(desk, spoilt):
    with pytest.raises(UnusableCase, match="not a file of decisions"):
        bring_back(desk, spoilt)


def test_a_reading_that_is_not_offered_keeps_nothing(desk):
    with pytest.raises(UnusableCase, match="not offered"):
        bring_back(desk, saved(desk, (0, "accept", ""), (1, "take", "a fortnight")))
    assert not desk.path.exists()


def test_own_words_count_only_once_somebody_saw_how_they_are_read(desk):
    file = saved(desk, (1, "words", "three 20-minute sessions a week"), (2, "words", "hello there"))
    done = bring_back(desk, file)
    assert not desk.path.exists()
    assert [bool(wording.edits) for wording in done.to_confirm] == [True, False]
    confirm(desk, done.to_confirm[0])
    (one,) = read_decisions(desk.path)
    assert (one.action, one.edits["schedules"][0]["total_minutes"]) == (Action.EDIT, 60)
    assert [wording.words for wording in bring_back(desk, file).to_confirm] == ["hello there"]


def test_what_was_decided_meanwhile_is_said(desk):
    desk.keep(desk.decision(desk.queue[0], Action.REJECT, NOON + dt.timedelta(hours=1)))
    done = bring_back(desk, saved(desk, (0, "accept", "")))
    assert done.meanwhile == (desk.queue[0].provision.id,)
    assert [one.action for one in read_decisions(desk.path)] == [Action.REJECT, Action.ACCEPT]


def test_items_that_are_gone_are_counted(desk):
    file = saved(desk, (3, "accept", ""))
    desk.join(desk.queue[3], desk.following(desk.queue[3]), NOON)
    assert bring_back(desk, file).gone == 1
