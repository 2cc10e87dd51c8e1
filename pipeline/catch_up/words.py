"""A proposal for making up sessions in plain words: what is owed, what fits where, and what stands in the way."""

import datetime as dt
from typing import Any

from models.catch_up import CatchUp, Limits, Outcome, Placed
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import hours_and_minutes


def catch_up_words(found: CatchUp) -> list[str]:
    """Say it line by line, the caution first."""
    if found.outcome is Outcome.NOTHING_OWED:
        return [_say("outcomes", "nothing_owed"), *_left_out(found)]
    lines = [_say("words", "head"), _say("words", "owed", owed=hours_and_minutes(found.minutes_owed))]
    lines += [f"  {one.provision_id}: {hours_and_minutes(one.minutes)} ({one.deliverer})" for one in found.owed]
    lines += ["", _outcome(found), *(_line(one) for one in found.placed), ""]
    lines += [_say("words", "bind", binding=[_limit(name, found.limits) for name in found.binding])] \
        if found.binding else []
    return [*lines, _limits(found.limits), *_left_out(found)]


def _say(group: str, name: str, **facts: Any) -> str:
    return fill(rules("catch_up")[group][name], **facts)


def _outcome(found: CatchUp) -> str:
    days = [one.date for one in found.placed] or [found.first_day]
    return _say("outcomes", found.outcome.value, placed=hours_and_minutes(found.minutes_placed),
                owed=hours_and_minutes(found.minutes_owed), sessions=len(found.placed), first=min(days), last=max(days),
                before=found.first_day - dt.timedelta(days=1))


def _line(one: Placed) -> str:
    end = dt.datetime.combine(one.date, one.start) + dt.timedelta(minutes=one.minutes)
    return "  " + _say("words", "line", day=one.date, start=f"{one.start:%H:%M}", end=f"{end:%H:%M}",
                       id=one.provision_id, minutes=hours_and_minutes(one.minutes), deliverer=one.deliverer,
                       label=one.label)


def _limits(limits: Limits) -> str:
    names = [name for name in rules("catch_up")["binding"] if getattr(limits, name, None) is not None]
    named = [_limit(name, limits) for name in names]
    named += [f"only {', '.join(limits.allowed)}"] if limits.allowed else []
    return _say("words", "limits", limits=[*named, f"not {', '.join(limits.refused)}"])


def _limit(name: str, limits: Limits) -> str:
    return _say("binding", name, limit=getattr(limits, name, None))


def _left_out(found: CatchUp) -> list[str]:
    return [_say("words", "left_out", left_out=found.left_out)] if found.left_out else []
