"""`sectionf review`, its second part: where each open label of the records belongs, and who somebody is."""

from app import screen
from app.asking import ask, ask_key, now
from app.review_words import choice_words, records_tally
from pipeline.records_desk import Choice, RecordsDesk

KEYS = "1-9 that one, f another, n nothing in the plan, space skip, u undo, q quit, ? help: "
WHO = "w say who it is, space skip, u undo, q quit, ? help: "
HELP = """
1-9    the label belongs to this one, wherever it stands in the records of this case
f      it belongs to another: type its number in the plan, such as F4
n      it belongs to nothing in the plan
w      say who it is, such as “Mrs Bright (TA)” or “speech and language therapist”
space  leave it for another day
u      take back the last decision about the records
q      stop here; nothing that was decided is lost"""


def review_records(desk: RecordsDesk) -> None:
    """Go through the labels that may belong to several provisions or to none, then through unknown people."""
    screen.show(records_tally(desk))
    while desk.current is not None and _decide(desk):
        screen.show("")
    screen.show(records_tally(desk))


def _decide(desk: RecordsDesk) -> bool:
    """Show the question whose turn it is and do as the person says; false when they have had enough."""
    question = desk.queue[desk.place]
    screen.show("\n".join([f"[{desk.place + 1} of {len(desk.queue)}]  {question.reason}", *_details(desk)]))
    key = ask_key(WHO if question.person else KEYS)
    if key in ("q", ""):
        return False
    if key == " ":
        desk.skip()
    elif key == "u":
        _undo(desk)
    elif question.person:
        _say_who(desk, key)
    else:
        _give(desk, key)
    return True


def _undo(desk: RecordsDesk) -> None:
    if not desk.undo(now()):
        screen.show("There is nothing to take back.")


def _details(desk: RecordsDesk) -> list[str]:
    question = desk.queue[desk.place]
    first = [f"  First at {question.place}."] if question.place else []
    return [*first, *(f"    {number}  {choice_words(one)}" for number, one in enumerate(question.choices, 1))]


def _say_who(desk: RecordsDesk, key: str) -> None:
    words = ask("Who is it? ") if key == "w" else ""
    if words:
        desk.name(words, now())
    else:
        screen.show(HELP)


def _give(desk: RecordsDesk, key: str) -> None:
    """Give the label to the provision that the key or the person names."""
    choices = desk.queue[desk.place].choices
    if key == "n":
        desk.give(None, now())
    elif key == "f":
        named = desk.provision(ask("Its number in the plan, such as F4: "))
        _take(desk, None if named is None else Choice(named))
    else:
        _take(desk, choices[int(key) - 1] if key.isdigit() and 1 <= int(key) <= len(choices) else None)


def _take(desk: RecordsDesk, choice: Choice | None) -> None:
    if choice is None:
        screen.show(HELP)
    else:
        desk.give(choice, now())
