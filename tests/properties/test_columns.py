"""The order of the columns of a timetable or a register changes nothing that is read from it, as with logs."""

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.evidence import EvidencePaths, read_evidence
from tests.properties.test_ledger import LABELS, OPEN

many = settings(max_examples=int(os.environ.get("CASES", "60")), deadline=None)
PLACES = ("Day", "Start", "End", "Subject", "Staff", "Week")
MARKS = ("Date", "AM", "PM", "Comment")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
places = st.tuples(st.sampled_from(DAYS), st.sampled_from(("09:00", "09:20")), st.sampled_from(("09:40", "10:15")),
                   st.sampled_from([label for label, _ in LABELS]), st.sampled_from(("KB", "HC")),
                   st.sampled_from(("A", "B", "")))
marks = st.tuples(st.sampled_from(OPEN).map(lambda day: f"{day:%d/%m/%Y}"), st.sampled_from(("/", "I", "M", "C2")),
                  st.sampled_from(("\\", "E", "V")), st.sampled_from(("", "dentist")))


def told(kind, head, lines, order):
    """What is read from the lines with their columns in an order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.csv"
        path.write_text("\n".join(",".join(line[place] for place in order) for line in (head, *lines)), "utf-8")
        found = read_evidence(EvidencePaths(**{f"{kind}s": (path,)}), None)
    return [one.model_copy(update={"source": one.source.model_copy(update={"column": None})})
            for one in (*found.slots, *found.marks)]


@many
@given(st.lists(places, min_size=1, max_size=6), st.permutations(range(len(PLACES))))
def test_of_a_timetable(lines, order):
    straight, turned = (told("timetable", PLACES, lines, one) for one in (range(len(PLACES)), order))
    assert straight
    assert sorted(straight, key=str) == sorted(turned, key=str)


@many
@given(st.lists(marks, min_size=1, max_size=6, unique_by=lambda line: line[0]), st.permutations(range(len(MARKS))))
def test_of_a_register(lines, order):
    straight, turned = (told("register", MARKS, lines, one) for one in (range(len(MARKS)), order))
    assert len(straight) == 2 * len(lines)
    assert sorted(straight, key=str) == sorted(turned, key=str)
