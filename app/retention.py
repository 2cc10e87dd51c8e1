"""`sectionf retention`: for how long cases are kept, which are to be erased and when, and which are on hold."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from app import screen
from app.options import takes
from app.recorded import record
from app.unlocking import unlocked
from models.record import HERE, What
from models.retention import Hold, Standing

if TYPE_CHECKING:
    from models.caseload import CaseEntry
    from pipeline.store.cases import Cases

EVERY = "Cases are kept for {months} months after the last thing that anybody did with them but look."
NONE_HERE = "The app keeps no case. What batches keep is listed by “sectionf kept list”."
FOR_GOOD = "Cases are kept until somebody erases them."


class RetentionOptions(NamedTuple):
    """What `retention` can be told."""

    show: Annotated[bool, typer.Option("--show", help="Only show: erase nothing, and count as no warning.")] = False
    months: Annotated[int | None, typer.Option(help="Keep cases so many months; 0 until somebody erases them.")] = None
    hold: Annotated[str, typer.Option(metavar="CASE", help="Put a case on hold, by its id or its name.")] = ""
    lift: Annotated[str, typer.Option(metavar="CASE", help="Lift the hold of a case.")] = ""
    keep: Annotated[str, typer.Option(metavar="CASE", help="Keep a case for the whole time from today on.")] = ""
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason for a hold, or for lifting it.")] = ""


@takes(RetentionOptions)
def retention(options: RetentionOptions) -> None:
    """Show which cases are to be erased, and when. Erases those whose day has come."""
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store

    with unlocked():
        cases, now = Cases(database(), Store.default()), dt.datetime.now().astimezone()
        _change(options, cases, now)
        _show(cases, now, warn=not options.show)
        if not options.show:
            _erase(cases, now)


def found(cases: "Cases", said: str) -> "CaseEntry":
    """Give the case of an id, or the only one of a name."""
    from models.errors import UnusableCase

    some = [entry for entry in cases.all() if said in (entry.id, entry.name)]
    if len(some) != 1:
        raise UnusableCase("there is no such case." if not some else "several cases have this name.",
                           remedy="Name it by its id; “sectionf retention --show” lists all.")
    return some[0]


def _change(options: RetentionOptions, cases: "Cases", now: dt.datetime) -> None:
    from pipeline.desk.retention import keep_terms
    from pipeline.store.holds import change_hold

    if options.months is not None:
        keep_terms(cases.store.folder.parent, options.months)
        record(What.TERMS_CHANGED)
    if (options.hold or options.lift) and not options.why.strip():
        raise typer.BadParameter("say --why: the reason stands with the case.")
    for said, what in ((options.hold, What.HELD), (options.lift, What.HOLD_LIFTED), (options.keep, What.KEPT)):
        if said:
            entry = found(cases, said)
            if what is not What.KEPT:
                lifted = what is What.HOLD_LIFTED
                change_hold(cases.store, entry.id, Hold(at=now, by=HERE, why=options.why.strip(), lifted=lifted))
            record(what, entry.id)


def _show(cases: "Cases", now: dt.datetime, *, warn: bool) -> None:
    from pipeline.desk.retention import say, standing, terms

    months = terms(cases.store.folder.parent).months
    screen.show(EVERY.format(months=months) if months else FOR_GOOD)
    told = [(entry, standing(cases.store, entry, now.date())) for entry in cases.all()]
    for entry, stands in sorted(told, key=lambda one: (one[1].day is None, one[1].day)):
        screen.show(f"{entry.id}  {entry.name or 'Case without a name'}: {in_words(stands)}")
    if not told:
        screen.show(NONE_HERE)
    if warn:
        say(cases.store, told, HERE, now)


def in_words(stands: Standing) -> str:
    """Say how it stands with the time of a case."""
    from templates.words import long_date

    if stands.hold:
        return f"on hold since {long_date(stands.hold.at.date())}: {stands.hold.why}"
    if stands.unknown:
        return "cannot be opened, and is not erased by itself"
    if stands.day is None:
        return "kept until somebody erases it"
    soon = "IS TO BE ERASED" if stands.warns else "to be erased"
    return f"last used on {long_date(stands.last)}, {soon} on {long_date(stands.day)}"


def _erase(cases: "Cases", now: dt.datetime) -> None:
    """Erase what is due where no server does that itself."""
    from models.errors import UnusableCase
    from pipeline.batch import store_of_batches
    from pipeline.desk.retention import erase_what_is_due
    from pipeline.kept_by_batches import erase_what_is_old
    from pipeline.store.settings import only_one
    from templates.words import count

    try:
        with only_one(cases.store.folder):
            gone = erase_what_is_due(cases, now, lambda _case: None, team=False)
    except UnusableCase:
        screen.show("The app is open: it erases by itself what is due.")
        return
    cases.database.tidy()
    screen.show(f"Erased today, after the whole time for which they are kept: {count(len(gone), 'case')}." if gone
                else "No case is due to be erased today.")
    if old := erase_what_is_old(store_of_batches(), now):
        screen.show(f"Erased of what batches keep, after the same time: {count(len(old), 'case')}.")
