"""A step is done again when what it rests on has changed, and not otherwise."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.samples_folder import samples_folder
from models.gap import Report
from pipeline import steps
from pipeline.steps import Written, take_up
from pipeline.store import cache_keys
from pipeline.store.nouns import Store

DAY = dt.date(2026, 1, 12)


class Desk:
    """One case in a store, and what was done for it since it was last asked."""

    def __init__(self, store: Store, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store, self.case_id, self.done = store, case_id, Counter[str]()
        shutil.copytree(samples_folder() / "nell", self.papers, dirs_exist_ok=True)
        for room, name in ((steps, "read_versions"), (steps, "lay_over"), (steps, "read_records"),
                           (steps.job, "compared"), (steps.job, "with_routes"), (steps.job, "write")):
            monkeypatch.setattr(room, name, self._counted(name, getattr(room, name)))

    def _counted(self, name, function):
        def count(*given, **named):
            self.done[name] += 1
            return function(*given, **named)

        return count

    @property
    def papers(self) -> Path:
        return self.store.papers(self.case_id)

    def run(self, day: dt.date = DAY) -> set[str]:
        """Run every step; give what was done."""
        self.done.clear()
        take_up(self.store, self.case_id, day)
        for step in steps.STEPS:
            step(self.store, self.case_id)
        assert set(self.done.values()) <= {1}
        return set(self.done)


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Iterator[Desk]:
    store = Store(tmp_path / "cases")
    case_id = store.new()
    with store.opened(case_id):
        yield Desk(store, case_id, monkeypatch)


EVERYTHING = {"read_versions", "lay_over", "read_records", "compared", "with_routes", "write"}


def test_nothing_is_done_twice_for_the_same_papers(desk):
    assert desk.run() == EVERYTHING
    assert desk.run() == set()


def test_a_changed_log_is_read_again_and_the_plan_is_not(desk):
    desk.run()
    (log,) = desk.papers.glob("log*.csv")
    first, second, *rest = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join([first, *rest, second]), "utf-8")
    done = desk.run()
    assert {"read_records", "compared", "write"} <= done
    assert not done & {"read_versions", "lay_over"}


def test_a_decision_does_not_read_the_plan_again(desk):
    desk.run()
    (desk.papers / "decisions.jsonl").write_bytes(b"")
    assert "read_versions" not in desk.run()


def test_a_decision_that_was_cut_short_is_a_doubt_of_the_report(desk):
    desk.run()
    (desk.papers / "decisions.jsonl").write_bytes(b'{"about": "F1", "act')
    desk.run()
    report = desk.store.get(desk.case_id, "report", Report)
    assert "decisions.jsonl, line 1" in [doubt.place for doubt in report.warnings]


def test_another_day_compares_anew_and_reads_nothing(desk):
    desk.run()
    settings = desk.papers / "case.toml"
    text = settings.read_text("utf-8")
    settings.write_text("\n".join(line for line in text.splitlines() if not line.startswith("as_of")), "utf-8")
    desk.run()
    assert desk.run(DAY + dt.timedelta(days=7)) == {"compared", "with_routes", "write"}


def test_a_letter_that_is_gone_is_written_again(desk):
    desk.run()
    gone = desk.store.get(desk.case_id, "written", Written).paths[0]
    gone.unlink()
    assert desk.run() == {"write"}
    assert gone.is_file()


@pytest.mark.parametrize("which", ["code", "rules"])
def test_another_version_does_everything_anew(desk, monkeypatch, which):
    desk.run()
    monkeypatch.setattr(cache_keys, "versions", lambda: {**{"code": "", "rules": ""}, which: "another"})
    assert desk.run() == EVERYTHING


def test_every_field_that_names_files_counts(desk):
    case = desk.store.get(desk.case_id, "order", steps.Order).case if desk.run() else None
    assert case is not None
    holders = {name for name, value in case if isinstance(value, Path) or (value and name in cache_keys.FILES)}
    assert holders <= set(cache_keys.FILES)
    assert str(desk.papers) not in cache_keys.facts(case)
