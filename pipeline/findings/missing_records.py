"""The smallest list of records and facts to ask for: each could change the finding, and nothing else could."""

from collections.abc import Sequence

from models.amounts import Bound
from models.ask import Ask
from models.gap import FindingStatus
from pipeline.findings.open_facts import Answer, OpenFact, open_facts
from pipeline.findings.open_labels import open_labels
from pipeline.ledger.account import Account
from pipeline.ledger.verdict import Figures
from pipeline.matching.matched import Matching


def would_change(account: Account, matching: Matching) -> tuple[Ask, ...]:
    """Give what to ask for about one schedule, what settles most first."""
    figures = account.figures
    if figures is None or account.schedule.bound is Bound.UP_TO or figures.verdict.status is FindingStatus.NOT_DUE:
        return ()
    facts = [*open_facts(account), *open_labels(account, matching)]
    asked = [_ask(account, fact) for fact in facts if decides(fact, facts, figures)]
    return tuple(sorted(asked, key=lambda ask: (-(ask.minutes or 0), -(ask.sessions or 0), ask.days, ask.words)))


def decides(fact: OpenFact, facts: Sequence[OpenFact], figures: Figures) -> bool:
    """Whether the answer to one fact can change what is said, whatever is known of the others.

    The others are tried as they are, all at their best and all at their worst.
    """
    others = [other for other in facts if other is not fact]
    settings = (figures, _answered(figures, [other.answers[0] for other in others]),
                _answered(figures, [other.answers[-1] for other in others]))
    return any(len({answer.on(setting).verdict for answer in fact.answers}) > 1 for setting in settings)


def _answered(figures: Figures, answers: Sequence[Answer]) -> Figures:
    for answer in answers:
        figures = answer.on(figures)
    return figures


def _ask(account: Account, fact: OpenFact) -> Ask:
    """Put a fact into an ask; what it could settle is never more than what is open."""
    timed, figures = account.due.minutes is not None, account.figures
    open_ = max(figures.asked - figures.least, 0) if figures else 0
    sessions = sum(entry.sessions for entry in fact.entries) or (0 if timed else fact.amount)
    return Ask(kind=fact.kind, words=fact.words, reason=fact.reason, files=fact.files, sessions=sessions or None,
               days=tuple(sorted({entry.date for entry in fact.entries})),
               minutes=min(fact.amount, open_) or None if timed else None)
