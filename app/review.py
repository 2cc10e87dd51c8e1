"""`sectionf review`: the readings one by one in the terminal, those in doubt first."""

import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from app import screen
from app.asking import ask, ask_key, now
from app.options import takes
from app.recorded import record
from app.review_elsewhere import bring_decisions_back, show_history, write_offline
from models.record import What
from models.review import Action

if TYPE_CHECKING:
    from pipeline.review.desk import Desk

KEYS = "a accept, e edit, x reject, space skip, u undo, q quit, ? help: "


class ReviewOptions(NamedTuple):
    """What `review` can be told."""

    case: Annotated[Path, typer.Argument(help="A case folder, such as one that `check` wrote.")]
    by: Annotated[str, typer.Option(help="Who decides; without it, your user name.")] = ""
    every: Annotated[bool, typer.Option("--all", help="Go through settled readings, too.")] = False
    records: Annotated[
        bool, typer.Option("--records", help="Only the labels, people and columns of the records."),
    ] = False
    history: Annotated[bool, typer.Option("--history", help="Only show who decided what.")] = False
    offline: Annotated[
        Path | None, typer.Option(metavar="<path>", help="Write a page for a review without this program."),
    ] = None
    bring_back: Annotated[
        Path | None, typer.Option(metavar="<path>", help="Bring decisions back that such a page saved."),
    ] = None


@takes(ReviewOptions)
def review(options: ReviewOptions) -> None:
    """Go through what was read, item by item. Then comes what is in question of the records."""
    from pipeline.case_folder import read_case
    from pipeline.review.desk import open_desk

    case, whole = options.case, options.every or options.history or options.offline or options.bring_back
    desk = open_desk(case, options.by or getpass.getuser(), dt.date.today(), every=bool(whole))
    what = What.OPENED if options.history else What.TAKEN_AWAY if options.offline else What.DECIDED
    record(what, read_case(case, dt.date.today()).id)
    if options.history:
        show_history(desk)
    elif options.offline:
        write_offline(desk, case, options.offline)
    elif options.bring_back:
        bring_decisions_back(desk, options.bring_back)
    else:
        _go_through(desk, case, options)


def _go_through(desk: "Desk", case: Path, options: ReviewOptions) -> None:
    from app.review_records import review_records
    from app.review_words import tally
    from pipeline.case_folder import read_case
    from pipeline.review.records_desk import open_records_desk

    going = options.records
    if not options.records:
        screen.show(tally(desk))
        going = _all_decided(desk)
        screen.show(tally(desk))
    if going:
        logs = read_case(case, dt.date.today()).logs
        review_records(open_records_desk(desk, case / "findings.json", logs, every=options.every))
    screen.show(f"Decisions are kept in {desk.path}. Check again to use them: sectionf check {case}")


def _all_decided(desk: "Desk") -> bool:
    """Go through the readings; whether the person came to the end of them."""
    while desk.current is not None and _decide(desk):
        screen.show("")
    return desk.current is None


def _decide(desk: "Desk") -> bool:
    """Show the reading whose turn it is and do as the person says; false when they have had enough."""
    from app.review_words import card

    screen.show(card(desk))
    key = ask_key(KEYS)
    if key in ("q", ""):
        return False
    if key.isdecimal():
        _take_alternative(desk, int(key))
    else:
        ACTIONS.get(key, _help)(desk)
    return True


def _accept(desk: "Desk") -> None:
    desk.decide(Action.ACCEPT, now())


def _reject(desk: "Desk") -> None:
    desk.decide(Action.REJECT, now())


def _skip(desk: "Desk") -> None:
    desk.skip()


def _undo(desk: "Desk") -> None:
    if not desk.undo(now()):
        screen.show("There is nothing to take back.")


def _help(_desk: "Desk") -> None:
    from app.review_words import HELP

    screen.show(HELP)


def _edit(desk: "Desk") -> None:
    from pipeline.review.alternatives import edits_from

    words = ask("Say it in your own words, such as “two 30-minute sessions a week, one to one”: ")
    _put(desk, words, edits_from(words, desk.queue[desk.place].provision) if words else {})


def _take_alternative(desk: "Desk", number: int) -> None:
    from pipeline.review.alternatives import alternatives

    choices = alternatives(desk.queue[desk.place].provision)
    choice = choices[number - 1] if 1 <= number <= len(choices) else None
    _put(desk, choice.words if choice else "", choice.edits if choice else {})


def _put(desk: "Desk", words: str, edits: dict[str, Any]) -> None:
    """Show how the statement would be read, and keep that if the person agrees."""
    from app.review_words import preview

    if not edits:
        screen.show("Nothing could be read in that, so nothing was changed.")
        return
    screen.show(preview(desk, edits))
    if ask_key("Is that right? y yes, n no: ") == "y":
        desk.decide(Action.EDIT, now(), edits=edits, why=words)


ACTIONS: dict[str, Callable[["Desk"], None]] = {
    "a": _accept,
    "e": _edit,
    "x": _reject,
    " ": _skip,
    "u": _undo,
}
