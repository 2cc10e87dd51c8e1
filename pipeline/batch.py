"""A caseload, case by case: what is in it, whether a case has to be checked again, and one check whole."""

import csv
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from models.batch import Ended, Glance, Outcome, Source
from models.case import Case
from models.errors import OutputFailed, UnusableCase
from models.gap import Report
from pipeline import steps
from pipeline.case_folder import DECISIONS, KINDS, case_id, read_case
from pipeline.desk.caseload_page import NOTICE, caseload_words
from pipeline.desk.glance import GLANCE, glance
from pipeline.files.unfinished import clear
from pipeline.steps import CaseStopped, Ending, Order, Written
from pipeline.store.home import home
from pipeline.store.keys import FILES, facts, key, versions
from pipeline.store.nouns import Store
from pipeline.store.settings import alone
from pipeline.store.whole_file import PART, put_first, put_whole

COLUMNS = {"plan": "plan", "earlier_plan": "earlier_plans", "calendar": "calendar",
           **{column: field for field, column in KINDS.items()}}
"""The columns of a manifest that name files, and the fields of a case that they fill."""
SEVERAL = ";"
FAULT = Ending(kind="fault", what="The check ended by a fault of this program, not of the papers ({fault}).",
               remedy="Check the case again; if it happens again, please report it with the words in brackets.")
TOO_MUCH = Ending(kind="too_much", what="The check took more time or memory than one case may, and was ended.",
                  remedy="Hand in the plan without its appended reports, or a scan at a lower resolution.")
ALL = (steps.read_plan, steps.read_evidence, steps.compare, steps.choose_routes, steps.write)


def store_of_batches() -> Store:
    """Give the store in which the cases of all batches are kept, so that nothing is done twice."""
    return Store(home() / "batches")


def caseload(path: Path, out: Path) -> list[Source]:
    """Give the cases of a folder of case folders, or of a CSV manifest."""
    if path.is_dir():
        found = [Source(name=folder.name, folder=folder.absolute(), out=out.absolute() / folder.name)
                 for folder in sorted(path.iterdir()) if _is_case(folder) and folder.absolute() != out.absolute()]
    else:
        found = list(_listed(path, out.absolute()))
    if not found:
        raise UnusableCase("there is no case in this caseload.", where=path.name,
                           remedy="Give a folder that holds a folder for each case, each with a plan.pdf, "
                                  "or a CSV file with the columns case and plan.")
    return found


def _is_case(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith(".")


def _listed(path: Path, out: Path) -> Iterator[Source]:
    """Read a manifest: a line a case, its files named from the folder of the manifest, several parted by ";"."""
    for number, line in enumerate(_lines(path), 2):
        name, folder = (line.get("case") or "").strip(), (line.get("folder") or "").strip()
        papers = {field: tuple(path.parent.absolute() / one.strip() for one in (line.get(column) or "").split(SEVERAL)
                               if one.strip()) for column, field in COLUMNS.items()}
        if not name or Path(name).name != name or name in (".", ".."):
            raise UnusableCase("this line has no name for its case that can name a folder.",
                               where=f"{path.name}, line {number}", remedy="Fill in the column “case”.")
        if not folder and not papers["plan"]:
            raise UnusableCase("this line names neither a plan nor a folder.", where=f"{path.name}, line {number}",
                               remedy="Fill in the column “plan” or the column “folder”.")
        yield Source(name=name, folder=path.parent.absolute() / folder if folder else None,
                     papers={field: files for field, files in papers.items() if files}, out=out / name)


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{(name or "").strip().lower(): value for name, value in line.items() if isinstance(value, str)}
                    for line in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnusableCase("this list of cases cannot be read.", where=path.name,
                           remedy="Save it as CSV (UTF-8) with the columns case and plan.") from None


def take_in(store: Store, source: Source) -> str:
    """Give the id of a case: the same each time, and saying nothing to whoever lacks the salt of this machine."""
    told = f"{source.folder or source.papers}\n{source.out}"
    name = hashlib.sha256(_salt(store) + told.encode()).hexdigest()[:32]
    store.make(name)
    if not store.has(name, "source") or store.get(name, "source", Source) != source:
        store.put(name, "source", source)
    return name


def _salt(store: Store) -> bytes:
    path = store.folder / "salt"
    if not path.exists():
        put_first(path, secrets.token_bytes(32))
    return path.read_bytes()


def rests_on() -> str:
    """Give a mark of what the results of this process rest on: the code, the rules, and where cases are kept."""
    return hashlib.sha256(json.dumps([versions(), _salt(store_of_batches()).hex()]).encode()).hexdigest()


def order_of(source: Source, today: dt.date) -> Order:
    """Read what a case of a caseload is, as its papers are now; decisions stand beside its results or its papers."""
    if source.folder:
        case = read_case(source.folder, today)
    else:
        one = {field: files[0] for field, files in source.papers.items() if field in ("plan", "calendar")}
        case = Case(**{**source.papers, **one}, id=case_id(one["plan"]), as_of=today)
    if (decided := source.out / DECISIONS).is_file():
        case = case.model_copy(update={"decisions": decided})
    return Order(case=case, out=source.out)


def whole_key(order: Order) -> str:
    """Give the key of a whole check: it changes with any paper, any setting, the place, the code and the rules."""
    return key("check", order.case, FILES, facts(order.case), order.out)


def settled(store: Store, name: str, today: dt.date) -> Outcome | None:
    """Say how a case stands whose papers are as they were at its last check; None where it has to be checked."""
    try:
        source = store.get(name, "source", Source)
        made_from = whole_key(order_of(source, today))
    except UnusableCase:
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
        if before := settled(store, name, today):
            return before
        source, made_from = store.get(name, "source", Source), ""
        try:
            made_from = whole_key(steps.take_order(store, name, partial(order_of, source, today)))
            for step in ALL:
                step(store, name)
        except CaseStopped as stopped:
            return _how_it_stopped(store, name, str(stopped), made_from)
        store.put(name, GLANCE, glance(store.get(name, "report", Report)), made_from)
        notice_of(source).unlink(missing_ok=True)
        clear(source.out, PART)
        return Outcome.CHECKED


def _how_it_stopped(store: Store, name: str, words: str, made_from: str) -> Outcome:
    """Tell what stopped a case; only what lies in its papers is the same the next time."""
    if store.has(name, "ending"):
        ending = store.get(name, "ending", Ending)
        end(store, name, ending, "" if ending.kind == OutputFailed.__name__ else made_from)
        return Outcome.STOPPED
    if words.startswith(MemoryError.__name__):
        return Outcome.TOO_MUCH
    end(store, name, FAULT.model_copy(update={"what": FAULT.what.format(fault=words)}))
    return Outcome.FAULT


def end(store: Store, name: str, ending: Ending, made_from: str = "") -> None:
    """Keep why a case was not checked, and say it where its results would be; earlier results stay as they are."""
    store.put(name, "ending", ending, made_from)
    notice = notice_of(store.get(name, "source", Source))
    with suppress(OSError):         # what cannot be written there is still told on the screen
        notice.parent.mkdir(parents=True, exist_ok=True)
        put_whole(notice, caseload_words("could_not_be_checked.txt", ending=ending))


def notice_of(source: Source) -> Path:
    """Give the file that says why a case was not checked."""
    return source.out / NOTICE


def ended(store: Store, name: str, outcome: Outcome) -> Ended:
    """Give how a case ended, with what a caseload shows of it."""
    source = store.get(name, "source", Source)
    if outcome.failed:
        ending = store.get(name, "ending", Ending)
        said = (f"{ending.where}: {ending.what}" if ending.where else ending.what, ending.remedy)
        return Ended(source=source, outcome=outcome, reason=" ".join(said).strip())
    return Ended(source=source, outcome=outcome, glance=store.get(name, GLANCE, Glance))
