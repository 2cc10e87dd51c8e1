"""Labels of the records of which it is not clear whether they belong to a schedule, with what the answer would do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.ask import AskKind
from models.delivery import Outcome, Session
from models.doubt import MATCHING, Severity
from models.review import about_label
from pipeline.findings.open_facts import SHORT, UNCHANGED, Answer, OpenFact, said
from pipeline.ledger.account import Account, within
from pipeline.matching.matched import Matching


def open_labels(account: Account, matching: Matching) -> list[OpenFact]:
    """Give the labels that may belong to a schedule, and those that it has but may have to give up."""
    return [*_may_come(account, matching), *_may_go(account, matching)]


def _may_come(account: Account, matching: Matching) -> list[OpenFact]:
    possible = account.records.possible
    possible = possible._replace(sessions=tuple(row for row in possible.sessions if within(row, account.setting)))
    spelt: dict[str, list[str]] = defaultdict(list)
    for label in possible.labels:
        spelt[about_label(label)].append(label)
    facts = []
    for about, labels in spelt.items():
        some = [row for row in possible.sessions if row.label in labels]
        slots = [slot for slot in possible.slots if slot.label in labels]
        amount = _amount(account, some)
        lost = any(row.outcome is Outcome.NOT_DELIVERED for row in some) or (bool(slots) and not account.planned)
        comes = Answer(least=amount, most=amount, possible=-amount, marks=(SHORT,) if lost else ())
        words = _words(labels[0], matching.candidates.get(about, ()))
        facts.append(OpenFact(AskKind.LABEL, words, (comes, Answer(possible=-amount)), (), amount, _files(some)))
    return facts


def _may_go(account: Account, matching: Matching) -> list[OpenFact]:
    """Ask about labels that a schedule was given although it is not certain that they belong to it."""
    facts = []
    doubted = {about_label(doubt.about): doubt.about for doubt in account.records.doubts
               if doubt.about and doubt.field == MATCHING and doubt.severity is Severity.REVIEW}
    for about, label in doubted.items():
        some = tuple(entry for entry in account.entries if entry.held and entry.told
                     and about_label(entry.told.lead.label) == about)
        timed = account.due.minutes is not None
        least = sum((entry.least if timed else entry.sessions) for entry in some)
        most = sum((entry.minutes if timed else entry.sessions) for entry in some)
        if some:
            words = _words(label, matching.candidates.get(about, ()))
            files = _files(row for one in some if one.told for row in one.told.rows)
            facts.append(OpenFact(AskKind.LABEL, words, (UNCHANGED, Answer(least=-least, most=-most)), (), most, files))
    return facts


def _amount(account: Account, rows: Iterable[Session]) -> int:
    """Add up what rows would count for if they belonged to the schedule, each session once."""
    held = {(row.date, row.start, row.count, row.minutes_most or row.minutes) for row in rows if row.outcome.held}
    if account.due.minutes is None:
        return sum(count for _, _, count, _ in held)
    each = account.schedule.session_minutes or account.schedule.total_minutes or 0
    return sum(minutes or each * count for _, _, count, minutes in held)


def _words(label: str, candidates: Sequence[str]) -> str:
    provisions = sorted(set(candidates), key=lambda name: (len(name), name))
    name = "which" if len(provisions) > 1 else "within" if len(candidates) > 1 else "whether"
    return said("facts", name, label=label, candidates=provisions)


def _files(rows: Iterable[Session]) -> tuple[str, ...]:
    return tuple(sorted({row.source.file for row in rows}))
