"""`catch-up` proposes where sessions recorded as not held could go, writes nothing, and says under which limits."""

import json

from tests.doors.commands import KIT, NELL, contents, sectionf


def test_a_proposal_in_plain_words_that_writes_nothing(tmp_path):
    before = contents(NELL)
    done = sectionf("catch-up", NELL, "--as-of", "14 November 2025", "--spare", "Maths")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("A proposal to discuss")
    assert "Recorded as not held or cut short, and to be made up (the lower figure): " in done.stdout
    assert "in place of" in done.stdout
    assert "in place of Maths" not in done.stdout
    assert "Limits: 60 minutes a day;" in done.stdout
    assert contents(NELL) == before


def test_the_same_in_json_keeps_to_what_is_owed_and_to_the_limits():
    done = sectionf("catch-up", NELL, "--as-of", "2025-11-14", "--sessions-a-day", "1", "--json")
    found = json.loads(done.stdout)
    assert found["schema"] == "sectionf/catch-up/1"
    assert 0 < found["minutes_placed"] <= found["minutes_owed"]
    days = [one["date"] for one in found["placed"]]
    assert len(days) == len(set(days))
    assert min(days) > "2025-11-14"
    assert found["limits"]["sessions_a_day"] == 1


def test_where_nothing_is_recorded_as_not_held_there_is_nothing_to_place():
    done = sectionf("catch-up", KIT)
    assert done.returncode == 0, done.stderr
    assert "there is nothing to place. Silence is not counted." in done.stdout
