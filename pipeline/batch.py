"""A caseload, case by case: what is in it, whether a case has to be checked again, and one check whole."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from models.batch import Elsewhere, Ended, Glance, Looked, Outcome, Source
from models.case import Case
from models.errors import ConnectionLost, Stop
from models.gap import Report
from pipeline import steps
from pipeline.case_folder import NOTICE, case_id, read_case
from pipeline.desk.endings import CHANGING, FAULT, end, ended_by, may_pass, outcome_of, reason, stays
from pipeline.desk.glance import GLANCE, glance
from pipeline.files.unfinished import clear
from pipeline.places.at_hand import ELSEWHERE, Look, at_hand, brought, look_at
from pipeline.places.patience import patiently
from pipeline.said_beside import settled as with_what_was_said
from pipeline.steps import CaseStopped, Ending, Order, Written
from pipeline.store.cache_keys import FILES, facts, key, paths, versions
from pipeline.store.erasure import Tombstones
from pipeline.store.home import home
from pipeline.store.nouns import Store
from pipeline.store.sealed.sealing_up import sealed_up
from pipeline.store.settings import alone
from pipeline.store.whole_file import PART, put_first

MADE = ("reading", "reviewed", "evidence", "compared", "report", "written")
"""What the steps keep."""
LOOK = "look"
MOST_TRIES = 3
"""So often a case is begun again whose papers change meanwhile."""
LOOKS_AT_ONCE = 16
"""A look into a store is waiting for an answer, nearly all of it."""


def store_of_batches() -> Store:
    """Give the store in which the cases of all batches are kept, so that nothing is done twice."""
    return Store(home() / "batches")


def take_in(store: Store, source: Source | Elsewhere) -> str:
    """Give the id of a case: the same each time, and saying nothing to whoever lacks the salt of this machine."""
    name = _name(store, f"{source.folder or source.papers}\n{source.out}")
    store.make(name)
    if isinstance(source, Elsewhere):
        store.put(name, ELSEWHERE, source)
        source = brought(source, name)
    if not store.has(name, "source") or store.get(name, "source", Source) != source:
        store.put(name, "source", source)
    return name


def _name(store: Store, told: str) -> str:
    """Give the id that stands for words; after an erasure it is another: what was erased stays so, in every copy."""
    name = hashlib.sha256(_salt(store) + told.encode()).hexdigest()[:32]
    erased = not store.folder_of(name).exists() and Tombstones(store.folder.parent).among([name])
    return _name(store, name) if erased else name


def _salt(store: Store) -> bytes:
    path = store.folder / "salt"
    if not path.exists():
        put_first(path, secrets.token_bytes(32))
    return path.read_bytes()


def put_right(store: Store) -> None:
    """Finish what a machine that stopped has left: erasures, and the sealing of what was in clear."""
    for name in Tombstones(store.folder.parent).among(store.all()):
        store.forget(name)
    sealed_up(store)


def rests_on() -> str:
    """Give a mark of what the results of this process rest on: the code, the rules, and where cases are kept."""
    return hashlib.sha256(json.dumps([versions(), _salt(store_of_batches()).hex()]).encode()).hexdigest()


def order_of(source: Source, today: dt.date) -> Order:
    """Read what a case of a caseload is, as its papers are now, with what was said beside them and its results."""
    if source.folder:
        case = read_case(source.folder, today)
    else:
        one = {field: files[0] for field, files in source.papers.items() if field in ("plan", "calendar")}
        case = Case(**{**source.papers, **one}, id=case_id(one["plan"]), as_of=today)
    return Order(case=with_what_was_said(case, source.out), out=source.out)


def whole_key(order: Order) -> str:
    """Give the key of a whole check: it changes with any paper, any setting, the place, the code and the rules."""
    return key("check", order.case, FILES, facts(order.case), order.out)


def all_settled(store: Store, names: Sequence[str], today: dt.date) -> Iterator[tuple[str, Outcome | None]]:
    """Say of each case how it stands; several are looked at in their store at once, and one that is away stops it."""
    def look(name: str) -> Outcome | None:
        return patiently(lambda: settled(store, name, today))

    at_once = LOOKS_AT_ONCE if any(store.has(name, ELSEWHERE) for name in names) else 1
    with ThreadPoolExecutor(at_once) as looks:
        yield from zip(names, looks.map(look, names), strict=True)


def settled(store: Store, name: str, today: dt.date) -> Outcome | None:
    """Say how a case stands whose papers are as they were at its last check; None where it has to be checked."""
    return _settled_elsewhere(store, name, today) if store.has(name, ELSEWHERE) else _settled_here(store, name, today)


def _settled_elsewhere(store: Store, name: str, today: dt.date) -> Outcome | None:
    """Say how a case stands of which something lies in a store, by a look at it: nothing is fetched for that."""
    if not store.has(name, LOOK) or not store.get(name, LOOK, Looked).sure:
        return None
    try:
        looked = _look_key(look_at(store.get(name, ELSEWHERE, Elsewhere)), today)
    except ConnectionLost:
        raise
    except (Stop, OSError):
        return None
    outcome = store.get(name, LOOK, Looked).outcome
    return outcome if store.key(name, LOOK) == looked and outcome.failed == store.has(name, "ending") else None


def _look_key(look: Look, today: dt.date) -> str:
    return hashlib.sha256(json.dumps([look.key, today.isoformat(), versions()]).encode()).hexdigest()


def _settled_here(store: Store, name: str, today: dt.date) -> Outcome | None:
    try:
        source = store.get(name, "source", Source)
        made_from = whole_key(order_of(source, today))
    except (Stop, OSError, MemoryError):        # the check itself will say what it is
        return None
    if store.has(name, "ending"):
        told = store.key(name, "ending") == made_from and notice_of(source).is_file()
        return Outcome.STOPPED if told else None
    if store.key(name, GLANCE) != made_from or not store.has(name, "written"):
        return None
    there = all(path.is_file() for path in store.get(name, "written", Written).paths)
    return Outcome.UNCHANGED if there else None


def check(store: Store, name: str, today: dt.date) -> Outcome:
    """Check one case whole, and keep what a caseload shows of it; what stops it is kept as its ending, and told."""
    with alone(store.folder_of(name)):
        with suppress(ConnectionLost):      # if the way is still lost, that is how the check itself will end
            if before := settled(store, name, today):
                return before
        return _check_elsewhere(store, name, today) if store.has(name, ELSEWHERE) else _check_here(store, name, today)


def _check_elsewhere(store: Store, name: str, today: dt.date) -> Outcome:
    """Check a case that is fetched for it; what was made counts from when its results are back in the store."""
    case, before = store.get(name, ELSEWHERE, Elsewhere), store.key(name, LOOK)
    if not store.key(name, "ending"):
        store.drop(name, "ending")
    try:
        with steps.opaque(store, name), at_hand(case, name) as hand:
            for made in () if before else ("written", GLANCE):
                store.drop(name, made)
            store.drop(name, LOOK)
            store.put(name, "source", brought(case, name))
            outcome = _settled_here(store, name, today) or _check_here(store, name, today)
            hand.deliver()
            if not outcome.failed or stays(store.get(name, "ending", Ending)):
                now = _look_key(hand.look(), today)
                stands = Outcome.UNCHANGED if outcome is Outcome.CHECKED else outcome
                store.put(name, LOOK, Looked(outcome=stands, sure=hand.look().sure or now == before), now)
            return outcome
    except CaseStopped as stopped:
        return _how_it_stopped(store, name, str(stopped), "")


def _check_here(store: Store, name: str, today: dt.date) -> Outcome:
    source = store.get(name, "source", Source)
    for _ in range(MOST_TRIES):
        with suppress(_Changed):
            return _checked(store, name, source, today)
        for made in MADE:
            store.drop(name, made)      # of papers that are half one thing and half another
    return end(store, name, CHANGING)


class _Changed(Exception):
    """A paper is not what it was when the check began."""


def _checked(store: Store, name: str, source: Source, today: dt.date) -> Outcome:
    made_from, papers = "", _Papers()
    store.drop(name, "ending")
    try:
        with steps.opaque(store, name):
            order = order_of(source, today)
            papers = _Papers(order.case)
            made_from = whole_key(order)
        steps.take_order(store, name, lambda: order)
        for step in steps.STEPS[:-1]:
            step(store, name)
        papers.check_that_they_stayed()
        steps.STEPS[-1](store, name)
    except CaseStopped as stopped:
        papers.check_that_they_stayed()
        return _how_it_stopped(store, name, str(stopped), made_from)
    store.put(name, GLANCE, glance(store.get(name, "report", Report), order.case.providers), made_from)
    notice_of(source).unlink(missing_ok=True)
    clear(source.out, PART)
    return Outcome.CHECKED


class _Papers:
    """The papers of a case as the system knows them at one moment: other figures mean that somebody wrote to them."""

    def __init__(self, case: Case | None = None) -> None:
        self._seen = {path: _mark(path) for field in FILES for path in paths(case, field)} if case else {}

    def check_that_they_stayed(self) -> None:
        if any(_mark(path) != mark for path, mark in self._seen.items()):
            raise _Changed


def _mark(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _how_it_stopped(store: Store, name: str, words: str, made_from: str) -> Outcome:
    """Tell what stopped a case; only what lies in its papers is the same the next time."""
    if store.has(name, "ending"):
        ending = store.get(name, "ending", Ending)
        return end(store, name, ending, made_from if stays(ending) else "")
    if words.startswith(MemoryError.__name__):
        return Outcome.TOO_MUCH
    return end(store, name, ended_by(FAULT, fault=words.replace(f" in case {name}", "")))


def notice_of(source: Source) -> Path:
    """Give the file that says why a case was not checked."""
    return source.out / NOTICE


def was_lost(store: Store, name: str) -> bool:
    """Whether it was the way to a store that failed: in a moment it may be another matter."""
    return store.has(name, "ending") and may_pass(store.get(name, "ending", Ending))


def check_that_its_store_answers(store: Store, name: str) -> None:
    """Stop where the way to the store of a case is lost for longer than a moment: no other case gets through."""
    if was_lost(store, name):
        patiently(lambda: look_at(store.get(name, ELSEWHERE, Elsewhere)))


def how_it_ended(store: Store, name: str, today: dt.date) -> Outcome | None:
    """Say how the check of a case ended that somebody else was asked for; None where it did not."""
    if store.has(name, "ending"):
        return outcome_of(store.get(name, "ending", Ending))
    return Outcome.CHECKED if settled(store, name, today) else None


def ended(store: Store, name: str, outcome: Outcome) -> Ended:
    """Give how a case ended, with what a caseload shows of it."""
    source = store.get(name, "source", Source)
    if outcome.failed:
        kept = store.has(name, "ending")
        ending = store.get(name, "ending", Ending) if kept else ended_by(FAULT, fault="how it ended was not kept")
        return Ended(source=source, outcome=outcome, reason=reason(source, ending))
    return Ended(source=source, outcome=outcome, glance=store.get(name, GLANCE, Glance))
