"""Cases that are brought into a desk: from a folder of case folders, or from a list that names the papers of each."""

import datetime as dt
import shutil
import uuid
from pathlib import Path
from typing import NamedTuple

from models.batch import Elsewhere, Source
from models.case import Case
from models.errors import Stop
from pipeline.batch import order_of
from pipeline.case_folder import DECISIONS, SETTINGS, check_within, inputs
from pipeline.desk.admission import admit
from pipeline.places.at_hand import at_hand, brought
from pipeline.places.caseload import caseload
from pipeline.store.cases import Cases
from pipeline.store.diary import DIARY

KEPT = (SETTINGS, DECISIONS, DIARY)
"""What a case folder holds beside the papers that belongs to the case."""


class Brought(NamedTuple):
    """What came of bringing one case in: its id, or why it could not be brought."""

    name: str
    case_id: str = ""
    why: str = ""


def bring_in(cases: Cases, path: Path, at: dt.datetime) -> tuple[Brought, ...]:
    """Copy the cases of a folder or a list into a desk; one that cannot be used keeps no other out."""
    return tuple(_fetched(cases, source, at) for source in caseload(path, path / "results"))


def _fetched(cases: Cases, source: Source | Elsewhere, at: dt.datetime) -> Brought:
    """Bring in a case, from a store where its papers lie in one."""
    if isinstance(source, Source):
        return _brought(cases, source, at)
    name = uuid.uuid4().hex
    try:
        with at_hand(source, name):
            return _brought(cases, brought(source, name), at)
    except Stop as stop:
        return Brought(source.name, why=str(stop))


def _brought(cases: Cases, source: Source, at: dt.datetime) -> Brought:
    kept = [source.folder / name for name in KEPT if (source.folder / name).is_file()] if source.folder else []
    try:
        case = order_of(source, at.date()).case
        papers = _papers(source, case)
        for name, paper in papers.items():
            admit(paper, name)
        for path in kept:
            check_within(path)
    except Stop as stop:
        return Brought(source.name, why=str(stop))
    entry = cases.add(source.name, at)
    with cases.store.opened(entry.id):
        folder = cases.store.papers(entry.id)
        for name, paper in {**papers, **{path.name: path for path in kept}}.items():
            shutil.copyfile(paper, folder / name)
    return Brought(source.name, entry.id)


def _papers(source: Source, case: Case) -> dict[str, Path]:
    """Give the papers of a case by the names under which they are kept: their own, where settings may name them."""
    named = inputs(case)
    return {path.name: path for path in named.values()} if source.folder else named
