"""How long a case is kept: warned about where people look, held where somebody says why, then erased by itself.

Nothing is erased that nobody could know of: the day never comes before both warnings were given, and moves on until
then. At home a warning is given when somebody sees it; in a team, when it stands where the team would see it.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from models.caseload import CaseEntry
from models.errors import ConnectionLost, KeyGone, NotAsSealed, Stop, UnusableEntry
from models.noun import Noun
from models.record import BY_ITSELF, What
from models.retention import Stage, Standing
from pipeline.rules import rules
from pipeline.store.activity import Seen, activity
from pipeline.store.cases import Cases
from pipeline.store.holds import hold_on
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record
from pipeline.store.whole_file import put_whole

TERMS = "retention.json"


class Terms(Noun):
    """For how long a desk keeps its cases."""

    months: int
    """After the last activity; 0 for until somebody erases them."""

    def since(self, day: dt.date) -> dt.date:
        """Give the day before which an activity is too long ago."""
        return later(day, -(self.months or rules("retention")["most"]))


def terms(home: Path) -> Terms:
    """Give for how long the desk of a private folder keeps its cases."""
    try:
        return Terms.model_validate_json((home / TERMS).read_bytes())
    except FileNotFoundError:
        return Terms(months=rules("retention")["months"])
    except ValidationError:         # nobody knows what was meant: nothing is erased by itself
        return Terms(months=0)


def keep_terms(home: Path, months: int) -> None:
    """Say for how long cases are kept from now on."""
    fewest, most = rules("retention")["fewest"], rules("retention")["most"]
    if months and not fewest <= months <= most:
        raise UnusableEntry(f"a case is kept for {fewest} to {most} months, or until somebody erases it.",
                            where="months", remedy="Give a number of months, or 0 for the last.")
    put_whole(home / TERMS, Terms(months=months).model_dump_json())


def standing(store: Store, entry: CaseEntry, today: dt.date) -> Standing:
    """Say how it stands with the time of a case."""
    home = store.folder.parent
    seen = activity(home).of(entry.id)
    moments = [moment for moment in (entry.added_at, entry.checked_at, seen.last) if moment]
    last = max(moments).astimezone().date()
    months = terms(home).months
    try:
        store.keys.get(entry.id)
        hold = hold_on(store, entry.id)
    except (KeyGone, NotAsSealed):
        return Standing(last=last, unknown=True)
    if hold or not months:
        return Standing(last=last, hold=hold)
    return _planned(last, later(last, months), seen, today)


def _planned(last: dt.date, due: dt.date, seen: Seen, today: dt.date) -> Standing:
    """Work out the day on which a case is to be erased, from the warnings that were given in time for it."""
    first_days, last_days = (dt.timedelta(rules("retention")[f"{name}_warning_days"]) for name in ("first", "last"))
    if today < due - first_days:
        return Standing(last=last, day=due)
    warned = _first(seen.warned, due - first_days, today)
    day = max(due, (warned or today) + first_days)
    if today < day - last_days:
        return Standing(last=last, day=day, stage=Stage.NEAR, to_say=None if warned else What.WARNED)
    warned = _first(seen.warned_last, day - last_days, today)
    day = max(day, (warned or today) + last_days)
    return Standing(last=last, day=day, stage=Stage.LAST if today < day else Stage.DUE,
                    to_say=None if warned else What.WARNED_LAST)


def _first(days: Iterable[dt.date], since: dt.date, today: dt.date) -> dt.date | None:
    """Give the first day of those that count: what a clock that went wrong has written down does not."""
    return min((day for day in days if since <= day <= today), default=None)


def later(day: dt.date, months: int) -> dt.date:
    """Give the day so many months later, or the last of its month.

    >>> later(dt.date(2025, 11, 30), 3), later(dt.date(2024, 2, 29), 12), later(dt.date(2025, 1, 31), -2)
    (datetime.date(2026, 2, 28), datetime.date(2025, 2, 28), datetime.date(2024, 11, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def say(store: Store, told: Iterable[tuple[CaseEntry, Standing]], who: str, at: dt.datetime) -> None:
    """Record that somebody was given the warnings that are due."""
    for entry, stands in told:
        if stands.to_say:
            Record(store.folder.parent).add(Deed(who, stands.to_say, entry.id), at)


def erase_what_is_due(cases: Cases, at: dt.datetime, end_check: Callable[[str], None], *, team: bool) -> list[str]:
    """Erase the cases whose day has come, and give their ids; in a team, give the warnings that are due."""
    try:
        return _erased(cases, at, end_check, team=team)
    except SQLAlchemyError:
        raise ConnectionLost("the list of cases cannot be reached.", remedy="It is tried again in a while.") from None


def _erased(cases: Cases, at: dt.datetime, end_check: Callable[[str], None], *, team: bool) -> list[str]:
    gone, today = list[str](), at.date()
    for entry in cases.all():
        stands = standing(cases.store, entry, today)
        if team:
            say(cases.store, [(entry, stands)], BY_ITSELF, at)
        if stands.stage is Stage.DUE:
            end_check(entry.id)
            try:
                cases.erase(entry.id, today)
            except Stop:        # it was put on hold, or erased, a moment ago
                continue
            Record(cases.store.folder.parent).add(Deed(BY_ITSELF, What.ERASED, entry.id), at)
            gone.append(entry.id)
    return gone
