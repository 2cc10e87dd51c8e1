"""Reading amounts: from the words of a statement to its schedules, and the doubts that nobody may miss."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts import bounds, counts, durations, lookalikes, marks, numbers, periods
from extractors.amounts.chart import Chart
from extractors.amounts.clauses import Clause, Cut, clauses, cuts
from extractors.amounts.grammar import GRAMMAR
from extractors.amounts.hedges import hedges
from extractors.amounts.leftovers import leftovers
from extractors.amounts.parts import Kind, Part
from extractors.amounts.reads import Read, phrases
from extractors.amounts.reconcile import reconcile
from extractors.amounts.schedules import SCHOOL_WEEK, core, in_words, schedule, span, weeks_in, within_a_day
from extractors.amounts.seeds import seeds
from extractors.amounts.stated import stated
from extractors.doubts import doubt
from models.amounts import Period, Schedule
from models.doubt import Doubt

_TAIL = 4
_MOST = {Period.DAY: 20, Period.WEEK: 40, Period.FORTNIGHT: 60, Period.MONTH: 100}
"""More sessions than this in a period are hardly meant."""
_BRACKETS = {"(": 1, ")": -1}
RULE_MODULES = (numbers, durations, counts, periods, bounds, lookalikes, marks)
"""Importing them adds their rules to the grammar."""


class Amounts(NamedTuple):
    """What a statement says about how much: schedules, doubts, and the parts for other readers."""

    schedules: tuple[Schedule, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[Part, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """The tokens that each schedule was read from."""
    held: tuple[tuple[int, int], ...] = ()
    """The tokens of each part of them."""


def cover(doc: Doc, names: frozenset[int] = frozenset()) -> list[Part]:
    """Cover a statement with the whole parts that explain it best."""
    return Chart([token.norm_ for token in doc], seeds(doc), names).fill(GRAMMAR).cover()


def read_amounts(doc: Doc, names: frozenset[int] = frozenset(), openings: frozenset[int] = frozenset()) -> Amounts:
    """Read the schedules of a statement.

    `names` are the tokens of names that hold an "and", `openings` those that tell of something more, as an "and" does.

    >>> from extractors.language import words
    >>> [(s.sessions, s.session_minutes, s.per.value) for s in read_amounts(words("4 x 20 mins a week")).schedules]
    [(4, 20, 'week')]
    """
    norms = [token.norm_ for token in doc]
    parts = cover(doc, names)
    norms = ["plus" if index in openings else norm for index, norm in enumerate(_stopped(doc))]
    made: list[Schedule] = []
    doubts: list[Doubt] = []
    spans: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    unread: list[Clause] = []
    for read in reconcile(_reads(doc, list(_joined(norms, clauses(norms, parts, names))))):
        amount, found = schedule(read.clause, within_a_day(read.stated), doc)
        doubts += found
        if amount is None:
            unread.append(read.clause)
            continue
        made.append(amount)
        spans.append(core(read.clause))
        held += [(part.start, part.end) for part in read.clause.parts if part.kind is not Kind.WHEN]
        doubts += _unplaced(amount, read.clause.first(Kind.EVENT) is not None)
    if phrases("year_round").find(doc):
        made = [amount.model_copy(update={"year_round": True}) for amount in made]
    if not phrases("beyond_school").find(doc):
        doubts += _beyond_a_week(made)
    doubts += [*leftovers(doc, parts, unread, bool(made), names), *hedges(doc, parts, made)]
    if len(made) > 1 and _changes_after(doc, max(end for _, end in spans)):
        doubts.append(doubt("change"))
    return Amounts(tuple(made), tuple(doubts), tuple(parts), tuple(spans), tuple(held))


def _changes_after(doc: Doc, end: int) -> bool:
    """Whether the words after the last amount say that it follows the others ("fortnightly after that")."""
    return any(phrases(table).find(doc[end : end + _TAIL]) for table in ("later", "then") if end < len(doc))


def _stopped(doc: Doc) -> list[str]:
    """Give the words, with a semicolon for each full stop after "mins" that does end its sentence."""
    norms = [token.norm_ for token in doc]
    for index, (first, stop, after) in enumerate(zip(doc, doc[1:], doc[2:], strict=False), 1):
        if stop.norm_ == "." and len(first) > 1 and after.is_title:
            norms[index] = ";"
    return norms


def _reads(doc: Doc, found: Sequence[Clause]) -> list[Read]:
    reads, at = [], 0
    depths = list(accumulate(_BRACKETS.get(token.norm_, 0) for token in doc))
    for clause in found:
        start, end = span(clause)
        lead = doc[at:start].as_doc() if start > at else None
        bracketed = start > 0 and depths[start - 1] > 0
        reads.append(Read(clause, stated(clause, doc[start:end].text), lead, bracketed))
        at = end
    return reads


def _joined(norms: Sequence[str], found: Sequence[Clause]) -> Iterator[Clause]:
    """Mark the lengths that an "and" joins to the one before."""
    for clause in found:
        strengths = cuts(norms[: clause.parts[-1].end], clause.parts, frozenset(range(clause.parts[0].start)))
        starts = [0, *(part.end for part in clause.parts)]
        yield Clause(tuple(
            part.having("joined")
            if cut is Cut.JOINED and part.kind is Kind.LENGTH and "(" not in norms[start : part.start] else part
            for part, cut, start in zip(clause.parts, strengths, starts, strict=False)), clause.opened)


def _unplaced(read: Schedule, of_an_event: bool) -> Iterator[Doubt]:
    """Doubt an amount that is not said to be per anything."""
    length = read.total_minutes or read.session_minutes
    if of_an_event and read.per is None:
        return
    if read.per in _MOST and (read.sessions or 0) > _MOST[read.per]:
        yield doubt("too_often", number=str(read.sessions), period=read.per.replace("_", "-"))
    if read.per is None and length and not read.interval_minutes:
        yield doubt("no_period", amount=in_words(length))
    elif read.per is None and read.sessions and not read.session_minutes:
        yield doubt("no_period", amount=f"{read.sessions} sessions")


def _beyond_a_week(made: Sequence[Schedule]) -> Iterator[Doubt]:
    """Doubt more hours than a school week has, one by one and all together, unless they go on in the holidays."""
    rates = [Fraction(read.total_minutes) / weeks for read in made
             if read.total_minutes and (weeks := weeks_in(read.per)) and not read.year_round]
    over = [rate for rate in rates if rate > SCHOOL_WEEK]
    if not over and sum(rates) > SCHOOL_WEEK and not any(read.when for read in made):
        over = [sum(rates, Fraction())]
    for rate in over:
        yield doubt("over_week", amount=in_words(rate))
