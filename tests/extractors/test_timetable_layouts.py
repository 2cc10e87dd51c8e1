"""Twelve layouts of timetable, read cell by cell: weekday, week, start, end, label and adult, 98 in 100 right."""

import pytest

from extractors.records.harvest import Known
from extractors.tables import read_tables
from extractors.timetable import read_timetables
from tests.extractors.timetable_layouts import DAYS, LAYOUTS, expected

ENOUGH = 0.98
NELL = Known("Nell Ashworth-Ibe", (2025,))


def told(slot):
    """"A Mon 0900-1000 English | KB from 2025-09-08": the slot as one line."""
    times = "-".join(time.strftime("%H%M") if time else "?" for time in (slot.start, slot.end))
    whole = slot.start and slot.end and (slot.end.hour - slot.start.hour) * 60 + slot.end.minute - slot.start.minute
    parts = [slot.cycle_week or "*", (*DAYS, "Sat", "Sun")[slot.weekday], times,
             "" if slot.minutes == whole else f"({slot.minutes})", slot.label, "|", slot.staff,
             f"of {slot.sharing}" if slot.sharing else "", f"from {slot.first_day}" if slot.first_day else "",
             f"to {slot.last_day}" if slot.last_day else "",
             f"on {' '.join(map(str, slot.only_on))}" if slot.only_on else ""]
    return " ".join(part for part in parts if part)


def share(found, wanted):
    """How much of both is in both."""
    return len(found & wanted) / len(found | wanted)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_cell_by_cell(layout, tmp_path):
    draw, slots = LAYOUTS[layout]
    found = {told(slot) for slot in read_timetables(read_tables(draw(tmp_path)), NELL).harvest.slots}
    wanted = expected(slots)
    assert share(found, wanted) >= ENOUGH, f"missing {sorted(wanted - found)}, extra {sorted(found - wanted)}"
