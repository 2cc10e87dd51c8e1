"""In what respects one wording of an item asks for less, for more or less plainly than another, respect by respect."""

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.statements.when import read_when
from extractors.vocabulary import vocabulary
from models.amounts import Bound, Contact, Period, Range, Schedule
from models.comparison import Difference, Verdict
from models.provision import Deliverer, Mode, Provision, Reading, Service
from pipeline.findings.specificity import vague_kind
from pipeline.matching.school_speech import read_words, says
from pipeline.rules import rules

_LIMITS = ("interval_minutes", "when", "full_time", "year_round")

Measure = Callable[[Schedule], Range]


def differences(before: Reading, now: Reading) -> tuple[Difference, ...]:
    """Compare two wordings of one item; what cannot be put in order is unsure, and never less."""
    judged: tuple[tuple[str, Verdict], ...] = (
        *_amounts(before.schedules, now.schedules),
        ("adult", _adult(before, now)),
        ("qualified", _qualified(before, now)),
        ("contact", _contact(before, now)),
        ("mode", _mode(before, now)),
        ("group", _group(before, now)),
        ("vague_terms", _vague(before, now)),
    )
    return tuple(Difference(aspect=aspect, verdict=way) for aspect, way in judged if way is not Verdict.SAME)


def _amounts(before: Sequence[Schedule], now: Sequence[Schedule]) -> Iterator[tuple[str, Verdict]]:
    stated, states = (any(schedule.measurable or schedule.full_time for schedule in side) for side in (before, now))
    if stated != states:
        yield "amount", Verdict.VAGUER if stated else Verdict.MORE
        return
    minutes = _compared(before, now, lambda schedule: schedule.minutes_per_period)
    yield "minutes", minutes
    yield "sessions", _often(before, now, minutes)
    yield "duration", _lasting(before, now)


def _often(before: Sequence[Schedule], now: Sequence[Schedule], minutes: Verdict) -> Verdict:
    """Compare how often; a time for which no sessions are stated may be given at once or in parts."""
    counted, counts = (all(schedule.sessions is not None for schedule in side) for side in (before, now))
    if counted and counts:
        return _compared(before, now, _sessions)
    if {schedule.per for schedule in before} != {schedule.per for schedule in now}:
        return _spaced(before, now, minutes)
    return Verdict.VAGUER if any((schedule.sessions or 0) > 1 for schedule in before) else Verdict.SAME


def _spaced(before: Sequence[Schedule], now: Sequence[Schedule], minutes: Verdict) -> Verdict:
    """Compare how often by the period alone: the same length in a longer one is less often; a pool is not counted out.

    >>> week, fortnight = ([Schedule(total_minutes=45, per=per)] for per in (Period.WEEK, Period.FORTNIGHT))
    >>> _spaced(week, fortnight, Verdict.LESS).value
    'less'
    """
    if minutes is Verdict.SAME:
        pools = {schedule.per for schedule in (*before, *now)} <= set(rules("comparison")["exact"]["year"])
        return Verdict.SAME if pools else Verdict.UNSURE
    alone = len(before) == len(now) == 1 and before[0].bound is now[0].bound
    if not alone or before[0].total_minutes != now[0].total_minutes:
        return Verdict.SAME
    return _compared(before, now, lambda _: Range.exactly(1))


def _lasting(before: Sequence[Schedule], now: Sequence[Schedule]) -> Verdict:
    """Compare for how long: an end where there was none is less; other words of time are for a person.

    >>> weekly, block = Schedule(sessions=1, per="week"), Schedule(sessions=1, per="week", duration_weeks=12)
    >>> _lasting([weekly], [block]).value, _lasting([block], [weekly]).value
    ('less', 'more')
    """
    ended, ends = (any(map(_ends, side)) for side in (before, now))
    if ended != ends:
        return Verdict.LESS if ends else Verdict.MORE
    limits = [sorted(str([_weeks(one), *(getattr(one, name) for name in _LIMITS)]) for one in side)
              for side in (before, now)]
    return Verdict.SAME if limits[0] == limits[1] else Verdict.UNSURE


def _ends(schedule: Schedule) -> bool:
    """Whether a schedule stops after some weeks, at a moment, or with its block."""
    until = schedule.when is not None and read_when(schedule.when).ends is not None
    return _weeks(schedule) is not None or until or schedule.per is Period.BLOCK


def _weeks(schedule: Schedule) -> int | None:
    """Give for how many weeks it runs; the weeks of a whole school year are no limit."""
    fewest, _ = rules("comparison")["in_a_year"]["week"]
    weeks = schedule.duration_weeks
    return None if weeks is None or weeks >= fewest else weeks


def _sessions(schedule: Schedule) -> Range:
    if schedule.sessions is None:
        return Range()
    if schedule.bound is Bound.RANGE and schedule.total_minutes is None:
        return Range(low=schedule.sessions, high=schedule.range_max)
    low = 0 if schedule.bound is Bound.UP_TO else schedule.sessions
    return Range(low=low, high=None if schedule.bound is Bound.AT_LEAST else schedule.sessions)


def _compared(before: Sequence[Schedule], now: Sequence[Schedule], measure: Measure) -> Verdict:
    """Put two amounts in order, in a period that both divide where there is one, else over a year.

    >>> hour, half = Schedule(total_minutes=60, per="week"), Schedule(total_minutes=60, per="fortnight")
    >>> _compared([hour], [half], lambda one: one.minutes_per_period).value
    'less'
    """
    if [(measure(one), one.per) for one in before] == [(measure(one), one.per) for one in now]:
        return Verdict.SAME
    stated, states = (any(measure(one).low is not None for one in side) for side in (before, now))
    if not stated or not states:
        return Verdict.VAGUER if stated else Verdict.SAME
    known = rules("comparison")
    for family in known["exact"].values():
        per = {period: Range.exactly(times) for period, times in family.items()}
        one, other = _total(before, measure, per), _total(now, measure, per)
        if one and other:
            return _ordered(one, other)
    per = {period: Range(low=fewest, high=most) for period, (fewest, most) in known["in_a_year"].items()}
    one, other = _total(before, measure, per), _total(now, measure, per)
    return _apart(one, other) if one and other else Verdict.UNSURE


def _apart(before: Range, now: Range) -> Verdict:
    """Put two rough totals in order where they do not meet.

    >>> _apart(Range(low=1620, high=1800), Range(low=360, high=360)).value
    'less'
    """
    if now.high is not None and before.low is not None and now.high < before.low:
        return Verdict.LESS
    more = before.high is not None and now.low is not None and before.high < now.low
    return Verdict.MORE if more else Verdict.UNSURE


def _total(schedules: Sequence[Schedule], measure: Measure, per: dict[str, Range]) -> Range | None:
    """Add amounts up over the length that `per` counts periods of; None where one is not such a period."""
    total = Range.exactly(0)
    for schedule in schedules:
        times, each = per.get(schedule.per or ""), measure(schedule)
        if times is None or times.low is None or times.high is None or each.low is None:
            return None
        total = total.plus(Range(low=each.low * times.low, high=None if each.high is None else each.high * times.high))
    return total


def _ordered(before: Range, now: Range) -> Verdict:
    """Put two ranges in order by both of their ends.

    >>> [_ordered(Range.exactly(60), Range(low=low, high=high)).value for low, high in ((0, 60), (45, 90))]
    ['less', 'unsure']
    """
    if before == now:
        return Verdict.SAME
    ends = [[float("inf") if end is None else end for end in (one.low, one.high)] for one in (before, now)]
    if all(end <= was for was, end in zip(*ends, strict=True)):
        return Verdict.LESS
    return Verdict.MORE if all(end >= was for was, end in zip(*ends, strict=True)) else Verdict.UNSURE


def _stepped(steps: Sequence[Sequence[str]], before: str, now: str) -> Verdict:
    """Compare two names by the step on which each stands; two of one step differ in what nobody can order."""
    places = [next((at for at, names in enumerate(steps) if name in names), None) for name in (before, now)]
    if before == now:
        return Verdict.SAME
    if places[0] is None or places[1] is None or places[0] == places[1]:
        return Verdict.UNSURE
    return Verdict.LESS if places[1] > places[0] else Verdict.MORE


def _adult(before: Reading, now: Reading) -> Verdict:
    """Compare who gives it; where nobody in particular does and the words name the same adult, nobody can tell."""
    if not before.deliverer:
        return Verdict.SAME
    known = rules("comparison")["adults"]
    if now.deliverer is None or now.deliverer.role in known["anybody"]:
        if now.deliverer and before.deliverer.role == now.deliverer.role:
            return Verdict.SAME
        named = {word.stem for word in read_words(before.deliverer.text)}
        within = named <= {word.stem for word in read_words(now.text)} and before.deliverer.role not in known["anybody"]
        return Verdict.UNSURE if within else Verdict.VAGUER
    roles = (_role(before, before.deliverer), _role(now, now.deliverer))
    if known["any_therapist"] in roles and any(role in known["steps"][0] for role in roles):
        return Verdict.SAME
    return _stepped(known["steps"], *roles)


def _role(side: Reading, adult: Deliverer) -> str:
    """Give the role of an adult: a teacher who gives specialist teaching is a specialist teacher."""
    return side.service if side.service is Service.SPECIALIST_TEACHER and adult.role == "teacher" else adult.role


def _vague(before: Reading, now: Reading) -> Verdict:
    """Say whether words were added that take back what an item says."""
    added = set(now.vague_terms) - set(before.vague_terms)
    known = rules("comparison")["vague"]
    undone = any(vague_kind(term) in known["kinds"] and term not in known["harmless"] for term in added)
    return Verdict.VAGUER if undone else Verdict.SAME


def _qualified(before: Reading, now: Reading) -> Verdict:
    """Compare whether a qualification is asked for; it may stand in another sentence than the adult's name."""
    if not before.deliverer or not now.deliverer:
        return Verdict.SAME
    asked, asks = (bool(side.deliverer and side.deliverer.qualified) or _asks_for_one(side) for side in (before, now))
    if asked == asks:
        return Verdict.SAME
    return Verdict.LESS if asked else Verdict.MORE


def _asks_for_one(side: Reading) -> bool:
    return not set(vocabulary("deliverers")["qualified"]).isdisjoint(re.findall(r"[a-z]+", _printed(side).lower()))


def _printed(side: Reading) -> str:
    """Give the words of an item with those of the other cells of its row."""
    return " ".join((side.text, *(side.columns.values() if isinstance(side, Provision) else ())))


def _contact(before: Reading, now: Reading) -> Verdict:
    """Compare whether time is with the child or for the child; one who is seen alone or in a group is seen."""
    was, is_ = ({_with_or_for(side, schedule) for schedule in side.schedules} for side in (before, now))
    if was == is_ or was <= {None} or not is_:
        return Verdict.SAME
    if was == {Contact.DIRECT} and is_ == {Contact.INDIRECT}:
        return Verdict.LESS
    if was == {Contact.INDIRECT} and is_ == {Contact.DIRECT}:
        return Verdict.MORE
    return Verdict.VAGUER if is_ <= {None, Contact.UNSPLIT} else Verdict.UNSURE


def _with_or_for(side: Reading, schedule: Schedule) -> Contact | None:
    seen = side.mode in (Mode.INDIVIDUAL, Mode.GROUP) and schedule.contact is None
    return Contact.DIRECT if seen else schedule.contact


def _mode(before: Reading, now: Reading) -> Verdict:
    if before.mode and now.mode:
        return _stepped(rules("comparison")["modes"]["steps"], before.mode, now.mode)
    told = before.mode in (Mode.INDIVIDUAL, Mode.GROUP) and says(before.mode, _printed(now))
    return Verdict.VAGUER if before.mode and not told else Verdict.SAME


def _group(before: Reading, now: Reading) -> Verdict:
    if before.max_group_size is None or before.max_group_size == now.max_group_size or now.mode is not before.mode:
        return Verdict.SAME
    if now.max_group_size is None:
        return Verdict.VAGUER
    return Verdict.LESS if now.max_group_size > before.max_group_size else Verdict.MORE
