"""The desks of a case that is in the store: the plan is read once, and the pictures of its pages are drawn once."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from extractors.pages.picture import part_of_page
from models.case import Case
from models.provision import PlanReading, Provision
from models.source import Box
from pipeline.case_folder import DECISIONS, read_case
from pipeline.read import read_versions
from pipeline.review.decisions import read_decisions
from pipeline.review.desk import Desk, doubts_found
from pipeline.store.cache_keys import of_reading
from pipeline.store.nouns import Store

KEPT = "reading"
PICTURE = "picture-"


class Room:
    """One case in the store: its papers, the reading of its plan, and what was decided."""

    def __init__(self, store: Store, case_id: str, as_of: dt.date) -> None:
        """Look at the papers of a case."""
        self.store, self.case_id = store, case_id
        self.case: Case = read_case(store.papers(case_id), as_of)
        self.key = of_reading(self.case)
        self.findings = store.results(case_id) / "findings.json"
        self.decisions = store.papers(case_id) / DECISIONS

    def reading(self) -> PlanReading:
        """Give the plan as it was read, without decisions; it is read anew where it is another plan."""
        if self.store.key(self.case_id, KEPT) == self.key:
            return self.store.get(self.case_id, KEPT, PlanReading)
        reading = read_versions(self.case)
        self.store.put(self.case_id, KEPT, reading, self.key)
        return reading

    def desk(self, by: str) -> Desk:
        """Open the readings of the plan for a person: all of them, those in doubt first."""
        made = list(read_decisions(self.decisions))
        desk = Desk(self.decisions, by, made, reading=self.reading(), found=doubts_found(self.findings))
        desk.lay_out(every=True)
        return desk

    def picture(self, provision: Provision, number: int, *, narrow: bool) -> bytes | None:
        """Give the picture of the words of an item on one of their pages, counted from 0; none where there is none."""
        groups = crops(self.case, provision)
        if not 0 <= number < len(groups):
            return None
        return self._drawn(file_of(self.case, provision), groups[number], narrow=narrow)

    def _drawn(self, plan: Path, boxes: Sequence[Box], *, narrow: bool) -> bytes:
        places = [box.row() for box in boxes]
        name = f"{PICTURE}{hashlib.sha256(f'{self.key} {plan.name} {places} {narrow}'.encode()).hexdigest()}"
        if not self.store.has(self.case_id, name):
            self.store.put_content(self.case_id, name, part_of_page(plan, boxes, narrow=narrow))
        return self.store.content(self.case_id, name)


def file_of(case: Case, provision: Provision | None) -> Path:
    """Give the version of the plan in which an item stands; without an item, the latest."""
    named = provision.in_force.file if provision and provision.in_force else case.plan.name
    return next((path for path in (case.plan, *case.earlier_plans) if path.name == named), case.plan)


def crops(case: Case, provision: Provision) -> list[list[Box]]:
    """Give the boxes of an item by their page; none where its plan has no pages that can be drawn."""
    if file_of(case, provision).suffix.lower() != ".pdf":
        return []
    boxes = sorted(provision.quote.boxes, key=lambda box: box.page)
    return [list(group) for _, group in groupby(boxes, key=lambda box: box.page)]
