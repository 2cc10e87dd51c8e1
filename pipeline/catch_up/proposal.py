"""A proposal for making up what was recorded as not held: what is owed, where there is room, and what fits."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from models.case import Case
from models.catch_up import CatchUp, FreePlace, Limits, Outcome, Placed
from models.delivery import Evidence
from models.gap import Report
from pipeline.calendars.cycle import with_cycle
from pipeline.calendars.open_days import ONE_DAY, SchoolDays
from pipeline.case import set_against_records
from pipeline.catch_up.fitting import Fit, Piece, Task, binding_limits, most_that_fits
from pipeline.catch_up.free_places import free_places
from pipeline.catch_up.owed import ToMakeUp, pieces, to_make_up
from pipeline.matching.by_version import match_by_version
from pipeline.progress import Progress, untold
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import hours_and_minutes


def usual_limits(**stated: Any) -> Limits:
    """Give the limits that hold where nobody states others, with those that somebody does.

    >>> usual_limits(refused=("Art",)).refused[-2:], usual_limits(allowed=("Break",)).refused
    (('transport', 'Art'), ())
    """
    usual, said = rules("catch_up")["limits"], {name: one for name, one in stated.items() if one}
    refused = (*(() if said.get("allowed") else usual["refused"]), *said.get("refused", ()))
    return Limits.model_validate(usual | said | {"refused": refused})


def catch_up(case: Case, limits: Limits, progress: Progress = untold) -> CatchUp:
    """Read a case, and look for places for what was recorded as not held."""
    report, evidence = set_against_records(case, progress)
    progress("Looking for places")
    return proposal(report, evidence, limits)


def proposal(report: Report, evidence: Evidence, limits: Limits) -> CatchUp:
    """Look for places after the day of the check, to the end of the term dates."""
    make_up = to_make_up(report)
    days, _ = with_cycle(SchoolDays(report.calendar), evidence)
    first, last = report.as_of + ONE_DAY, _last_day(days, report)
    known: dict[str, Any] = {"limits": limits, "first_day": first, "last_day": max(first, last)}
    if why_not := _why_not(make_up, evidence, bool(days.open_days(first, last))):
        return CatchUp(outcome=why_not, owed=make_up.owed, left_out=make_up.left_out, **known)
    provisions = [one for one in report.reading.provisions if one.provision and one.id not in report.rejected]
    matching = match_by_version(provisions, evidence, days, report.window)
    places = free_places(evidence.slots, matching, days, limits, (first, last))
    return CatchUp(**_fitted(make_up, places, limits), **known)


def _why_not(make_up: ToMakeUp, evidence: Evidence, days_left: bool) -> Outcome | None:
    if not make_up.owed:
        return Outcome.NOTHING_OWED
    if not any(slot.start and slot.minutes for slot in evidence.slots):
        return Outcome.NO_TIMETABLE
    return None if days_left else Outcome.NO_DAYS


def _last_day(days: SchoolDays, report: Report) -> dt.date:
    return max((half_term.end for half_term in days.calendar.half_terms), default=report.as_of)


def _fitted(make_up: ToMakeUp, places: Sequence[FreePlace], limits: Limits) -> dict[str, Any]:
    cut = [(one, *pieces(one)) for one in make_up.owed]
    task = Task(tuple(piece for _, some, _ in cut for piece in some), tuple(places), limits)
    fit = most_that_fits(task)
    whole = fit.minutes == task.minutes
    outcome = Outcome.FITS if whole else Outcome.DOES_NOT_FIT if fit.certain else Outcome.NOT_FOUND
    short = [fill(rules("catch_up")["left_out"]["too_short"], id=one.provision_id, minutes=hours_and_minutes(rest))
             for one, _, rest in cut if rest]
    return {"outcome": outcome, "owed": make_up.owed, "placed": _placed(task, fit),
            "binding": binding_limits(task, fit.minutes) if outcome is Outcome.DOES_NOT_FIT else (),
            "left_out": (*make_up.left_out, *short)}


def _placed(task: Task, fit: Fit) -> tuple[Placed, ...]:
    pairs = [(task.pieces[piece], task.places[place]) for piece, place in fit.placed]
    pairs.sort(key=lambda pair: (pair[1].date, pair[1].start))
    return tuple(_session(piece, place) for piece, place in pairs)


def _session(piece: Piece, place: FreePlace) -> Placed:
    return Placed(provision_id=piece.item[0], schedule=piece.item[1], deliverer=piece.deliverer, date=place.date,
                  start=place.start, minutes=piece.minutes, label=place.label, source=place.source)
