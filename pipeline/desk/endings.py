"""Why a case of a caseload was not checked: the words, and the note that says so beside its results."""

from contextlib import suppress

from models.batch import Elsewhere, Outcome, Source
from models.errors import ConnectionLost, NoAccess, NoSuchPlace, OutputFailed, Stop
from pipeline.case_folder import NOTICE
from pipeline.desk.caseload_page import caseload_words
from pipeline.places.address import inside
from pipeline.places.at_hand import ELSEWHERE, is_at_hand
from pipeline.places.file import put
from pipeline.steps import Ending
from pipeline.store.nouns import Store

OUTCOMES = {"too_much": Outcome.TOO_MUCH, "fault": Outcome.FAULT}
"""How a case ended whose ending is of one of these kinds; all others are stops."""
FAULT = Ending(kind="fault", what="The check ended by a fault of this program, not of the papers ({fault}).",
               remedy="Check the case again; if it happens again, please report it with the words in brackets.")
BROKE_OFF = Ending(kind="fault", what="The check broke off over one of the papers ({fault}), as happens with a file "
                                      "that is damaged or very large.",
                   remedy="Open the plan, print it to a new PDF and put that in its place. If it happens again, please "
                          "report it with the words in brackets.")
TOO_LONG = Ending(kind="too_much", what="The check took longer than the {time} that one case may take, and was "
                                        "ended.",
                  remedy="Put in the plan without its appended reports, or a scan at a lower resolution. If it has to "
                         "be so long, give each case more time: SECTIONF_CASE_SECONDS holds the seconds.")
TOO_LARGE = Ending(kind="too_much", what="The check needed more memory than there is for one case, and was ended.",
                   remedy="Put in the plan without its appended reports, or a scan at a lower resolution.")
PASSING = (OutputFailed.__name__, ConnectionLost.__name__, NoAccess.__name__, NoSuchPlace.__name__, "changing")
"""Kinds of endings that lie in the disk, in a store or in the moment, and not in the papers."""
CHANGING = Ending(kind="changing", what="Papers of this case were being changed while it was checked.",
                  remedy="Wait until they are wholly saved or copied, then start the same command again.")


def end(store: Store, name: str, ending: Ending, made_from: str = "") -> Outcome:
    """Keep why a case was not checked, and say it where its results would be; earlier results stay as they are."""
    store.put(name, "ending", ending, made_from)
    if not may_pass(ending):
        with suppress(OSError, Stop):       # what cannot be written there is still told on the screen
            put(inside(_results(store, name), NOTICE), caseload_words("could_not_be_checked.txt", ending=ending))
    return outcome_of(ending)


def _results(store: Store, name: str) -> str:
    """Give where the results of a case are now: while it is at hand, here."""
    if store.has(name, ELSEWHERE) and not is_at_hand(name):
        return store.get(name, ELSEWHERE, Elsewhere).out
    return str(store.get(name, "source", Source).out)


def outcome_of(ending: Ending) -> Outcome:
    """Say how a case ended."""
    return OUTCOMES.get(ending.kind, Outcome.STOPPED)


def ended_by(ending: Ending, **words: str) -> Ending:
    """Fill in what an ending leaves open."""
    return ending.model_copy(update={"what": ending.what.format(**words)})


def stays(ending: Ending) -> bool:
    """Whether it lies in the papers, so that it is the same the next time unless one of them changes."""
    return outcome_of(ending) is Outcome.STOPPED and ending.kind not in PASSING


def may_pass(ending: Ending) -> bool:
    """Whether it was the way to a store, which may be another matter in a moment: nothing can be put there now."""
    return ending.kind == ConnectionLost.__name__


def reason(source: Source, ending: Ending) -> str:
    """Say in one line why a case was not checked; its own name, which stands before it, is not said again."""
    return str(Stop(ending.what, "" if ending.where == source.name else ending.where, ending.remedy))
