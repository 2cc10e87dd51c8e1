"""Letting go of a plan's own file once somebody has confirmed what was read of it: the reading takes its place."""

import datetime as dt

from extractors.plans.as_read import AS_READ
from models.caseload import CaseEntry, State
from models.errors import UnusableCase
from models.papers import Paper, PaperKind, Recognised
from pipeline.files.whole import fingerprint
from pipeline.review.room import PICTURE, Room
from pipeline.store.nouns import Store
from pipeline.store.papers import HandedIn, Papers
from pipeline.store.working import private_folder

BECAUSE = "What was read of this plan, and confirmed. Its own file was erased on {day:%-d %B %Y}."
NOT_YET = "the file of this plan cannot be erased yet: its readings have to be settled, and the case to be checked."


def confirmed_plan(store: Store, entry: CaseEntry, today: dt.date) -> Paper | None:
    """Give the plan whose file can go: the only version there is, of which every reading is settled; or nothing."""
    papers = Papers(store, entry.id).all()
    plans = [paper for paper in papers if paper.kind in (PaperKind.PLAN, PaperKind.EARLIER_PLAN)]
    if entry.state is not State.DONE or len(plans) != 1 or plans[0].file.endswith(AS_READ):
        return None
    desk = Room(store, entry.id, today).desk("")
    desk.lay_out()
    return None if desk.queue else plans[0]


def let_go(store: Store, entry: CaseEntry, today: dt.date) -> None:
    """Put the reading in the place of the plan's file, and remove its copies and the pictures of its pages."""
    plan, room = confirmed_plan(store, entry, today), Room(store, entry.id, today)
    if plan is None:
        raise UnusableCase(NOT_YET, remedy="Go through the review, check the case again, and come back.")
    sha256, reading = fingerprint(room.case.plan), room.reading()
    with private_folder() as folder:
        kept = folder / f"plan{AS_READ}"
        kept.write_text(reading.model_dump_json(), "utf-8")
        told = Recognised(kind=PaperKind.PLAN, because=BECAUSE.format(day=today))
        Papers(store, entry.id).replace(plan.id, HandedIn(kept, f"{plan.file}{AS_READ}", told))
    for copy in store.results(entry.id).rglob("*"):
        if copy.is_file() and fingerprint(copy) == sha256:
            copy.unlink()
    for name in store.names(entry.id):
        if name.startswith(PICTURE):
            store.drop(entry.id, name)


