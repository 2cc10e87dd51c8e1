"""The caseloads that are to be checked every night: kept here, so that whoever starts the night needs to name none."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from models.batch import Nightly, Nights
from models.errors import Stop, UnusableCase
from pipeline.batch import store_of_batches
from pipeline.case_folder import NOTICE
from pipeline.desk.caseload_page import caseload_words
from pipeline.places.address import near, place
from pipeline.places.caseload import caseload
from pipeline.store.settings import alone
from pipeline.store.whole_file import put_whole

ID = "0" * 32
NIGHTS = "nights"


def kept() -> tuple[Nightly, ...]:
    """Give all of them, in the order in which they were added."""
    store = store_of_batches()
    return store.get(ID, NIGHTS, Nights).caseloads if store.has(ID, NIGHTS) else ()


def add(cases: str, out: str) -> None:
    """Keep one more, which can be read now; the same one with the same results is kept once."""
    caseload(cases, out)
    one = Nightly(caseload=place(cases), out=place(out))
    with _changed() as caseloads:
        caseloads[:] = [*(other for other in caseloads if other != one), one]


def remove(number: int) -> Nightly:
    """Keep one no longer, by its place in the list, counted from 1; its results stay."""
    with _changed() as caseloads:
        if not 1 <= number <= len(caseloads):
            raise UnusableCase("there is no caseload of this number.", where=str(number),
                               remedy="See the numbers with “sectionf nightly list”.")
        return caseloads.pop(number - 1)


def stopped(one: Nightly, stop: Stop) -> None:
    """Say beside the results why a caseload could not be checked at all, where they are on this machine."""
    if out := near(one.out):
        with suppress(OSError):         # where nothing can be written, what started the night says that it failed
            out.mkdir(parents=True, exist_ok=True)
            put_whole(out / NOTICE, caseload_words("no_caseload.txt", stop=stop))


def went_well(one: Nightly) -> None:
    """Take away what an earlier night said."""
    if out := near(one.out):
        (out / NOTICE).unlink(missing_ok=True)


@contextmanager
def _changed() -> Iterator[list[Nightly]]:
    """Give the list, and keep what the block makes of it; nobody else changes it meanwhile."""
    store = store_of_batches()
    store.make(ID)
    with alone(store.folder_of(ID)):
        caseloads = list(kept())
        yield caseloads
        store.put(ID, NIGHTS, Nights(caseloads=tuple(caseloads)))
