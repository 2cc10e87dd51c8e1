"""`sectionf review` beside its questions: the history, a page for a review elsewhere, and decisions brought back."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from app import screen
from app.asking import ask_key
from models.errors import OutputFailed, UnreadableFile

if TYPE_CHECKING:
    from pipeline.review.brought_back import Wording
    from pipeline.review.desk import Desk


def show_history(desk: "Desk") -> None:
    """Show who decided what, the first decision first."""
    from pipeline.review.history import history

    for entry in reversed(history(desk.reading, desk.made)):
        made = entry.made
        why = f" (“{made.why}”)" if made.why else ""
        state = "" if entry.stands else " (does not count any more)"
        screen.show(f"{made.at.astimezone():%d %b %Y %H:%M}  {made.by}: {entry.what} {entry.deed}{why}{state}")
    if not desk.made:
        screen.show("Nobody has decided anything yet.")


def write_offline(desk: "Desk", case: Path, out: Path) -> None:
    """Write the page for a review without this program."""
    from app.offline_review import offline_page
    from pipeline.case_folder import read_case

    text = offline_page(desk, read_case(case, dt.date.today()))
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise OutputFailed("the page could not be written.", out.name, "Choose another place for it.") from error
    screen.show(f"Open {out} in any browser, decide, and save.\n"
                f"Then: sectionf review {case} --bring-back decisions.json")


def bring_decisions_back(desk: "Desk", saved: Path) -> None:
    """Keep the decisions that such a page saved; own words are shown as they are read first."""
    from pipeline.review.brought_back import bring_back, confirm
    from templates.words import count

    try:
        done = bring_back(desk, saved.read_bytes())
    except OSError as error:
        raise UnreadableFile("the file cannot be opened.", saved.name, "Check its name.") from error
    sure = [wording for wording in done.to_confirm if wording.edits and _agreed(desk, wording)]
    for wording in sure:
        confirm(desk, wording)
    brought = count(len(done.kept) + len(sure), "decision")
    screen.show(f"{brought} brought back; {done.known} had been brought back before.")
    for name in done.meanwhile:
        screen.show(f"{name} was decided about meanwhile: both decisions are kept, the one brought back counts.")
    left = len(done.to_confirm) - len(sure)
    if left or done.gone:
        screen.show(f"{count(left + done.gone, 'decision')} not used: words in which nothing could be read or that you "
                    "did not confirm, and items that were cut or joined meanwhile.")


def _agreed(desk: "Desk", wording: "Wording") -> bool:
    """Show how somebody's own words are read; whether that is right."""
    from app.plain_words import reading_words
    from pipeline.review.lay_over import edited

    screen.show(f"{wording.item.provision.id}: “{wording.words}” is read as:")
    screen.show("\n".join(f"    {line}" for line in reading_words(edited(desk.laid_over(wording.item), wording.edits))))
    return ask_key("Is that right? y yes, n no: ") == "y"
