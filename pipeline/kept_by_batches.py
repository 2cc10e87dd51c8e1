"""What batches keep of their cases, so that nothing is done twice: listed, given away, erased, in the end by itself."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from models.batch import Elsewhere, Source
from models.errors import KeyGone, NotAsSealed, UnusableCase
from models.record import BY_ITSELF, What
from pipeline.desk.retention import terms
from pipeline.places.address import parent_of
from pipeline.places.at_hand import ELSEWHERE
from pipeline.proof.verify import archive
from pipeline.store.erasure import Tombstones
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record
from pipeline.store.runs import is_going_on
from pipeline.store.settings import until_alone

SOURCE = "source"
MOST_SECONDS = 10
"""For which the check of a case is waited for, which a worker may be at."""


class KeptCase(NamedTuple):
    """What is kept of one case."""

    id: str
    last: dt.date
    """The last day on which anything of it was kept anew."""
    name: str = ""
    """As its caseload calls it; empty where nobody can open it any more."""
    papers: str = ""
    """The folder in which its papers lie, and remain."""
    out: str = ""
    """The folder of its results, which remain."""


def kept_cases(store: Store) -> list[KeptCase]:
    """Give all cases of which batches keep anything, by their names."""
    found = (_kept(store, case_id) for case_id in store.all() if store.has(case_id, SOURCE))
    return sorted(found, key=lambda one: (one.name.casefold(), one.out))


def _kept(store: Store, case_id: str) -> KeptCase:
    last = max(path.stat().st_mtime for path in store.folder_of(case_id).iterdir())
    case = KeptCase(case_id, dt.datetime.fromtimestamp(last).date())
    try:
        source: Source | Elsewhere = (store.get(case_id, ELSEWHERE, Elsewhere) if store.has(case_id, ELSEWHERE)
                                      else store.get(case_id, SOURCE, Source))
    except (KeyGone, NotAsSealed):
        return case
    papers = str(source.folder or parent_of(str(source.papers["plan"][0])))
    return case._replace(name=source.name, papers=papers, out=str(source.out))


def chosen(cases: Iterable[KeptCase], said: str) -> KeptCase:
    """Give the case of an id, or the only one of a name."""
    some = [one for one in cases if said and said in (one.id, one.name)]
    if len(some) != 1:
        raise UnusableCase("batches keep no such case." if not some else "batches keep several cases of this name.",
                           remedy="Name it by its id; “sectionf kept list” lists all.")
    return some[0]


def everything_kept(store: Store, case_id: str, folder: str) -> bytes:
    """Give all that is kept of a case in one archive: what was read of its papers and made of that, each as JSON."""
    nouns = {name: store.content(case_id, name).partition(b"\n")[2] for name in store.names(case_id)}
    return archive(folder, {f"{name}.json": content for name, content in nouns.items()})


def erase(store: Store, case_ids: Iterable[str], day: dt.date) -> None:
    """Erase cases, the key of each first. No batch may go on meanwhile: it would keep them again."""
    if is_going_on(store):
        raise UnusableCase("a batch is going on.", remedy="Wait for its end, or end it with Ctrl+C; then start again.")
    for case_id in case_ids:
        if not until_alone(store.folder_of(case_id), MOST_SECONDS):
            raise UnusableCase("this case is being checked just now.", where=case_id, remedy="Erase it afterwards.")
        Tombstones(store.folder.parent).put(case_id, day)
        store.forget(case_id)


def erase_what_is_old(store: Store, at: dt.datetime) -> list[str]:
    """Erase what no batch has kept anew for as long as a case is kept, and give the ids; nothing while a batch goes on.

    Nobody has to be warned: papers and results remain with their owner, and the next batch reads them again.
    """
    kept_for = terms(store.folder.parent)
    if not kept_for.months or is_going_on(store):
        return []
    old = [one.id for one in kept_cases(store) if one.last < kept_for.since(at.date())]
    for case_id in old:
        erase(store, [case_id], at.date())
        Record(store.folder.parent).add(Deed(BY_ITSELF, What.ERASED, case_id), at)
    return old
