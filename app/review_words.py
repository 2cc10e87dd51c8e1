"""What `review` shows: a reading with its page, its printed words and why a person must look."""

from typing import Any

from app.plain_words import reading_words
from pipeline.review import edited
from pipeline.review_desk import Desk, alternatives
from templates.words import count

HELP = """
a      the reading is right: letters may use it
e      the reading is wrong: say what the words mean, and it is read again
1-9    one of the numbered alternatives is right
x      this is not provision at all: leave it out
space  leave it for another day
u      take back the last decision
q      stop here; nothing that was decided is lost
Nothing is overwritten: the first reading and every decision are kept."""


def tally(desk: Desk) -> str:
    """Say how many readings nobody has settled, and how many of them are in doubt."""
    waiting = desk.waiting
    doubtful = sum(bool(provision.review) for provision in waiting)
    return f"{count(len(waiting), 'reading')} to look at, {doubtful} in doubt."


def card(desk: Desk) -> str:
    """Show the reading whose turn it is."""
    provision = desk.queue[desk.place]
    lines = [f"[{desk.place + 1} of {len(desk.queue)}]  {provision.id}, plan page {provision.quote.page}"]
    lines += [f"  “{provision.text}”"]
    lines += [f"  {name.replace('_', ' ')}: {words}" for name, words in provision.columns.items() if words]
    lines += ["  It is read as:", *(f"    {line}" for line in reading_words(desk.laid_over(provision)))]
    lines += [f"  Please look: {doubt.reason}" for doubt in provision.review]
    lines += [f"    {number}  {words}" for number, words in enumerate(alternatives(provision), 1)]
    return "\n".join(lines)


def preview(desk: Desk, edits: dict[str, Any]) -> str:
    """Say how the current reading would be read with these corrections."""
    changed = edited(desk.laid_over(desk.queue[desk.place]), edits)
    return "\n".join(f"    {line}" for line in reading_words(changed))
