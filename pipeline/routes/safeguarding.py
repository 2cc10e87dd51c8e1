"""Words about harm to a child: letters wait until a person has looked at the rows and said so."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from models.case import Case, Event, EventKind, Milestone
from models.delivery import Concern
from models.errors import UnusableCase
from models.gap import Report
from pipeline.rules import rules
from pipeline.wording import fill

CODE = 8


class Notice(NamedTuple):
    """What is said on top of everything: why letters wait, where the rows are, whom to turn to, and how to go on."""

    words: str
    places: tuple[str, ...]
    contacts: tuple[str, ...]
    go_on: str


def code_of(concerns: Iterable[Concern]) -> str:
    """Give the code under which a person says that they have looked: another row gives another code."""
    rows = sorted(f"{one.source.place()}|{one.kind}|{one.words_sha256}" for one in concerns)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:CODE]


def seen(concerns: tuple[Concern, ...], code: str) -> bool:
    """Whether a person has looked at all of these rows."""
    return bool(concerns) and code.strip().lower() == code_of(concerns)


def acknowledged(report: Report, case: Case) -> Case:
    """Add to what happened that a person has looked at these rows, once for each set; nothing of what they say."""
    if not report.concerns_seen:
        return case
    words = fill(rules("safeguarding")["looked"], code=code_of(report.concerns))
    event = Event(date=report.as_of, kind=EventKind.HAPPENED, milestone=Milestone.CONCERNS_READ, words=words)
    known = {one.words for one in case.events if one.milestone is Milestone.CONCERNS_READ}
    return case if words in known else case.model_copy(update={"events": (*case.events, event)})


def letters_wait(report: Report) -> bool:
    """Whether no letter of this case is drafted, because nobody has yet looked at what the records say."""
    return bool(report.concerns) and not report.concerns_seen


def notice(report: Report) -> Notice | None:
    """Give the notice, without a word of what the rows say; None where there is nothing to say or it has been seen."""
    if not letters_wait(report):
        return None
    words = rules("safeguarding")
    contacts = tuple(f"{one['who']}: {one['when']}{words['unconfirmed'] if one['checked_on'] == '' else ''}"
                     for one in words["contacts"])
    return Notice(words["notice"], tuple(dict.fromkeys(one.source.place() for one in report.concerns)), contacts,
                  fill(words["go_on"], code=code_of(report.concerns)))


def stop_letters(report: Report) -> None:
    """Stop where a letter is asked for and has to wait."""
    said = notice(report)
    if said:
        raise UnusableCase(said.words, where="; ".join(said.places), remedy=f"{' '.join(said.contacts)} {said.go_on}")
