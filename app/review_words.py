"""What `review` shows: a reading with its page, its printed words and why a person must look."""

import textwrap
from collections import Counter
from typing import Any

from app.plain_words import amount_words, reading_words
from pipeline.review.alternatives import alternatives
from pipeline.review.desk import Desk
from pipeline.review.lay_over import edited
from pipeline.review.records_desk import Choice, Kind, RecordsDesk
from templates.words import count

WIDTH = 90
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
    doubtful = sum(map(desk.in_doubt, waiting))
    return f"{count(len(waiting), 'reading')} to look at, {doubtful} in doubt."


def records_tally(desk: RecordsDesk) -> str:
    """Say how many labels, people and columns of the records nobody has settled."""
    kinds = Counter(question.kind for question in desk.waiting)
    who = f", {count(kinds[Kind.PERSON], 'person', 'people')} unknown" if kinds[Kind.PERSON] else ""
    what = f", {count(kinds[Kind.COLUMN], 'column')} unknown" if kinds[Kind.COLUMN] else ""
    return f"Records: {count(kinds[Kind.LABEL], 'label')} to place{who}{what}."


def choice_words(choice: Choice) -> str:
    """Say which provision is offered, in its own words, and which of its amounts."""
    provision = choice.provision
    amount = "" if choice.schedule is None else f", {amount_words(provision.schedules[choice.schedule])}"
    return f"{provision.id}{amount}: “{textwrap.shorten(provision.text, WIDTH, placeholder=' …')}”"


def card(desk: Desk) -> str:
    """Show the reading whose turn it is."""
    item = desk.queue[desk.place]
    provision = item.provision
    lines = [f"[{desk.place + 1} of {len(desk.queue)}]  {provision.id}, plan page {provision.quote.page}"]
    lines += [f"  “{provision.text}”"]
    lines += [f"  {name.replace('_', ' ')}: {words}" for name, words in provision.columns.items() if words]
    lines += ["  It is read as:", *(f"    {line}" for line in reading_words(desk.laid_over(item)))]
    lines += [f"  Please look: {doubt.reason}" for doubt in provision.review]
    lines += [f"    {number}  {one.words}" for number, one in enumerate(alternatives(provision), 1)]
    return "\n".join(lines)


def preview(desk: Desk, edits: dict[str, Any]) -> str:
    """Say how the current reading would be read with these corrections."""
    changed = edited(desk.laid_over(desk.queue[desk.place]), edits)
    return "\n".join(f"    {line}" for line in reading_words(changed))
