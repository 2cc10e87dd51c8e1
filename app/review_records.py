"""`sectionf review`, its second part: where open labels belong, who somebody is, and what a column holds."""

from app import screen
from app.asking import ask, ask_key, now
from app.review_words import choice_words, records_tally
from pipeline.review.records_desk import Choice, Kind, RecordsDesk, roles

KEYS = "1-9 that one, f another, n nothing in the plan, space skip, u undo, q quit, ? help: "
WHO = "w say who it is, space skip, u undo, q quit, ? help: "
HOLDS = "1-9 that one, n nothing that counts, space skip, u undo, q quit, ? help: "
HELP = """
1-9    the label belongs to this one, wherever it stands in the records of this case; a column holds this
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
    key = ask_key(ASK[question.kind])
    if key in ("q", ""):
        return False
    if key == " ":
        desk.skip()
    elif key == "u":
        _undo(desk)
    else:
        ANSWER[question.kind](desk, key)
    return True


def _undo(desk: RecordsDesk) -> None:
    if not desk.undo(now()):
        screen.show("There is nothing to take back.")


def _details(desk: RecordsDesk) -> list[str]:
    question = desk.queue[desk.place]
    first = [f"  First at {question.place}."] if question.place else []
    within = [f"  In it: {', '.join(question.examples)}."] if question.examples else []
    offered = [*roles().values()][:9] if question.kind is Kind.COLUMN else map(choice_words, question.choices)
    return [*first, *within, *(f"    {number}  {words}" for number, words in enumerate(offered, 1))]


def _say_who(desk: RecordsDesk, key: str) -> None:
    words = ask("Who is it? ") if key == "w" else ""
    if words:
        desk.name(words, now())
    else:
        screen.show(HELP)


def _hold(desk: RecordsDesk, key: str) -> None:
    """Say what a column holds."""
    offered = [*roles()][:9]
    if key == "n":
        desk.hold("ignored", now())
    elif key.isdecimal() and 1 <= int(key) <= len(offered):
        desk.hold(offered[int(key) - 1], now())
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
        _take(desk, choices[int(key) - 1] if key.isdecimal() and 1 <= int(key) <= len(choices) else None)


def _take(desk: RecordsDesk, choice: Choice | None) -> None:
    if choice is None:
        screen.show(HELP)
    else:
        desk.give(choice, now())


ASK = {Kind.LABEL: KEYS, Kind.PERSON: WHO, Kind.COLUMN: HOLDS}
ANSWER = {Kind.LABEL: _give, Kind.PERSON: _say_who, Kind.COLUMN: _hold}
