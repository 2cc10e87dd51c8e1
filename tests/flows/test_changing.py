"""A paper that is written to while its case is checked: nothing of what was half one thing and half another is kept."""

import datetime as dt
import shutil

from models.batch import Outcome, Source
from pipeline import steps
from pipeline.batch import check, settled, take_in
from pipeline.store.nouns import Store
from tests.doors.commands import KIT, contents

DAY = dt.date(2025, 12, 19)


class Desk:
    """One case, whose log somebody changes each time that the records have been read, so often."""

    def __init__(self, folder, monkeypatch, times):
        self.log, self.out, self.left = folder / "case" / "log.csv", folder / "out", times
        shutil.copytree(KIT, folder / "case")
        self.store, read = Store(folder / "store"), steps.read_evidence

        def read_and_change(store, name):
            read(store, name)
            if self.left:
                self.left -= 1
                self.log.write_bytes(self.log.read_bytes() + b"\n")

        monkeypatch.setattr(steps, "STEPS", tuple(read_and_change if one is read else one for one in steps.STEPS))
        self.name = take_in(self.store, Source(name="case", folder=str(folder / "case"), out=str(self.out)))

    def check(self):
        return check(self.store, self.name, DAY)


def test_it_is_begun_again_and_gives_what_the_papers_are_in_the_end(tmp_path, monkeypatch):
    desk = Desk(tmp_path / "one", monkeypatch, times=1)
    assert desk.check() is Outcome.CHECKED
    assert (desk.out / "log.csv").read_bytes() == desk.log.read_bytes()
    assert settled(desk.store, desk.name, DAY) is Outcome.UNCHANGED
    quiet = Desk(tmp_path / "two", monkeypatch, times=0)
    quiet.log.write_bytes(desk.log.read_bytes())
    assert quiet.check() is Outcome.CHECKED
    assert contents(quiet.out) == contents(desk.out)


def test_one_that_is_changed_all_the_time_is_named_and_tried_again_the_next_time(tmp_path, monkeypatch):
    desk = Desk(tmp_path, monkeypatch, times=9)
    assert desk.check() is Outcome.STOPPED
    said = (desk.out / "could-not-be-checked.txt").read_text("utf-8")
    assert "Papers of this case were being changed while it was checked." in said
    assert not (desk.out / "report.docx").exists()
    desk.left = 0
    assert desk.check() is Outcome.CHECKED
