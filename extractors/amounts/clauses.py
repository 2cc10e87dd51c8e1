"""Clauses: which of a statement's parts belong to one amount, and where the next amount begins."""

from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts.parts import Kind, Part
from extractors.vocabulary import vocabulary
from models.amounts import Bound, Period

RELEVANT = frozenset({Kind.LENGTH, Kind.COUNT, Kind.DOSE, Kind.EACH, Kind.PER, Kind.RUN, Kind.INTERVAL, Kind.EVENT,
                      Kind.WHOLE, Kind.WHEN, Kind.EXCEPT, Kind.BLANK})


AMOUNTS = frozenset({Kind.LENGTH, Kind.DOSE, Kind.COUNT})


class Cut(IntEnum):
    """How likely it is that something else begins between two parts."""

    NONE = 0
    SOFT = 1
    WITH = 2
    JOINED = 3
    HARD = 4


class Clause(NamedTuple):
    """Parts that make up one amount."""

    parts: tuple[Part, ...]
    opened: Cut = Cut.HARD
    """What stands before it."""

    def first(self, *kinds: Kind) -> Part | None:
        """Give the first part of these kinds."""
        return next((part for part in self.parts if part.kind in kinds), None)

    def counted(self) -> Part | None:
        """Give the part that says how many, if one does."""
        return next((part for part in self.parts if part.often is not None and part.kind is not Kind.EXCEPT), None)

    def timed(self) -> Part | None:
        """Give the part that says how long one is, or failing that how long all are."""
        timed = [part for part in self.parts if part.length is not None and part.kind in (Kind.LENGTH, Kind.DOSE)]
        return min(timed, key=lambda part: [part.marked(mark) for mark in ("subset", "again", "total")], default=None)

    def periodic(self) -> Part | None:
        """Give the part that says per what: a stretch ("over the year") only where nothing else does."""
        periods = [part for part in self.parts if part.per is not None]
        return next((part for part in periods if not part.marked("stretch")), periods[0] if periods else None)


@cache
def _cut_words() -> dict[str, Cut]:
    clauses = vocabulary("clauses")
    table = dict.fromkeys(clauses["soft"], Cut.SOFT)
    table.update(dict.fromkeys(clauses["with"], Cut.WITH))
    table.update(dict.fromkeys(clauses["joined"], Cut.JOINED))
    table.update(dict.fromkeys(clauses["hard"], Cut.HARD))
    return table


def cut_at(norms: Sequence[str], index: int) -> Cut:
    """Say how strongly one word parts what stands on either side; a full stop after "mins" does not."""
    word = norms[index]
    if word in ".!?":
        short = index > 0 and norms[index - 1] in vocabulary("clauses")["abbreviations"] and index + 1 < len(norms)
        return Cut.SOFT if short or not word else Cut.HARD
    if word == "well" and index and norms[index - 1] == "as":
        return Cut.JOINED
    return _cut_words().get(word, Cut.NONE)


def cuts(norms: Sequence[str], parts: Sequence[Part], names: frozenset[int]) -> list[Cut]:
    """Give the strongest cut before each part; words within a name ("speech and language") cut nothing."""
    strengths, at = [], 0
    for part in parts:
        between = (cut_at(norms, index) for index in range(at, part.start) if index not in names)
        strengths.append(Cut.JOINED if _opens_an_amount(norms, part) else max(between, default=Cut.NONE))
        at = part.end
    return strengths


def _opens_an_amount(norms: Sequence[str], part: Part) -> bool:
    """Whether a "with" stands right before a frequency: "with fortnightly visits" tells of something more."""
    before = [word for word in norms[max(0, part.start - 2) : part.start] if word not in ("a", "an", "on")]
    return before[-1:] == ["with"] and (part.per is not None or part.kind in AMOUNTS)


def clashes(clause: Clause, part: Part, cut: Cut, own: bool = False) -> bool:
    """Whether a part says something else than the clause already says; `own`: it has its own period after it."""
    amount = part.kind in AMOUNTS
    period = clause.periodic()
    complete = period is not None and (period.marked("adverb") or clause.counted() or clause.timed())
    if own and amount and complete:
        return True
    if part.marked("adjective") and cut >= Cut.JOINED and complete:
        return True
    if amount and cut is Cut.JOINED and clause.first(Kind.WHEN) and _same_figures(clause, part):
        return True
    return _periods_clash(clause, part, cut) or _counts_clash(clause, part, cut) or _lengths_clash(clause, part, own)


def _same_figures(clause: Clause, part: Part) -> bool:
    """Whether a part says what its clause has said: "1 hour in the autumn and 1 hour in the summer" are two."""
    timed, counted = clause.timed(), clause.counted()
    long = timed is not None and part.length is not None and part.length == timed.length
    return long or (counted is not None and part.often is not None and part.often == counted.often)


def _periods_clash(clause: Clause, part: Part, cut: Cut) -> bool:
    if part.kind in (Kind.INTERVAL, Kind.WHOLE):
        return clause.periodic() is not None and cut >= Cut.JOINED
    if part.per is None and not (part.kind is Kind.PER and part.marked("odd")):
        return False
    held = clause.periodic()
    if held is None or held.marked("stretch") or part.marked("stretch"):
        return clause.first(Kind.INTERVAL) is not None
    if part.marked("weekdays") and held.marked("weekdays"):
        return True
    if _roughly_again(clause, part) and cut < Cut.JOINED:
        return False
    if held.per is part.per:
        return cut >= Cut.JOINED and part.marked("adverb") and part.kind is Kind.PER
    return cut >= Cut.JOINED or not _day_rate(clause, part)


def _roughly_again(clause: Clause, part: Part) -> bool:
    """Whether a rough period only says how a number is spread ("6 visits a year, about every half term")."""
    rough = part.kind is Kind.PER and part.often is not None and part.often.bound is Bound.APPROX
    return rough and clause.counted() is not None


def _day_rate(clause: Clause, part: Part) -> bool:
    """Whether the clause says how much a day and on how many days ("40 minutes a day, 4 days a week")."""
    held = clause.periodic()
    days = any(other.marked("days") and other.often for other in clause.parts) or part.marked("weekdays")
    return held is not None and days and {held.per, part.per} == {Period.DAY, Period.WEEK}


def _counts_clash(clause: Clause, part: Part, cut: Cut) -> bool:
    held = clause.counted()
    if part.often is None or part.kind is Kind.EXCEPT or (_roughly_again(clause, part) and cut < Cut.JOINED):
        return False
    if held is None or held.often is None:
        period = clause.periodic()
        return cut >= Cut.JOINED and period is not None and period.marked("adverb") and part.kind is not Kind.PER
    if part.marked("days") != held.marked("days"):
        return False
    if part.marked("block") and held.marked("block"):
        return True
    if part.kind is Kind.DOSE and held.kind is Kind.DOSE and cut is not Cut.NONE and not clause.periodic():
        return True
    if part.marked("day_long") or (part.kind is Kind.DOSE and held.marked("day_long")):
        return False
    return held.often != part.often


def _lengths_clash(clause: Clause, part: Part, own: bool) -> bool:
    held = clause.timed()
    if part.length is None or held is None or held.length is None or part.kind not in (Kind.LENGTH, Kind.DOSE):
        return False
    if part.marked("again") or part.marked("subset") or part.marked("total") or held.marked("total"):
        return False
    return own or held.length != part.length


def _split_point(strengths: Sequence[Cut], start: int, clash: int) -> int:
    """Choose where the clause that ran into a clash ended: the strongest cut, the last of equals."""
    return max(range(start + 1, clash + 1), key=lambda index: (strengths[index], index))


def clauses(norms: Sequence[str], parts: Sequence[Part], names: frozenset[int]) -> list[Clause]:
    """Share out the parts of a statement among clauses, each of which states one amount."""
    relevant = [part for part in parts if part.kind in RELEVANT]
    strengths = cuts(norms, relevant, names)
    found: list[Clause] = []
    start, index = 0, 0
    while index < len(relevant):
        clause, own = Clause(tuple(relevant[start:index])), _own_period(relevant, strengths, index)
        if index > start and strengths[index] is Cut.HARD:
            if _parted(norms, relevant, strengths, start, index):
                found.append(clause._replace(opened=strengths[start]))
                start = index
            else:
                strengths[index] = Cut.NONE
        elif index > start and (clashes(clause, relevant[index], strengths[index], own)
                                or _somebody_else(norms, clause, relevant[index])
                                or _when_of_another(norms, clause, relevant[index])):
            cut = _split_point(strengths, start, index)
            found.append(Clause(tuple(relevant[start:cut]), strengths[start]))
            start = index = cut
        index += 1
    if start < len(relevant):
        found.append(Clause(tuple(relevant[start:]), strengths[start]))
    return found


def _somebody_else(norms: Sequence[str], clause: Clause, part: Part) -> bool:
    """Whether a length stands alone before an "and a ..." ("15 hours and a SALT once a term")."""
    if clause.timed() is None or clause.periodic() or clause.counted() or part.kind not in (Kind.COUNT, Kind.PER):
        return False
    return somebody_opens(norms[clause.parts[-1].end : part.start])


def _when_of_another(norms: Sequence[str], clause: Clause, part: Part) -> bool:
    """Whether words say when something else is that comes first ("an assessment by May, then 30 minutes weekly")."""
    return _only_when(clause) and not {"then", "followed"}.isdisjoint(norms[clause.parts[-1].end : part.start])


def somebody_opens(between: Sequence[str]) -> bool:
    """Whether an "and a ..." among the words opens something new."""
    return any(word in ("and", "plus") and after in ("a", "an", "the", "his", "her", "one")
               for word, after in pairwise(between))


def _own_period(parts: Sequence[Part], strengths: Sequence[Cut], index: int) -> bool:
    """Whether an amount after an "and" is followed by a period of its own before the next."""
    if parts[index].marked("subset"):
        after = parts[index + 1] if index + 1 < len(parts) else None
        return after is not None and after.kind is Kind.PER and after.start == parts[index].end
    if strengths[index] is not Cut.JOINED:
        return False
    if parts[index].per is not None:
        return True
    for part, strength in zip(parts[index + 1 :], strengths[index + 1 :], strict=True):
        if strength is Cut.HARD or (strength is Cut.JOINED and part.kind in AMOUNTS):
            return False
        if part.per is not None or part.kind is Kind.EVENT:
            return True
    return False


def _parted(norms: Sequence[str], parts: Sequence[Part], strengths: Sequence[Cut], start: int, index: int) -> bool:
    """Whether a sentence's end parts two clauses, or the next one goes on ("Each session lasts 30 minutes")."""
    end = next((later for later in range(index + 1, len(parts)) if strengths[later] >= Cut.JOINED), len(parts))
    held, rest = Clause(tuple(parts[start:index])), Clause(tuple(parts[index:end]))
    if any(clashes(held, part, Cut.JOINED) for part in rest.parts):
        return True
    if rest.periodic() and rest.timed():
        return True
    wanted = bool(rest.timed() and not held.timed() and not rest.counted()) or bool(
        rest.periodic() and held.timed() and not held.periodic())
    return not (wanted and _goes_on(norms, parts[index - 1].end, rest)) and not _only_when(rest)


def _only_when(clause: Clause) -> bool:
    return all(part.kind in (Kind.WHEN, Kind.RUN) for part in clause.parts)


def _goes_on(norms: Sequence[str], after: int, rest: Clause) -> bool:
    timed = rest.timed()
    if timed is not None and (timed.marked("each") or timed.marked("sitting")):
        return True
    between = norms[after : rest.parts[0].start]
    sentence = between[max((i for i, word in enumerate(between) if word in ".;!?"), default=-1) + 1 :]
    return not sentence or sentence[0] in vocabulary("clauses")["continues"] or len(sentence) <= 1
